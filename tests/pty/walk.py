# walk.py FORM.json EXPECTED — the keys that visit every field of a form, first to last, and answer each as its type is
# answered; EXPECTED becomes the answers there should be then, as `kaijisho get --json` prints them.
import json, sys

form = json.load(open(sys.argv[1]))
expected = {}


def typed(text):
    if "\n" in text:
        print("paste", text.replace("\\", "\\\\").replace("\n", "\\n"))
    elif text:
        print("type", text)


def answer(field, path):
    text, choices = field["example"], field["choices"]
    if field["type"] == "choices":
        for line in text.split("\n"):
            print("keys", choices.index(line) + 1)
        expected[path] = "\n".join(c for c in text.split("\n"))
        return
    option = max((c for c in choices if text.startswith(c)), key=len, default=None)
    if option is None:
        typed(text)
        expected[path] = text
        return
    print("keys", choices.index(option) + 1)
    detail = text[len(option):].lstrip(":： 、") or "詳細を記す"
    expected[path] = option
    if option in field["detail"]:
        typed(detail)
        expected[path] = f"{option}: {detail}"


print("wait /")
first = True
for section in form["sections"]:
    for item in section["items"]:
        for field in item["fields"]:
            if not first:
                print("keys Tab")
            first = False
            print("#", field["id"])
            answer(field, (section["id"] + ".1." if section["repeat"] else "") + field["id"])
print("keys Ctrl-s")
print("row 1 保存済")
print("keys Ctrl-q")
print("exit 0")
json.dump(expected, open(sys.argv[2], "w"))
