#!/bin/sh
# exhausted.sh — the editor runs out of memory while somebody pastes: it gives the terminal back and loses nothing that was typed.
. "${srcdir:-.}/tests/tap.sh"
if [ -z "$python" ]; then
	skip "memory runs out in a terminal" "python3 is not installed"
	finish
fi
if grep -q __asan_init "$KAIJISHO"; then
	skip "memory runs out in a terminal" "a sanitizer reserves terabytes: its program cannot be given less"
	finish
fi
export KAIJISHO_FORMS="$srcdir/tests/forms" KAIJISHO PYTHONPATH="$srcdir/tests/fault" PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
export TERM=xterm-256color
"$python" "$srcdir/tests/fault/exhausted.py" >complaints 2>&1
silent "the terminal is given back, and nothing is lost" complaints
finish
