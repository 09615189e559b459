#!/bin/sh
# install.sh — what make install puts below DESTDIR works from there, and make uninstall takes all of it away.
. "${srcdir:-.}/tests/tap.sh"
root=$work/root
unset MAKEFLAGS MFLAGS MAKELEVEL KAIJISHO_FORMS KAIJISHO

# make_it NAME TARGET
make_it() {
	if make -s -C "$builddir" "$2" DESTDIR="$root" prefix=/usr >make.out 2>&1; then ok "$1"; else not_ok "$1" make.out; fi
}
make_it "make install" install
for file in bin/kaijisho libexec/kaijisho/kaijisho-pdf share/kaijisho/forms/iaas-paas.yaml share/man/ja/man1/kaijisho.1 \
	share/locale/ja/LC_MESSAGES/kaijisho.mo share/bash-completion/completions/kaijisho share/zsh/site-functions/_kaijisho \
	share/fish/vendor_completions.d/kaijisho.fish; do
	test_that "/usr/$file is installed" [ -f "$root/usr/$file" ]
done
(cd "$root" && find . -mindepth 1 -maxdepth 1) >tops
echo ./usr >wanted
same "and nothing beside /usr" wanted tops

KAIJISHO=$root/usr/bin/kaijisho
runs "the installed program runs" 0 version
runs "with its forms" 0 --lang ja new iaas-paas d.yaml
runs "in Japanese" 0 --lang ja help
says "by its catalogue" out "使い方"
runs "with its helper programs" 0 export d.yaml --to xlsx --output d.xlsx
runs "both ways" 0 import d.yaml d.xlsx
cp "$root/usr/share/kaijisho/examples/iaas-paas.yaml" e.yaml
runs "with its examples" 0 summary e.yaml
printf 'keys Ctrl-Q\n' >keys
runs "and its editor" 0 edit --script keys --screens screens e.yaml

make_it "make uninstall" uninstall
find "$root" ! -type d >left
silent "leaves no file" left
find "$root" -name '*kaijisho*' >left
silent "and no folder of its own" left
finish
