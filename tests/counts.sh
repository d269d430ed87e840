# Sourced by the scripts that test: counts what passed, failed and was skipped.

passed=0
failed=0
skipped=0

pass() { # name
  passed=$((passed + 1))
  printf 'ok   %s\n' "$1"
}

fail() { # name
  failed=$((failed + 1))
  printf 'FAIL %s\n' "$1"
}

skip() { # reason
  skipped=$((skipped + 1))
  printf 'SKIPPED: %s\n' "$1"
}

check() { # name command...
  local name=$1
  shift
  if "$@"; then pass "$name"; else fail "$name"; fi
}

# The line that a caller counts; the status is that of the script.
summary() {
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ]
}
