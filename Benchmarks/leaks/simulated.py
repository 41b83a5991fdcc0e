"""Leaks that the simulator plants: who is named, by which check, at which strength; and clean companies."""

import collections
import json
import pathlib
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

from common import HERE, audit, cell, fail, numbers, ranked

# The checks whose name says what is wrong, by kind.
RIGHT = {
    "postOutcomeField": {"singleFeatureAUROC", "snapshotOverwritten", "hindsight", "availability"},
    "overwrittenField": {"snapshotOverwritten", "hindsight", "valueChangesAfterOutcome"},
    "missingness": {"predictiveMissingness", "hindsight"},
    "lifetimeCount": {"lifetimeCount"},
    "backfilledValue": {"backfill"},
    "outcomeCausedActivity": {"outcomeCausedActivity"},
    "retroactiveIdentity": {"retroactiveIdentity"},
    "targetEncoding": {"targetEncoding"},
    "scalerOnAllData": {"fittedOnAllRows"},
    "clockSkew": {"clockSkew"},
    "overlappingWindows": {"overlappingLabels"},
    "duplicateAcrossSlices": {"duplicatesAcrossSlices"},
    "accountAcrossSlices": {"groupsAcrossSlices"},
}
# Kinds that touch nothing of one another are planted in one company.
TOGETHER = [
    ["postOutcomeField", "overwrittenField", "missingness", "lifetimeCount", "retroactiveIdentity", "targetEncoding",
     "scalerOnAllData"],
    ["backfilledValue", "clockSkew", "overlappingWindows"],
    ["outcomeCausedActivity", "accountAcrossSlices"],
    ["duplicateAcrossSlices"],
]
# A leak of rows or slices has no field.
WHOLE = {"duplicateAcrossSlices", "overlappingWindows"}
# At strength 0 the fields that these kinds leak in are there, and honest; the others would let slices share accounts.
HONEST = TOGETHER[0] + ["backfilledValue", "outcomeCausedActivity", "clockSkew", "overlappingWindows"]
TABLE = {"targetEncoding", "scalerOnAllData"}


