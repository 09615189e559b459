# powercut.py SEED EVERY WORLD — what a power cut leaves of a draft, simulated.
#
# Sessions of the editor and of `set` are recorded under strace: what they do to files, and what they send to the terminal. The
# recording is replayed into a model of a disk on which only what was synced is certain. A cut is made behind each EVERYth of
# its steps (in and about a save behind each second), in many worlds: nothing unsynced got to the disk, or all of it, names
# without data, data without names, the newest name alone, files of the right length full of zeros, any subset, writes torn
# anywhere. Of each world, laid out in the folder WORLD:
#
# - the draft is whole, the last state that was certain or one that was under way, and so is each earlier save;
# - what the next session finds is all that had been on the screen 250 ms before the cut, and nothing but what was typed.
#
# The disk's own time does not count: the journal says when a sync begins, the disk when it ends. Complains on stdout; the last
# line is `CUTS FOLDERS MILLISECONDS`: cuts, different folders they left, the longest a character on the screen was not certain.
import glob, os, random, re, shutil, subprocess, sys, time
from codecs import escape_decode
from terminal import Terminal

LIMIT = 0.25
seed, every, world = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
random.seed(seed)
program, source = os.environ["KAIJISHO"], os.environ["srcdir"]
environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")
root = os.path.realpath("disk")
# Characters that nothing but our typing brings to the screen.
named = glob.glob(source + "/po/*.po") + glob.glob(source + "/tests/forms/*.yaml")
said = "".join(open(name, encoding="utf-8").read() for name in named)
letters = [chr(code) for code in range(0x6000, 0x9000) if chr(code) not in said]
known = "openat write ftruncate fsync fdatasync rename renameat renameat2 link linkat unlink unlinkat mkdir mkdirat close"
# What the model does not know must not be used on the draft's folder without anyone noticing.
unknown = ("open creat writev pwrite64 pwritev pwritev2 truncate fallocate copy_file_range sendfile splice dup dup2 dup3 "
           "symlink symlinkat rmdir")


# ---- recording ----


class Step:
    def __init__(self, call, arguments, result, begun, ended):
        self.call, self.arguments, self.result, self.begun, self.ended = call, arguments, result, begun, ended

    def __repr__(self):
        return "%s(%s) = %s" % (self.call, ", ".join(map(repr, self.arguments))[:150], self.result)


def read_arguments(text):
    """Strings as bytes, 4</path> and AT_FDCWD</path> as (number, path), all else as it is."""
    out = []
    pattern = r'"((?:[^"\\]|\\.)*)"(?:\.\.\.)?|\s*(AT_FDCWD|\d+)<((?:[^>\\]|\\.)*)>(?:\(deleted\))?|([^,<"]+)'
    for string, fd, path, word in re.findall(pattern, text):
        if fd:
            out.append((-1 if fd == "AT_FDCWD" else int(fd), escape_decode(path)[0].decode("utf-8", "surrogateescape")))
        elif word:
            if word.strip():
                out.append(word.strip())
        else:
            out.append(escape_decode(string)[0])
    return out


def read_trace(name):
    """The steps in the order in which they came to their end; a sync is also there at its beginning, with the result None."""
    steps, pending = [], {}
    for line in open(name, encoding="latin-1"):
        found = re.match(r"(\d+) +(\d+\.\d+) (.*)", line)
        if not found:
            continue
        pid, time, rest = found.group(1), float(found.group(2)), found.group(3)
        begun = time
        started = re.match(r"(\w+)\((.*)", rest)
        if rest.endswith("<unfinished ...>"):
            rest = rest[:-len("<unfinished ...>")].rstrip()
            pending[pid] = (time, rest)
        elif rest.startswith("<..."):
            begun, head = pending.pop(pid)
            rest = head + re.sub(r"^<\.\.\. \w+ resumed>", "", rest)
            started = None
        if started and started.group(1) in ("fsync", "fdatasync"):
            steps.append(Step(started.group(1), read_arguments(started.group(2).split(")")[0]), None, time, time))
        ended = re.match(r"(\w+)\((.*)\) += (-?\d+)(?:<.*>)?(?: E.*)?(?: \(INJECTED\))? <([\d.]+)>$", rest)
        if ended:
            call, arguments, result, took = ended.groups()
            steps.append(Step(call, read_arguments(arguments), int(result), begun, begun + float(took)))
    return steps


