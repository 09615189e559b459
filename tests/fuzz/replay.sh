#!/bin/sh
# replay.sh — what fuzzing has found and kept, tests/fuzz/corpus/TARGET, goes through every target again. Nothing random is in it.
. "${srcdir:-.}/tests/tap.sh"
for target in draft form journal keys merge table text xlsx yaml; do
	"$builddir/tests/fuzz/fuzz_$target" "$srcdir/tests/fuzz/corpus/$target" >out 2>err
	status=$?
	if [ $status = 0 ] && [ "$(cat out)" -ge 5 ]; then
		ok "$target: $(cat out) inputs"
	else
		echo "status $status" >status
		not_ok "$target" status out err
	fi
done
finish
