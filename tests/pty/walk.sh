#!/bin/sh
# walk.sh — every field of every form visited and answered by keys, in a terminal.
. "${srcdir:-.}/tests/tap.sh"
export TERM=xterm-256color LC_ALL=ja_JP.UTF-8
drive=$builddir/tests/pty/pty_drive
if [ -z "$python" ]; then
	skip "every field of every form" "python3 is not installed"
	finish
fi
for form in iaas-paas asp-saas iot-iaas-paas cloud-saas sla-checklist; do
	"$KAIJISHO" forms $form --json >form.json
	"$python" "$srcdir/tests/pty/walk.py" form.json expected.json >steps
	"$KAIJISHO" new $form $form.yaml 2>err
	if "$drive" -t 60 steps "$KAIJISHO" $form.yaml >screens 2>trouble; then ok "$form, first field to last"; else not_ok "$form, first field to last" trouble; fi
	"$KAIJISHO" get --json $form.yaml >got.json
	"$python" -c '
import json
wanted, got = json.load(open("expected.json")), json.load(open("got.json"))
for key in sorted(set(wanted) | set(got)):
    if wanted.get(key) != got.get(key):
        print(key, repr(wanted.get(key)), repr(got.get(key)))' >difference
	if [ ! -s difference ]; then ok "$form: every answer is there as typed"; else not_ok "$form: every answer is there as typed" difference; fi
done
finish
