#!/bin/sh
# long.sh — libFuzzer with ASan and UBSan on every target for $FUZZ_SECONDS (a minute), beginning with the kept corpora. What is
# found is left in the build's folder fuzz/found; minimised and mended, it belongs into tests/fuzz/corpus. Part of `make check-long`.
. "${srcdir:-.}/tests/tap.sh"
if ! command -v clang >/dev/null || ! echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' >try.c || ! clang -fsanitize=fuzzer try.c -o try 2>err; then
	skip "fuzzing" "clang and its libFuzzer are not installed"
	finish
fi
unset MAKEFLAGS MFLAGS MAKELEVEL
if ! "${MAKE:-make}" -C "$builddir" fuzz >build.out 2>&1; then
	not_ok "the fuzz targets build" build.out
	finish
fi
mkdir -p "$builddir/fuzz/found"
for target in draft form journal keys merge table text xlsx yaml; do
	mkdir grown
	"$builddir/fuzz/tests/fuzz/fuzz_$target" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=2048 -max_len=4096 \
		-artifact_prefix="$builddir/fuzz/found/$target-" -print_final_stats=1 grown "$srcdir/tests/fuzz/corpus/$target" >out 2>&1
	status=$?
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' out)
	if [ $status = 0 ]; then ok "$target: ${FUZZ_SECONDS:-60} s, $runs inputs"; else
		grep -av '^#[0-9]\|NEW_FUNC' out | tail -n 60 >last
		not_ok "$target" last
	fi
	rm -rf grown
done
finish
