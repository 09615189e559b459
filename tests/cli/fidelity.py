# SPDX-License-Identifier: MIT
"""fidelity.py — hand-written drafts (fidelity_hand.py), one answer changed, only its lines differ: fidelity.py FIRST COUNT FOLDER,
with KAIJISHO and srcdir in the environment; FIRST is a seed. Complaints go to files of FOLDER, one a promise. What must stay is told
byte by byte, from PyYAML's marks alone; the program is asked for nothing but `get`."""
import difflib
import json
import os
import random
import re
import subprocess
import sys

import yaml
from yaml.composer import Composer
from yaml.cyaml import CParser
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

import fidelity_hand

PARTS = fidelity_hand.PARTS
STATED = PARTS[:6]  # what `unset` takes away
JOINED = PARTS[:4]  # what `set ID=TEXT` decides
KEEPS_EMPTY = ("review", "theirs")
STATUSES = {"undisclosed": "非公開", "非公開": "非公開", "not-applicable": "該当なし", "該当なし": "該当なし"}
NOTHINGS = ("", "~", "null", "Null", "NULL")
FORMS = ["tests/forms/small.yaml", "tests/forms/draft-test.yaml", "forms/iaas-paas.yaml"]
COMMENT = re.compile(r"#[ ]?c\d+(?:(?!#[ ]?c\d)[^\r\n])*")
# When the drafts were written, as far as their files say.
OLD = 1_600_000_000_123_456_789
RESOLVER = yaml.resolver.Resolver()


class Pure(Reader, Scanner, Parser, Composer, BaseResolver):
    """PyYAML itself, whose marks count every character. Everything is a text."""

    def __init__(self, text):
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        BaseResolver.__init__(self)


class Native(CParser, BaseResolver):
    """PyYAML over libyaml: quick, and takes a TAB between words."""

    def __init__(self, text):
        CParser.__init__(self, text)
        BaseResolver.__init__(self)


def load_form(path):
    with open(path, encoding="utf-8") as file:
        form = yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    rows = []
    for section in form["sections"]:
        fields = [{"id": field["id"], "detail": field.get("detail", []), "options": field.get("options", []), "type": field["type"],
                   "list": field["type"] in ("list", "choices")} for item in section["items"] for field in item["fields"]]
        rows += [{"id": section["id"], "fields": fields}] if "repeat" in section else fields
    return {"id": form["id"], "edition": str(form["edition"]), "rows": rows}


# What a draft says.
def nothing(node):
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in NOTHINGS


def is_map(node):
    return isinstance(node, yaml.MappingNode)


def is_list(node):
    return isinstance(node, yaml.SequenceNode)


def shape(node):
    """Everything below a node, to be compared."""
    if is_map(node):
        return [(key.value, shape(value)) for key, value in node.value]
    if is_list(node):
        return tuple(shape(item) for item in node.value)
    return None if nothing(node) else node.value


def text_of(node):
    return "" if nothing(node) else node.value


def split(field, text):
    """有り: 10分 as option and detail."""
    for option in field["detail"]:
        if text.startswith(option + ": ") and len(text) > len(option) + 2:
            return {"answer": option, "detail": text[len(option) + 2:]}
    return {"answer": text}


def parts_of(field, node):
    """The parts an answer has, and keys that are none."""
    if is_list(node):
        text = "\n".join(text_of(item) for item in node.value)
        return ({"answer": text} if text else {}), []
    if not is_map(node):
        return ({} if nothing(node) or not node.value else split(field, node.value)), []
    parts, unknown = {}, []
    for key, value in node.value:
        if key.value not in PARTS:
            unknown.append((key.value, shape(value)))
        elif is_map(value):
            parts[key.value] = "\n".join("%s: %s" % (code.value, text_of(reason).replace("\n", " ")) for code, reason in value.value)
        elif is_list(value):
            parts[key.value] = "\n".join(text_of(item) for item in value.value)
        else:
            parts[key.value] = text_of(value)
    return {part: text for part, text in parts.items() if text or part in KEEPS_EMPTY}, unknown


