#!/bin/sh
# exchange.sh — answers that go out and come in: export, import, renew, diff, merge, history, restore.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/tests/forms"

"$KAIJISHO" new small d.yaml 2>err
"$KAIJISHO" set d.yaml disclosure-date=2026-11-22 company-summary='=1+1 <b>&' security-policy='有り: 基本方針' service-summary='一行目
二行目' data-center.1.data-center-name=A data-center.2.data-center-name=B data-center.2.ups='有り: 10分' 2>err

for format in text markdown html csv tsv json jsonl; do
	runs "export --to $format" 0 export d.yaml --to $format
	says "$format has the answers" out "基本方針"
done
runs "export to a file" 0 export d.yaml --to csv --output d.csv
runs "export to html escapes" 0 export d.yaml --to html
test_that "no tag of the answer's" sh -c '! grep -q "<b>&" out'
runs "an unknown format" 2 export d.yaml --to wordstar
says "is named, and what there is" err "wordstar: --to takes one of text, markdown, html, csv, tsv, xlsx, pdf, json, jsonl."
runs "no format" 2 export d.yaml

# What is published others may read, as the umask lets them; what was written over stays as closed as it was.
for format in text markdown html csv tsv xlsx pdf json jsonl; do
	for mask in 022:644 027:640; do
		rm -f mode.out
		(umask ${mask%:*} && "$KAIJISHO" export d.yaml --to $format --output mode.out) 2>err
		test_that "a new $format has the mode that umask ${mask%:*} leaves" [ "$(stat -c %a mode.out)" = ${mask#*:} ]
	done
	chmod 604 mode.out
	(umask 022 && "$KAIJISHO" export d.yaml --to $format --output mode.out) 2>err
	test_that "written over, $format keeps its mode" [ "$(stat -c %a mode.out)" = 604 ]
done
(umask 022 && "$KAIJISHO" new small mode.yaml) 2>err
test_that "a draft is its owner's alone" [ "$(stat -c %a mode.yaml)" = 600 ]
(umask 022 && mkdir mode && cp mode.yaml mode/a.yaml && "$KAIJISHO" export mode --to html --into mode.d) 2>err
test_that "so in a folder" [ "$(stat -c %a mode.d/a.html)" = 644 ]

# Never over a draft: the one that goes out, another, a damaged one, one that a session left a journal of; through links neither.
mkdir drafts
cp d.yaml drafts/one.yaml
cp d.yaml drafts/two.yaml
cp d.yaml drafts/one.csv
ln -s two.yaml drafts/link.csv
ln drafts/one.yaml drafts/hard.csv
printf '\357\273\277"kaijisho" : 1\nanswers: [' >drafts/damaged.csv
printf '{kaijisho: 1, form: small, answers: {}}\n' >drafts/flow.csv
echo old,table >drafts/open.csv
touch drafts/.open.csv.journal drafts/.gone.csv.journal
cp "$srcdir/tests/forms/small.yaml" drafts/form.csv
cp -a drafts before
for format in csv xlsx pdf; do
	for file in one.yaml two.yaml link.csv hard.csv damaged.csv flow.csv open.csv gone.csv .open.csv.journal form.csv; do
		[ $file.$format != .open.csv.journal.$format ] || echo 'kaijisho journal 1' >drafts/.open.csv.journal
		"$KAIJISHO" --form drafts/form.csv export drafts/one.yaml --to $format --output drafts/$file >out 2>err
		got=$?
		if [ $got = 2 ] && grep -q 'not written over' err; then ok "$format is not written over $file"; else not_ok "$format is not written over $file" err; fi
	done
done
runs "nor into a folder, over a draft" 2 export drafts/one.yaml --to csv --into drafts
says "which is said" err "drafts/one.csv is a draft"
: >drafts/.open.csv.journal
diff -r before drafts >changed 2>&1
silent "nothing was changed by any of that" changed
test_that "links are links still" [ -L drafts/link.csv ]
echo old,table >drafts/old.csv
runs "an old export is written over" 0 export drafts/one.yaml --to csv --output drafts/old.csv
"$KAIJISHO" export d.yaml --to json >drafts/old.json 2>err
runs "an old JSON export, too" 0 export drafts/one.yaml --to json --output drafts/old.json
mkfifo drafts/pipe
runs "a pipe is not replaced by a file" 2 export drafts/one.yaml --to csv --output drafts/pipe
test_that "it is still one" [ -p drafts/pipe ]

# Markdown is read as it is written, too: only what would be markup where it stands is escaped.
"$KAIJISHO" new small m.yaml 2>err
"$KAIJISHO" set m.yaml disclosure-date=2026-11-22 company-summary='1. https://www.example.jp/a-b (当社) ![画](x) **強** `c` a|b <b> # 終' 2>err
runs "Markdown with marks in it" 0 export m.yaml --to markdown
says "a date as it is" out "| 2026-11-22 |"
says "what is markup is escaped" out '| 1. https://www.example.jp/a-b (当社) !\[画\](x) \*\*強\*\* \`c\` a\|b &lt;b&gt; \# 終 |'
cp out m.md
"$KAIJISHO" new small mm.yaml 2>err
runs "comes back" 0 import mm.yaml m.md
"$KAIJISHO" get m.yaml company-summary >wanted
"$KAIJISHO" get mm.yaml company-summary >got
same "as it was" wanted got
for format in csv tsv json markdown; do
	rm -f n.yaml
	"$KAIJISHO" new small n.yaml 2>err
	"$KAIJISHO" export d.yaml --to $format >"back.$format" 2>err
	runs "import from $format" 0 import n.yaml "back.$format"
	# A published table in Markdown does not say which data center it speaks of.
	case $format in markdown) fields='company-summary service-summary' ;; *) fields='company-summary service-summary data-center.2.ups' ;; esac
	# shellcheck disable=SC2086
	"$KAIJISHO" get d.yaml $fields >wanted
	# shellcheck disable=SC2086
	"$KAIJISHO" get n.yaml $fields >got 2>&1
	same "import from $format gives the same answers" wanted got
	"$KAIJISHO" get --json n.yaml company-summary:review >got
	test_that "each to be confirmed" sh -c '! grep -q null got'
