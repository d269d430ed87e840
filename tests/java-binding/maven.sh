# Sourced by tests/java-binding/run: Maven builds what bindings/java/build has built before.

# The jars of a release, and what bindings/java/build calls them.
maven_jars() { # version
  local platform module
  platform=$(basename target/java/etee-natives-*.jar .jar)
  for module in etee etee-connector; do
    printf '%s/target/%s-%s.jar %s.jar\n' $module $module "$1" $module
    printf '%s/target/%s-%s-sources.jar -\n' $module $module "$1"
    printf '%s/target/%s-%s-javadoc.jar -\n' $module $module "$1"
  done
  printf 'etee-natives/target/etee-natives-%s-%s.jar %s.jar\n' "$1" "${platform#etee-natives-}" \
    "$platform"
}

# Runs Maven in a copy of the modules, beside a symbolic link to the library as `make lib` makes it.
# Its short life gains nothing from the better one of Java's compilers.
maven_verify() { # home folder argument...
  local home=$1 folder=$2
  shift 2
  mkdir -p "$folder/target/lib" "$folder/bindings"
  ln -s "$library" "$folder/target/lib/libetee.so"
  cp -R bindings/java "$folder/bindings/"
  rm -rf "$folder"/bindings/java/*/target
  (cd "$folder/bindings/java" && JAVA_HOME=$home MAVEN_OPTS='-XX:TieredStopAtLevel=1' \
    timeout 600 mvn -B -ntp -Prelease "$@" verify) >"$folder/log" 2>&1
}

# One test of each module is enough here: all of them have run on these sources.
maven_builds() { # home folder
  if ! maven_verify "$1" "$2" -Dtest='ReportTest,ConnectorTest' \
    -Dsurefire.failIfNoSpecifiedTests=false; then
    if grep -qE 'Could not transfer artifact|in offline mode' "$2/log"; then
      skip 'Maven does not reach a repository with its plugins'
    else
      fail 'mvn verify'
      tail -n 100 "$2/log"
    fi
    return 1
  fi
  if [ "$(grep -cE 'Tests run: [1-9].* in etee\.' "$2/log")" -ne 2 ]; then
    fail 'mvn verify runs the tests of both modules'
    return 1
  fi
  pass 'mvn verify'
}

# Without Javadoc, which takes as long as the rest.
maven_repeats() { # home folder again version
  local jar differing=()
  TZ=Asia/Tokyo LC_ALL=C maven_verify "$1" "$3" -DskipTests -Dmaven.javadoc.skip
  while read -r jar _; do
    cmp -s "$2/bindings/java/$jar" "$3/bindings/java/$jar" || differing+=("$(basename "$jar")")
  done < <(maven_jars "$4" | grep -v javadoc)
  if [ ${#differing[@]} -eq 0 ]; then
    pass 'two builds by Maven have the same octets'
  else
    fail "two builds by Maven differ in ${differing[*]}"
  fi
}

entries() { # home jar
  "$1/bin/jar" --list --file "$2" | grep -v -e '/$' -e '^META-INF/maven/' | LC_ALL=C sort
}

maven_agrees() { # home folder version
  local jar ours differences
  differences=$(while read -r jar ours; do
    if [ ! -e "$2/bindings/java/$jar" ]; then
      printf 'there is no %s\n' "$jar"
    elif [ "$ours" != - ]; then
      diff <(entries "$1" "target/java/$ours") <(entries "$1" "$2/bindings/java/$jar")
    fi
  done < <(maven_jars "$3"))
  if [ -z "$differences" ]; then
    pass 'jars by Maven have the entries of those by bindings/java/build'
  else
    fail 'jars by Maven have other entries than those by bindings/java/build'
    printf '%s\n' "$differences"
  fi
}

check_maven() { # home
  local folder=$PWD/$work/maven version
  version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
  if ! command -v mvn >/dev/null; then
    skip 'no Maven'
    return
  fi
  maven_builds "$1" "$folder/one" || return
  maven_repeats "$1" "$folder/one" "$folder/another" "$version"
  maven_agrees "$1" "$folder/one" "$version"
}
