#!/bin/sh
# golden.sh — screens of the editor on the half-filled example, as they were read and found good.
. "${srcdir:-.}/tests/tap.sh"

# screens LANGUAGE SIZE [AMBIGUOUS]
screens() {
	rm -rf state
	cp "$srcdir/examples/iaas-paas.yaml" example.yaml
	name=$1-$2${3:+-ambiguous-$3}
	"$KAIJISHO" edit --lang "$1" --today 2026-11-23 --size "$2" ${3:+--ambiguous "$3"} --script "$srcdir/tests/screen/walk.keys" \
		--screens screens example.yaml 2>err </dev/null
	golden "screens $name" screens "screen/$name"
	test_that "every step of $name was understood" sh -c '! grep "^!!" screens'
	# By another program's widths: no row is wider than the screen.
	columns=${2%x*}
	if [ -n "$python" ]; then
		"$python" -c '
import sys, unicodedata
wide = "WFA" if sys.argv[2] == "2" else "WF"
for line in open("screens", encoding="utf-8"):
    width = sum(0 if unicodedata.combining(c) or c in "\ufe0f\u200d" else 2 if unicodedata.east_asian_width(c) in wide else 1
                for c in line.rstrip("\n"))
    assert width <= int(sys.argv[1]) or line.startswith("=="), line' "$columns" "${3:-1}" 2>wide.out
		if [ $? = 0 ]; then ok "no row of $name is wider than $columns columns"; else not_ok "no row of $name is wider than $columns columns" wide.out; fi
	else
		skip "no row of $name is too wide" "python3 is not installed"
	fi
}
screens ja 80x24
screens ja 120x40
screens en 80x24
screens ja 80x24 2
finish
