#!/bin/sh
# run.sh PROGRAM — runs a unit test. What it skips cmocka calls `not ok`, which readers of TAP take for a failure.
out=$("$@")
status=$?
printf '%s\n' "$out" | sed 's/^not \(ok [0-9]* # SKIP\)/\1/'
exit $status
