#!/bin/sh
# memory.sh — every allocation fails in turn, alone and with all that follow: the command is right all the same or ends with status
# 2 and a sentence; the draft is its old self or its new self, and the next command finds it in order.
# KAIJISHO_LONG=1: each allocation, instead of some forty of each command.
. "${srcdir:-.}/tests/tap.sh"
preload=$builddir/tests/fault/no_memory.so
if grep -q '__asan_init\|__gcov_' "$KAIJISHO" || ! LD_PRELOAD=$preload NO_MEMORY_COUNT=$work/count "$KAIJISHO" version >out 2>err || [ ! -s count ]; then
	skip "memory runs out" "nothing can be preloaded into this build"
	finish
fi
export KAIJISHO_FORMS="$srcdir/tests/forms"

fresh() {
	rm -rf d.yaml .d.yaml.* state x.* .x.*
	cp old.yaml d.yaml
	[ -z "$left_behind" ] || cp left.journal .d.yaml.journal
}


# one N EVER: with the N-th allocation failing; complains on stdout.
one() {
	fresh
	where="allocation $1${2:+ and all after}"
	# The shell tells of killed processes on its own stderr.
	{ env NO_MEMORY_AT="$1" ${2:+NO_MEMORY_EVER=1} LD_PRELOAD="$preload" "$KAIJISHO" $command >out 2>err </dev/null; } 2>/dev/null
	status=$?
	if [ $status = "$good" ]; then
		cmp -s out good.out || { echo "$where: status $status, and the output is another"; diff good.out out; }
		cmp -s d.yaml good.yaml || { echo "$where: status $status, and the draft is not as it should be"; diff good.yaml d.yaml; }
		[ ! -e good.x ] || cmp -s x.out good.x || echo "$where: status $status, and the export is not as it should be"
	elif [ $status = 2 ]; then
		[ "$(grep -vc ' restored\.$' err)" = 1 ] || { echo "$where: not one sentence:"; cat err; }
		cmp -s d.yaml old.yaml || cmp -s d.yaml good.yaml || { echo "$where: neither old nor new"; diff old.yaml d.yaml; }
		[ ! -e x.out ] || cmp -s x.out good.x || echo "$where: half an export"
	else
		echo "$where: status $status"
		cat err
	fi
	"$KAIJISHO" set d.yaml founded-year=1998 >out 2>err || { echo "$where: the next set fails"; cat err; }
	[ -z "$left_behind" ] || [ "$("$KAIJISHO" get d.yaml company-summary)" = "$left_behind" ] || echo "$where: what was typed is lost"
	for left in .d.yaml.* .x.*; do
		[ ! -e "$left" ] || echo "$where: $left is left"
	done
}

# matrix NAME STATUS COMMAND: the command, in words without blanks, ends with the status when there is memory enough.
matrix() {
	name=$1 good=$2 command=$3
	rm -f good.x
	fresh
	# shellcheck disable=SC2086
	LD_PRELOAD=$preload NO_MEMORY_COUNT=$work/count "$KAIJISHO" $command >good.out 2>err </dev/null
	status=$?
	cp d.yaml good.yaml
	[ ! -e x.out ] || cp x.out good.x
	all=$(cat count)
	if [ $status = "$good" ] && [ "$all" -gt 100 ]; then ok "$name: $all allocations"; else
		not_ok "$name: status $status, $all allocations" err
		return
	fi
	step=1
	[ -n "${KAIJISHO_LONG-}" ] || step=$((all / 40 + 1))
	for ever in '' ever; do
		tried=0 at=1
		while [ $at -le "$all" ]; do
			one $at $ever
			tried=$((tried + 1)) at=$((at + step))
		done >complaints
		if [ -s complaints ]; then not_ok "$name: ${ever:+for }${ever:-once} without memory" complaints; else
			ok "$name: ${ever:+for }${ever:-once} without memory, at $tried places"
		fi
	done
}

left_behind=
"$KAIJISHO" new small d.yaml >out 2>err
"$KAIJISHO" set d.yaml company-summary=本文 2>err
cp d.yaml old.yaml
matrix check 1 "check d.yaml"
matrix set 0 "set d.yaml company-summary=新しい founded-year=1999"
matrix "export as csv" 0 "export d.yaml --to csv --output x.out"
matrix "export as json" 0 "export d.yaml --to json"
matrix "export in CP932" 0 "export d.yaml --to text --encoding CP932"

# An editor whose memory ran out while somebody typed: what it leaves behind is read, whatever memory the reader has.
cat >keys <<'KEYS'
keys Tab
type 途中の
KEYS
fresh
LD_PRELOAD=$preload NO_MEMORY_COUNT=$work/count "$KAIJISHO" edit --script keys --screens screens d.yaml >out 2>err </dev/null
at=$(cat count)
while [ "$at" -gt 0 ]; do
	fresh
	NO_MEMORY_AT=$at LD_PRELOAD=$preload "$KAIJISHO" edit --script keys --screens screens d.yaml >out 2>err </dev/null
	status=$?
	[ $status != 2 ] || [ ! -s .d.yaml.journal ] || break
	at=$((at - 1))
done
cp .d.yaml.journal left.journal 2>/dev/null
"$KAIJISHO" set d.yaml founded-year=1998 2>restored
left_behind=$("$KAIJISHO" get d.yaml company-summary)
if [ $status = 2 ] && [ "$(grep -c . err)" = 1 ] && [ "$left_behind" != 本文 ]; then ok "an editor without memory leaves the journal"; else
	echo "status $status: $left_behind" >status
	not_ok "an editor without memory leaves the journal" status err restored
fi
matrix "set after it" 0 "set d.yaml founded-year=1999"
finish
