"""Kills and refusals of the disk at every step of the registry's verbs, one at a time, and the order of the steps.

    python registry-sweep.py LEADLINE PIPELINE FOLDER [VERB…]

PIPELINE is cdnow's, with its data beside it; FOLDER is scratch. For each verb the calls that change a file of the working folder
are taken from a trace of an unhurt run, in which fsync(file), rename, fsync(folder) have to come in this order. Then, from the
same state each time, one call is hit: by SIGKILL, by EIO, by ENOSPC. The registry has to verify, hold the old state or the new one
and no other, and the same verb, said again, has to end in the new state with nothing left behind.
"""
import collections, concurrent.futures, hashlib, json, os, pathlib, re, shutil, subprocess, sys

leadline, pipeline, folder = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
model = "repeat-purchase"
changing = ["write", "pwrite64", "writev", "ftruncate", "fsync", "fdatasync", "rename", "renameat", "renameat2", "mkdir", "mkdirat"]
faults = {"KILL": "signal=KILL", "EIO": "error=EIO", "ENOSPC": "error=ENOSPC"}
said = {"EIO": "Input/output error", "ENOSPC": "No space left on device"}
# A decision that changes nothing, by a writer that clears what is left.
neutral = ["registry", "gc", model, "--keep", "100", "--apply", "--by", "proof", "--why", "clear"]


class Verb(collections.namedtuple("Verb", "state words repeats", defaults=(True,))):
    """A command on a state, and whether saying it again once it is done does nothing."""


verbs = {
    "first-publication": Verb("nothing", ["train", "one.yaml"]),
    "publish": Verb("two", ["train", "three.yaml"]),
    "first-promotion": Verb("one", ["promote", "one.yaml", "--version", "1", "--gates", "gates.yaml"]),
    "promote": Verb("three", ["promote", "three.yaml", "--version", "3", "--gates", "gates.yaml"]),
    "rollback": Verb("two", ["rollback", "two.yaml"], False),
    "retire": Verb("two", ["registry", "retire", model, "1", "--why", "proof"], False),
    "approve": Verb("two", ["registry", "approve", model, "2", "--why", "proof", "--by", "proof"], False),
    "remove": Verb("four", ["registry", "gc", model, "--keep", "1", "--apply", "--why", "proof", "--by", "proof"]),
    "pull": Verb("behind", ["registry", "pull", model, "--from", "source"]),
    "first-pull": Verb("nothing", ["registry", "pull", model, "--from", "source"]),
}


class Wrong(Exception):
    pass


def run(cwd, words, *before):
    return subprocess.run([*before, leadline, *words], cwd=cwd, capture_output=True, text=True, errors="replace")


def must(cwd, *words):
    done = run(cwd, words)
    if done.returncode:
        sys.exit(f"{' '.join(words)}: exit code {done.returncode}\n{done.stdout[-2000:]}{done.stderr}")


def states():
    """The folders that the verbs start from, each the one before and a step more."""
    now, kept = folder / "now", folder / "states"
    (now / "data").mkdir(parents=True)
    kept.mkdir()
    lines = (pipeline.parent / "data" / "CDNOW_master.txt").read_bytes().splitlines(keepends=True)
    (now / "data" / "CDNOW_master.txt").write_bytes(b"".join(lines[:801]))
    # Little to compute: what counts is what is written.
    quick = "evaluation:\n  resamples: 20\n  pairedResamples: 20\n  findsRules: false\n  months: false\n"
    for index, name in enumerate(["one", "two", "three", "four"]):
        text = pipeline.read_text().replace("evaluation:\n", quick).replace("penalty: 1.0", f"penalty: 1.{index}")
        (now / f"{name}.yaml").write_text(text)
    (now / "gates.yaml").write_text("version: 1\nmetrics:\n  - {metric: auroc, value_threshold: {lower_bound: 0.5}}\n")

    def keep(name):
        shutil.copytree(now, kept / name)

    must(now, "train", "one.yaml")
    keep("one")
    must(now, "promote", "one.yaml", "--version", "1", "--gates", "gates.yaml")
    keep("behind")
    must(now, "train", "two.yaml")
    must(now, "promote", "two.yaml", "--version", "2", "--gates", "gates.yaml")
    keep("two")
    must(now, "train", "three.yaml")
    must(now, "gate", "three.yaml", "--version", "3", "--gates", "gates.yaml")
    keep("three")
    shutil.copytree(kept / "two", kept / "four")
    for name in ["three", "four"]:
        must(kept / "four", "train", f"{name}.yaml")
    must(now, "promote", "three.yaml", "--version", "3", "--gates", "gates.yaml")
    must(now, "registry", "approve", model, "2", "--why", "proof", "--by", "proof")
    shutil.copytree(kept / "one", kept / "nothing")
    shutil.rmtree(kept / "nothing" / "registry")
    for name in ["behind", "nothing"]:
        shutil.copytree(now / "registry", kept / name / "source")


