#!/bin/sh
# attributes.sh — a save keeps what belongs to the file: mode, owner, link, attributes, ACL; and where it cannot save it says so
# and changes nothing.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO KAIJISHO_FORMS="$srcdir/tests/forms"
fresh() {
	rm -rf d.yaml .d.yaml.* state
	"$KAIJISHO" new small d.yaml 2>err
}
# saves NAME: a set that works.
saves() {
	runs "$1: set" 0 set d.yaml founded-year=1998
	test_that "$1: it is in the file" grep -q 1998 d.yaml
}

for mode in 600 640 664 604 400; do
	fresh
	chmod $mode d.yaml
	if [ $mode = 400 ] && [ "$(id -u)" != 0 ]; then
		cp d.yaml before
		runs "a file that may not be written" 2 set d.yaml founded-year=1998
		same "is as it was" before d.yaml
		continue
	fi
	saves "mode $mode"
	stat -c %a d.yaml >got
	echo $mode >wanted
	same "mode $mode is kept" wanted got
done

if [ "$(id -u)" = 0 ]; then
	fresh
	chown 12345:23456 d.yaml
	chmod 660 d.yaml
	saves "another's file"
	stat -c '%u:%g %a' d.yaml >got
	echo '12345:23456 660' >wanted
	same "owner and group are kept" wanted got
else
	skip "owner and group are kept" "only root can give files away"
fi

fresh
mkdir -p real
mv d.yaml real/r.yaml
ln -s real/r.yaml d.yaml
saves "through a link"
test_that "the link is still a link" [ -L d.yaml ]
test_that "the file is what changed" grep -q 1998 real/r.yaml
test_that "nothing else is in its folder" sh -c '[ "$(ls -A real)" = r.yaml ]'

fresh
cp d.yaml before
test_that "a limit of file sizes is told of" sh -c '
	ulimit -f 1
	"$KAIJISHO" set d.yaml company-summary="$(printf %03000d 0)" 2>err
	[ $? = 2 ] && grep -q d.yaml err'
same "the file is as it was" before d.yaml
test_that "nothing is left beside it" sh -c '[ -z "$(ls -d .d.yaml.* 2>/dev/null)" ]'

fresh
ln d.yaml other.yaml
cp d.yaml before
runs "a file of two names is not torn from the other" 2 set d.yaml founded-year=1998
same "it is as it was" before d.yaml
test_that "a sentence says why" grep -q . err
rm other.yaml
runs "what was refused does not come with the next set" 0 set d.yaml company-summary=別の文
test_that "it is not there" sh -c '! grep -q 1998 d.yaml'
test_that "and nothing was restored" sh -c '! grep -q . err'

fresh
if command -v setfattr >/dev/null && setfattr -n user.origin -v '監査 7' d.yaml 2>/dev/null; then
	setfattr -n user.empty d.yaml
	getfattr -d d.yaml >wanted
	saves "attributes"
	getfattr -d d.yaml >got
	same "attributes are kept" wanted got
else
	skip "attributes are kept" "setfattr is not installed, or the file system has no attributes"
fi