class Reading:
    """A draft as PyYAML reads it: parts by path, what is unknown, and the nodes they stand in."""

    def __init__(self, form, text, reader):
        self.form, self.text = form, text
        self.parts, self.unknown, self.counts = {}, [], {}
        self.pairs, self.sections = {}, {}  # path: (mapping, its index there)
        self.root = reader(text).get_single_node()
        self.answers = None
        fields = {row["id"]: row for row in form["rows"]}
        for i, (key, value) in enumerate(self.root.value):
            if key.value == "answers":
                self.answers = (self.root, i)
            else:
                self.unknown.append((key.value, shape(value)))
        answers = self.answers and self.root.value[self.answers[1]][1]
        for row in form["rows"]:
            if "fields" in row:
                self.counts[row["id"]] = 1
        for i, (key, value) in enumerate(answers.value if answers and is_map(answers) else []):
            row = fields.get(key.value)
            if row is None:
                self.unknown.append(("answers." + key.value, shape(value)))
            elif "fields" in row:
                self.sections[key.value] = (answers, i)
                self.read_instances(row, value)
            else:
                self.take(row, key.value, answers, i)

    def take(self, field, path, mapping, i):
        self.pairs[path] = (mapping, i)
        parts, unknown = parts_of(field, mapping.value[i][1])
        if parts:
            self.parts[path] = parts
        self.unknown += [(path + ":" + key, value) for key, value in unknown]

    def read_instances(self, section, node):
        items = node.value if is_list(node) else []
        self.counts[section["id"]] = max(1, len(items))
        fields = {field["id"]: field for field in section["fields"]}
        for number, item in enumerate(items, 1):
            for i, (key, value) in enumerate(item.value if is_map(item) else []):
                path = "%s.%d.%s" % (section["id"], number, key.value)
                if key.value in fields:
                    self.take(fields[key.value], path, item, i)
                else:
                    self.unknown.append((path, shape(value)))

    def item(self, path):
        """The instance a path lies in, if there is one."""
        words = path.split(".")
        if len(words) < 3 or words[0] not in self.sections:
            return None
        mapping, i = self.sections[words[0]]
        node = mapping.value[i][1]
        number = int(words[1])
        return node.value[number - 1] if is_list(node) and number <= len(node.value) else None


def field_of(form, path):
    words = path.split(".")
    for row in form["rows"]:
        if row["id"] == words[0]:
            return row if len(words) == 1 else next(field for field in row["fields"] if field["id"] == words[2])
    raise KeyError(path)


def order_of(form, path):
    words = path.split(".")
    for i, row in enumerate(form["rows"]):
        if row["id"] == words[0]:
            return (i, 0, 0) if len(words) == 1 else (i, int(words[1]), [field["id"] for field in row["fields"]].index(words[2]))
    raise KeyError(path)


def is_blank(text):
    return not text or not text.strip(" \t\r\n\u3000\u00a0")


def joined(field, parts):
    """As `get` prints it."""
    status = STATUSES.get(parts.get("status")) or (parts.get("answer") if parts.get("answer") in ("非公開", "該当なし") else None)
    if status:
        reason = parts.get("reason")
        return status + (" (%s)" % reason if status == "該当なし" and not is_blank(reason) else "")
    answer, detail = parts.get("answer"), parts.get("detail")
    if is_blank(answer):
        return None
    hidden = field["detail"] and answer == "無し"
    return answer if is_blank(detail) or hidden else "%s: %s" % (answer, detail)


# Where nodes stand in the text.
def line_start(text, at):
    while at > 0 and text[at - 1] not in "\r\n":
        at -= 1
    return at


def line_end(text, at):
    while at < len(text) and text[at] not in "\r\n":
        at += 1
    return at


def next_line(text, at):
    at = line_end(text, at)
    return at + (2 if text.startswith("\r\n", at) else 1 if at < len(text) else 0)


def pair_start(text, mapping, i):
    """The key, or the question mark before it."""
    start = at = mapping.value[i][0].start_mark.index
    while at > 0 and text[at - 1] in " \t":
        at -= 1
    return at - 1 if at > 0 and text[at - 1] == "?" and (at < start or mapping.flow_style) else start


def is_explicit(text, mapping, i):
    return pair_start(text, mapping, i) != mapping.value[i][0].start_mark.index


