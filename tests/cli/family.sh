#!/bin/sh
# family.sh — the examples that come along: the complete ones have nothing left to mend and raise no false alarm, the
# half-filled ones raise just what was listed by hand, and every form asks what its guideline does.
. "${srcdir:-.}/tests/tap.sh"

forms='iaas-paas asp-saas iot-iaas-paas cloud-saas sla-checklist'
today='--today 2026-11-22'

for form in $forms; do
	"$KAIJISHO" $today check --strict "$srcdir/examples/$form-complete.yaml" >out 2>&1
	test_that "$form-complete.yaml is complete, without a warning" [ $? = 0 ]
	"$KAIJISHO" $today check --json "$srcdir/examples/$form.yaml" >out 2>err
	test_that "$form.yaml is not complete" [ $? = 1 ]
	"$python" -c '
import json, sys
for line in open("out"):
    for finding in json.loads(line)["findings"]:
        print(finding["field"], finding["code"])' | LC_ALL=C sort >got
	LC_ALL=C sort "$srcdir/tests/expected/examples/$form.findings" >wanted
	diff wanted got >difference
	test_that "$form.yaml raises what was listed by hand" [ ! -s difference ]
	[ ! -s difference ] || sed 's/^/#   /' difference
done

# What the old encodings lack of a form's own words can be written otherwise.
for example in "$srcdir"/examples/*.yaml; do
	for encoding in EUC-JP sjis; do
		runs "$(basename "$example") in $encoding, with substitutes" 0 --lang ja export "$example" --to csv --encoding $encoding \
			--substitute
		test_that "as it says" sh -c 'iconv -f "$0" -t UTF-8 out >decoded' $encoding
	done
done
runs "without, what is lacking is said" 2 --lang ja export "$srcdir/examples/asp-saas.yaml" --to csv --encoding EUC-JP
says "with what could be written" err '「④」(U+2463)がありません。「(4)」と書けます。'
says "in sentences without blanks between" err 'があります。何も書き出していません。--substitute を付けると'

# What is wrong does not depend on the language one reads.
for form in $forms; do
	cp "$srcdir/examples/$form.yaml" draft.yaml
	example=$("$KAIJISHO" forms $form --json --lang ja | "$python" -c '
import json, sys
fields = [f for s in json.load(sys.stdin)["sections"] if not s["repeat"] for i in s["items"] for f in i["fields"]]
longest = max((f for f in fields if f["type"] in ("paragraph", "text")), key=lambda f: len(f["example"]))
print(longest["id"] + "=" + longest["example"])')
	"$KAIJISHO" set draft.yaml "$example" 2>err
	for language in ja en; do
		"$KAIJISHO" $today --lang $language check --json draft.yaml 2>err | "$python" -c '
import json, sys
print(sorted((f["field"], f["code"]) for f in json.load(sys.stdin)["findings"]))' >$language.codes
	done
	test_that "$form: the same findings in both languages, an example left in among them" \
		sh -c 'cmp -s ja.codes en.codes && grep -q placeholder ja.codes'
done

# Items, fields, 必須, 必須○, 選択, none: the published forms' own counts.
"$python" - >counts <<'END'
import json, os, subprocess
for form in "iaas-paas asp-saas iot-iaas-paas cloud-saas sla-checklist".split():
    dump = json.loads(subprocess.run([os.environ["KAIJISHO"], "forms", form, "--json"], capture_output=True, check=True).stdout)
    items = [item for section in dump["sections"] for item in section["items"]]
    fields = [field for item in items for field in item["fields"]]
    marks = [sum(field["requirement"] == mark for field in fields) for mark in ("required", "required-level", "optional", "none")]
    print(form, len(items), len(fields), *marks)
    assert all(field["guidance"] and field["example"] for field in fields), form
END
cat >wanted <<'END'
iaas-paas 110 136 102 6 28 0
asp-saas 93 133 72 20 41 0
iot-iaas-paas 129 163 136 0 27 0
cloud-saas 98 132 109 0 23 0
sla-checklist 67 94 0 0 0 94
END
test_that 'every form has the items, fields and marks of its guideline' cmp -s wanted counts

# Ids are for ever: the table of them is kept beside the forms.
"$python" - >moved <<'END'
import json, os, subprocess
rows = [line.rstrip("\n").split("\t") for line in open(os.environ["srcdir"] + "/forms/ids.tsv")]
for column, form in enumerate(rows[0][2:], 2):
    dump = json.loads(subprocess.run([os.environ["KAIJISHO"], "forms", form, "--json"], capture_output=True, check=True).stdout)
    types, places = {}, {}
    for section in dump["sections"]:
        for item in section["items"]:
            for row, field in enumerate(item["fields"], 1):
                types[field["id"]], places[field["id"]] = field["type"], "%s.%d" % (item["number"], row)
    for row in rows[1:]:
        if row[column] != places.get(row[0], "") or (row[column] and types[row[0]] != row[1]):
            print(form, row[0])
    for field in set(types) - {row[0] for row in rows[1:]}:
        print(form, field)
END
test_that 'ids, types and numbers are those of forms/ids.tsv' [ ! -s moved ]
[ ! -s moved ] || sed 's/^/#   /' moved
"$KAIJISHO" forms --shared --json >out
test_that 'more than 100 questions are shared by two forms or more' \
	"$python" -c 'import json; assert len(json.load(open("out"))) > 100'
finish
