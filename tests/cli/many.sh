#!/bin/sh
# many.sh — drafts by the folder: check, summary and export over many of them; the drafts of one company compared; validity.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/forms"
complete=$srcdir/examples/iaas-paas-complete.yaml half=$srcdir/examples/iaas-paas.yaml

mkdir -p d/deep/er d/.hidden
for n in 1 2 3 4 5 6 7 8 9 10; do
	cp "$complete" d/c$n.yaml
	cp "$half" d/h$n.yaml
	cp "$srcdir/examples/sla-checklist.yaml" d/deep/s$n.yml
done
cp "$complete" d/deep/er/last.yaml
cp "$complete" d/.hidden/not.yaml
printf 'a: b\n' >d/other.yaml
printf 'text\n' >d/notes.txt
ln -s ../d d/deep/round
for jobs in 1 2 7; do
	runs "a folder, --jobs $jobs" 0 summary --jobs $jobs d
	cp out out.$jobs
	runs "check of it" 1 check --jobs $jobs d
	cat out err >check.$jobs
	runs "as JSON" 0 summary --json --jobs $jobs d
	cp out json.$jobs
done
same "the order and the totals do not depend on --jobs" out.1 out.7
same "nor do the findings" check.1 check.7
same "nor does JSON" json.1 json.7
test_that "a line for each draft, none for the others" [ "$(grep -c '^ .* d/' out.1)" = 31 ]
test_that "complete ones are marked" [ "$(grep -c '  \*  .* d/' out.1)" = 11 ]
test_that "in the order people count" sh -c 'grep -o "d/c[0-9]*" out.1 | head -n 2 | tail -n 1 | grep -qx d/c2'
says "the totals" out.1 "31 drafts: 11 complete, 20 not complete, 0 that cannot be read"
test_that "JSON: a line a draft and the totals" [ "$(grep -c . json.1)" = 32 ]
if [ -n "$python" ]; then
	cat >sums.py <<'END'
import json
lines = [json.loads(line) for line in open("json.1")]
totals, drafts = lines.pop()["totals"], lines
assert totals["drafts"] == 31 and totals["complete"] == 11
for form in totals["forms"]:
    own = [d for d in drafts if d["form"] == form["form"]]
    assert len(own) == form["drafts"]
    for section in form["sections"]:
        parts = [s for d in own for s in d["sections"] if s["id"] == section["id"]]
        for name in "required", "optional":
            for count in "answered", "total":
                assert section[name][count] == sum(p[name][count] for p in parts), (section, name, count)
        for name in "errors", "warnings":
            assert section[name] == sum(p[name] for p in parts)
    missing = [m["drafts"] for m in form["missing"]]
    assert missing == sorted(missing, reverse=True) and missing and max(missing) <= len(own)
END
	test_that "the totals are the sums" "$python" sums.py
fi

# On a terminal: a bar on stderr, which is gone at the end; the output is whole.
if [ -n "$python" ]; then
	cat >bar.py <<'END'
import os, pty, re, sys
def run(term):
    pid, fd = pty.fork()
    if pid == 0:
        os.environ["TERM"] = term
        os.execv(os.environ["KAIJISHO"], ["kaijisho", "summary", "--jobs", "2", "d"])
    text = b""
    try:
        while True:
            part = os.read(fd, 65536)
            if not part:
                break
            text += part
    except OSError:
        pass
    os.waitpid(pid, 0)
    return text.decode().replace("\r\n", "\n")
shown = run("xterm")
bars = re.findall(r"\r\[[#-]{30}\] \d+/32\x1b\[K", shown)
assert bars, "no bar"
left = re.sub(r"\r\[[#-]{30}\] \d+/32\x1b\[K(\r\[[#-]{30}\] \d+/32\x1b\[K)*\r\x1b\[K", "", shown)
assert left == open("out.1").read(), left
assert run("dumb") == open("out.1").read()
END
	test_that "a terminal sees how far it is" env KAIJISHO="$KAIJISHO" "$python" bar.py
fi

printf 'kaijisho: [\n' >d/bad.yaml
runs "a file that cannot be read does not stop the rest" 2 summary d
says "it is counted" out "32 drafts: 11 complete, 20 not complete, 1 that cannot be read"
says "it is named with its place" err "d/bad.yaml:2:1:"
rm d/bad.yaml

# Other YAML is passed over however large it is, and a draft is one whatever comes before.
mkdir large
cp "$srcdir/forms/iot-iaas-paas.yaml" large/form.yaml
test_that "a form of more than 64 KiB" [ "$(wc -c <large/form.yaml)" -gt 65536 ]
runs "a folder that only has a form" 2 check large
says "has no draft" err "There is no draft in large."
{
	awk 'BEGIN { for (i = 0; i < 3000; i++) print "# what was agreed on in meeting " i }'
	cat "$complete"
} >large/late.yaml
runs "a draft with 90 kB of comments before it" 0 check --json large
test_that "is one, and the form is none" sh -c '[ "$(wc -l <out)" = 1 ] && grep -q late.yaml out'

runs "several drafts by name: each whole" 0 summary "$complete" "$half"
test_that "two of them" [ "$(grep -c '^All' out)" = 2 ]
runs "with --totals: a line each" 0 summary --totals "$complete" "$half"
says "and the sums" out "2 drafts: 1 complete, 1 not complete"
mkdir empty
runs "an empty folder" 2 check empty
says "says so" err "There is no draft in empty."
runs "--jobs 0 is none" 2 check --jobs 0 d