def strace(*more):
    calls = ",".join((known + " " + unknown).split())
    return ["strace", "-f", "-ttt", "-T", "-y", "-s", "1000000", "-o", "trace", "-e", "trace=" + calls, *more]


def end_of_trace(status):
    steps = read_trace("trace")
    return steps + [Step("exit", [], status, steps[-1].ended, steps[-1].ended)]


def editor(typed, how, *options, recovers=False):
    """Types these, paced like a person in a hurry; a letter None stands for Ctrl-S. `how` is leave or kill."""
    os.chdir(root)
    terminal = Terminal([*strace(*options), program, "edit", "--ambiguous", "1", "d.yaml"])
    # What came back is told first; then one is where it was typed.
    recovered = recovers and terminal.until("Ctrl-S")
    if recovered:
        terminal.type("\x1b")
    problem = None if terminal.until("^S") else "the editor does not come up"
    terminal.type(("" if recovered else "\t") + "\x1b[1;5F" if typed else "")
    for letter in typed:
        if problem or terminal.status is not None:
            break
        terminal.type(letter or "\x13")
        pause = time.monotonic() + random.choice((0, 0.005, 0.02, 0.05))
        while time.monotonic() < pause and terminal.read(pause - time.monotonic()):
            pass
    for letter in reversed(typed):
        if letter is None:
            continue
        # The last one is on the screen; then the recording may end.
        if not options and not problem and not terminal.until(letter):
            problem = "%s does not come to the screen" % letter
        break
    if how == "kill" and not options:
        child = open("/proc/%d/task/%d/children" % (terminal.pid, terminal.pid)).read().split()
        os.kill(int(child[0]), 9)
    elif how == "leave":
        terminal.type("\x11")
    status = terminal.end()
    shutil.move("trace", "../trace")
    os.chdir("..")
    if problem or status != (0 if how == "leave" else 137):
        print("the recording of %s and %s: %s, status %d" % (typed, how, problem, status))
        print(terminal.output.decode("utf-8", "replace")[-2000:])
        sys.exit(0)
    return end_of_trace(status)


def run(*arguments, folder=root, tool=()):
    return subprocess.run([*tool, program, *arguments], cwd=folder, capture_output=True, text=True, env=environment,
                          stdin=subprocess.DEVNULL)


def set_recorded(text, *options):
    done = run("set", "d.yaml", "company-summary=" + text, tool=strace("-o", "../trace", *options))
    if done.returncode not in (0, -9, 137):
        print("the recording of set:", done.returncode, done.stderr)
        sys.exit(0)
    return end_of_trace(done.returncode)


# ---- the disk ----


class File:
    folder = False

    def __init__(self, content=b""):
        self.sure, self.now, self.unsure = content, content, []

    def change(self, how):
        self.unsure.append(how)
        self.now = play(self.now, how)

    def settle(self, count):
        for how in self.unsure[:count]:
            self.sure = play(self.sure, how)
        del self.unsure[:count]


def play(content, how):
    kind, at, data = how
    if kind == "cut":
        return content[:at] + bytes(max(0, at - len(content)))
    if not data:
        return content
    content += bytes(max(0, at - len(content)))
    return content[:at] + data + content[at + len(data):]


class Folder:
    folder = True

    def __init__(self):
        self.sure, self.now, self.unsure = {}, {}, []

    def change(self, how):
        self.unsure.append(how)
        put(self.now, how)

    def settle(self, count):
        for how in self.unsure[:count]:
            put(self.sure, how)
        del self.unsure[:count]


def put(names, how):
    name, inode = how
    if inode:
        names[name] = inode
    else:
        names.pop(name, None)