done
cp n.yaml before.yaml
runs "import --preview" 0 import n.yaml back.csv --preview
same "changes nothing" before.yaml n.yaml
runs "import of nothing" 2 import n.yaml nothing.csv
runs "import of a kind there is not" 2 import n.yaml back.csv --from bogus
says "is named, and what there is" err "bogus: --from takes one of csv, tsv, xlsx, markdown, json, draft."
runs "import of an unknown kind" 2 import n.yaml back
says "and what may be said" err "end in .csv, .tsv, .xlsx, .md, .json, .yaml; --from"
runs "import of a PDF" 2 import n.yaml "報告書.PDF"
says "what to take instead" err "報告書.PDF: This is a PDF"
runs "import of an old spreadsheet" 2 import n.yaml 回答.xls
says "what to make of it" err "save it as .xlsx"
runs "import of a document" 2 import n.yaml 回答.docx
says "what to make of it" err "into a spreadsheet"
"$KAIJISHO" new small o.yaml 2>err
for source in back.csv o.yaml; do
	runs "import of $source in an unknown encoding" 2 import n.yaml $source --encoding EBCDIC-BOGUS
	says "is named" err "EBCDIC-BOGUS"
done
runs "export in an unknown encoding" 2 export d.yaml --to csv --encoding EBCDIC-BOGUS
test_that "is said without a blank behind it" sh -c 'grep -q BOGUS err && ! grep -q " $" err'
cp d.yaml lack.yaml
"$KAIJISHO" set lack.yaml company-summary='無し😀' 2>err
runs "a character nobody knows a substitute of" 2 export lack.yaml --to csv --encoding EUC-JP --substitute
test_that "is told without the advice that was taken" sh -c 'grep -q "Nothing was written" err && ! grep -q substitute err'
runs "a draft is in no other encoding" 2 import n.yaml o.yaml --encoding CP932
runs "a draft is UTF-8" 0 import n.yaml o.yaml --encoding utf-8 --preview
runs "import of a field there is not" 2 import n.yaml back.csv company-summary bogus-field
says "is named" err "bogus-field"
runs "nor any part of one" 2 import n.yaml back.csv company-summary:status
runs "import of a field of a data center the draft has not" 0 import n.yaml back.csv data-center.7.ups --preview
same "and nothing is changed" before.yaml n.yaml
# A file in which nothing is for the form: why, and what was expected.
printf '項目,答え\n会社の名前,例示\n' >names.csv
printf '会社名;例示\n' >cells.csv
echo '{"company": "例示"}' >else.json
"$KAIJISHO" new small blank.yaml 2>err
for source in names.csv cells.csv else.json blank.yaml; do
	case $source in
	*.csv) wanted='its id, or its number, item and prompt' ;;
	*.json) wanted='"id" and "answer"' ;;
	*) wanted='forms --shared' ;;
	esac
	runs "nothing to import in $source" 0 import n.yaml $source --preview
	says "nothing to import in $source: which file" err "$source: "
	says "nothing to import in $source: what was expected" err "$wanted"
