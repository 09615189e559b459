#!/bin/sh
# readers.sh — other YAML readers, of 1.1 and of 1.2, get the strings we wrote.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/tests/forms"

"$KAIJISHO" new small d.yaml 2>err
number=0
printf '%s\n' no yes on Off y N null '~' 0120 0o17 0x1F 1_000 1:30 190:20:30 2026-11-22 2026-11-22T10:00:00Z 1e3 .inf .NaN = '<<' '!' '!!str x' \
	'&a' '*a' '- a' '? a' ': a' 'a: b' 'a #b' '#a' '[a' '{a' 'a,b' '|' '>' '%a' '@a' '`a' "'a'" '"a"' '\n' ' a' 'a ' '　全角　' 'か゛' 'がが' '葛󠄀' '𠮷' \
	'🧑‍💻' '①※…' '---' '...' '--- a' 'true' 'False' '12,345' '+1' '-' '--' 'a	b' '"' "'" "it's" '¥' '〜' '－' >texts
while IFS= read -r text; do
	number=$((number + 1))
	case $text in @*) given=@$text ;; *) given=$text ;; esac
	"$KAIJISHO" set d.yaml service-summary="$given" service-link:detail="$given" 2>err || cat err
	cp d.yaml "text-$number.yaml"
	printf '%s' "$text" >"text-$number.txt"
done <texts
printf 'a\n\nb\n' >many
printf '\n\na' >lead
printf '  a\n b\n' >indent
printf 'a \nb\t\n' >trailing
printf '\r\n' >crlf
for name in many lead indent trailing; do
	number=$((number + 1))
	printf 'x' >>$name # so that what the shell strips is not at stake
	"$KAIJISHO" set d.yaml service-summary=@$name service-link:detail=@$name 2>err || cat err
	cp d.yaml "text-$number.yaml"
	cp $name "text-$number.txt"
done

cat >read.py <<'END'
import sys, yaml
for n in range(1, int(sys.argv[1]) + 1):
    wanted = open(f"text-{n}.txt", newline="").read()
    answers = yaml.safe_load(open(f"text-{n}.yaml", newline=""))["answers"]
    got = answers["service-summary"], answers["service-link"]["detail"]
    assert got == (wanted, wanted), (n, wanted, got)
END
cat >read.js <<'END'
const yaml = require('yaml'), fs = require('fs');
for (let n = 1; n <= +process.argv[2]; n++) {
	const wanted = fs.readFileSync(`text-${n}.txt`, 'utf8');
	const answers = yaml.parse(fs.readFileSync(`text-${n}.yaml`, 'utf8')).answers;
	for (const got of [answers['service-summary'], answers['service-link'].detail])
		if (got !== wanted)
			throw new Error(`${n}: ${JSON.stringify(wanted)} became ${JSON.stringify(got)}`);
}
END

if [ -n "$python" ] && "$python" -c 'import yaml' 2>/dev/null; then
	test_that "PyYAML (1.1) reads $number drafts" "$python" read.py $number
else
	skip "PyYAML reads the drafts" "python3-yaml is not installed"
fi
if NODE_PATH=/usr/share/nodejs node -e 'require("yaml")' 2>/dev/null; then
	test_that "node-yaml (1.2) reads $number drafts" env NODE_PATH=/usr/share/nodejs node read.js $number
else
	skip "node-yaml reads the drafts" "node-yaml is not installed"
fi
finish
