#!/bin/sh
# forms.sh — forms, lint and schema.
. "${srcdir:-.}/tests/tap.sh"

runs "forms" 0 forms
says "forms lists iaas-paas" out "iaas-paas"
runs "forms iaas-paas" 0 forms iaas-paas
says "its fields are there" out "data-center-name"
runs "forms iaas-paas --json" 0 --lang ja forms iaas-paas --json
if [ -n "$python" ]; then
	cat >shape.py <<'END'
import json, sys
form = json.load(open(sys.argv[1]))
assert list(form) == ["id", "title", "edition", "sections"], list(form)
fields = [f for s in form["sections"] for i in s["items"] for f in i["fields"]]
items = [i for s in form["sections"] for i in s["items"]]
assert len(items) == 110, len(items)
assert len(fields) == 136, len(fields)
assert len({f["id"] for f in fields}) == 136
for s in form["sections"]:
    assert s["repeat"] is None or set(s["repeat"]) == {"name", "count"}
for i in items:
    assert isinstance(i["number"], str) and i["name"]
for f in fields:
    assert set(f) >= {"id", "prompt", "requirement", "type", "limit", "limit_group", "choices", "unit", "relevant",
                      "guidance", "example", "detail", "open"}, f["id"]
    assert f["requirement"] in ("required", "required-level", "optional", "none")
    assert f["guidance"] and f["example"], f["id"]
    assert f["limit"] is None or isinstance(f["limit"], int)
END
	test_that "the JSON has the documented shape, 110 items, 136 fields" "$python" shape.py out
else
	skip "the JSON has the documented shape" "python3 is not installed"
fi
runs "forms --shared" 0 forms --shared
grep -E '^    [^ ]' out | grep -vE '^    [a-z-]+ [0-9]+ \[[a-z-]+\] ' >odd
silent "a form that asks it begins a line, and what goes on stands further in" odd
# Words that only who reads the Japanese understands guide nobody.
for form in "$srcdir"/forms/en/*.yaml; do
	grep -nE '^ +guidance: "?.{1,28}"?$' "$form" >terse
	silent "$(basename "$form"): the guidance is written out in English, too" terse
done
runs "an unknown form" 2 forms nonsense
says "an unknown form is named" err "nonsense"
runs "schema" 0 schema iaas-paas
says "schema is a JSON Schema" out "json-schema.org"

for form in "$srcdir"/forms/*.yaml; do
	runs "lint $(basename "$form")" 0 lint "$form"
done
runs "lint by id" 0 lint iaas-paas
runs "lint finds mistakes" 1 lint "$srcdir/tests/forms/poor.yaml"
test_that "as file:line:column: sentence [code]" grep -qE '^.*poor.yaml:[0-9]+:[0-9]+: .* \[[a-z-]+\]$' out
runs "lint --json" 1 lint --json "$srcdir/tests/forms/poor.yaml"
says "lint --json has a code" out '"code":"'
if [ -n "$python" ]; then
	cat >circled.py <<'END'
import json, re, sys
for name in sys.argv[1:]:
    for s in json.load(open(name))["sections"]:
        for f in (f for i in s["items"] for f in i["fields"]):
            circled = lambda text: set(re.findall("[①-⑳]", text))
            options = circled(str(f["choices"]))
            for text in f["prompt"], f["guidance"]:
                assert not options or not circled(text) or circled(text) >= {min(options), max(options)}, (name, f["id"], text)
                assert not options or circled(text) <= options, (name, f["id"], text)
END
	for form in iaas-paas asp-saas iot-iaas-paas cloud-saas sla-checklist; do
		for language in ja en; do
			"$KAIJISHO" --lang $language forms $form --json >"$form.$language.json"
		done
	done
	test_that "what prompts and guidance say of numbered choices agrees with them" "$python" circled.py ./*.*.json
fi
cat >overlay.yaml <<'END'
kaijisho-form: 1
extends: iaas-paas
insert:
- after: company-name
  items:
  - number: "2-1"
    name: 社内の確認
    fields:
    - {id: x-checked-by, prompt: 確認した人, requirement: required, guidance: 氏名を書きます。, example: 見本花子}
END
runs "lint of an overlay of a form with an English rendering" 0 lint overlay.yaml
silent "does not miss its fields there" out
runs "nor is it listed in JSON" 0 lint --json overlay.yaml
sed 's/, example: .*/}/' overlay.yaml >poor.yaml
runs "an overlay's mistakes are told" 1 lint poor.yaml
test_that "at their line, and nothing else" sh -c '[ "$(cut -d: -f1-2 out)" = poor.yaml:9 ]'
runs "lint of no file" 2 lint nothing.yaml

# A person's own form is found in their configuration, and may come from anywhere by --form.
mkdir -p config/kaijisho/forms
sed 's/^id: small$/id: mine/' "$srcdir/tests/forms/small.yaml" >config/kaijisho/forms/mine.yaml
runs "one's own form" 0 new mine own.yaml
runs "its draft" 0 get own.yaml
cp "$srcdir/tests/forms/small.yaml" elsewhere.yaml
runs "--form FILE" 0 new --form ./elsewhere.yaml small there.yaml
runs "its draft needs --form" 2 check there.yaml
runs "and has it" 1 check --form ./elsewhere.yaml there.yaml
finish