class Registry:
    """What is in a registry, without the times of decisions."""

    def __init__(self, cwd):
        place = cwd / "registry" / "models" / model
        digest = lambda path: hashlib.sha256(path.read_bytes()).hexdigest()
        self.versions = {
            path.parent.name: digest(path) for path in place.glob("versions/*/manifest.json") if path.parent.name.isdecimal()
        }
        self.aliases = {path.name: path.read_text() for path in place.glob("aliases/[a-z]*")}
        journal = place / "journal.jsonl"
        lines = journal.read_text().split("\n")[:-1] if journal.exists() else []
        self.journal = [tuple(json.loads(line).get(key) for key in ("action", "version", "alias", "versionDigest")) for line in lines]
        self.gates = sorted(path.name for path in place.glob("gates/[0-9a-f]*"))

    def __eq__(self, other):
        return vars(self) == vars(other)


def leftovers(cwd):
    found = [path for ending in ("partial", "removed", "writing") for path in cwd.rglob(f"*.{ending}*")]
    return sorted(str(path.relative_to(cwd)) for path in found if "source" not in path.parts)


def events(trace, cwd):
    """The successful calls of a trace, as (thread, call, how many of this call the thread has made, path, other path, text)."""
    begun, counts, found = {}, collections.Counter(), []
    for line in trace.read_text(errors="replace").splitlines():
        thread, text = line.split(maxsplit=1)
        if text.endswith("<unfinished ...>"):
            begun[thread] = text.removesuffix("<unfinished ...>")
            continue
        if resumed := re.match(r"<\.\.\. \w+ resumed>", text):
            text = begun.pop(thread, "") + text[resumed.end():]
        if not (matched := re.match(r"(\w+)\((.*)\) += (-?\w+|\?)", text)):
            continue
        call, arguments, result = matched.groups()
        counts[thread, call] += 1
        if descriptor := re.match(r"\d+<([^>]*)>", arguments):
            # A pipe is no file.
            paths = [path for path in [descriptor[1]] if path.startswith("/")]
        else:
            paths = [str(cwd / path) for path in re.findall(r'"((?:[^"\\]|\\.)*)"', arguments)]
        if paths and not result.startswith("-"):
            found.append((thread, call, counts[thread, call], *(paths + [""])[:2], text))
    return found