def node_end(text, node):
    """Behind the last character of a node that says something: marks of blocks lie behind blank lines and comments."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        if node.style not in ("|", ">"):
            return end
        header = re.compile(r"[|>][-+0-9]*").match(text, start).group()
        last = at = line_end(text, start)
        while at < end:
            line = next_line(text, at)
            at = line_end(text, line)
            if line < end and ("+" in header or text[line:at].strip(" ")):
                last = at
        return last
    if node.flow_style or not node.value:
        return end
    return pair_end(text, node, len(node.value) - 1) if is_map(node) else node_end(text, node.value[-1])


def pair_end(text, mapping, i):
    key, value = mapping.value[i]
    if value.start_mark.index < value.end_mark.index:
        return node_end(text, value)
    # A value that is not there stands behind its colon, or behind the key if there is none.
    at = value.start_mark.index
    return at if text[at - 1:at] == ":" and at > key.end_mark.index else key.end_mark.index


def comments(text, start=0, end=None):
    return [match.group().rstrip() for match in COMMENT.finditer(text, start, len(text) if end is None else end)]


def line_breaks(text):
    return set(re.findall(r"\r\n|\r|\n", text))


def ended(text, was, now):
    """A text that nobody answers with and that ended where the file did takes the line break that comes there; its bytes are the same."""
    return text[-1:] not in "\r\n" and repr(now).replace("\\n'", "'") == repr(was).replace("\\n'", "'")


class Judge:
    """Whether `after` is `before` but for one answer. Complaints are sentences; none is good."""

    def __init__(self, before, after, path, wanted, readers):
        self.old, self.new, self.before, self.path, self.wanted = before.text, after, before, path, wanted
        self.break_ = (re.findall(r"\r\n|\r|\n", before.text) or ["\n"])[0]
        self.complaints = []
        self.lost = set()  # comments that may go
        if not self.old.startswith("\ufeff") == self.new.startswith("\ufeff"):
            self.say("the byte order mark came or went")
        self.bytes()
        self.comments()
        for reader in readers:
            self.values(reader)

    def say(self, sentence):
        self.complaints.append(sentence)

    # The bytes.
    def bytes(self):
        pair = self.before.pairs.get(self.path)
        if not pair:
            self.inserted()
        elif self.wanted or any(path.startswith(self.path + ":") for path, _ in self.before.unknown):
            self.changed(*pair)
        else:
            self.deleted(*pair)

    def within(self, start, end, what):
        """All but start … end stays; what stands there now."""
        old, new = self.old, self.new
        if not new.startswith(old[:start]):
            self.say("%s: what stands before it differs" % what)
        elif not new.endswith(old[end:]) or len(new) < start + len(old) - end:
            self.say("%s: what stands behind it differs" % what)
        else:
            text = new[start:len(new) - (len(old) - end)]
            # In a file that has both, lines that were there have either.
            if not line_breaks(text) <= line_breaks(old) | {self.break_}:
                self.say("%s: a new line does not end with %r" % (what, self.break_))
            return text
        return None

    def changed(self, mapping, i, what="the answer"):
        old, (key, value) = self.old, mapping.value[i]
        start, end = value.start_mark.index, value.end_mark.index
        self.may_go(value)
        if mapping.flow_style:
            if start == end:
                start = end = key.end_mark.index
                # Blanks and the colon may stand between.
                end += len(re.compile(r"\s*:?").match(old, end).group())
            self.within(start, end, what + " in flow style")
            return
        last = line_end(old, pair_end(old, mapping, i))
        if len(line_breaks(old)) > 1:
            # Which of its two line breaks stands behind the last line is all the same.
            last = next_line(old, last)
        if is_explicit(old, mapping, i):
            self.within(pair_start(old, mapping, i), last, what + " with an explicit key")
            return
        text = self.within(key.end_mark.index, last, what)
        if is_map(value):
            self.parts_within(value)
        one_line = isinstance(value, yaml.ScalarNode) and not line_breaks(old[key.end_mark.index:pair_end(old, mapping, i)])
        if text is None or not one_line or value.style in ("|", ">") or line_breaks(text.rstrip("\r\n")):
            return
        # On a line that stays one, nothing but the value differs; blanks at its end may go.
        if start < end and not text.startswith(old[key.end_mark.index:start]):
            self.say("the blanks before the value differ")
        if not text.rstrip(" \t\r\n").endswith(old[pair_end(old, mapping, i):last].rstrip(" \t\r\n")):
            self.say("what stands behind the value differs")

    def parts_within(self, value):
        """In a mapping that stays one, parts that stay are not touched."""
        parts = self.before.parts.get(self.path, {})
        if set(self.wanted) <= {"answer"} or (value.flow_style and any("\n" in text for text in self.wanted.values())):
            return
        at = value.start_mark.index
        for k, (key, _) in enumerate(value.value):
            source = self.old[pair_start(self.old, value, k):pair_end(self.old, value, k)]
            if key.value in PARTS and parts.get(key.value) != self.wanted.get(key.value):
                continue
            at = self.new.find(source, at)
            if at < 0:
                self.say("%s of the answer was touched: %r" % (key.value, source))
                return

    def may_go(self, value):
        """A part that goes takes its lines along; so does an entry of a list."""
        for k, (part, inner) in enumerate(value.value if is_map(value) else []):
            if part.value == "answer" and part.value in self.wanted:
                self.may_go(inner)
            elif part.value in PARTS and part.value not in self.wanted:
                end = self.line_of(value, pair_end(self.old, value, k))
                self.lost.update(comments(self.old, pair_start(self.old, value, k), end))
        if not is_list(value):
            return
        lines, entries = (self.wanted.get("answer") or "").split("\n"), [text_of(entry) for entry in value.value]
        if "answer" not in self.wanted:
            self.lost.update(comments(self.old, value.start_mark.index, line_end(self.old, node_end(self.old, value))))
            return
        # Those the two have in common, from the beginning and from the end, stay.
        same = len(os.path.commonprefix([lines, entries]))
        rest = len(os.path.commonprefix([lines[same:][::-1], entries[same:][::-1]]))
        for entry in value.value[same:len(entries) - rest]:
            self.lost.update(comments(self.old, entry.start_mark.index, self.line_of(value, node_end(self.old, entry))))

    def line_of(self, node, end):
        """Where the line of something in a mapping or list ends; in flow style where its comma stands."""
        if not node.flow_style:
            return line_end(self.old, end)
        gap = re.compile(r"(?:\s|#[^\r\n]*)*,?").match(self.old, end)
        return gap.end() if gap.group().endswith(",") else end

    def deleted(self, mapping, i):
        old, new = self.old, self.new
        start, end = pair_start(old, mapping, i), pair_end(old, mapping, i)
        self.lost.update(comments(old, start, self.line_of(mapping, end)))
        section = self.path.split(".")[0]
        if section != self.path and self.before.counts[section] == 1 and section not in Reading(self.before.form, new, Native).sections:
            # The only instance has nothing any more, so the section went. Had it held a comment, it would have stayed; one behind
            # its end is on the answer's own line.
            mapping, i = self.before.sections[section]
            start, end = pair_start(old, mapping, i), pair_end(old, mapping, i)
            self.lost.update(comments(old, end, self.line_of(mapping, end)))
        if mapping.flow_style:
            self.within(mapping.start_mark.index + 1, mapping.end_mark.index - 1, "the answer that went")
            at = mapping.start_mark.index
            for k in range(len(mapping.value)):
                source = old[pair_start(old, mapping, k):pair_end(old, mapping, k)]
                at = new.find(source, at) if k != i else at
                if at < 0:
                    self.say("the answer that went took %r along" % source)
                    return
            return
        item = self.before.item(self.path)
        line = line_start(old, start)
        whole = old[:line] + old[next_line(old, end):]
        if old[line:start].strip(" \ufeff"):
            # It stands behind the dash of its instance: the next answer moves up, or nothing is left.
            dash = line_start(old, item.start_mark.index) + old[line:start].rindex("-") + 1
            fits = [old[:start] + "{}" + old[end:]] if len(mapping.value) == 1 else \
                [old[:start] + old[pair_start(old, mapping, 1):], old[:dash] + old[line_end(old, end):]]
        else:
            fits = [whole]
        if old[-1:] not in "\r\n":
            # What stands in the last line now may end it.
            fits += [text + self.break_ for text in fits]
        if new not in fits and self.reads(fits[0]):
            self.say("more or less went than the answer's lines")

    def reads(self, text):
        """Whether it could have been that easy: in an odd file a line that comes or goes can change how its neighbour reads, so
        that must be written anew."""
        judge = Judge.__new__(Judge)
        judge.__dict__.update(self.__dict__, new=text, complaints=[])
        judge.values(Native)
        return not judge.complaints

    def inserted(self):
        """A new answer stands between what was there."""
        item, section = self.before.item(self.path), self.path.split(".")[0]
        if item is not None and is_map(item) and item.value:
            self.into(item)
        elif item is not None:
            self.within(item.start_mark.index, item.end_mark.index, "an instance that had nothing")
        elif section in self.before.sections:
            mapping, i = self.before.sections[section]
            value = mapping.value[i][1]
            if is_list(value) and value.value:
                self.into(value)
            else:
                self.changed(mapping, i, "the section")
        elif not self.before.answers:
            self.into(self.before.root)
        else:
            mapping, i = self.before.answers
            value = mapping.value[i][1]
            if is_map(value) and value.value:
                self.into(value)
            else:
                self.changed(mapping, i, "`answers`")

    def into(self, node):
        old, new = self.old, self.new
        same = os.path.commonprefix([old, new])
        behind = os.path.commonprefix([old[::-1], new[::-1]])
        first, last = len(old) - len(behind), len(same)
        if first > last or len(new) <= len(old):
            # The text above may end where the file does, and would take a line break that is added.
            taken = Reading(self.before.form, old + self.break_, Native)
            if taken.parts == self.before.parts and taken.unknown == self.before.unknown:
                self.say("more differs than what was put in")
            return
        start, end = node.start_mark.index, node_end(old, node)
        if node.flow_style:
            if last <= start or first >= end:
                self.say("it was put in at another place")
            return
        # Where the same bytes stand before and behind, several places are the same; one of them begins a line.
        for at in range(max(first, 0), last + 1):
            text = new[at:at + len(new) - len(old)]
            begins = at == line_start(old, at) and text.endswith(self.break_)
            at_end = at == len(old) and text.startswith(self.break_)
            # The first pair of an instance stands behind a dash.
            behind_dash = at == start and self.break_ in text and not text.rpartition(self.break_)[2].strip(" ")
            if (begins or at_end or behind_dash) and line_breaks(text) == {self.break_}:
                break
        else:
            self.say("what was put in is no lines of its own")
            return
        if begins and not at_end:
            self.torn(at, node)

    def torn(self, at, node):
        """A comment right above a key stays there, and so does a deeper one right below a value."""
        old, column = self.old, node.start_mark.column
        above = old[line_start(old, at - 1 - (old[at - 2:at] == "\r\n")):at] if at > 0 else ""
        below = old[at:line_end(old, at)]
        if re.match(" {%d}#" % column, above) and re.match(" {%d}[^ #.\r\n]" % column, below):
            self.say("a comment was parted from the key below it")
        if above.strip() and re.match(" {%d,}#" % (column + 1), below):
            self.say("a comment was parted from the value above it")

    def comments(self):
        there = comments(self.new)
        wanted = [comment for comment in comments(self.old) if comment in there or comment not in self.lost]
        for comment in wanted:
            if comment not in there:
                self.say("the comment %r is gone" % comment)
        if not self.complaints and there != wanted:
            self.say("comments stand in another order")

    # What is read.
    def values(self, reader):
        before = self.before
        try:
            after = Reading(before.form, self.new, reader)
        except yaml.YAMLError as error:
            self.say("%s cannot read it: %s" % (reader.__name__, " ".join(str(error).split())))
            return
        for path in sorted(set(before.parts) | set(after.parts) | {self.path}):
            was = self.wanted if path == self.path else before.parts.get(path, {})
            if after.parts.get(path, {}) != was:
                self.say("%s reads %s as %r, not %r" % (reader.__name__, path, after.parts.get(path, {}), was))
        if after.unknown != before.unknown and not ended(self.old, before.unknown, after.unknown):
            self.say("%s reads unknown keys as %r, not %r" % (reader.__name__, after.unknown, before.unknown))
        self.texts(after)
        words = self.path.split(".")
        for section, count in before.counts.items():
            if section == words[0]:
                count = max(count, int(words[1]))
            if after.counts[section] != count:
                self.say("%s reads %d instances of %s, not %d" % (reader.__name__, after.counts[section], section, count))
        was = [order_of(before.form, path) for path in before.pairs]
        now = [order_of(before.form, path) for path in after.pairs]
        if was == sorted(was) and now != sorted(now):
            self.say("the answers are not in the form's order any more")


    def texts(self, after):
        """What was written is a text to any reader: `no`, 0120 and the like are quoted."""
        if self.path not in after.pairs:
            return
        mapping, i = after.pairs[self.path]
        value = mapping.value[i][1]
        was = self.before.parts.get(self.path, {})
        texts = {key.value: inner for key, inner in value.value} if is_map(value) else {"answer": value}
        for part, node in texts.items():
            new = self.wanted.get(part) != was.get(part) and isinstance(node, yaml.ScalarNode) and not node.style
            if part in PARTS and new and RESOLVER.resolve(yaml.ScalarNode, node.value, (True, False)) != "tag:yaml.org,2002:str":
                self.say("%r of %s is no text to others" % (node.value, part))


# One change.
SHORT = ["変更後", "新", "no", "0120", "2027-01-01", "1:30", "~", "年2回", "a b", "例示クラウド(株)", "@home", "=1", "null",
         "葛\U000E0100\U0001F9D1\u200D\U0001F4BB"]
NASTY = ["a: b # c", "# 見出し", "- 一", "it's \"x\"", "'", "\"", "C:\\x\\", "{a: b}", "[a, b]", ": ", "a,b", " 前後 ", "\tTAB", "? x",
         "| x", "%", "---", "...", "&a *b", "\u3000", "a\u2028b", "\x1b[0m"]
LINES = ["一行目\n二行目", "一\n\n三\n", "- a: b\n# c\n'", " 字下げ\n続き", "終\n\n", "\n先頭", "a\n b\n  c", "---\n...", "有り\n無し"]
LONG = "企業と自治体に向けたクラウド基盤の提供、東日本と西日本のデータセンターの運営、業務システムの開発と保守を行う。" * 6


def set_joined(field, parts, text):
    """The parts when `set ID=TEXT` is done."""
    rest = {part: value for part, value in parts.items() if part not in JOINED}
    reason = re.fullmatch(r"該当なし \((.+)\)", text, re.S)
    if text in STATUSES:
        rest["status"] = "undisclosed" if STATUSES[text] == "非公開" else "not-applicable"
    elif reason:
        rest.update(status="not-applicable", reason=reason.group(1))
    elif text:
        rest.update(split(field, text))
    return rest


class Change:
    """One answer to be changed, as a seed has it: the words of a command, and the parts that must be there then."""

    def __init__(self, form, reading, dice, for_keys=False):
        self.form, self.reading = form, reading
        while True:
            self.path = self.target(dice)
            self.field = field_of(form, self.path)
            self.parts = dict(reading.parts.get(self.path, {}))
            self.typed(dice) if for_keys else self.roll(dice)
            if self.wanted != self.parts:
                break

    def target(self, dice):
        answered = sorted(self.reading.pairs)
        inside = [path for path in answered if "." in path]
        lists = [path for path in answered if field_of(self.form, path)["list"]]
        if lists and dice.random() < 0.3:
            return dice.choice(lists)
        roll = dice.random()
        if answered and roll < 0.5:
            return dice.choice(answered)
        if inside and roll < 0.65:
            return dice.choice(inside)
        row = dice.choice(self.form["rows"])
        if roll > 0.85:
            row = next((row for row in self.form["rows"] if "fields" in row), row)
        if "fields" not in row:
            return row["id"]
        return "%s.%d.%s" % (row["id"], dice.randint(1, self.reading.counts[row["id"]] + 1), dice.choice(row["fields"])["id"])

    def text(self, dice):
        if self.field["detail"] and dice.random() < 0.6:
            return dice.choice(["有り", "無し", "有り: 新しい文書", "有り: a: b # c", "有り: 一\n二", "別に定める"])
        kind = dice.random()
        return dice.choice(SHORT if kind < 0.35 else NASTY if kind < 0.6 else LINES) if kind < 0.85 else LONG

    def roll(self, dice):
        kind = dice.random()
        section = self.path.split(".")[0]
        if [path for path in self.reading.parts if path.startswith(section + ".")] == [self.path] and dice.random() < 0.5:
            # The last answer of a section.
            kind = 0.7
        if self.field["list"] and self.parts.get("answer") and kind < 0.6:
            self.entries(dice)
        elif kind < 0.5:
            self.whole(self.text(dice))
        elif kind < 0.62:
            self.whole(dice.choice(["該当なし", "非公開", "該当なし (当社では扱わない)", "該当なし (a: b # c)"]))
        elif kind < 0.67:
            self.whole("")
        elif kind < 0.77:
            self.words = ["unset", self.path]
            self.wanted = {part: text for part, text in self.parts.items() if part not in STATED}
        else:
            part = dice.choice([part for part in PARTS if part != "status"])
            if part in self.parts and dice.random() < 0.4:
                self.words = ["unset", self.path + ":" + part]
                self.wanted = {name: text for name, text in self.parts.items() if name != part}
            else:
                text = self.text(dice) if part != "ack" else dice.choice(["rule: 確かめた", "placeholder: 予定どおり\nrule: a: b", "何か"])
                self.words = ["set", self.path + ":" + part + "=" + at(text)]
                self.wanted = dict(self.parts, **{part: text})
            if part == "theirs" and self.parts.get(part) == "":
                # No command puts it back: `set ID:theirs=` says that the conflict is over.
                self.wanted = self.parts

    def whole(self, text):
        self.words = ["set", self.path + "=" + at(text)]
        # What says so already is not worded anew.
        same = joined(self.field, self.parts) == text
        self.wanted = dict(self.parts) if same else set_joined(self.field, self.parts, text)

    def entries(self, dice):
        """One entry of a list comes, goes or changes."""
        lines = self.parts["answer"].split("\n")
        i = dice.randint(0, len(lines) - 1)
        kind = dice.randint(0, 3)
        if kind == 0:
            lines.insert(dice.choice([i, len(lines)]), dice.choice(["加えた", "a: b # c", "no"]))
        elif kind == 1 and len(lines) > 1:
            del lines[i]
        elif kind == 2:
            dice.shuffle(lines)
        else:
            lines[i] = dice.choice(["改めた", "[a], b", "it's"])
        self.whole("\n".join(lines))

    def typed(self, dice):
        """A text put into a field of the editor that takes any."""
        text = dice.choice(["変更後の文", "a: b # c", "it's \"x\"", "一行目。二行目。", "[角括弧]", LONG[:200]])
        if self.field["type"] in ("text", "paragraph") and (".1." in self.path or "." not in self.path) and \
                not {"status", "reason", "detail", "theirs"} & set(self.parts) and self.parts.get("answer", "x").strip(" \u3000"):
            self.keyed = text
            self.wanted = dict(self.parts, answer=text)
        else:
            self.wanted = self.parts

    def back(self):
        """The commands that undo it."""
        words = self.path.split(".")
        if len(words) > 1 and int(words[1]) > self.reading.counts[words[0]]:
            return [["instance", "delete", ".".join(words[:2])]]
        differing = [part for part in PARTS if self.wanted.get(part) != self.parts.get(part)]
        there = [part for part in differing if part in self.parts]
        gone = [part for part in differing if part not in self.parts]
        return [["set"] + ["%s:%s=%s" % (self.path, part, at(self.parts[part])) for part in there]] * bool(there) + \
            [["unset"] + ["%s:%s" % (self.path, part) for part in gone]] * bool(gone)


def at(text):
    """A text as `set` takes it."""
    return "@" + text if text.startswith("@") else text


def visible(text):
    return text.replace("\r", "␍").replace("\ufeff", "<BOM>").replace("\t", "→")


class Trial:
    """One draft and what is done to it."""

    def __init__(self, forms, seed, folder):
        self.seed, self.folder, self.failed = seed, folder, []
        self.hand = fidelity_hand.Hand(forms, seed)
        self.text, self.form = self.hand.text, self.hand.form
        self.path = os.path.join(folder, "%d.yaml" % seed)
        # PyYAML's own scanner takes no TAB between words; a blank stands where it stood.
        readable = list(self.text)
        for i in self.hand.tabs:
            readable[i] = " "
        self.reading = Reading(self.form, "".join(readable), Pure)
        self.reading.text = self.text
        self.readers = [Native] if self.hand.tabs else [Native, Pure]

    def write(self):
        with open(self.path, "wb") as file:
            file.write(self.text.encode())
        os.utime(self.path, ns=(OLD, OLD))
        return os.stat(self.path)

    def read(self):
        with open(self.path, "rb") as file:
            return file.read().decode()

    def run(self, words):
        draft = 2 if words[0] == "instance" else 1
        words = [os.environ["KAIJISHO"]] + words[:draft] + [self.path] + words[draft:]
        return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True)

    def fails(self, promise, sentence, words=(), after=None):
        lines = ["seed %d: %s" % (self.seed, sentence)]
        if words:
            lines.append("kaijisho " + " ".join("'%s'" % word if re.search(r"[^\w.:=/-]", word) else word for word in words))
        lines += ["| " + line for line in visible(self.text).split("\n")]
        if after is not None:
            was, now = visible(self.text).split("\n"), visible(after).split("\n")
            lines += list(difflib.unified_diff(was, now, lineterm=""))[2:]
        self.failed.append((promise, "\n".join(lines) + "\n\n"))

    def judge(self, promise, change, words):
        after = self.read()
        complaints = Judge(self.reading, after, change.path, change.wanted, self.readers).complaints
        if complaints:
            self.fails(promise, "; ".join(complaints), words, after)
        return not complaints

    # The promises.
    def accepted(self):
        """The program reads what PyYAML reads."""
        self.write()
        whole = self.run(["get", "--json"])
        if whole.returncode:
            self.fails("accepted", whole.stderr.decode())
            return False
        wanted = {path: joined(field_of(self.form, path), parts) for path, parts in self.reading.parts.items()}
        wanted = {path: text for path, text in wanted.items() if text is not None}
        got = json.loads(whole.stdout)
        if got == wanted:
            named = {"%s:%s" % (path, part): text for path, parts in self.reading.parts.items() for part, text in parts.items()}
            if not named:
                return True
            wanted, whole = named, self.run(["get", "--json"] + list(named))
            got = json.loads(whole.stdout or "{}")
        for path in sorted(set(wanted) | set(got)):
            if wanted.get(path) != got.get(path):
                self.fails("accepted", "%s reads as %r, PyYAML has %r; %s" % (path, got.get(path), wanted.get(path), whole.stderr.decode()))
                return False
        return True

    def unchanged(self):
        """Every answer set to what it says: not a byte, nor the time of the file."""
        words = ["set"]
        for path, parts in self.reading.parts.items():
            text = joined(field_of(self.form, path), parts)
            words += [path + "=" + at(text)] if text is not None else []
            words += ["%s:%s=%s" % (path, part, at(text)) for part, text in parts.items() if text and part != "status"]
        if len(words) > 1:
            self.same("unchanged", words, self.write(), self.run(words))

    def same(self, promise, words, before, done):
        now, after = os.stat(self.path), self.read()
        if done.returncode:
            self.fails(promise, "status %d: %s" % (done.returncode, done.stderr.decode()), words)
        elif after != self.text:
            self.fails(promise, "the file changed", words, after)
        elif (now.st_mtime_ns, now.st_ino) != (before.st_mtime_ns, before.st_ino):
            self.fails(promise, "the file was written anew", words)

    def changed(self):
        change = Change(self.form, self.reading, random.Random("change %d" % self.seed))
        self.write()
        done = self.run(change.words)
        if done.returncode:
            self.fails("changed", "status %d: %s" % (done.returncode, done.stderr.decode()), change.words)
        elif self.judge("changed", change, change.words):
            for words in change.back():
                done = self.run(words)
                if done.returncode:
                    self.fails("back", "status %d: %s" % (done.returncode, done.stderr.decode()), words)
                    return
            after = self.read()
            for reader in self.readers:
                seen = Reading(self.form, after, reader)
                same = seen.unknown == self.reading.unknown or ended(self.text, self.reading.unknown, seen.unknown)
                if not same or (seen.parts, seen.counts) != (self.reading.parts, self.reading.counts):
                    self.fails("back", "it does not read as it did: %r" % seen.parts, change.words, after)

    def keys(self, words):
        script = self.path + ".keys"
        with open(script, "w", encoding="utf-8") as file:
            file.write("\n".join(words) + "\n")
        return self.run(["edit", "--script", script, "--screens", self.path + ".screens"])

    def by_keys(self):
        """The same by way of the editor: through the fields without a change, then one answer written anew."""
        before = self.write()
        words = ["keys " + " ".join(["Tab"] * 30), "keys PageDown PageUp Ctrl-N Ctrl-P Ctrl-S", "keys Ctrl-Q"]
        self.same("keys-unchanged", ["edit"] + words, before, self.keys(words))
        change = Change(self.form, self.reading, random.Random("keys %d" % self.seed), True)
        self.write()
        words = ["keys Ctrl-F", "type " + change.path.split(".")[-1], "keys Enter", "keys Ctrl-X", "type " + change.keyed, "keys Ctrl-Q"]
        done = self.keys(words)
        if done.returncode:
            self.fails("keys-changed", "status %d: %s" % (done.returncode, done.stderr.decode()), ["edit"] + words)
        else:
            self.judge("keys-changed", change, ["edit"] + words)


def work(forms, seeds, folder, alone):
    """Tries some drafts; the features they had, and complaints by promise."""
    features, failed = set(), []
    for seed in seeds:
        trial = Trial(forms, seed, folder)
        features.update(trial.hand.features)
        if trial.accepted():
            trial.unchanged()
            trial.changed()
            if alone or seed % 10 == 0:
                trial.by_keys()
        failed += trial.failed
        for name in (trial.path, trial.path + ".keys", trial.path + ".screens"):
            if os.path.exists(name):
                os.unlink(name)
    return sorted(features), failed


def main():
    first, count, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    forms = [load_form(os.path.join(os.environ["srcdir"], path)) for path in FORMS]
    forms = {form["id"]: form for form in forms}
    workers = min(len(os.sched_getaffinity(0)), count)
    pipes = []
    for number in range(workers):
        end, other = os.pipe()
        if os.fork() == 0:
            os.close(end)
            result = work(forms, range(first + number, first + count, workers), folder, count == 1)
            with os.fdopen(other, "w") as file:
                json.dump(result, file)
            os._exit(0)
        os.close(other)
        pipes.append(end)
    features, failed = set(), []
    for end in pipes:
        with os.fdopen(end) as file:
            # A worker that broke off has said why, and leaves nothing to be read here.
            some, more = json.load(file)
        features.update(some)
        failed += more
        os.wait()
    never = [feature for feature in fidelity_hand.FEATURES if feature not in features]
    if count >= 100 and never:
        failed.append(["features", "never seen: %s\n" % ", ".join(never)])
    for promise, text in failed:
        with open(os.path.join(folder, promise + ".complaints"), "a", encoding="utf-8") as file:
            file.write(text)


main()