class Disk:
    """What is there when the recording begins is certain."""

    def __init__(self):
        self.root = self.take(root)
        self.open, self.syncing = {}, {}

    def take(self, path):
        if not os.path.isdir(path):
            return File(open(path, "rb").read())
        folder = Folder()
        for name in os.listdir(path):
            folder.sure[name] = folder.now[name] = self.take(path + "/" + name)
        return folder

    def find(self, path):
        """The folder that holds the path's last name, and that name; None for what lies elsewhere."""
        path = os.path.normpath(path)
        if path == root:
            return self.root, None
        if not path.startswith(root + "/"):
            return None
        *folders, name = path[len(root) + 1:].split("/")
        at = self.root
        for folder in folders:
            at = at.now[folder]
        return at, name

    def step(self, step):
        """Plays a step; True if the draft's disk has anything to do with it."""
        call, arguments, result = step.call, step.arguments, step.result
        if call == "exit":
            self.open, self.syncing = {}, {}
            return True
        if result is None:
            inode = self.open.get(arguments[0][0], [None])[0]
            if inode:
                self.syncing[step.begun] = inode, len(inode.unsure)
            return bool(inode)
        if result < 0:
            return False
        paths, folder = [], root
        for argument in arguments:
            if isinstance(argument, tuple):
                folder = argument[1]
            elif isinstance(argument, bytes) and call != "write":
                paths.append(self.find(os.path.join(folder, argument.decode("utf-8", "surrogateescape"))))
                folder = root
        if call in unknown.split():
            where = [argument[1] for argument in arguments if isinstance(argument, tuple)]
            if any(paths) or any(self.find(path) for path in where):
                raise SystemExit("the model of the disk does not know %s" % step)
            return False
        if call == "openat":
            if not paths[0]:
                return False
            folder, name = paths[0]
            flags = " ".join(argument for argument in arguments if isinstance(argument, str))
            made = name and name not in folder.now
            if made:
                folder.change((name, File()))
            inode = folder.now[name] if name else folder
            if "O_TRUNC" in flags and inode.now:
                inode.change(("cut", 0, b""))
            self.open[result] = [inode, None if "O_APPEND" in flags else 0]
            return bool(made)
        if call in ("write", "ftruncate", "fsync", "fdatasync", "close"):
            fd = arguments[0][0]
            inode, at = self.open.get(fd, (None, None))
            if not inode:
                return False
            if call == "close":
                del self.open[fd]
                return False
            if call == "write":
                at = len(inode.now) if at is None else at
                inode.change(("write", at, arguments[1][:result]))
                if self.open[fd][1] is not None:
                    self.open[fd][1] += result
            elif call == "ftruncate":
                inode.change(("cut", int(arguments[1]), b""))
            else:
                inode, count = self.syncing.pop(step.begun)
                inode.settle(count)
            return True
        if not paths or not any(paths):
            return False
        folder, name = paths[0]
        if call.startswith("mkdir"):
            folder.change((name, Folder()))
        elif call.startswith("unlink"):
            folder.change((name, None))
        else:
            to, new = paths[1]
            other = to.now.get(new) if any("RENAME_EXCHANGE" in str(argument) for argument in arguments) else None
            to.change((new, folder.now[name]))
            if call.startswith("rename"):
                folder.change((name, other))
        return True

    def world(self, kind, at=None, tree=None):
        """What the cut leaves, as names and contents."""
        at = at or self.root
        tree = {} if tree is None else tree
        names = dict(at.sure)
        newest = ([None] + [how for how in at.unsure if how[1]])[-1]
        for how in at.unsure:
            some = kind == "newest" and how is newest or kind == "any" and random.random() < 0.5
            if some or kind in ("all", "names", "zeros", "torn"):
                put(names, how)
        for name, inode in names.items():
            if inode.folder:
                tree[name] = self.world(kind, inode)
                continue
            content = inode.sure
            for how in inode.unsure:
                part = how
                if how[0] == "write" and (kind == "any" or kind == "torn" and how is inode.unsure[-1]):
                    end = random.randint(0, len(how[2]))
                    zeroed = how[2][:end] + bytes(len(how[2]) - end), bytes(end) + how[2][end:]
                    data = random.choice((how[2], how[2][:end], *zeroed))
                    part = how[0], how[1], how[2] if kind == "any" and random.random() < 0.5 else data
                elif how[0] == "write" and kind == "zeros":
                    part = how[0], how[1], bytes(len(how[2]))
                if kind in ("all", "data", "newest", "zeros", "torn") or kind == "any" and random.random() < 0.7:
                    content = play(content, part)
            tree[name] = content
        return tree