def order_problems(calls, known, cwd):
    """What could be lost with the power at some point of a trace, or be there without what it rests on."""
    known, problems = set(known), []
    unwritten, unnamed = set(), collections.defaultdict(set)
    lasting = lambda path: path.startswith((f"{cwd}/registry/", f"{cwd}/reports/")) and not path.endswith(".lock")
    below = lambda path, top: path == top or path.startswith(top + "/")

    def expect_durable(what, when):
        for path in sorted(unwritten):
            if what(path):
                problems.append(f"{path} is not synchronized before {when}")
        for path in sorted(name for names in unnamed.values() for name in names):
            if what(path):
                problems.append(f"the name {path} is not synchronized before {when}")

    for _, call, _, path, other, text in calls:
        if call in ("fsync", "fdatasync"):
            unwritten.discard(path)
            unnamed[path].clear()
        elif not lasting(path):
            continue
        elif call in ("write", "pwrite64", "writev", "ftruncate"):
            if call != "ftruncate" and path.endswith("journal.jsonl"):
                # A line rests on versions and results, and on the alias's new content.
                expect_durable(lambda file: re.search("/(versions|gates|aliases)/", file), "the journal's line")
            unwritten.add(path)
        elif call.startswith("mkdir") or call == "openat" and "O_CREAT" in text:
            if path not in known:
                known.add(path)
                unnamed[os.path.dirname(path)].add(path)
        elif call.startswith("rename"):
            # The name of what is prepared need not last, what is in it has to.
            for file in sorted(unwritten):
                if below(file, path):
                    problems.append(f"{file} is not synchronized before its rename")
            if unnamed.get(path):
                problems.append(f"the names in {path} are not synchronized before its rename")
            if "/aliases/" in other:
                expect_durable(lambda file: file.endswith("journal.jsonl"), "the alias's rename")
            unnamed[os.path.dirname(path)].discard(path)
            unnamed[os.path.dirname(other)].add(other)
    expect_durable(lambda file: True, "the end")
    return problems


def traced(verb, cwd):
    """Runs a verb unhurt; its calls on files of the folder, and what the registry is then."""
    shutil.copytree(folder / "states" / verb.state, cwd)
    known = [str(path) for path in cwd.rglob("*")]
    trace = cwd.with_suffix(".trace")
    done = run(cwd, verb.words, "strace", "-f", "-y", "-qq", "-o", trace, "-e", "trace=" + ",".join(changing + ["openat"]))
    if done.returncode:
        raise Wrong(f"unhurt: exit code {done.returncode}\n{done.stderr}")
    calls = events(trace, cwd)
    if problems := order_problems(calls, known, cwd):
        raise Wrong("\n".join(problems))
    # The rule itself has to miss each fsync that something rests on.
    needed = 0
    for index, (_, call, _, path, _, _) in enumerate(calls):
        if call == "fsync" and str(cwd) in path and order_problems(calls[:index] + calls[index + 1:], known, cwd):
            needed += 1
    hit = [
        step for step in calls
        if step[3].startswith(f"{cwd}/") and (step[1] in changing or "O_CREAT" in step[5])
    ]
    return hit, needed, Registry(cwd)


def expect_between(now, before, after, what):
    """Old or new, or on the way where there are several steps; nothing else, and nothing lost."""
    every = before.versions | after.versions
    kept = before.versions.items() & after.versions.items()
    if not kept <= now.versions.items() <= every.items():
        raise Wrong(f"{what}: the versions are {now.versions}")
    on_the_way = [line[1] for line in after.journal[len(before.journal):] if line[2] == "production"]
    admitted = [before.aliases.get("production")] + [f"{version}\n" for version in on_the_way]
    if now.aliases.get("production") not in admitted:
        raise Wrong(f"{what}: production is {now.aliases.get('production')}")
    if now.journal != after.journal[:len(now.journal)] or len(now.journal) < len(before.journal):
        raise Wrong(f"{what}: the journal has {now.journal}")
    if not set(before.gates) & set(after.gates) <= set(now.gates):
        raise Wrong(f"{what}: a gate's result is lost")


def expect_verified(cwd, what, left):
    done = run(cwd, ["registry", "verify"])
    if done.returncode and (cwd / "registry").exists():
        raise Wrong(f"{what}: {done.stdout}{done.stderr}")
    for path in left:
        if path.startswith("registry/") and path.removeprefix("registry/") not in done.stdout:
            raise Wrong(f"{what}: verify does not tell of {path}")