def simulate(arguments, folder, leaks, seed):
    """Writes a company; returns what the simulator says of its leaks, by kind."""
    text = (HERE / "company.yaml").read_text()
    planted = ", ".join(f"{{kind: {kind}, strength: {strength:g}}}" for kind, strength in leaks)
    for name, value in [("SEED", seed), ("LEADS", arguments.leads), ("ACCOUNTS", arguments.leads // 2),
                        ("LEAKS", f"[{planted}]")]:
        text = text.replace(f": {name}\n", f": {value}\n")
    (folder / "scenario.yaml").write_text(text)
    run = subprocess.run(
        [arguments.leadline, "simulate", folder / "scenario.yaml", "-o", folder / "data"], capture_output=True, text=True)
    if run.returncode:
        fail(f"the simulation ended with {run.returncode}: {run.stderr[-2000:]}")
    told = json.loads((folder / "data/truth/leaks.json").read_text())["leaks"]
    return {leak["kind"]: leak for leak in told}


def belongs(kind, leak, finding):
    """Whether a finding is about what a leak has touched."""
    # Leads of one account are also named by the link to it, and copies keep their account.
    if finding.get("field") == "account" and kind in ("accountAcrossSlices", "duplicateAcrossSlices"):
        return True
    if kind in WHOLE:
        return finding["check"] in RIGHT[kind]
    names = set(leak["features"]) | set(leak["fields"]) | {leak.get("source")}
    return finding.get("field") in names


def measure(arguments, plan):
    """One company: the leaks planted together at one strength, or none; a result for each kind, or one for a clean one."""
    kinds, strength, seed = plan
    leaks = [(kind, strength) for kind in kinds]
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        told = simulate(arguments, folder, leaks, seed)
        files = []
        if not kinds or strength == 0 or set(kinds) - TABLE:
            files.append("pipeline.yaml")
        if not kinds or strength == 0 or set(kinds) & TABLE:
            files.append("prepared.yaml")
        spoken = [finding for file in files
                  for finding in audit(arguments.leadline, folder / "data" / file, folder / "working")]
    base = {"strength": strength, "seed": seed, "leads": arguments.leads}
    if strength == 0:
        accused = sorted({f"{f['check']} {f.get('field') or '-'}" for f in spoken})
        return [base | {"kind": "honest" if kinds else "clean", "severity": "none", "checks": [], "others": accused}]
    results = []
    for kind in kinds:
        hits = [f for f in spoken if belongs(kind, told[kind], f)]
        right = [f for f in hits if f["check"] in RIGHT[kind]]
        severities = {f["severity"] for f in right}
        others = [f for f in spoken if not any(belongs(other, told[other], f) for other in kinds)]
        results.append(base | {
            "kind": kind, "affected": told[kind]["affected"],
            "severity": "fail" if "fail" in severities else "warn" if severities else "none",
            "checks": list(dict.fromkeys(f["check"] for f in hits)),
            "others": sorted({f"{f['check']} {f.get('field') or '-'}" for f in others})})
    return results


def plans(arguments):
    """Companies to make: kinds, strength, seed."""
    wanted = arguments.kinds.split(",") if arguments.kinds else list(RIGHT)
    if set(wanted) - set(RIGHT):
        fail(f"no kind {sorted(set(wanted) - set(RIGHT))}; there are {list(RIGHT)}")
    result = [([], 0.0, seed) for seed in numbers(arguments.clean)]
    result += [(HONEST, 0.0, seed) for seed in numbers(arguments.clean)]
    for text in arguments.strengths.split(","):
        for group in TOGETHER:
            kinds = [kind for kind in group if kind in wanted]
            if kinds:
                result += [(kinds, float(text), seed) for seed in numbers(arguments.seeds)]
    return result


def run(arguments):
    arguments.leads = arguments.leads or 12000
    runs = []
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for results in pool.map(lambda plan: measure(arguments, plan), plans(arguments)):
            for result in results:
                print(json.dumps(result), flush=True)
            runs += results
    return {"part": "simulator", "runs": runs}


def failures(result):
    """What must not be: a kind at full strength that is not refused by its name, or anybody accused wrongly."""
    texts = []
    for one in result["runs"]:
        name = f"{one['kind']} at {one['strength']:g}, seed {one['seed']}"
        # Slices whose overlaps are purged are worth a warning; all else is refused.
        least = {"fail", "warn"} if one["kind"] == "overlappingWindows" else {"fail"}
        if one["strength"] == 1 and one["severity"] not in least:
            texts.append(f"{name}: not refused by its name ({one['checks'] or 'nothing'})")
        if one["others"]:
            texts.append(f"{name}: accused {one['others']}")
    return texts


def table(result):
    runs = result["runs"]
    for leads in sorted({one["leads"] for one in runs}):
        own = [one for one in runs if one["leads"] == leads]
        strengths = sorted({one["strength"] for one in own if one["strength"] > 0}, reverse=True)
        kinds = [kind for kind in RIGHT if any(one["kind"] == kind for one in own)]
        if kinds:
            print(f"\n{leads} leads\n")
            print(f"| leak | {' | '.join(f'{strength:g}' for strength in strengths)} | named by | as another leak only |")
            print(f"|---|{'---:|' * len(strengths)}---|---:|")
        for kind in kinds:
            of_kind = [one for one in own if one["kind"] == kind]
            cells = []
            for strength in strengths:
                at = [one for one in of_kind if one["strength"] == strength]
                cells.append(cell(sum(one["severity"] != "none" for one in at), len(at)))
            named = ranked(check for one in of_kind if one["severity"] != "none" for check in one["checks"])
            wrong = sum(one["severity"] == "none" and bool(one["checks"]) for one in of_kind)
            print(f"| `{kind}` | {' | '.join(cells)} | {named} | {wrong} of {len(of_kind)} |")
        for kind, text in [("clean", "clean companies"), ("honest", "companies with the honest fields at strength 0")]:
            at = [one for one in own if one["kind"] == kind]
            if at:
                accused = collections.Counter(name for one in at for name in one["others"])
                print(f"\n{text}: {cell(sum(bool(one['others']) for one in at), len(at))} with anybody accused"
                      + (f": {dict(accused)}" if accused else ""))
        accused = collections.Counter(name for one in own if one["strength"] > 0 for name in one["others"])
        if kinds:
            print(f"\naccused beside a planted leak: {dict(accused) if accused else 'nobody'}")