# A file system that knows no attributes loses none; one that cannot tell them is not trusted.
if command -v strace >/dev/null && strace -f -o trace true 2>/dev/null; then
	for error in EOPNOTSUPP ENOSYS; do
		fresh
		traced -f -o trace -e trace=flistxattr -e "inject=flistxattr:error=$error" "$KAIJISHO" set d.yaml founded-year=1998 >out 2>err
		status=$?
		test_that "no attributes ($error): set ($status)" [ $status = 0 ]
		test_that "no attributes ($error): it was asked" grep -q INJECTED trace
		test_that "no attributes ($error): it is in the file" grep -q 1998 d.yaml
	done
	# A file server whose locks fail: refused, and not as somebody's session; nothing of it comes with the next set.
	fresh
	traced -f -o trace -e trace=fcntl "$KAIJISHO" set d.yaml founded-year=1998 >out 2>err
	count=$(grep -c 'fcntl(' trace)
	: >complaints
	for call in $(seq "$count"); do
		fresh
		traced -f -o trace -e trace=fcntl -e "inject=fcntl:error=EIO:when=$call+" "$KAIJISHO" set d.yaml founded-year=1998 >out 2>err
		status=$?
		"$KAIJISHO" get d.yaml founded-year >got 2>&1
		case "$status$(cat got)" in
		01998 | 2) ;;
		*) echo "$call: status $status, then $(cat got)" >>complaints ;;
		esac
		[ $status = 0 ] || grep -q 'locked' err || cat err >>complaints
		! grep -qi 'another' err || cat err >>complaints
		"$KAIJISHO" set d.yaml company-summary=文 >out 2>err || cat err >>complaints
		[ $status = 0 ] || ! grep -q 1998 d.yaml || echo "$call: it came with the next set" >>complaints
	done
	silent "locks that fail from each of $count calls on" complaints
	test_that "some of them were refused" [ "$count" -gt 2 ]
	# A file system that cannot exchange two files: the look before the rename is all there is.
	for error in EINVAL ENOSYS; do
		fresh
		traced -f -o trace -e trace=renameat2 -e "inject=renameat2:error=$error" "$KAIJISHO" set d.yaml founded-year=1998 >out 2>err
		status=$?
		test_that "no exchange ($error): set ($status)" [ $status = 0 ]
		test_that "no exchange ($error): it was tried" grep -q INJECTED trace
		test_that "no exchange ($error): it is in the file" grep -q 1998 d.yaml
		test_that "no exchange ($error): nothing is left" sh -c '! ls .d.yaml.* 2>/dev/null'
	done
	# Killed before the exchange, twice: what is said to nobody is not said to the journal, which brings back both.
	fresh
	for answer in founded-year=1998 company-summary=文; do
		traced -f -o trace -e trace=renameat2 -e inject=renameat2:signal=KILL \
			sh -c 'exec "$KAIJISHO" set d.yaml "$1" <&- >&- 2>&-' sh $answer >out 2>err
	done
	cp .d.yaml.journal journal
	runs "without stdin, stdout and stderr: the next set" 0 set d.yaml service-summary=文
	test_that "the sentences are not in the journal" sh -c '! grep -qa "interrupted session" journal'
	test_that "it was not damaged" sh -c '! grep -q damaged err'
	test_that "it brought back what was there first" grep -q 1998 d.yaml
	fresh
	cp d.yaml before
	traced -f -o trace -e trace=flistxattr -e inject=flistxattr:error=EIO "$KAIJISHO" set d.yaml founded-year=1998 >out 2>err
	status=$?
	test_that "attributes that cannot be read: status 2 ($status)" [ $status = 2 ]
	same "attributes that cannot be read: the file is as it was" before d.yaml
else
	skip "a file system without attributes" "strace is not installed or may not trace"
fi

fresh
if command -v setfacl >/dev/null && setfacl -m u:12345:rw,g:23456:r d.yaml 2>/dev/null; then
	getfacl -n d.yaml >wanted 2>&1
	saves "ACL"
	getfacl -n d.yaml >got 2>&1
	same "the ACL is kept" wanted got
	# A folder that lets someone in by default does not open a file they were kept out of.
	fresh
	mkdir shut
	mv d.yaml shut/
	chmod 600 shut/d.yaml
	setfacl -d -m u:12345:rw shut
	getfacl -n shut/d.yaml >wanted 2>&1
	runs "a default ACL: set" 0 set shut/d.yaml founded-year=1998
	getfacl -n shut/d.yaml >got 2>&1
	same "a default ACL lets nobody in" wanted got
else
	skip "the ACL is kept" "setfacl is not installed, or the file system has no ACLs"
fi

# A folder in which nothing can be made. Root may write anywhere, so as somebody else.
mkdir locked
"$KAIJISHO" new small locked/d.yaml 2>err
cp locked/d.yaml before
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	chmod 755 "$work"
	chown -R 12345:12345 locked
	mkdir state-12345
	chown 12345:12345 state-12345
	as_somebody() { setpriv --reuid=12345 --regid=12345 --clear-groups env XDG_STATE_HOME="$work/state-12345" "$@"; }
else
	as_somebody() { "$@"; }
fi
# Somebody else may be unable to start the program here, or to come here at all.
is_somebody() { [ "$(id -u)" != 0 ] || { as_somebody "$KAIJISHO" version && as_somebody test -r "$work/locked/d.yaml"; } >out 2>err; }
chmod 555 locked
if ! is_somebody; then
	skip "a folder that may not be written" "the program cannot be run as another user from here"
