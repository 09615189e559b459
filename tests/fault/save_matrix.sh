#!/bin/sh
# save_matrix.sh — each system call of a save fails, or is the last one, in `set` and in the editor in a terminal: the file is
# its old self or its new self, success is never reported falsely, what could not be saved is still there and is saved the next
# time, nothing is left lying about, and a failed fsync is never tried again.
# KAIJISHO_LONG=1: every call since the draft was opened, not only those of the commit, with five faults instead of two.
. "${srcdir:-.}/tests/tap.sh"
if ! command -v strace >/dev/null || ! strace -f -o trace true 2>/dev/null; then
	skip "the fault matrix" "strace is not installed or may not trace"
	finish
fi
if [ -z "$python" ]; then
	skip "the fault matrix" "python3 is not installed"
	finish
fi
export KAIJISHO_FORMS="$srcdir/tests/forms" TERM=xterm-256color KAIJISHO srcdir builddir
export PYTHONPATH="$srcdir/tests/fault" PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
"$KAIJISHO" new small old.yaml >out 2>err
"$KAIJISHO" set old.yaml company-summary=古い本文 2>err
export LC_ALL=ja_JP.UTF-8
part=commit faults='KILL EIO'
[ -z "${KAIJISHO_LONG-}" ] || part=all faults='KILL EIO ENOSPC EDQUOT EINTR'
for who in set editor; do
	for fault in $faults; do
		"$python" "$srcdir/tests/fault/save_matrix.py" $who $part "$fault" >complaints 2>&1
		if [ "$(grep -c . complaints)" = 1 ] && grep -q '^hit ' complaints; then
			ok "$who: $fault at each call ($part): $(cat complaints)"
		else
			not_ok "$who: $fault at each call ($part)" complaints
		fi
	done
done
finish
