#!/bin/sh
# restricted.sh — a login that may fill in its own draft: it can, and nothing else, by the kernel's own account and through a
# real sshd on loopback.
. "${srcdir:-.}/tests/tap.sh"
export TERM=xterm-256color LC_ALL=ja_JP.UTF-8 KAIJISHO_FORMS="$srcdir/tests/forms"
# A leak check at the end of a sanitized program would need what the fence forbids.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
drive=$builddir/tests/pty/pty_drive
fresh() {
	rm -rf own state
	mkdir own
	"$KAIJISHO" new small own/d.yaml 2>err
}
fresh
printf 'keys Tab\ntype 試し\nkeys Ctrl-S\n' >keys
if ! "$KAIJISHO" edit --restricted --script keys --screens screens own/d.yaml >out 2>err; then
	if grep -q -e --without-landlock err; then
		skip "--restricted" "this kernel has no Landlock"
		finish
	fi
	not_ok "--restricted starts" out err
	finish
fi
test_that "filling in and saving works" grep -q 試し own/d.yaml
runs "without a draft it does not start" 2 edit --restricted

# What code that has taken the program over would try.
mkdir mine theirs
echo mine >mine/draft
echo theirs >theirs/draft
cp -a theirs before
"$builddir/tests/fault/escape" "$work/mine" "$work/theirs" >tried 2>err </dev/null
[ "$(tail -n 1 tried)" = end ] || echo "not ok it came to its end" >>tried
while read -r verdict name; do
	case $verdict in
	ok) ok "escape: $name" ;;
	not) not_ok "escape: ${name#ok }" ;;
	esac
done <tried
diff -r before theirs >changed 2>&1
stat -c '%n %a %h %Y' theirs theirs/draft | sed s/theirs/before/ >got
stat -c '%n %a %h %Y' before before/draft >wanted
same "escape: the foreign file is as it was" wanted got
silent "escape: nothing is changed elsewhere" changed

# In a terminal, and looked at from outside: every thread has the filter.
fresh
cat >steps <<'END2'
wait 0/
keys Tab
type 中の人
wait 中の人
keys Alt-z
keys Ctrl-o
wait 中の人
dump locked
keys Escape
END2
mkfifo gate
(
	cat steps gate
	printf 'keys Escape Ctrl-q\nexit 0\n'
) | VISUAL="touch $work/escaped" "$drive" -t 30 /dev/stdin "$KAIJISHO" edit --restricted own/d.yaml >screens 2>trouble &
first=$!
tries=0
until grep -q '中の人' own/.d.yaml.journal 2>/dev/null || [ $tries -gt 1200 ]; do
	sleep 0.05
	tries=$((tries + 1))
done
read -r pid _ <"/proc/$first/task/$first/children"
grep -h '^Seccomp:' "/proc/$pid/task/"*/status | sort -u >got
printf 'Seccomp:\t2\n' >wanted
same "every thread is filtered" wanted got
grep -h '^NoNewPrivs:' "/proc/$pid/task/"*/status | sort -u >got
printf 'NoNewPrivs:\t1\n' >wanted
same "and gains no rights" wanted got
: >gate
wait $first
status=$?
if [ $status = 0 ]; then ok "typing, leaving"; else not_ok "typing, leaving" trouble; fi
test_that "what was typed is saved" grep -q 中の人 own/d.yaml
test_that "no editor was started" [ ! -e escaped ]

# After a session that was killed there is a journal, and its syncing begins before the fence stands.
fresh
printf 'wait 0/\nkeys Tab\ntype 前の回\nwait 前の回\nsignal KILL\nexit 137\n' >steps
"$drive" -t 30 steps "$KAIJISHO" own/d.yaml >out 2>trouble
rm gate
mkfifo gate
(
	printf 'wait 前の回\ndump\n'
	cat gate
	printf 'keys Escape Ctrl-q\nexit 0\n'
) | "$drive" -t 30 /dev/stdin "$KAIJISHO" edit --restricted own/d.yaml >screens 2>trouble &
first=$!
tries=0
while [ $tries -lt 1200 ]; do
	tries=$((tries + 1))
	sleep 0.05
	read -r pid _ <"/proc/$first/task/$first/children" && grep -q '^Seccomp:.2' "/proc/$pid/status" && break
