# SPDX-License-Identifier: MIT
"""row.py — what the editor's row of messages is given fits 80 columns, in English and in Japanese, in a terminal where … and “ are
two columns wide, too.

usage: row.py SOURCE PO: the sentences of session_say() under src/edit and src/screen, and of who hands it a sentence; numbers are
999 and names 20 columns wide, which is what a row must have room for. Prints those that do not fit.
"""
import glob
import re
import sys
import unicodedata

ROOM = 78
NUMBER = "999"
LITERAL = r'"(?:[^"\\]|\\.)*"'
STRINGS = rf"(?:{LITERAL}\s*)+"
# Whose sentences the row shows though session_say() is not called with them: file, function (None: all), the sentence they stand in, how wide a name is.
HANDED_ON = [
    ("src/draft/orphan.c", None, "%s", 20),
    ("src/draft/store_save.c", "put_in_place", "Not saved: %s", 20),
    ("src/draft/store_save.c", "hold", "Not saved: %s", 20),
    ("src/draft/store_save.c", "store_save", "Not saved: %s", 20),
    ("src/edit/elsewhere.c", "elsewhere_none", "%s", 20),
    ("src/screen/keymap.c", None, "kaijisho/keys:99: %s", 10),
]


def unquote(strings):
    text = "".join(part[1:-1] for part in re.findall(LITERAL, strings))
    return text.replace(r"\"", '"').replace(r"\n", "\n").replace(r"\\", "\\")


def sentences(code):
    """What stands in _() and ngettext()."""
    for call in re.finditer(rf"\b(?:_|ngettext)\(\s*({STRINGS})(?:,\s*({STRINGS}))?", code):
        yield from (unquote(group) for group in call.groups() if group)


def arguments(code, start):
    """From behind a parenthesis to where it is closed."""
    depth, at = 1, start
    for token in re.finditer(rf"{LITERAL}|[()]", code[start:]):
        depth += {"(": 1, ")": -1}.get(token.group(), 0)
        at = start + token.start()
        if not depth:
            break
    return code[start:at]


def function(code, name):
    return re.search(rf"^[^\s#/][^\n;]*\b{name}\([^;{{]*\{{\n.*?^}}", code, re.M | re.S).group()


def catalogue(name):
    """msgid (and msgid_plural) to msgstr."""
    found = {}
    for entry in re.split(r"\n\n+", open(name, encoding="utf-8").read()):
        parts = dict(re.findall(rf"^(msgid|msgid_plural|msgstr(?:\[0\])?) ({STRINGS})", entry, re.M))
        for key in "msgid", "msgid_plural":
            if key in parts:
                found[unquote(parts[key])] = unquote(parts.get("msgstr") or parts.get("msgstr[0]"))
    return found


def filled(text, name):
    return re.sub(r"%(?:\d+\$)?(?:\.\*)?(l?[ud]|zu|s)", lambda place: name if place.group(1) == "s" else NUMBER, text)


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 0 if unicodedata.combining(c) else 1 for c in text)


def main():
    source, po = sys.argv[1:]
    japanese = catalogue(po)
    said = set()
    for name in glob.glob(f"{source}/src/edit/*.c") + glob.glob(f"{source}/src/screen/*.c"):
        code = open(name, encoding="utf-8").read()
        for call in re.finditer(r"\bsession_say\(", code):
            said.update((sentence, "%s", 20) for sentence in sentences(arguments(code, call.end())))
    for name, who, around, wide in HANDED_ON:
        code = open(f"{source}/{name}", encoding="utf-8").read()
        found = list(sentences(function(code, who) if who else code))
        if not found:
            print(f"{name}: {who}() has no sentence")
        said.update((sentence, around, wide) for sentence in found)
    if len(said) < 60:
        print(f"only {len(said)} sentences were found")
    for sentence, around, wide in sorted(said):
        for language in "en", "ja":
            texts = japanese if language == "ja" else {}
            text = filled(texts.get(around, around), filled(texts.get(sentence, sentence), "n" * wide))
            if width(text) > ROOM:
                print(f"{language} {width(text)}: {text}")


main()
