# Sourced by tests/run and tests/platforms/run: runs steps with their output in logs, prints a line
# for each, and counts. What sources this sets $root and $logs, and $log_prefix where the same steps
# are run for several platforms.

log_prefix=
. tests/counts.sh

count() { # passed failed skipped
  passed=$((passed + $1))
  failed=$((failed + $2))
  skipped=$((skipped + $3))
}

# Runs a command with its output in a log; leaves its status in $status.
logged() { # name command...
  step_name=$1
  log=$logs/$log_prefix$step_name.log
  shift
  printf '%-24s' "$step_name"
  started=$SECONDS
  "$@" >"$log" 2>&1 </dev/null
  status=$?
}

# Prints what a step came to and, where it failed, what it had to say.
report() { # passed failed skipped
  count "$1" "$2" "$3"
  printf '%5d passed %5d failed %5d skipped %5d s\n' "$1" "$2" "$3" $((SECONDS - started))
  if [ "$3" -gt 0 ]; then
    grep -aE '^SKIPPED: |^test .* \.\.\. ignored' "$log"
  fi
  if [ "$2" -gt 0 ]; then
    printf -- '---- %s: the end of %s\n' "$step_name" "${log#"$root/"}"
    tail -n 400 "$log"
    printf -- '----\n'
  fi
}

# A step that either works or does not.
step() { # name command...
  logged "$@"
  if [ "$status" -eq 0 ]; then report 1 0 0; else report 0 1 0; fi
}

# Reports what a program of awk finds in the log: how many results, and what passed, failed and was
# skipped. Dying without a result, or with a bad status and a clean count, is a failure of its own.
report_count() { # awk-program
  local results p f s
  # Windows ends lines with one character more.
  read -r results p f s < <(awk '{ sub(/\r$/, "") }'"$1"'
    END { print results + 0, p + 0, f + 0, s + 0 }' "$log")
  if [ "$results" -eq 0 ] || { [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; }; then
    printf 'exit status %d, %d results\n' "$status" "$results" >>"$log"
    f=$((f + 1))
  fi
  report "$p" "$f" "$s"
}

# A program that prints its own count lines.
counted() { # name command...
  logged "$@"
  report_count '
    /^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ { results++; p += $1; f += $3; s += $5 }'
}

# `cargo test`: a test binary that ends without a result is one failure.
counted_cargo_test() { # name command...
  logged "$@"
  report_count '
    function close_binary() { if (open && !results_here) f++; results_here = 0 }
    /^ +(Running|Doc-tests) / { close_binary(); open = 1 }
    /^test result: / { results++; results_here++; p += $4; f += $6; s += $8 }
    /^SKIPPED: / { p--; s++ }
    END { close_binary() }'
}
