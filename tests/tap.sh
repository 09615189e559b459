# tap.sh — what the shell tests share: TAP lines, a folder of their own, the program under test. Source it first.
set -u
: "${srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${builddir:=$srcdir/build}"
: "${KAIJISHO:=$builddir/kaijisho}"
tests=0
work=$(mktemp -d "${TMPDIR:-/tmp}/kaijisho-test.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
python=$(command -v /usr/bin/python3 || command -v python3 || :)
export HOME="$work" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
unset LANGUAGE LC_MESSAGES LC_CTYPE LANG NO_COLOR
export LC_ALL=C.UTF-8

ok() {
	tests=$((tests + 1))
	echo "ok $tests - $1"
}

# not_ok NAME [FILE...]: with what the files hold, as diagnostics.
not_ok() {
	tests=$((tests + 1))
	echo "not ok $tests - $1"
	shift
	for file; do
		[ ! -s "$file" ] || sed "s|^|#   |" "$file"
	done
}

skip() {
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

# test_that NAME COMMAND...: passes if the command does.
test_that() {
	name=$1
	shift
	if said_by_test=$("$@" 2>&1); then
		ok "$name"
	else
		printf '%s\n' "$said_by_test" >command.out
		not_ok "$name" command.out
	fi
}

# runs NAME STATUS ARGUMENT...: runs kaijisho; its output is in out and err.
runs() {
	name=$1 wanted=$2
	shift 2
	"$KAIJISHO" "$@" >out 2>err </dev/null
	got=$?
	if [ "$got" = "$wanted" ]; then
		ok "$name"
	else
		echo "status $got, not $wanted" >status
		not_ok "$name" status out err
	fi
}

# says NAME FILE TEXT: the file contains the text.
says() {
	if grep -qF -e "$3" "$2"; then ok "$1"; else not_ok "$1 (no '$3')" "$2"; fi
}

# silent NAME FILE: the file is empty.
silent() {
	if [ ! -s "$2" ]; then ok "$1"; else not_ok "$1" "$2"; fi
}

# same NAME EXPECTED GOT: two files hold the same.
same() {
	if diff -u "$2" "$3" >diff.out 2>&1; then ok "$1"; else not_ok "$1" diff.out; fi
}

# golden NAME GOT FILE: as the file under tests/expected says; GENERATE=1 writes that file anew, to be read before it is committed.
golden() {
	if [ -n "${GENERATE-}" ]; then
		mkdir -p "$(dirname "$srcdir/tests/expected/$3")"
		cp "$2" "$srcdir/tests/expected/$3"
	fi
	same "$1" "$srcdir/tests/expected/$3" "$2"
}

# traced ARGUMENT...: strace, under which the leak check of a sanitized program cannot run.
traced() {
	ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" strace "$@"
}

# The last line of every test: the plan, by which a script that ends early is found out.
finish() {
	echo "1..$tests"
	exit 0
}
