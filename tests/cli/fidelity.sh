#!/bin/sh
# SPDX-License-Identifier: MIT
# fidelity.sh — 500 drafts as people with an editor write them, one answer changed in each: only its lines differ, and without a
# change not a byte does (fidelity.py). KAIJISHO_LONG=1: 5,000 drafts. SEED=N COUNT=1: that draft alone.
. "${srcdir:-.}/tests/tap.sh"
if [ -z "$python" ] || ! "$python" -c 'import yaml.cyaml' 2>/dev/null; then
	skip "hand-written drafts" "python3-yaml is not installed"
	finish
fi
count=500
# A sanitized program takes fifteen times as long.
! grep -qa __asan_init "$KAIJISHO" || count=100
[ -z "${KAIJISHO_LONG-}" ] || count=5000
count=${COUNT-$count} seed=${SEED-1}
# The program syncs what it writes; that would take longer than all else.
drafts=$(mktemp -d /dev/shm/kaijisho-test.XXXXXX 2>/dev/null) || drafts=$work
trap 'rm -rf "$work" "$drafts"' EXIT
export HOME="$drafts" XDG_STATE_HOME="$drafts/state" KAIJISHO srcdir PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
mkdir -p config/kaijisho/forms
cp "$srcdir/tests/forms/small.yaml" "$srcdir/tests/forms/draft-test.yaml" config/kaijisho/forms/

test_that "$count drafts from seed $seed on" "$python" "$srcdir/tests/cli/fidelity.py" "$seed" "$count" "$drafts"
# kept PROMISE NAME: nobody complained.
kept() {
	if [ ! -s "$drafts/$1.complaints" ]; then ok "$2"; else not_ok "$2" "$drafts/$1.complaints"; fi
}
kept accepted "each is read as PyYAML reads it"
kept unchanged "set to what it says already: not a byte, nor the file's time"
kept changed "one answer changed: only its lines differ, comments stay, PyYAML reads the rest as before"
kept back "changed back it says what it said"
kept keys-unchanged "gone through in the editor: not a byte, nor the file's time"
kept keys-changed "one answer typed anew in the editor: only its lines differ"
kept features "every way of writing was among them"
finish
