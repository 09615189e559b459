#!/bin/sh
# parallel.sh — many writers of one draft, and a writer that hangs: each change lands or is refused, none is lost.
. "${srcdir:-.}/tests/tap.sh"
export TERM=xterm-256color LC_ALL=ja_JP.UTF-8
drive=$builddir/tests/pty/pty_drive
rounds=1
[ -z "${KAIJISHO_LONG-}" ] || rounds=20
round=0
"$KAIJISHO" new iaas-paas empty.yaml 2>err
"$KAIJISHO" forms iaas-paas --json |
	awk -F '"' '/"id":/ { id = $4 } /"type": "(text|paragraph)"/ { print id }' >all-ids
# Those that a draft without data centers has.
while [ "$(wc -l <all-ids)" -gt 0 ] && read -r id; do
	if "$KAIJISHO" get empty.yaml "$id" >out 2>&1; then echo "$id"; fi
done <all-ids >ids
while [ $round -lt $rounds ]; do
	round=$((round + 1))
	cp empty.yaml d.yaml
	rm -rf .d.yaml.* state answers
	mkdir answers
	# A hundred writers: every field gets several parts of its own to write, so that no two write the same.
	number=0
	: >expected
	while [ $number -lt 100 ]; do
		for id in $(cat ids); do
			for part in answer note assignee; do
				[ $number -lt 100 ] || break 2
				number=$((number + 1))
				case $part in
				answer) path=$id ;;
				*) path=$id:$part ;;
				esac
				echo "$path" >>expected
				(
					"$KAIJISHO" set d.yaml "$path=書いた$number" >answers/out.$number 2>&1
					echo $? >answers/status.$number
				) &
			done
		done
		[ $number -gt 0 ] || break
	done
	wait
	cat answers/status.* 2>/dev/null | sort | uniq -c >statuses
	: >lost
	number=0
	while read -r path; do
		number=$((number + 1))
		"$KAIJISHO" get d.yaml "$path" >got 2>&1
		if [ "$(cat got)" != "書いた$number" ]; then echo "$path: '$(cat got)', status $(cat answers/status.$number): $(cat answers/out.$number)"; fi
	done <expected >lost
	if [ "$number" = 100 ] && [ ! -s lost ]; then ok "100 writers at once: 100 answers (round $round)"; else not_ok "100 writers at once: 100 answers (round $round)" statuses lost; fi
	test_that "nothing is left beside the draft" [ ! -e .d.yaml.journal ]
done

# A holder that hangs is taken over; when it wakes up it writes nothing.
export KAIJISHO_FORMS="$srcdir/tests/forms"
rm -rf d.yaml .d.yaml.* state
"$KAIJISHO" new small d.yaml 2>err
mkfifo gate
(
	cat <<-'END2'
	wait 0/
	keys Tab
	type 止まった人
	wait 止まった人
	signal STOP
	dump stopped
	END2
	cat gate
	cat <<-'END2'
	signal CONT
	type 起きた
	wait 読
	wait 別のセッションが引き取った
	dump awake
	keys Tab
	type 打っても
	wait 別のセッションが引き取った
	keys Ctrl-s
	keys Ctrl-s
	keys Escape
	dump end
	END2
) | "$drive" -t 30 /dev/stdin "$KAIJISHO" d.yaml >first.out 2>first.err &
first=$!
tries=0
while [ ! -s first.out ] && [ $tries -lt 300 ] && kill -0 $first 2>/dev/null; do
	sleep 0.05
	tries=$((tries + 1))
	read -r pid _ <"/proc/$first/task/$first/children" || continue
	if grep -q '^State:.T' "/proc/$pid/status" 2>/dev/null; then break; fi
done 2>/dev/null
start=$(date +%s%N)
runs "a stopped holder: set gives up" 2 set d.yaml founded-year=1998
took=$((($(date +%s%N) - start) / 1000000))
test_that "after about five seconds ($took ms)" [ $took -ge 4500 -a $took -lt 9000 ]
test_that "naming the holder" grep -q '[0-9][0-9]:[0-9][0-9]' err
cat >keys <<'END'
screen came-along
keys Esc
type 代わりの人
keys Ctrl-S
END
"$KAIJISHO" edit --take-over --script keys --screens screens d.yaml >out 2>err
status=$?
test_that "taken over ($status)" [ $status = 0 ]
says "what came along is said to be the other session's" screens 相手のセッションがまだ保存していなかった1項目
"$KAIJISHO" get d.yaml company-summary >got
says "what the stopped one had typed is kept" got 止まった人
says "and the next one goes on" got 代わりの人
cp d.yaml before
: >gate
wait $first
status=$?
if [ $status = 0 ]; then ok "the first wakes up and is told"; else not_ok "the first wakes up and is told" first.err; fi
same "it writes nothing" before d.yaml
runs "the draft is free" 0 set d.yaml founded-year=1998
finish