done
"$KAIJISHO" import n.yaml names.csv 2>err >out
says "rows that name no field" err "Nothing in the file names a field"
"$KAIJISHO" import n.yaml cells.csv 2>err >out
says "rows of one cell" err "The file holds no answer."
printf '事業の概要,別の事業\n' >doubtful.csv
"$KAIJISHO" import n.yaml doubtful.csv 2>err >out
says "where all is doubtful, how it is taken" err "--doubtful"
same "and nothing is changed" before.yaml n.yaml
cp back.csv BACK.CSV
runs "endings in capital letters" 0 import n.yaml BACK.CSV --preview
# A list of item names and answers: each row is about what it names, and of two for one field the surer or first is taken.
printf '事業者名,甲社\n設立年,1999\n資本金,1億円\nふめい,x\n設立年,2001\n設立年,1999\n' >list.csv
(
	export KAIJISHO_FORMS="$srcdir/forms"
	"$KAIJISHO" new iaas-paas list.yaml
	"$KAIJISHO" --lang en import list.yaml list.csv --preview >preview
	"$KAIJISHO" import list.yaml list.csv --json --preview --doubtful >list.json
	"$KAIJISHO" --lang en import list.yaml list.csv --doubtful >/dev/null 2>list.err
	"$KAIJISHO" get list.yaml company-name founded-year capital >got
	"$KAIJISHO" new iaas-paas sure.yaml
	printf '設立年,2001\n4,設立年,1999\n' >sure.csv
	"$KAIJISHO" import sure.yaml sure.csv --doubtful
	"$KAIJISHO" get sure.yaml founded-year >sure
) >out 2>err
printf 'company-name=甲社\nfounded-year=1999\ncapital=1億円\n' >wanted
same "rows that name nothing but an item are that item's" wanted got

test_that "a row that names nothing is nobody's" grep -q 'unmatched  -: x' preview
says "a second row for a field is told" preview "Another row answers this field: 1999"
test_that "not one that says the same" [ "$(grep -c 'Another row' preview)" = 1 ]
says "what was taken is counted, no more" list.err "doubtful 5, unmatched 1; 3 imported"
says "and what was left out" list.err "1 row was left out"

# A table somebody made up, by the fields' ids: there is no doubt.
(
	export KAIJISHO_FORMS="$srcdir/forms"
	"$KAIJISHO" new iaas-paas ids.yaml
	printf 'founded-year,1998\ncompany-name,,甲社\nno-such,x\n' >ids.csv
	"$KAIJISHO" import ids.yaml ids.csv
	"$KAIJISHO" get ids.yaml company-name founded-year >got
	printf 'id,answer\nfounded-year,1999\n' >ids.csv
	"$KAIJISHO" --lang en import ids.yaml ids.csv --preview 2>head.err
) >out 2>err
printf 'company-name=甲社\nfounded-year=1998\n' >wanted
same "each id is its field" wanted got
says "a head of one's own is no row" head.err "Matched 1, doubtful 0, unmatched 0"
test_that "in JSON, too" [ "$(grep -c '"again": true' list.json)/$(grep -c '"taken": true' list.json)" = 2/3 ]
test_that "the surer row is taken, though it comes later" [ "$(cat sure)" = 1999 ]