else
	as_somebody "$KAIJISHO" set locked/d.yaml founded-year=1998 >out 2>err
	status=$?
	test_that "a folder that may not be written: status 2 ($status)" [ $status = 2 ]
	says "a folder that may not be written: the sentence names the draft" err locked/d.yaml
	same "a folder that may not be written: the file is as it was" before locked/d.yaml
	test_that "a folder that may not be written: nothing is left" sh -c '[ "$(ls -A locked)" = d.yaml ]'
fi
chmod 755 locked

# A file that is made read-only while it is edited stays as it is, as one that was so at the opening, until it is writable again.
if ! is_somebody; then
	skip "a file made read-only" "the program cannot be run as another user from here"
else
	long=locked/$(printf 'とても長い名前%.0s' 1 2 3).yaml
	cp locked/d.yaml "$long"
	[ "$(id -u)" != 0 ] || chown 12345:12345 "$long"
	cat >steps <<-END
	wait 0/
	keys Tab
	type 読めるだけ
	wait 読めるだけ
	run chmod 444 "$long"
	keys Ctrl-s
	wait 保存できません:
	row 1 未保存
	keys Ctrl-q
	wait に書き込めません:
	keys Escape
	run cmp locked/d.yaml "$long"
	run chmod 644 "$long"
	keys Ctrl-s
	row 1 保存済
	keys Ctrl-q
	exit 0
	END
	if as_somebody env LC_ALL=ja_JP.UTF-8 TERM=xterm-256color "$builddir/tests/pty/pty_drive" -t 20 steps "$KAIJISHO" "$long" >out 2>trouble; then
		ok "a file made read-only while it is edited"
	else
		not_ok "a file made read-only while it is edited" trouble
	fi
	# Why it cannot be written is seen whole, however long its name is.
	chmod 444 "$long"
	printf 'wait ここでは読むことしかできません\nwait に書き込めません:\nkeys Escape\nkeys Ctrl-q\nexit 0\n' >steps
	if as_somebody env LC_ALL=ja_JP.UTF-8 TERM=xterm-256color "$builddir/tests/pty/pty_drive" -t 20 steps "$KAIJISHO" "$work/$long" >out 2>trouble; then
		ok "a file with a long name that is read-only"
	else
		not_ok "a file with a long name that is read-only" trouble
	fi
fi

# A full disk: the file, its journal and the sibling share 64 kB.
mkdir small
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=64k,mode=755 tmpfs small 2>err; then
	trap 'umount "$work/small"; rm -rf "$work"' EXIT
	"$KAIJISHO" new small small/d.yaml 2>err
	"$KAIJISHO" set small/d.yaml company-summary=残る本文 2>err
	cp small/d.yaml before
	head -c 20000 /dev/zero | tr '\0' x >long-text
	head -c 100000 /dev/zero >small/filler 2>err
	runs "a full disk: set" 2 set small/d.yaml company-summary=@long-text
	test_that "a full disk: a sentence" grep -q . err
	same "a full disk: the file is as it was" before small/d.yaml
	cat >keys <<-'KEYS'
	keys Tab
	type 満杯でも打てる
	screen full
	keys Ctrl-S
	screen refused
	KEYS
	"$KAIJISHO" --lang ja edit --script keys --screens screens small/d.yaml >out 2>err
	says "a full disk: the text stays on the screen" screens 満杯でも打てる
	says "a full disk: the state says it is not protected" screens 未保護
	same "a full disk: the file is still as it was" before small/d.yaml
	rm small/filler
	runs "room again: set" 0 set small/d.yaml founded-year=1998
	"$KAIJISHO" get small/d.yaml company-summary >got
	test_that "room again: the old text is there" grep -q 残る本文 got
	test_that "room again: nothing is left" sh -c '[ "$(ls -A small)" = d.yaml ]'
	if [ "$(df --output=avail small | tail -n 1)" -gt 0 ]; then
		# The editor meets a full disk, and room again, in one session.
		cat >keys <<-'KEYS'
		keys Tab
		type あとで
		keys Ctrl-S
		KEYS
		"$KAIJISHO" edit --script keys --screens screens small/d.yaml >out 2>err
		test_that "room again: the editor saves" grep -q あとで small/d.yaml
	fi
else
	skip "a full disk" "only root can mount a small one"
fi
finish