runs "export into a folder" 0 export d --to markdown --into out.d
test_that "as the folder is" [ -s out.d/c10.md ] && [ -s out.d/deep/er/last.md ]
test_that "all of them" [ "$(find out.d -type f | wc -l)" = 31 ]
runs "one draft on its own" 0 export "$half" --to markdown
same "is the same" out.d/h3.md out
runs "several without a folder" 2 export "$complete" "$half" --to html
runs "two of the same name" 2 export d/c1.yaml d/../d/c1.yaml --to html --into x
test_that "wrote nothing" [ ! -e x ]

# Memory: ten times the drafts, the same peak (within what the kernel rounds).
if [ -n "$python" ] && ! grep -q __asan_init "$KAIJISHO"; then
	cat >peak.py <<'END'
import os, resource, shutil, subprocess, sys
def peak(folder):
    pid = os.fork()
    if pid == 0:
        subprocess.run([os.environ["KAIJISHO"], "summary", "--json", folder], stdout=subprocess.DEVNULL, check=True)
        os._exit(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
for name, count in ("few", 40), ("lots", 800):
    os.mkdir(name)
    for i in range(count):
        shutil.copy(sys.argv[1], f"{name}/{i}.yaml")
few, lots = peak("few"), peak("lots")
assert lots <= few + 1, (few, lots)
END
	test_that "twenty times the drafts need no more memory" env KAIJISHO="$KAIJISHO" "$python" peak.py "$complete"
fi

# What a hook does with the drafts that a push changes (docs/many-drafts.md).
if command -v git >/dev/null; then
	git init -q repository
	cd repository || exit 1
	git config user.name test
	git config user.email test@example.jp
	cp "$complete" one.yaml
	cp "$half" "二 つ.yaml"
	git add . && git commit -qm 1
	"$KAIJISHO" unset "二 つ.yaml" capital 2>/dev/null
	git commit -qam 2
	old=HEAD~1 new=HEAD
	git diff -z --name-only --diff-filter=d "$old" "$new" -- '*.yaml' | xargs -0 -r "$KAIJISHO" check --json >../findings.jsonl
	cd ..
	test_that "a hook checks what changed" sh -c '[ "$(wc -l <findings.jsonl)" = 1 ] && grep -q "\"draft\":\"二 つ.yaml\"" findings.jsonl'
fi

# One company, two forms.
cp "$complete" a.yaml
cp "$srcdir/examples/asp-saas-complete.yaml" b.yaml
runs "together: the examples agree" 0 check --together a.yaml b.yaml
test_that "nothing to show" [ ! -s out ]
"$KAIJISHO" set b.yaml founded-year=平成11年 company-name=例示クラウド合同会社 2>/dev/null
was=$("$KAIJISHO" get a.yaml founded-year)
runs "together: they differ" 1 check --together a.yaml b.yaml
says "the question" out "[founded-year]"
says "one answer" out "    $was"
says "the other" out "    平成11年"
says "with its place" out "  b.yaml:"
test_that "the name, too" grep -q '\[company-name\]' out
cp b.yaml lines.yaml
"$KAIJISHO" set lines.yaml company-summary='全く
新しい

要約' 2>/dev/null
runs "together: an answer of several lines" 1 check --together a.yaml lines.yaml
printf '    全く\n    新しい\n\n    要約\n  lines.yaml:\n' >wanted
grep -B4 '^  lines.yaml:' out | sed 's/^\(  lines.yaml:\).*/\1/' | tail -5 >got
same "has its lines" wanted got
"$KAIJISHO" set b.yaml founded-year="$was 年" company-name="$("$KAIJISHO" get a.yaml company-name)" 2>/dev/null
"$KAIJISHO" set b.yaml service-name=別のサービス 2>/dev/null
runs "spelling is no difference, another service neither" 0 check --together a.yaml b.yaml
runs "as JSON" 0 check --together --json a.yaml b.yaml
printf '[]\n' >wanted
same "an empty list" wanted out

# How long it holds.
"$KAIJISHO" set a.yaml disclosure-date=2026-10-31 2>/dev/null
for case in "2026-11-01 Valid until 2028-10-31; to be renewed from 2028-06-30." \
	"2028-06-29 Valid until 2028-10-31; to be renewed from 2028-06-30." \
	"2028-06-30 Valid until 2028-10-31; it can be renewed now (since 2028-06-30)." \
	"2028-10-31 Valid until 2028-10-31; it can be renewed now (since 2028-06-30)." \
	"2028-11-01 Its validity ended on 2028-10-31."; do
	"$KAIJISHO" summary --today "${case%% *}" a.yaml >out 2>err
	says "on ${case%% *}" out "${case#* }"
done
"$KAIJISHO" set a.yaml disclosure-date=2024-02-29 2>/dev/null
"$KAIJISHO" summary --today 2025-01-01 a.yaml >out
says "29 February" out "Valid until 2026-02-28; to be renewed from 2025-10-29."
"$KAIJISHO" set a.yaml disclosure-date=2024 2>/dev/null
"$KAIJISHO" summary --today 2025-01-01 a.yaml >out
test_that "nothing is said without a full date" sh -c '! grep -q Valid out'
runs "in JSON" 0 summary --json --today 2028-11-01 b.yaml
says "too" out '"validity":{"state":"over"'
finish