# Columns that are not the answer's: with a head it says which is; without one the first left over, which is never sure.
# imported NAME WANTED: what an import of heads.csv finds, a row "match field answer" each.
imported() {
	(
		export KAIJISHO_FORMS="$srcdir/forms"
		rm -f heads.yaml
		"$KAIJISHO" new iaas-paas heads.yaml
		"$KAIJISHO" --lang en import heads.yaml heads.csv --preview >preview
	) >out 2>err
	sed -n 's/^[+ ] \(matched\|doubtful\|unmatched\)  /\1 /p' preview >got
	printf '%b' "$2" >wanted
	same "$1" wanted got
}
printf 'No.,項目,回答,備考\n2,事業者名,株式会社テスト,経理確認済\n4,設立年,,未確認\n' >heads.csv
imported "a column headed 備考 is not the answers'" 'matched company-name: 株式会社テスト\n'
for word in 回答 回答内容 記入内容 申請内容 内容 Answer value; do
	printf '担当,項目,%s,メモ\n総務,事業者名,甲社,済\n' "$word" >heads.csv
	imported "one headed $word is" 'doubtful company-name: 甲社\n'
done
printf '内容,No.,項目,備考,回答\n商号,2,事業者名,済,甲社\n商号,4,設立年,回答,1999\n' >heads.csv
imported "of two the one that says it better" 'matched company-name: 甲社\nmatched founded-year: 1999\n'
printf 'ID,備考,内容,確認\ncompany-name,商号,甲社,済\n' >heads.csv
imported "with a column of ids, too" 'matched company-name: 甲社\n'
printf '2,事業者名,株式会社テスト,経理確認済\n4,設立年,1999\n4,設立年,,選択,1999,済\n4,創業,設立年,\n' >heads.csv
imported "without a head the first left over is the answer, and not sure" \
	'doubtful company-name: 株式会社テスト\nmatched founded-year: 1999\ndoubtful founded-year: 1999\n'
printf 'company-name,甲社,備考\nfounded-year,,1999\ncapital,資本金,1億円\n' >heads.csv
imported "nor behind an id" 'doubtful company-name: 甲社\nmatched founded-year: 1999\nmatched capital: 1億円\n'
# A row that has only its answer goes on with the item above; what it does not say is told.
printf '項目,申請内容\n事業所,東京都千代田区1-1\n,国内3、国外0\n,第三\nふめい,x\n,y\n会社の概要,\n' >heads.csv
imported "an answer alone in its column is the next field's" \
	'doubtful head-office-address: 東京都千代田区1-1\ndoubtful office-count: 国内3、国外0\nunmatched -: 第三\nunmatched -: x\nunmatched -: y\n'
test_that "which is said" [ "$(grep -c '^      事業所$' preview)" = 3 ]
printf 'id,回答\ncompany-name,甲社\n,乙社\n' >heads.csv
imported "not behind an id" 'matched company-name: 甲社\nunmatched -: 乙社\n'

runs "a form file that is not there" 2 --form nosuch.yaml check d.yaml
test_that "is what is blamed" grep -q '^nosuch.yaml' err
runs "nor is the draft, when it is written" 2 --form nosuch.yaml set d.yaml company-summary=x
test_that "is what is blamed" grep -q '^nosuch.yaml' err
runs "help of export" 0 help export
says "lists the formats" out "text, markdown, html, csv, tsv, xlsx, pdf, json, jsonl"
runs "help of import" 0 help import
says "lists the kinds" out "csv, tsv, xlsx, markdown, json, draft"