def hit(verb, cwd, fault, step, before, after):
    """Hits one call, looks, says the verb again, looks again; whether what it does was done already."""
    _, call, nth, path, _, text = step
    what = f"{fault} at {call} {nth}, {os.path.relpath(path, cwd)}"
    trace = cwd.with_suffix(".trace")
    # A library may open a file more or less than in the run that was traced: then the call is one further on or before, or is
    # found by the file's name, where the first openings may be to look whether it is there.
    local = os.path.relpath(path, cwd)
    tries = [([], number) for number in (nth, nth + 1, nth - 1, nth + 2, nth - 2, nth + 3, nth - 3, nth)]
    if call == "openat":
        tries += [(["-P", local, "-P", path], number) for number in range(1, 13)]
    for only, number in tries:
        shutil.rmtree(cwd, ignore_errors=True)
        shutil.copytree(folder / "states" / verb.state, cwd)
        done = run(
            cwd, verb.words, "strace", "-f", "-y", "-qq", "-o", trace, *only, "-e", f"trace={call}",
            "-e", f"inject={call}:{faults[fault]}:when={max(number, 1)}")
        lines = trace.read_text(errors="replace").splitlines()
        struck = [line for line in lines if f"{call}(" in line and ("INJECTED" in line or fault == "KILL" and not re.search(r"\) += [0-9-]", line))]
        if any((path in line or f'"{local}"' in line) and ("O_CREAT" in line or call != "openat") for line in struck):
            break
    else:
        raise Wrong(f"{what}: other calls were hit, at last {struck} exit code {done.returncode}")
    if fault == "KILL" and done.returncode not in (137, -9):
        raise Wrong(f"{what}: exit code {done.returncode}")
    if fault != "KILL":
        if done.returncode != (4 if f"{cwd}/reports/" in path else 3):
            raise Wrong(f"{what}: exit code {done.returncode}\n{done.stderr[-500:]}")
        for expected in ("error: ", said[fault], "check "):
            if expected not in done.stderr:
                raise Wrong(f"{what}: says nothing of '{expected}'\n{done.stderr[-500:]}")
    now, left = Registry(cwd), leftovers(cwd)
    # What the journal has said, and the disk then refuses, is finished by the next writer.
    refused_move = call.startswith("rename") and "/aliases/" in path
    for file in left if fault != "KILL" else []:
        if not (refused_move and file.endswith("/aliases/.production.partial") or file.endswith(".removed")):
            raise Wrong(f"{what}: a refusal leaves {left}")
    expect_between(now, before, after, what)
    expect_verified(cwd, what, left)
    is_done = now == after
    again = run(cwd, verb.words if verb.repeats or not is_done else neutral)
    if again.returncode:
        raise Wrong(f"{what}: said again, exit code {again.returncode}\n{again.stdout[-300:]}{again.stderr}")
    if vars(then := Registry(cwd)) != vars(after):
        raise Wrong(f"{what}: said again, it ends otherwise: {vars(then)} instead of {vars(after)}")
    if left := leftovers(cwd):
        raise Wrong(f"{what}: said again, it leaves {left}")
    expect_verified(cwd, what + ", said again", [])
    return is_done


def sweep(name, fault):
    verb = verbs[name]
    before = Registry(folder / "states" / verb.state)
    cwd = folder / f"{name}-{fault}"
    steps, needed, after = traced(verb, cwd)
    steps = [step for step in steps if step[1] in changing or fault == "ENOSPC"]
    done = sum(hit(verb, cwd, fault, step, before, after) for step in steps)
    calls = collections.Counter(step[1] for step in steps)
    return len(steps), done, needed, calls


states()
failed = False
wanted = sys.argv[4:] or list(verbs)
total = collections.Counter()
with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
    tasks = {(name, fault): pool.submit(sweep, name, fault) for name in wanted for fault in faults}
    for (name, fault), task in tasks.items():
        try:
            hits, done, needed, calls = task.result()
        except Wrong as wrong:
            failed = True
            print(f"{name}: {wrong}")
            continue
        total[fault] += hits
        counted = ", ".join(f"{count} {call}" for call, count in sorted(calls.items()))
        print(f"{name}: {fault} at each of {hits} calls ({counted}); the new state was there after {done}; {needed} fsyncs in order")
        if hits < 3 or needed < 1:
            failed = True
            print(f"{name}: too few to mean anything")
print(", ".join(f"{count} times {fault}" for fault, count in total.items()))
sys.exit(failed)
