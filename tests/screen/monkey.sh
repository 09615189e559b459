#!/bin/sh
# monkey.sh — random keys, text, pastes and resizes: nothing breaks, and undoing everything gives the draft back byte for byte.
# 100,000 of them in one go need an undo without a bound. KAIJISHO_LONG=1: ten times that.
. "${srcdir:-.}/tests/tap.sh"
if [ -z "$python" ]; then
	skip "random keys" "python3 is not installed"
	finish
fi
# monkeys NAME COUNT SEED [OPTION [FREE]]: with FREE it may save and leave, by the list of commands.
monkeys() {
	"$python" "$srcdir/tests/screen/monkey.py" "$3" "$2" >keys
	cp "$srcdir/examples/iaas-paas.yaml" draft.yaml
	rm -rf state .draft.yaml.journal
	timeout "$((200 + $2 / 20))" "$KAIJISHO" --lang ja edit ${4-} --script keys --screens screens draft.yaml >out 2>&1
	status=$?
	if [ $status = 0 ] && [ -n "${5-}" ] && ! grep -q '^== after' screens; then
		ok "$1, with which the monkey found the way out (seed $3)"
	elif [ $status = 0 ] && cmp -s "$srcdir/examples/iaas-paas.yaml" draft.yaml; then
		ok "$1, undone (seed $3)"
	elif [ $status = 0 ] && [ -n "${5-}" ] && "$KAIJISHO" diff "$srcdir/examples/iaas-paas.yaml" draft.yaml >out; then
		# It has saved meanwhile: an answer that was several lines then is a block still.
		ok "$1, undone answer for answer (seed $3)"
	else
		echo "status $status" >>out
		diff "$srcdir/examples/iaas-paas.yaml" draft.yaml | head -n 20 >>out
		not_ok "$1, undone (seed $3)" out
	fi
}
# Fewer keys than undo remembers steps.
for seed in 1 2 3 4 5 6; do
	monkeys "700 random keys" 700 $seed
done
# The first of the commands is to save: Esc and Enter do, and so does the monkey.
monkeys "100,000 random keys" 100000 7 --undo-all free
if [ -n "${KAIJISHO_LONG-}" ]; then
	for seed in 8 9 10 11 12 13 14 15 16; do
		monkeys "100,000 random keys" 100000 $seed --undo-all free
	done
fi
finish