runs "renew" 0 renew d.yaml next.yaml
"$KAIJISHO" get --json next.yaml company-summary:review >got
test_that "is to be confirmed" sh -c '! grep -q null got'
runs "renew never overwrites" 2 renew d.yaml next.yaml
runs "what was carried over goes out" 0 export next.yaml --to html --output next.html
test_that "and that it is to be confirmed is said" grep -qE "next.html: [0-9]+ answers are still to be confirmed" err

runs "diff of the same" 0 diff d.yaml d.yaml
cp d.yaml other.yaml
"$KAIJISHO" set other.yaml founded-year=1998 2>err
runs "diff" 1 diff d.yaml other.yaml
says "says what differs" out "1998"
runs "diff --json" 1 diff --json d.yaml other.yaml
runs "diff --to html" 1 diff --to html d.yaml other.yaml
# Somebody who has not seen the form must know what each row is about: several data centers answer the same question.
KAIJISHO_FORMS=$srcdir/forms
cp "$srcdir/examples/iaas-paas-complete.yaml" before.yaml
cp before.yaml after.yaml
"$KAIJISHO" set after.yaml data-center.1.ups='有り: 35分' data-center.2.ups='有り: 25分' 2>err
"$KAIJISHO" instance add after.yaml data-center 札幌 2>err
runs "a page of changes" 1 diff --to html before.yaml after.yaml
says "is headed as one" out "<h1>IaaS・PaaSの安全・信頼性に係る情報開示: 変更点</h1>"
says "and by whose it is" out "<dt>事業者名</dt><dd>例示クラウド株式会社</dd>"
for center in '見本東日本第一データセンター（A）' '見本西日本データセンター（B）' '札幌'; do
	says "names the data center $center" out "<td>ハウジング(サーバ設置場所) － $center</td>"
done
says "and what is asked" out "<td>無停電電源装置(UPS)の有無"
runs "the other way round" 1 diff --to html after.yaml before.yaml
says "a data center that went is named, too" out "<td>ハウジング(サーバ設置場所) － 札幌</td>"
KAIJISHO_FORMS=$srcdir/tests/forms
runs "diff with nothing" 2 diff d.yaml nothing.yaml

cp d.yaml base.yaml
cp d.yaml ours.yaml
cp d.yaml theirs.yaml
"$KAIJISHO" set ours.yaml founded-year=1998 2>err
"$KAIJISHO" set theirs.yaml service-link=無し 2>err
runs "merge" 0 merge base.yaml ours.yaml theirs.yaml
"$KAIJISHO" get ours.yaml founded-year service-link >got
printf 'founded-year=1998\nservice-link=無し\n' >wanted
same "both changes are there" wanted got
"$KAIJISHO" set theirs.yaml founded-year=2001 2>err
runs "merge with a conflict" 1 merge base.yaml ours.yaml theirs.yaml
runs "check tells of it" 1 check ours.yaml
says "check tells of it as conflict" out "[conflict]"
runs "merge that cannot be done" 129 merge base.yaml ours.yaml nothing.yaml

