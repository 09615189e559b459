#!/bin/sh
# po.sh — every sentence is known to the catalogue, and the Japanese one is complete.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"

(cd "$srcdir" && grep -lE '\b(_|N_|ngettext)\(' src/*/*.[ch] | grep -v '^src/base/gettext.h$' | sort) >using
grep -v '^#' "$srcdir/po/POTFILES.in" | grep . | sort >listed
same "POTFILES.in lists every file with sentences" using listed

if [ -n "$python" ]; then
	"$python" "$srcdir/tests/row.py" "$srcdir" "$srcdir/po/ja.po" >too_wide 2>&1
	silent "what the editor's row of messages says fits 80 columns" too_wide
else
	skip "what the editor's row of messages says fits 80 columns" "python3 is not installed"
fi

if command -v xgettext >/dev/null && command -v msgcmp >/dev/null; then
	options=$(sed -n '/^XGETTEXT_OPTIONS/,/[^\\]$/p' "$srcdir/po/Makevars" | sed 's/^XGETTEXT_OPTIONS *= *//; s/\\$//')
	# shellcheck disable=SC2086
	test_that "sentences can be extracted" xgettext -D "$srcdir" -o new.pot $options -f "$srcdir/po/POTFILES.in"
	test_that "no Japanese sentence is missing, none is fuzzy" msgcmp "$srcdir/po/ja.po" new.pot
	test_that "the Japanese catalogue is well formed" msgfmt -c -o /dev/null "$srcdir/po/ja.po"
	msgattrib --obsolete --no-wrap "$srcdir/po/ja.po" >obsolete 2>&1
	silent "no Japanese sentence is left over" obsolete
else
	skip "no Japanese sentence is missing" "gettext's programs are not installed"
fi
finish
