#!/bin/sh
# hostile.sh — drafts made to exhaust or to mislead: each refused with its place, within a second of CPU and 256 MiB, the file
# untouched; and what a terminal would obey reaches none.
. "${srcdir:-.}/tests/tap.sh"
if [ -z "$python" ]; then
	skip "hostile drafts" "python3 is not installed"
	finish
fi
export KAIJISHO_FORMS="$srcdir/tests/forms" KAIJISHO PYTHONPATH="$srcdir/tests/fault" PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
limits='ulimit -v 262144; ulimit -t 1'
# A sanitizer reserves terabytes and takes its time.
! grep -q __asan_init "$KAIJISHO" || limits='ulimit -t 60'
# A build that counts its lines is not optimised.
! grep -q __gcov_ "$KAIJISHO" || limits="ulimit -v 262144; ulimit -t 10"
cat >limited <<END
#!/bin/sh
$limits
exec "$KAIJISHO" "\$@"
END
chmod +x limited
mkdir corpus
"$python" "$srcdir/tests/fault/hostile.py" corpus
for file in corpus/*.yaml; do
	cp "$file" before
	: >trouble
	name=$(basename "$file" .yaml)
	for command in check set; do
		extra=
		[ $command = check ] || extra=founded-year=1998
		# shellcheck disable=SC2086
		./limited $command "$file" $extra >out 2>err </dev/null
		status=$?
		[ $status = 2 ] || echo "$command: status $status" >>trouble
		case $name in
		*+) grep -qF "$file: " err ;;
		*) grep -qE "^$file:[0-9]+:[0-9]+: " err ;;
		esac || { echo "$command: no place:" && cat err; } >>trouble
		[ "$(wc -c <err)" -lt 2000 ] || echo "$command: a very long sentence" >>trouble
	done
	cmp "$file" before >>trouble 2>&1
	[ ! -e "corpus/.$name.yaml.journal" ] || echo "a journal is left" >>trouble
	if [ -s trouble ]; then not_ok "$name" trouble; else ok "$name"; fi
done
"$python" "$srcdir/tests/fault/hostile_large.py"
unlimited=$KAIJISHO KAIJISHO=$PWD/limited
runs "an answer of many lines is merged" 1 merge base.yaml lines.yaml other.yaml
runs "one instance of many changes in a line of JSON" 0 set line.yaml data-center.3.data-center-name=変更
runs "many acknowledgements become one" 0 set acks.yaml company-summary:ack='character: 理由'
# A journal others can write to may hold anything: it is not read.
"$unlimited" new small large.yaml 2>err
truncate -s 250M .large.yaml.journal
chmod 666 .large.yaml.journal
runs "a journal that is not believed costs nothing" 1 check large.yaml
says "it is told of" err "unsaved changes of a session that ended"
printf x >.large.yaml.journal
runs "nor does one of a byte" 1 check large.yaml
says "which is told of, too" err "unsaved changes of a session that ended"
rm .large.yaml.journal
KAIJISHO=$unlimited
export TERM=xterm-256color
for LC_ALL in ja_JP.UTF-8 C.UTF-8; do
	rm -rf state ./*.yaml
	"$python" "$srcdir/tests/fault/payload.py" >complaints 2>&1
	silent "nothing from data reaches a terminal raw ($LC_ALL)" complaints
done
finish
