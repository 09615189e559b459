#!/bin/sh
# hacking.sh — the worked examples of HACKING.md do what they say: applied to a copy of the tree, built, tried. Part of
# `make check-long`.
. "${srcdir:-.}/tests/tap.sh"
if ! command -v patch >/dev/null || ! [ -x "$srcdir/configure" ]; then
	skip "the worked examples" "no patch, or no configure in the tree"
	finish
fi
mkdir tree built
(cd "$srcdir" && tar -cf - --exclude ./.git --exclude './build*' .) | (cd tree && tar -xf -)
awk '/^```diff$/ { on = 1; next } /^```$/ { on = 0 } on' "$srcdir/HACKING.md" >all.diff
if (cd tree && patch -p1 --no-backup-if-mismatch <../all.diff) >patched 2>&1; then ok "they apply"; else not_ok "they apply" patched; fi
test_that "exactly" sh -c '! grep -Ei "fuzz|offset [0-9]{3}" patched'
if (cd tree && autoreconf -i) >auto 2>&1 && (cd built && ../tree/configure -q --enable-werror && make -s -j2) >make.out 2>&1; then
	ok "they build, without a warning"
else
	not_ok "they build, without a warning" make.out
	finish
fi
KAIJISHO=$work/built/kaijisho
export KAIJISHO_FORMS="$work/tree/forms"

runs "the form: lint is silent" 0 lint tree/forms/privacy.yaml
runs "it can be begun" 0 new privacy p.yaml
runs "the check: blanks" 0 set p.yaml privacy-officer='見本 花子  '
runs "are found" 0 check p.yaml
says "with a hint" out "hint: 1 Officer: Nobody sees the blanks at the end. [character]"
runs "the export" 0 export p.yaml --to outline
printf '取扱い\n\t1 責任者: 見本 花子  \n' >wanted
same "is an outline" wanted out
runs "a wrong format is answered" 2 export p.yaml --to nothing
says "from the rows" err "outline"
sed 's/type: text/type: port/' tree/forms/privacy.yaml >q.yaml
runs "the type" 0 --form q.yaml new privacy r.yaml
runs "stores anything" 0 --form q.yaml set r.yaml privacy-officer=70000
runs "and says what cannot be" 0 --form q.yaml check r.yaml
says "in a sentence" out "This is no port number; write a number from 1 to 65535. [invalid]"
printf 'keys Esc\ntype lengths\nkeys Enter\nscreen lengths\n' >keys
runs "the screen" 0 edit --script keys --screens screens p.yaml
says "counts" screens "7 chars"
for test in layers man; do
	if srcdir=$work/tree builddir=$work/built KAIJISHO=$KAIJISHO sh "$work/tree/tests/$test.sh" >log 2>&1 && ! grep -q '^not ok' log; then
		ok "tests/$test.sh has nothing against them"
	else
		not_ok "tests/$test.sh has nothing against them" log
	fi
done
finish