"$KAIJISHO" set d.yaml founded-year=1990 2>err
"$KAIJISHO" set d.yaml founded-year=1991 2>err
runs "history" 0 history d.yaml
says "lists saves" out "1  "
runs "history --json" 0 history --json d.yaml
runs "restore" 0 restore d.yaml 1 founded-year
"$KAIJISHO" get d.yaml founded-year >got
echo 1990 >wanted
same "the answer is as it was" wanted got
runs "restore of no such save" 2 restore d.yaml 99
# What a session that was killed left is not published unsaid, nor taken in by who only reads.
drive=$builddir/tests/pty/pty_drive
"$KAIJISHO" new small killed.yaml 2>err
"$KAIJISHO" set killed.yaml founded-year=1998 2>err
printf 'wait 0\nkeys Tab\ntype 未保存\nwait 未保存\nsignal KILL\nexit 137\n' >steps
if TERM=xterm-256color LC_ALL=ja_JP.UTF-8 "$drive" -t 30 steps "$KAIJISHO" killed.yaml >out 2>err; then
	ln -s killed.yaml link.yaml
	cp killed.yaml before.yaml
	cp .killed.yaml.journal journal
	sentence="unsaved changes of a session that ended"
	runs "get beside a dead session's journal" 0 get killed.yaml founded-year
	says "says so" err "killed.yaml: $sentence"
	echo 1998 >wanted
	same "and prints what is saved" wanted out
	runs "check beside it" 1 check killed.yaml
	says "says so" err "$sentence"
	runs "check --json beside it" 1 check --json killed.yaml
	says "says so" err "$sentence"
	runs "check --together beside it" 0 check --together killed.yaml
	says "says so" err "$sentence"
	for format in text csv json; do
		runs "export to $format beside it" 0 export killed.yaml --to $format
		says "says so" err "$sentence"
	done
	runs "export to a spreadsheet beside it" 0 export killed.yaml --to xlsx --output killed.xlsx
	says "says so" err "$sentence"
	runs "by a link" 0 get link.yaml founded-year
	says "it says so" err "link.yaml: $sentence"
	runs "renew beside it" 0 renew killed.yaml renewed.yaml
	says "says so" err "$sentence"
	same "the draft is left alone" before.yaml killed.yaml
	same "and so is the journal" journal .killed.yaml.journal
	runs "a writer takes it in" 0 set killed.yaml founded-year=1999
	runs "then there is nothing to say" 0 get killed.yaml founded-year
	silent "and nothing is said" err
	cp journal .killed.yaml.journal
	cp killed.yaml before.yaml
	runs "an old journal, all of which is in the file" 0 get killed.yaml founded-year
else
	not_ok "a session can be killed" out err
fi
# A living one's are its own.
"$KAIJISHO" new small living.yaml 2>err
mkfifo steps-gate
(
	printf 'wait 0\nkeys Tab\ntype 途中\nwait 途中\n'
	cat steps-gate
	printf 'keys Ctrl-q\nexit 0\n'
) | TERM=xterm-256color LC_ALL=ja_JP.UTF-8 "$drive" -t 60 /dev/stdin "$KAIJISHO" living.yaml >screens 2>trouble &
living=$!
tries=0
until grep -q 途中 .living.yaml.journal 2>/dev/null || [ $tries -gt 1200 ]; do
	sleep 0.05
	tries=$((tries + 1))
done
runs "get while a session has it open" 0 get living.yaml company-summary
silent "says nothing of what that session has not saved" err
: >steps-gate
wait $living

# What is published is in the form's language, whoever writes it out.
for format in text markdown html csv tsv json jsonl; do
	KAIJISHO_FORMS=$srcdir/forms "$KAIJISHO" --lang ja export "$srcdir/examples/asp-saas.yaml" --to $format >wanted 2>err
	KAIJISHO_FORMS=$srcdir/forms "$KAIJISHO" --lang en export "$srcdir/examples/asp-saas.yaml" --to $format >got 2>err
	same "$format is the same for an English reader" wanted got
done