def write_tree(path, tree):
    os.mkdir(path)
    for name, content in tree.items():
        if isinstance(content, dict):
            write_tree(path + "/" + name, content)
        else:
            with open(path + "/" + name, "wb") as file:
                os.chmod(path + "/" + name, 0o600)
                file.write(content)


# ---- cuts ----


def key_of(tree):
    return tuple(sorted((name, key_of(content) if isinstance(content, dict) else content) for name, content in tree.items()))


def generations(tree):
    for name, content in tree.items():
        if isinstance(content, dict):
            yield from generations(content)
        elif name.endswith(".yaml") and name[0].isdigit():
            yield content


found_in = {}


def next_session(tree):
    """What the next session makes of a folder: the text it finds, or a complaint."""
    key = key_of(tree)
    if key not in found_in:
        shutil.rmtree(world, ignore_errors=True)
        write_tree(world, tree)
        environment["XDG_STATE_HOME"] = world + "/state"
        after = run("set", "d.yaml", "founded-year=1998", folder=world)
        text = run("get", "d.yaml", "company-summary", folder=world)
        fine = after.returncode == 0 and text.returncode == 0
        problem = None if fine else "set ends with %d: %s" % (after.returncode, after.stderr)
        found_in[key] = text.stdout.rstrip("\n"), problem
    return found_in[key]


class Scene:
    def __init__(self, name, text=""):
        """A draft that says `text`, certain on the disk."""
        self.name = name
        shutil.rmtree(root, ignore_errors=True)
        os.mkdir(root)
        environment["XDG_STATE_HOME"] = os.environ["XDG_STATE_HOME"] = root + "/state"
        run("new", "small", "d.yaml")
        if text:
            run("set", "d.yaml", "company-summary=" + text)
        self.disk = Disk()
        self.earlier = list(generations(self.disk.world("none")))
        self.steps = []
        self.full = list(text)

    def add(self, steps, typed):
        self.full += [letter for letter in typed if letter]
        self.steps += steps
        # Who ended well had saved all there was.
        steps[-1].arguments = [len(self.full) if steps[-1].result == 0 else 0]

    def cut_everywhere(self):
        """How many cuts, the longest that a character was on the screen and not certain, complaints."""
        text = "".join(self.full)
        disk, cuts, longest, complaints = self.disk, 0, 0.0, []
        drafts, draft = [disk.root.now["d.yaml"].now], disk.root.now["d.yaml"]
        shown, busy, waiting, certain = {}, [], {}, 0
        for number, step in enumerate(self.steps):
            if step.call == "write" and step.result and "/dev/pts" in step.arguments[0][1]:
                for letter in step.arguments[1].decode("utf-8", "ignore"):
                    if letter in text:
                        shown.setdefault(letter, step.ended)
                continue
            concerned = disk.step(step)
            if step.call == "exit":
                certain = max(certain, step.arguments[0])
            if not concerned:
                continue
            if step.call in ("fsync", "fdatasync") and step.result is not None:
                busy.append((step.begun, step.ended))
            if disk.root.now.get("d.yaml") is not draft:
                draft = disk.root.now["d.yaml"]
                drafts.append(draft.now)
            sure = disk.root.sure["d.yaml"]
            first = max([i for i, content in enumerate(drafts) if content == sure.sure], default=0)
            # The worst moment for a cut behind this step is just before the next one.
            later = [after.begun if after.result is None else after.ended for after in self.steps[number + 1:number + 2]]
            moment = later[0] if later else step.ended
            syncs = [begun for begun in disk.syncing if begun <= moment]
            spans = busy + [(begun, moment) for begun in syncs]

            def age(since):
                free, at = 0.0, since
                for begun, ended in sorted(spans):
                    free += max(0.0, min(begun, moment) - at) if begun > at else 0.0
                    at = max(at, min(ended, moment))
                return free + max(0.0, moment - at)

            must = max([i + 1 for i, letter in enumerate(self.full) if letter in shown and age(shown[letter]) > LIMIT], default=0)
            must = max(must, certain)
            # What is certain by now, and how long what is not has waited.
            least, _ = next_session(disk.world("none"))
            waits = [age(shown[letter]) for letter in self.full[len(least):] if letter in shown]
            longest = max([longest, *waits])
            near_save = any(content is not sure.sure for content in drafts[first:]) or len(disk.root.now) > 3
            near_save = near_save or step.call != "write"
            if (number + seed) % (min(every, 2) if near_save else every) and not step.call.startswith(("rename", "unlink")):
                continue
            cuts += 1
            kinds = ["none", "all", "names", "data", "newest", "zeros", "torn"] + ["any"] * (2 if every > 1 else 8)
            if not disk.root.unsure and not any(inode.unsure for inode in disk.root.now.values()):
                kinds = ["none"]
            for kind in kinds:
                tree = disk.world(kind)
                where = "%s, step %d (%r), %s" % (self.name, number, step, kind)
                if tree.get("d.yaml") not in drafts[first:]:
                    complaints.append("%s: the draft is neither old nor new: %r" % (where, tree.get("d.yaml")))
                    continue
                for content in generations(tree):
                    if content not in drafts + self.earlier:
                        complaints.append("%s: an earlier save is torn: %r" % (where, content))
                got, problem = next_session(tree)
                if problem:
                    complaints.append("%s: %s" % (where, problem))
                elif text[:len(got)] != got:
                    complaints.append("%s: another text: %s" % (where, got))
                elif len(got) < must:
                    came = "%d characters had been on the screen long enough, %d came back" % (must, len(got))
                    complaints.append("%s: %s" % (where, came))
                elif kind == "all" and any(letter in shown for letter in self.full[len(got):]):
                    complaints.append("%s: nothing was dropped, and only %d characters came back" % (where, len(got)))
        return cuts, longest, complaints


