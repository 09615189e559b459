#!/bin/sh
# monkey.sh — random keys, text, pastes and resizes: nothing breaks, and undoing everything gives the draft back byte for byte.
# KAIJISHO_LONG=1: 100,000 of them.
. "${srcdir:-.}/tests/tap.sh"
if [ -z "$python" ]; then
	skip "random keys" "python3 is not installed"
	finish
fi
rounds=6
[ -z "${KAIJISHO_LONG-}" ] || rounds=143
round=0
while [ $round -lt $rounds ]; do
	round=$((round + 1))
	# Fewer keys than undo remembers steps.
	"$python" "$srcdir/tests/screen/monkey.py" $round 700 >keys
	cp "$srcdir/examples/iaas-paas.yaml" draft.yaml
	rm -rf state .draft.yaml.journal
	timeout 300 "$KAIJISHO" --lang ja edit --script keys --screens screens draft.yaml >out 2>&1
	status=$?
	if [ $status = 0 ] && cmp -s "$srcdir/examples/iaas-paas.yaml" draft.yaml; then
		ok "700 random keys, undone (seed $round)"
	else
		echo "status $status" >>out
		diff "$srcdir/examples/iaas-paas.yaml" draft.yaml | head -n 20 >>out
		not_ok "700 random keys, undone (seed $round)" out
	fi
done
finish