done 2>/dev/null
grep -h '^Seccomp:' "/proc/$pid/task/"*/status | sort -u >got
printf 'Seccomp:\t2\n' >wanted
same "after a recovery, too, every thread is filtered" wanted got
: >gate
wait $first
status=$?
if [ $status = 0 ]; then ok "what came back is saved"; else not_ok "what came back is saved" trouble; fi
test_that "and in the file" grep -q 前の回 own/d.yaml

# What the kernel was asked for once the fence stood.
if command -v strace >/dev/null && strace -f -o trace true 2>/dev/null; then
	fresh
	rounds=4
	[ -z "${KAIJISHO_LONG-}" ] || rounds=143
	round=0
	: >asked
	while [ $round -lt $rounds ] && [ -n "$python" ]; do
		round=$((round + 1))
		"$python" "$srcdir/tests/screen/monkey.py" $round 700 >keys
		VISUAL="touch $work/escaped" EDITOR=/bin/sh traced -f -o trace \
			"$KAIJISHO" edit --restricted --script keys --screens screens own/d.yaml >out 2>err || cat err >>asked
		sed '1,/landlock_restrict_self/d' trace >after
		grep -E ' (execve|execveat|fork|vfork|socket|connect|ptrace|kill|mount|symlink|symlinkat|chmod|fchmodat|truncate|setuid|setgid)\(' after >>asked
		grep -E ' clone3?\(' after | grep -v CLONE_THREAD | grep -v ENOSYS >>asked
		grep -E ' open(at)?\(' after | grep -vE "= -1 (EACCES|EPERM|ENOENT)|(\"(\.)?(\.?d\.yaml|\.d\.yaml)[^/]*\"|\"$work/(own|state)/|\"$work/own\"|\"\.?resume[^/]*\"|\"[0-9.][^/]*\.yaml[^/]*\")" >>asked
		grep -q landlock_restrict_self trace || echo "no fence" >>asked
	done
	silent "$((rounds * 700)) random keys: no program, no socket, no foreign file" asked
	test_that "and no editor" [ ! -e escaped ]
else
	skip "random keys under strace" "strace is not installed or may not trace"
fi

# With a real sshd: own keys, own configuration, as kaijisho(1) says.
sshd=$(command -v sshd || ls /usr/sbin/sshd 2>/dev/null)
if [ -z "$sshd" ] || ! command -v ssh >/dev/null; then
	skip "a login by ssh" "sshd and ssh are not installed"
	finish
fi
fresh
chmod 700 "$work"
ssh-keygen -q -t ed25519 -N '' -f host_key
ssh-keygen -q -t ed25519 -N '' -f key
cp key.pub authorized_keys
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
user=$(id -un)
# as_configured PORT: the lines of the manual, with what a test needs around them.
as_configured() {
	cat <<-END2
	Port $1
	ListenAddress 127.0.0.1
	HostKey $work/host_key
	PidFile $work/sshd.pid
	AuthorizedKeysFile $work/authorized_keys
	StrictModes no
	UsePAM no
	PermitRootLogin yes
	PasswordAuthentication no
	KbdInteractiveAuthentication no
	Subsystem sftp internal-sftp
	Match User $user
	    ForceCommand env -u LANGUAGE ASAN_OPTIONS=$ASAN_OPTIONS LC_ALL=ja_JP.UTF-8 KAIJISHO_FORMS=$KAIJISHO_FORMS XDG_STATE_HOME=$work/state VISUAL="touch $work/escaped" $KAIJISHO edit --restricted $work/own/d.yaml
	    DisableForwarding yes
	    PermitTTY yes
	    PermitUserRC no
	END2
}
port=$((20000 + $$ % 20000))
tries=0
while [ $tries -lt 5 ]; do
	as_configured $port >sshd_config
	"$sshd" -D -e -f "$work/sshd_config" 2>sshd.log &
	server=$!
	waited=0
	while kill -0 $server 2>/dev/null && ! grep -q 'Server listening' sshd.log && [ $waited -lt 1200 ]; do
		sleep 0.05
		waited=$((waited + 1))
	done
	! grep -q 'Server listening' sshd.log || break
	port=$((port + 7))
	tries=$((tries + 1))
