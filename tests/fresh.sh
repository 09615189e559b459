#!/bin/sh
# fresh.sh — the two commands of README.md in a bare Debian 12, as a newcomer would run them. Part of `make check-long`.
. "${srcdir:-.}/tests/tap.sh"

if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then
	skip "a bare Debian 12" "this needs root and debootstrap"
	finish
fi
# The host's own archive, as its apt knows it.
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -n 's/^deb  *\(\[[^]]*\] *\)\{0,1\}\([^ ]*\) .*/\2/p' | head -n 1)
[ -n "$mirror" ] || mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -n 1)
root=$work/root
if ! debootstrap --variant=minbase bookworm "$root" ${mirror:+"$mirror"} >debootstrap.out 2>&1; then
	tail -n 5 debootstrap.out >&2
	skip "a bare Debian 12" "debootstrap could not make one"
	finish
fi
# What is mounted there is its own, never the host's: nothing outside can be removed with it.
clean_up() {
	umount "$root/dev/pts" "$root/proc" 2>/dev/null
	rm -rf --one-file-system "$work"
}
trap clean_up EXIT
mount -t proc proc "$root/proc" || echo "# /proc cannot be mounted there"
mkdir -p "$root/dev/pts"
mount -t devpts devpts "$root/dev/pts" -o newinstance,ptmxmode=0666,mode=0620 && ln -sf pts/ptmx "$root/dev/ptmx"
cp -r /etc/apt/. "$root/etc/apt/"
cp /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null
mkdir "$root/kaijisho"
(cd "$srcdir" && tar cf - --exclude=./build --exclude='./build-*' --exclude=./.git --exclude=./autom4te.cache --exclude=./configure \
	--exclude=./m4 .) | tar xf - -C "$root/kaijisho"

# inside COMMAND: as root there, in an environment of its own; DEB... is what apt may need to reach its archive.
inside() {
	chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin ${http_proxy:+http_proxy="$http_proxy"} \
		${https_proxy:+https_proxy="$https_proxy"} LANG="${1}" sh -c "cd /kaijisho && $2"
}
inside ja_JP.UTF-8 './bootstrap run </dev/null' >run.out 2>run.err
if [ $? = 0 ]; then ok "bootstrap run"; else tail -n 30 run.err >run.tail && not_ok "bootstrap run" run.tail; fi
says "prints the summary, in Japanese where no locale is installed" run.out "必須"
echo '# mine' >>"$root/kaijisho/build/iaas-paas.yaml"
inside C './bootstrap run </dev/null' >again.out 2>again.err
says "run again: in English under LANG=C" again.out "required"
says "run again: the copy is kept as edited" "$root/kaijisho/build/iaas-paas.yaml" "# mine"
inside C.UTF-8 './bootstrap check' >check.out 2>check.err
tail -n 1 check.out >last
if grep -qE '^[0-9]+ passed, 0 failed(, [0-9]+ skipped)?$' last; then ok "bootstrap check: $(cat last)"; else
	# What failed, with what it says; where nothing did, how it ended.
	grep -a '^not ok' -A 30 check.out >failed || tail -n 40 check.out >failed
	not_ok "bootstrap check" last failed
fi
finish
