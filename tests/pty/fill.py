# fill.py FORM.json — the keys that fill in a whole form over two data centers, as a pty_drive script. Only the required
# fields are answered, each with the form's own example; Ctrl-N leads from one to the next.
import json, sys

form = json.load(open(sys.argv[1]))
count_field = next(s["repeat"]["count"] for s in form["sections"] if s["repeat"])
name_field = next(s["repeat"]["name"] for s in form["sections"] if s["repeat"])


def say(*words):
    print(*words)


def typed(text):
    if "\n" in text:
        say("paste", text.replace("\\", "\\\\").replace("\n", "\\n"))
    else:
        say("type", text)


def answer(field, instance):
    text = field["example"]
    if field["id"] == count_field:
        text = "2"
    elif field["id"] == name_field:
        text = "AB"[instance]
    option = next((i for i, o in enumerate(field["choices"]) if text.startswith(o)), None)
    if option is None:
        typed(text)
        return
    say("keys", option + 1)
    detail = text[len(field["choices"][option]):].lstrip(":： 、")
    if field["choices"][option] in field["detail"]:
        typed(detail or "詳細を記載")


# A second data center before anything is said.
say("wait 0/")
say("keys Ctrl-d")
say("wait Enter")
say("keys a")
say("type B")
say("keys Enter")
say("wait 2  B")
say("keys Escape")
say("gone 2  B")
first = True
for section in form["sections"]:
    for instance in range(2 if section["repeat"] else 1):
        for item in section["items"]:
            for field in item["fields"]:
                if not field["requirement"].startswith("required"):
                    continue
                if field["id"] == name_field and instance == 1:
                    continue  # named when it was added
                if not first:
                    say("keys Ctrl-n")
                first = False
                say("# ", field["id"])
                answer(field, instance)
total = sum(f["requirement"].startswith("required") for s in form["sections"] for n in range(2 if s["repeat"] else 1)
            for i in s["items"] for f in i["fields"])
say(f"wait {total}/{total}")
say("keys Ctrl-s")
say("row 1 保存済")
say("dump whole")
say("keys Ctrl-q")
say("exit 0")
