#!/bin/sh
# schema.sh — the JSON Schema of each form, judged by a validator that is not ours: it is one, good drafts fit it, bad ones do not.
. "${srcdir:-.}/tests/tap.sh"
if [ -z "$python" ] || ! "$python" -c 'import jsonschema, yaml' 2>/dev/null; then
	skip "schemas" "python3-jsonschema or python3-yaml is not installed"
	finish
fi
cat >judge.py <<'END'
import json, sys, jsonschema, yaml
schema = json.load(open("schema.json"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for path in sys.argv[1:]:
    for error in validator.iter_errors(yaml.safe_load(open(path))):
        print(path, error.json_path, error.message[:100])
bad = {"kaijisho": 1, "form": schema["properties"]["form"]["const"], "answers": {next(iter(schema["properties"]["answers"]["properties"])): [{"x": 1}]}}
if validator.is_valid(bad):
    print("an answer that is a list of mappings fits")
if validator.is_valid({"kaijisho": 2, "form": bad["form"], "answers": {}}):
    print("another version fits")
listed = [name for name, field in schema["properties"]["answers"]["properties"].items() if field.get("type") != "array"][0]
if not validator.is_valid({"kaijisho": 1, "form": bad["form"], "answers": {listed: {"answer": ["a", "b"], "review": ""}}}):
    print("a list with a review mark does not fit")
titles = [p for p in schema["properties"]["answers"]["properties"].values() if p.get("title") and p.get("description")]
if len(titles) < len(schema["properties"]["answers"]["properties"]) // 2:
    print("titles and guidance are missing")
END
for form in iaas-paas asp-saas iot-iaas-paas cloud-saas sla-checklist; do
	"$KAIJISHO" schema $form >schema.json
	"$python" judge.py "$srcdir/examples/$form.yaml" "$srcdir/examples/$form-complete.yaml" >out 2>&1
	status=$?
	[ $status = 0 ] && [ ! -s out ] && ok "$form" || not_ok "$form" out
done
finish
