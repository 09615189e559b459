# hostile_form.py — a form every text of which is given: labels that came from nobody the reader knows.


def stands(c):
    """Whether YAML's reader takes the character as it is."""
    return c not in '"\\' and (" " <= c <= "~" or c > "\xa0" and c not in "\u2028\u2029\ufeff" and not "\ufdd0" <= c <= "\ufdef")


def quoted(text):
    return '"' + "".join(c if stands(c) else "\\U%08x" % ord(c) for c in text) + '"'


def write_form(path, name, texts, whole=None, short=False):
    """A form of that id; every field has one of the texts as its labels (a few of them if `short`). `whole` is for what there is one of."""
    whole = quoted(texts[0] if whole is None else whole)
    with open(path, "w", encoding="utf-8") as file:
        file.write("kaijisho-form: 1\nid: %s\nedition: \"1\"\nlanguage: ja\ntitle: %s\naudience: %s\n" % (name, whole, whole))
        file.write("sections:\n- id: one\n  title: %s\n  items:\n" % whole)
        for i, text in enumerate(texts):
            label = quoted(text)
            more = "a" if short else label
            file.write("  - number: %s\n    category: %s\n    name: %s\n    fields:\n" % (more, more, label))
            file.write("    - id: f%d\n      prompt: %s\n      requirement: required\n      type: text\n" % (i, label))
            file.write("      guidance: %s\n      example: %s\n" % (more, more))
        file.write("- id: many\n  title: %s\n  repeat: {name: many-name}\n  items:\n  - number: \"2\"\n    category: a\n    name: %s\n" % (whole, whole))
        file.write("    fields:\n    - id: many-name\n      prompt: %s\n      requirement: required\n      type: text\n" % whole)
        file.write("      guidance: %s\n      example: a\n" % whole)
        file.write("    - id: chosen\n      prompt: %s\n      requirement: optional\n      type: choice\n" % whole)
        file.write("      options: [%s, b]\n      guidance: a\n      example: b\n" % whole)