# In the editor: a preview, accepted row by row, one undo.
"$KAIJISHO" new small i.yaml 2>/dev/null
printf 'id,申請内容\nfounded-year,1998\nservice-summary,別の内容\nno-such-field,なし\n' >src.csv
cat >keys <<'KEYS'
keys Esc
type import
keys Enter
type src.csv
keys Enter
screen preview
keys Down Enter
screen one-less
type i
screen imported
keys Ctrl-S
KEYS
runs "an import in the editor" 0 --lang ja edit --script keys --screens screens i.yaml
says "shows what it found" screens "3行のうち2行を取り込む予定"
says "row by row" screens "3行のうち1行を取り込む予定"
says "and says what it did" screens "1件を取り込みました"
test_that "what was accepted is there" [ "$("$KAIJISHO" get i.yaml founded-year)" = 1998 ]
test_that "to be confirmed" grep -q 'founded-year: .*review' i.yaml
test_that "what was not is not" [ -z "$("$KAIJISHO" get i.yaml service-summary 2>/dev/null)" ]
cat >list.keys <<'KEYS'
keys Esc
type import
keys Enter
type list.csv
keys Enter
keys Down
keys Enter
screen first
keys Down Down
keys Enter
screen second
KEYS
KAIJISHO_FORMS="$srcdir/forms" "$KAIJISHO" new iaas-paas list2.yaml 2>/dev/null
KAIJISHO_FORMS="$srcdir/forms" "$KAIJISHO" --lang ja edit --script list.keys --screens list.screens list2.yaml >out 2>err
test_that "of two rows for one field one is accepted" [ "$(grep '設立年:' list.screens | grep -c '\[x\]')" = 2 ]
says "the one accepted last" list.screens '[x] 4 設立年: 2001'
cp i.yaml before
sed -i '$d' keys
printf 'keys Ctrl-Z Ctrl-S\n' >>keys
"$KAIJISHO" unset i.yaml founded-year 2>/dev/null
cp i.yaml before
runs "undone" 0 --lang ja edit --script keys --screens screens i.yaml
same "as it was" before i.yaml
sed -i 's/src.csv/nothing.csv/' keys
runs "a file that is not there" 0 --lang ja edit --script keys --screens screens i.yaml
says "is said" screens "nothing.csv"

# A published table: cells shifted by one, spanned cells left blank, prompts broken over lines. The rate is what it says.
cat >published.py <<'END'
import csv, io, json, random, subprocess, os, sys
random.seed(7)
kaijisho, example = os.environ["KAIJISHO"], sys.argv[1]
os.environ["KAIJISHO_FORMS"] = sys.argv[2]
table = subprocess.run([kaijisho, "--lang", "ja", "export", example, "--to", "csv"], capture_output=True, check=True).stdout.decode()
rows = list(csv.reader(io.StringIO(table)))
head = rows[0]
out, last = [], None
for row in rows[1:]:
    row = [c for name, c in zip(head, row) if name.lower() != "id"]
    if last and row[:4] == last[:4]:
        row = [""] * 4 + row[4:]
    else:
        last = row
    if random.random() < 0.3:
        row = [""] + row
    if random.random() < 0.3:
        row = [c[: len(c) // 2] + "\n" + c[len(c) // 2 :] if 12 < len(c) and i < len(row) - 1 else c for i, c in enumerate(row)]
    if random.random() < 0.25:
        row = [c[: len(c) // 2] + "…" if len(c) > 16 and i < len(row) - 1 else c for i, c in enumerate(row)]
    if random.random() < 0.1:
        row = ["" if c.isdigit() else c for c in row]
    out.append(row)
with open("published.csv", "w") as f:
    csv.writer(f).writerows(out)
subprocess.run([kaijisho, "new", "iaas-paas", "p.yaml"], check=True, capture_output=True)
report = subprocess.run([kaijisho, "import", "p.yaml", "published.csv", "--json"], capture_output=True, check=True).stdout
matched = json.loads(report)
want = json.loads(subprocess.run([kaijisho, "get", example, "--json"], capture_output=True, check=True).stdout)
got = json.loads(subprocess.run([kaijisho, "get", "p.yaml", "--json"], capture_output=True, check=True).stdout)
right = sum(got.get(k) == v for k, v in want.items())
wrong = sum(k in want and got[k] != want[k] or k not in want for k in got)
print(f"# {right} of {len(want)} answers came over by themselves, {wrong} wrongly; {sum(m['match'] == 'doubtful' for m in matched)} rows are doubtful")
sys.exit(not (right >= 0.9 * len(want) and wrong <= 0.02 * len(want)))
END
if [ -n "$python" ]; then
	if "$python" published.py "$srcdir/examples/iaas-paas-complete.yaml" "$srcdir/forms" >rate 2>&1; then
		ok "a published table with shifted and spanned cells: nine in ten come over"
	else
		not_ok "a published table with shifted and spanned cells: nine in ten come over" rate
	fi
	grep '^#' rate
fi
finish
