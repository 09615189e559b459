# hostile.py FOLDER — drafts no person wrote, one file each. A `+` in a name: it is refused for its size, which has no line.
import os, sys

folder = sys.argv[1]
head = b"kaijisho: 1\nform: small\nanswers:\n"


def put(name, data):
    with open(os.path.join(folder, name + ".yaml"), "wb") as file:
        file.write(data)


put("brackets-40k", head + b"  company-summary: " + b"[" * 40000 + b"\n")
put("brackets-200k", b"[" * 200000)
put("braces-200k", b"{" * 200000)
put("pairs-200k", b"[{a: " * 40000)
put("dashes", head + b"  " + b"- " * 100000 + b"a\n")
put("questions", b"? " * 100000)
put("depth-33", head + b"  own: " + b"[" * 40 + b"]" * 40 + b"\n")
put("anchor", head + b"  company-summary: &a text\n")
put("anchors", head + b"".join(b"  k%d: &a%d x\n" % (i, i) for i in range(50000)))
put("alias", head + b"  company-summary: *a\n")
put("cycle", b"kaijisho: 1\nform: small\nanswers: &a\n  own: *a\n")
put("laughs", b"a: &a [x,x]\n" + b"".join(b"%c: &%c [*%c,*%c]\n" % (98 + i, 98 + i, 97 + i, 97 + i) for i in range(20)))
put("merge-key", head + b"  <<: {company-summary: text}\n")
put("duplicate", head + b"  company-summary: a\n  company-summary: b\n")
put("duplicate-top", head + b"  company-summary: a\nanswers: {}\n")
put("tag", head + b"  company-summary: !!python/object:os.system ls\n")
put("tag-own", head + b"  company-summary: !evil ls\n")
put("tag-binary", head + b"  company-summary: !!binary aGVsbG8=\n")
put("two-documents", head + b"  company-summary: a\n---\nb: c\n")
put("nul", head + b"  company-summary: a\0b\n")
put("nul-escaped", head + b'  company-summary: "a\\0b"\n')
put("utf8-lone", head + b"  company-summary: a\x80b\n")
put("utf8-long", head + b"  company-summary: a\xc0\xafb\n")
put("utf8-surrogate", head + b"  company-summary: a\xed\xa0\x80b\n")
put("utf8-beyond", head + b"  company-summary: a\xf4\x90\x80\x80b\n")
put("utf16", ("\ufeff" + head.decode()).encode("utf-16-le"))
put("surrogate-escaped", head + b'  company-summary: "\\uD800"\n')
put("control", head + b"  company-summary: a\x1bb\n")
put("scalar-5M", head + b"  company-summary: " + b"x" * (5 << 20) + b"\n")
put("key-5k", head + b"  " + b"k" * 5000 + b": a\n")
put("events", head + b"  own: [" + b"a," * 2100000 + b"]\n")
put("keys-1M", head + b"".join(b"  k%d: a\n" % i for i in range(1000000)))
put("size-33M+", head + b"# " + b"x" * (33 << 20) + b"\n")
put("tag-lines", b"".join(b"%%TAG !a%d! tag:x,2000:\n" % i for i in range(100000)) + b"---\n" + head)
put("quote", head + b'  company-summary: "' + b"x" * 1000000)
put("list", b"- kaijisho\n")
put("scalar", b"kaijisho\n")
put("empty", b"")
put("newer", b"kaijisho: 99\nform: small\nanswers: {}\n")
put("answers-list", b"kaijisho: 1\nform: small\nanswers: [a]\n")
put("answer-map", head + b"  company-summary: {answer: {a: b}}\n")
put("no-form", b"kaijisho: 1\nform: ../../../etc/passwd\nanswers: {}\n")
