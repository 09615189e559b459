#!/bin/sh
# examples.sh — the examples are what they say: one half filled, with findings known by hand, and one complete.
. "${srcdir:-.}/tests/tap.sh"
cp "$srcdir/examples/"*.yaml .

runs "the complete example" 0 check --strict --today 2026-11-23 iaas-paas-complete.yaml
silent "has no finding" out
runs "the half-filled example" 1 check --json --today 2026-11-23 iaas-paas.yaml
if [ -n "$python" ]; then
	"$python" -c 'import json, sys
for finding in json.load(sys.stdin)["findings"]:
    print(finding["code"], finding["field"])' <out >got
	grep -v '^#' "$srcdir/tests/data/example-findings.txt" >wanted
	same "has the findings found by hand" wanted got
else
	skip "has the findings found by hand" "python3 is not installed"
fi
runs "its summary" 0 --lang ja summary --today 2026-11-23 iaas-paas.yaml
golden "is as printed before" out examples/summary.ja
runs "its summary in English" 0 --lang en summary --today 2026-11-23 iaas-paas.yaml
golden "is as printed before, too" out examples/summary.en
test_that "no escape sequence" sh -c '! grep -q "$(printf "\033")" out'
finish