def fsync_of_folder(steps):
    """The number of the first fsync of the draft's folder."""
    calls = [step.arguments[0][1] for step in steps if step.call == "fsync" and step.result is not None]
    if root not in calls:
        print("a save does not sync the draft's folder")
        sys.exit(0)
    return calls.index(root) + 1


def scenes():
    fresh = iter(random.sample(letters, 1000))

    def some(count):
        return [next(fresh) for _ in range(count)]

    typed = some(40) + [None] + some(40) + [None] + some(25)
    scene = Scene("typing")
    scene.add(editor(typed, "leave"), typed)
    kill_at = fsync_of_folder(scene.steps)
    yield scene

    scene = Scene("killed, and on", "".join(some(5)))
    typed = some(25)
    scene.add(editor(typed, "kill"), typed)
    typed = some(25) + [None] + some(25)
    scene.add(editor(typed, "leave", recovers=True), typed)
    yield scene

    # The last moment at which the new name is there and nothing has synced it.
    scene = Scene("killed as it saves, and on", "".join(some(5)))
    typed = some(25) + [None]
    scene.add(editor(typed, "kill", "-e", "inject=fsync:signal=KILL:when=%d" % kill_at), typed)
    typed = some(30)
    scene.add(editor(typed, "leave"), typed)
    yield scene

    scene = Scene("set", "".join(some(5)))
    for _ in range(3):
        typed = some(5)
        scene.add(set_recorded("".join(scene.full + typed)), typed)
    yield scene


def new_draft():
    """A draft that `new` has made is certain when it ends, by its name, too."""
    shutil.rmtree(root, ignore_errors=True)
    os.mkdir(root)
    disk = Disk()
    done = run("new", "small", "d.yaml", tool=strace("-o", "../trace"))
    for step in end_of_trace(done.returncode):
        disk.step(step)
    written = open(root + "/d.yaml", "rb").read()
    return [] if disk.world("none").get("d.yaml") == written else ["new: the draft is not certain when it ends"]


total, complaints = [0, 0.0], new_draft()
for scene in scenes():
    cuts, longest, new = scene.cut_everywhere()
    if cuts < 10:
        new.append("%s: only %d cuts" % (scene.name, cuts))
    total = [total[0] + cuts, max(total[1], longest)]
    complaints += new
for complaint in complaints[:20]:
    print(complaint)
if len(complaints) > 20:
    print("and %d more" % (len(complaints) - 20))
print(total[0], len(found_in), round(total[1] * 1000))
