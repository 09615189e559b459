#!/bin/sh
# git_merge.sh — two clones of a repository share a draft, `kaijisho merge` being the merge driver.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/tests/forms"

if ! command -v git >/dev/null; then
	skip "two clones share a draft" "no git"
	finish
fi
export GIT_CONFIG_NOSYSTEM=1 GIT_EDITOR=: GIT_TERMINAL_PROMPT=0
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

# A clone as the manual says to set it up.
clone() {
	git clone -q team.git "$1" 2>git.err
	git -C "$1" config user.name "$1"
	git -C "$1" config user.email "$1@example.jp"
	git -C "$1" config merge.kaijisho.driver "'$KAIJISHO' merge %O %A %B %P"
}

# states CLONE ID=TEXT...: sets answers and commits them.
states() {
	clone=$1
	shift
	"$KAIJISHO" set "$clone/d.yaml" "$@" 2>>set.err && git -C "$clone" commit -q -a -m "$1" >>git.err 2>&1
}

# answers NAME CLONE ID=TEXT...: these answers stand in the clone's draft.
answers() {
	name=$1 clone=$2
	shift 2
	: >wanted
	: >got
	for answer; do
		echo "$answer" >>wanted
		echo "${answer%%=*}=$("$KAIJISHO" get "$clone/d.yaml" "${answer%%=*}" 2>&1)" >>got
	done
	same "$name" wanted got
}

git init -q --bare -b main team.git
clone hanako
git -C hanako checkout -q -b main 2>git.err
echo '*.yaml merge=kaijisho' >hanako/.gitattributes
"$KAIJISHO" new small hanako/d.yaml 2>err
"$KAIJISHO" set hanako/d.yaml company-summary=例示株式会社 founded-year=1990 2>err
git -C hanako add .gitattributes d.yaml
test_that "a draft is committed" git -C hanako commit -q -m draft
test_that "and shared" git -C hanako push -q origin main
clone taro

# The two answers stand on neighbouring lines, where git alone would see a conflict.
states hanako founded-year=1998 data-center.1.data-center-name=東京
states taro security-policy='有り: 基本方針' service-link=無し
git -C hanako push -q origin main 2>git.err
test_that "edits of different fields merge in silence" git -C taro pull -q --no-rebase origin main
answers "both are there" taro founded-year=1998 security-policy='有り: 基本方針' service-link=無し data-center.1.data-center-name=東京
test_that "the merge is committed" sh -c 'test -z "$(git -C taro status --porcelain)"'
git -C taro push -q origin main 2>git.err
git -C hanako pull -q --no-rebase origin main 2>git.err

states hanako company-summary=花子の文
states taro service-summary=太郎の一文目
states taro service-summary=太郎の二文目
git -C hanako push -q origin main 2>git.err
test_that "commits are rebased" git -C taro pull -q --rebase origin main
answers "onto the other's" taro company-summary=花子の文 service-summary=太郎の二文目
test_that "the history is a line" sh -c 'test -z "$(git -C taro log --merges -1 --format=%h origin/main..)"'
git -C taro push -q origin main 2>git.err
git -C hanako pull -q --no-rebase origin main 2>git.err

states hanako founded-year=2001
states taro founded-year=2002 service-summary=太郎の三文目
git -C hanako push -q origin main 2>git.err
test_that "edits of the same field are a conflict" sh -c '! git -C taro pull -q --no-rebase origin main >git.err 2>&1'
says "it is told of the file by its own name" git.err "d.yaml: 1 field was changed on both sides"
test_that "and not of git's copy" sh -c '! grep merge_file git.err'
says "git says in which file" git.err d.yaml
test_that "which git knows as unmerged" sh -c 'git -C taro ls-files -u | grep -q d.yaml'
answers "the conflict keeps both" taro founded-year=2002 founded-year:theirs=2001 service-summary=太郎の三文目
test_that "with no marker of git's" sh -c '! grep -q "<<<<\|>>>>" taro/d.yaml'
runs "check finds it" 1 check taro/d.yaml
says "as a conflict" out "[conflict]"
runs "one is chosen" 0 set taro/d.yaml founded-year=2001 founded-year:theirs=
test_that "the resolution is committed" git -C taro commit -q -a -m resolved
answers "as chosen" taro founded-year=2001 service-summary=太郎の三文目
"$KAIJISHO" check taro/d.yaml >out 2>err
test_that "check finds no conflict any more" sh -c '! grep -q conflict out'
test_that "nothing of the other side is left" sh -c '! grep -q theirs taro/d.yaml'
test_that "no file of the merge is left" sh -c 'test -z "$(git -C taro status --porcelain --ignored)"'
test_that "and shared" git -C taro push -q origin main
finish
