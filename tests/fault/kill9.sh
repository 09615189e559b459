#!/bin/sh
# kill9.sh — the editor is ended at random moments while Japanese is typed: whatever was on the screen comes back.
# KAIJISHO_LONG=1: 1,000 rounds of kill -9 and 200 of each other end, instead of 20.
. "${srcdir:-.}/tests/tap.sh"
if [ -z "$python" ]; then
	skip "ended while typing" "python3 is not installed"
	finish
fi
export KAIJISHO_FORMS="$srcdir/tests/forms" TERM=xterm-256color LC_ALL=ja_JP.UTF-8 KAIJISHO srcdir
export PYTHONPATH="$srcdir/tests/fault" PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
for how in KILL HUP TERM close; do
	rounds=20
	case $how${KAIJISHO_LONG:+-long} in
	KILL-long) rounds=1000 ;;
	*-long) rounds=200 ;;
	esac
	"$python" "$srcdir/tests/fault/kill9.py" $how $rounds "${SEED-$$}" >complaints 2>&1
	seen=$(sed -n '$s/ .*//p' complaints)
	if [ "$(grep -c . complaints)" = 1 ] && [ "${seen:-0}" -gt $rounds ]; then
		ok "$how, $rounds times: all $seen characters that were on the screen came back"
	else
		not_ok "$how, $rounds times (seed ${SEED-$$})" complaints
	fi
done
finish
