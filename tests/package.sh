#!/bin/sh
# package.sh — the archive comes out the same wherever it is made, and the Debian package builds, installs, runs and leaves
# nothing behind. Part of `make check-long`.
. "${srcdir:-.}/tests/tap.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL KAIJISHO_FORMS KAIJISHO SOURCE_DATE_EPOCH

# copy_tree FOLDER: the sources as a fresh checkout has them.
copy_tree() {
	mkdir -p "$1"
	(cd "$srcdir" && tar cf - --exclude=./build --exclude='./build-*' --exclude=./.git --exclude=./autom4te.cache --exclude=./configure \
		--exclude=./m4 --exclude='*.gmo' --exclude='*.pot' --exclude=./po/stamp-po .) | tar xmf - -C "$1"
}

# Made twice: by two people, at two times, in two places.
# archive FOLDER UMASK
archive() {
	copy_tree "$1" && (umask "$2" && cd "$1" && autoreconf -fi && mkdir b && cd b && ../configure -q && make -s dist) >"$1.out" 2>&1
}
archive "$work/here" 022
archive "$work/elsewhere/and/deeper" 077
if [ -f here/b/kaijisho-*.tar.xz ]; then ok "make dist"; else tail -n 20 here.out >tail.out && not_ok "make dist" tail.out; fi
if cmp here/b/kaijisho-*.tar.xz elsewhere/and/deeper/b/kaijisho-*.tar.xz >cmp.out 2>&1; then
	ok "two archives are the same, byte for byte"
else
	for place in here elsewhere/and/deeper; do
		mkdir -p "unpacked/$place" && tar xf "$place"/b/kaijisho-*.tar.xz -C "unpacked/$place"
	done
	diff -r unpacked/here unpacked/elsewhere/and/deeper | head -n 40 >>cmp.out
	not_ok "two archives are the same, byte for byte" cmp.out
fi

if ! command -v dpkg-buildpackage >/dev/null || ! command -v dh >/dev/null; then
	skip "the Debian package" "dpkg-dev and debhelper are not installed"
	finish
fi
copy_tree "$work/source/kaijisho"
# The tests have been run by `make check`.
(cd source/kaijisho && DEB_BUILD_OPTIONS=nocheck dpkg-buildpackage -us -uc -b) >build.out 2>&1
if [ $? = 0 ]; then ok "the Debian package builds"; else tail -n 30 build.out >tail.out && not_ok "the Debian package builds" tail.out; fi
package=$(echo source/kaijisho_*.deb)
if command -v lintian >/dev/null; then
	lintian --allow-root --fail-on error,warning --tag-display-limit 0 source/kaijisho_*.changes >lintian.out 2>&1
	if [ $? = 0 ] && ! grep -q '^[EW]:' lintian.out; then ok "lintian has nothing to say"; else not_ok "lintian has nothing to say" lintian.out; fi
else
	skip "lintian has nothing to say" "lintian is not installed"
fi

if [ "$(id -u)" != 0 ]; then
	skip "the package installs and goes" "this needs root"
	finish
fi
case $(dpkg-query -W -f '${Status}' kaijisho 2>/dev/null) in
*' installed')
	skip "the package installs and goes" "kaijisho is installed here, and stays so"
	finish
	;;
esac
traces() {
	find /etc /opt /usr /var -name '*kaijisho*' 2>/dev/null | sort
}
trap 'dpkg --purge kaijisho >/dev/null 2>&1; rm -rf "$work"' EXIT
traces >before
test_that "the package installs" dpkg -i "$package"
KAIJISHO=/usr/bin/kaijisho
runs "kaijisho version" 0 version
runs "kaijisho forms" 0 forms
for form in iaas-paas asp-saas iot-iaas-paas cloud-saas sla-checklist; do
	says "lists $form" out "$form"
done
test_that "its own test passes" sh "$srcdir/debian/tests/smoke"
test_that "the package goes" dpkg --purge kaijisho
traces >after
same "and leaves nothing behind" before after
finish