done
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
cat >ssh_config <<END2
Host draft
    HostName 127.0.0.1
    Port $port
    User $user
    IdentityFile $work/key
    IdentitiesOnly yes
    IdentityAgent none
    StrictHostKeyChecking no
    UserKnownHostsFile $work/known_hosts
    LogLevel ERROR
    BatchMode yes
END2
if ! grep -q 'Server listening' sshd.log; then
	cat sshd.log >&2
	skip "a login by ssh" "sshd does not start here"
	finish
fi
cat >steps <<'END2'
wait 0/
keys Tab
type 遠くから
wait 遠くから
keys Ctrl-o
keys Alt-z
keys Ctrl-s
row 1 保存済
keys Ctrl-q
exit 0
END2
if "$drive" -t 30 steps ssh -F ssh_config -tt draft >screens 2>trouble; then ok "ssh: filling in and saving"; else not_ok "ssh: filling in and saving" trouble sshd.log; fi
test_that "ssh: it is in the file" grep -q 遠くから own/d.yaml
test_that "ssh: no editor" [ ! -e escaped ]
# no_way NAME COMMAND...: it leaves no trace of having done what was asked.
no_way() {
	name=$1
	shift
	timeout $patience "$@" >way.out 2>way.err </dev/null
	if [ -e escaped ] || grep -q got-out way.out || [ -e fetched ]; then not_ok "$name" way.out way.err; else ok "$name"; fi
	rm -rf escaped fetched
}
cp own/d.yaml before
echo got-out >secret
patience=30
no_way "ssh: a command is not run" ssh -F ssh_config draft "touch $work/escaped; echo got-out"
# There the editor opens, and stays.
patience=4
no_way "ssh: no shell" ssh -F ssh_config -tt draft sh -c "touch\ $work/escaped"
patience=30
no_way "scp: nothing comes out" scp -F ssh_config "draft:$work/secret" fetched
no_way "scp, the old way: nothing comes out" scp -O -F ssh_config "draft:$work/secret" fetched
no_way "scp: nothing goes in" scp -F ssh_config secret "draft:$work/escaped"
no_way "scp, the old way: nothing goes in" scp -O -F ssh_config secret "draft:$work/escaped"
echo "get $work/secret fetched" >batch
no_way "sftp: nothing" sftp -b batch -F ssh_config draft
no_way "ssh: no variable that loads code" env LD_PRELOAD="$work/x.so" ssh -F ssh_config -o SendEnv='LD_PRELOAD KAIJISHO_FORMS' draft
same "the draft is as it was" before own/d.yaml
# A forward: the connection that would carry it does not answer with what listens there.
if [ -n "$python" ]; then
	"$python" -c '
import socket, sys
server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
server.settimeout(40)
while True:
    peer, _ = server.accept()
    peer.sendall(b"got-out\n")
    peer.close()' >target 2>/dev/null &
	listener=$!
	trap 'kill $server $listener 2>/dev/null; rm -rf "$work"' EXIT
	while [ ! -s target ]; do sleep 0.05; done
	target=$(cat target)
	no_way "ssh: no forward to another host (-W)" ssh -F ssh_config -W "127.0.0.1:$target" draft
	no_way "ssh: no forward back (-R)" ssh -F ssh_config -o ExitOnForwardFailure=yes -N -R "0:127.0.0.1:$target" draft
	test_that "ssh: and it is said" grep -qi 'forward' way.err
	kill $listener
else
	skip "ssh: no forward" "python3 is not installed"
fi
# The connection's process dies while something is being typed.
cat >steps <<'END2'
wait 1/
keys Tab
type 切れる前
wait 切れる前
signal KILL
exit 137
END2
"$drive" -t 30 steps ssh -F ssh_config -tt draft >screens 2>trouble
tries=0
while [ -e own/.d.yaml.journal ] && [ $tries -lt 1200 ]; do
	sleep 0.05
	tries=$((tries + 1))
done
test_that "ssh: the connection dies: what was typed is saved" grep -q 切れる前 own/d.yaml
finish
