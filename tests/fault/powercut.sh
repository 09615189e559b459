#!/bin/sh
# powercut.sh — the power fails while a draft is typed and saved (simulated by powercut.py): the draft is its old or its new
# self, and of what was on the screen at most 250 ms are lost.
# KAIJISHO_LONG=1: a cut behind every step of three recordings, in 15 worlds each; else a sample of one recording.
. "${srcdir:-.}/tests/tap.sh"
if [ -z "$python" ]; then
	skip "power cuts" "python3 is not installed"
	finish
fi
if ! command -v strace >/dev/null || ! strace -f -o trace true 2>/dev/null; then
	skip "power cuts" "strace is not installed or may not trace"
	finish
fi
export KAIJISHO_FORMS="$srcdir/tests/forms" TERM=xterm-256color LC_ALL=ja_JP.UTF-8 ASAN_OPTIONS=detect_leaks=0 KAIJISHO srcdir
export PYTHONPATH="$srcdir/tests/fault" PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
rounds=1 every=15 seed=${SEED-$$}
[ -z "${KAIJISHO_LONG-}" ] || rounds=3 every=1
# What was a simulated disk need not be written to a real one.
worlds=$(mktemp -d /dev/shm/kaijisho-test.XXXXXX 2>/dev/null) || worlds=$work
trap 'rm -rf "$work" "$worlds"' EXIT

while [ $rounds -gt 0 ]; do
	# A machine so busy that even the helper thread came late says nothing about the program; a program that syncs too late
	# does so every time.
	for try in 1 2 3 4 5; do
		"$python" "$srcdir/tests/fault/powercut.py" "$seed" $every "$worlds/world" >complaints 2>&1
		[ "$(grep -vc 'had been on the screen long enough' complaints)" = 1 ] && [ "$(grep -c . complaints)" != 1 ] || break
		seed=$((seed + 1))
	done
	read -r cuts different longest <complaints
	if [ "$(grep -cvx '[0-9]* [0-9]* [0-9]*' complaints)" = 0 ] && [ "${cuts:-0}" -gt 100 ] && [ "${different:-0}" -gt 200 ]; then
		ok "$cuts power cuts, $different different folders: old or new, and nothing older than $longest ms lost"
	else
		not_ok "power cuts (seed $seed, try $try)" complaints
	fi
	rounds=$((rounds - 1)) seed=$((seed + 1))
done
finish
