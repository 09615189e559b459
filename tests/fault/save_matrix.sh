#!/bin/sh
# save_matrix.sh — each system call of a save fails, or is the last one: the file is its old self or its new self, success is
# never reported falsely, nothing is left lying about, and a failed fsync is never tried again.
# KAIJISHO_LONG=1: every call since the draft was opened, not only those of the commit, with five faults instead of two.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/tests/forms"
if ! command -v strace >/dev/null || ! strace -f -o trace true 2>/dev/null; then
	skip "the fault matrix" "strace is not installed or may not trace"
	finish
fi
faults='KILL EIO' editor_faults='KILL EIO' part=commit
if [ -n "${KAIJISHO_LONG-}" ]; then
	faults='KILL EIO ENOSPC EDQUOT EINTR' editor_faults=$faults part=all
fi
# What touches files. Failed memory and failed threads are other tests' matter.
calls='openat,read,write,lseek,ftruncate,fcntl,newfstatat,faccessat2,flistxattr,fgetxattr,fsetxattr,fremovexattr,fchown,fchmod'
calls=$calls,fsync,fdatasync,close,renameat,renameat2,linkat,unlinkat,mkdir,getdents64,getrandom

# points TRACE: "CALL N PART" for every call of the trace since the draft was opened; N counts this call in its thread.
points() {
	awk '
	# What a build with --coverage writes at its end is none of ours.
	/\.gcda"/ { exit }
	/^[0-9]+ +[a-z0-9_]+\(/ {
		call = $2
		sub(/\(.*/, "", call)
		n = ++count[$1, call]
		if (!opened && call == "openat" && /"d\.yaml"/) opened = 1
		if (/\.d\.yaml\.[0-9a-f]+\.tmp/) commit = 1
		if (opened && !seen[call, n]++) print call, n, commit ? "commit" : "before"
	}' "$1"
}

# synced_twice TRACE: descriptors synced again after that had failed, with nothing new (a rename in that folder) between.
synced_twice() {
	awk '
	/ (fsync|fdatasync)\(/ {
		fd = $2
		sub(/.*\(/, "", fd)
		sub(/[^0-9].*/, "", fd)
		if (fd in failed) print
		last[$1] = fd
	}
	/(fsync|fdatasync)(\(| resumed).* = -1 / { failed[last[$1]] = 1 }
	/ renameat2?\([0-9]/ { fd = $2; sub(/.*\(/, "", fd); sub(/[^0-9].*/, "", fd); delete failed[fd] }
	/ close\([0-9]/ { fd = $2; sub(/.*\(/, "", fd); sub(/[^0-9].*/, "", fd); delete failed[fd] }' "$1"
}

fresh() {
	rm -rf d.yaml .d.yaml.* state
	cp old.yaml d.yaml
}

# one_fault CALL N FAULT: complains on stdout.
one_fault() {
	fresh
	case $3 in
	KILL) inject=signal=KILL ;;
	*) inject=error=$3 ;;
	esac
	# The shell tells of killed processes on its own stderr.
	{ save traced -f -o trace -e trace=fsync,fdatasync,renameat,renameat2,close,"$1" -e inject="$1:$inject:when=$2" >out 2>err </dev/null; } 2>/dev/null
	status=$?
	where="$1 $2 $3 (status $status)"
	if cmp -s d.yaml new.yaml; then
		now=new
	elif cmp -s d.yaml old.yaml; then
		now=old
		# An editor that could not even open it for writing only read it, and said so.
		[ $status != 0 ] || { [ $by = editor ] && grep -q 'read only' screens; } ||
			echo "$where: success, and the file is the old one"
	else
		now=damaged
		echo "$where: neither the old file nor the new one"
		diff old.yaml d.yaml
	fi
	case $3$status in
	KILL* | *0) ;;
	*2) [ -s err ] || [ $by = editor ] || echo "$where: no sentence" ;;
	*) echo "$where: an exit status of its own"; cat err ;;
	esac
	synced_twice trace >twice
	[ ! -s twice ] || { echo "$where: synced again after a failure"; cat twice; }
	# The next one to open it finds the text (it was in the journal, or it was refused) and tidies up.
	"$KAIJISHO" set d.yaml security-policy=無し >out 2>err || { echo "$where: the next set fails"; cat err; }
	"$KAIJISHO" get d.yaml company-summary >got 2>>err
	case $now$(cat got) in
	"new$new_text" | old古い本文 | "old$new_text") ;;
	*) echo "$where: the answer is afterwards: $(cat got)" ;;
	esac
	for left in .d.yaml.*; do
		[ ! -e "$left" ] || echo "$where: $left is left"
	done
}

# matrix FAULT...
matrix() {
	fresh
	save traced -f -o trace -e trace=$calls >out 2>err </dev/null
	status=$?
	cp d.yaml new.yaml
	new_text=$("$KAIJISHO" get new.yaml company-summary)
	points trace >points
	[ $part = all ] || sed -i '/ before$/d' points
	if [ $status = 0 ] && ! cmp -s old.yaml new.yaml && [ "$(grep -c commit points)" -gt 15 ] && grep -q '^renameat2 ' points; then
		ok "$by: the calls of a save are known ($(grep -c . points))"
	else
		not_ok "$by: the calls of a save are known" out err points
	fi
	for fault; do
		while read -r call number rest; do
			one_fault "$call" "$number" "$fault"
		done <points >complaints 2>&1
		if [ -s complaints ]; then not_ok "$by: $fault" complaints; else ok "$by: $fault at each of $(grep -c . points) calls ($part)"; fi
	done
}

"$KAIJISHO" new small d.yaml >out 2>err
"$KAIJISHO" set d.yaml company-summary=古い本文 2>err
cp d.yaml old.yaml
by=set
save() {
	"$@" "$KAIJISHO" set d.yaml company-summary=新しい本文
}
# shellcheck disable=SC2086
matrix $faults

by=editor
cat >keys <<'KEYS'
keys Tab
type 新しい本文
keys Ctrl-S
screen end
KEYS
save() {
	"$@" "$KAIJISHO" edit --script keys --screens screens d.yaml
}
# shellcheck disable=SC2086
matrix $editor_faults
finish
