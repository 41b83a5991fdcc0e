"""Measures the leakage audit: which planted or known leaks it names, and whom it accuses wrongly.

    bench.py leadforge --leadline BIN [--seeds 11-30] [--difficulties intro,intermediate,advanced] [--keep DIR]
    bench.py simulator --leadline BIN [--seeds 1-3] [--strengths 0.1,0.25,0.5,1] [--kinds KIND,…] [--leads 6000]
    bench.py table FILE.json [FILE.json …]      the Markdown table of what the others wrote with --out

Each run audits in a folder of its own. `--out FILE.json` keeps the raw findings' counts. Exit code 1 where a leak of
leadforge is missed or a clean field accused.
"""

import argparse
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def numbers(text):
    """`1-3,7` as [1, 2, 3, 7]."""
    parts = [part.split("-") for part in text.split(",")]
    return [n for part in parts for n in range(int(part[0]), int(part[-1]) + 1)]


def audit(leadline, pipeline, working):
    """The findings of one audit; the exit code must agree with them."""
    run = subprocess.run(
        [leadline, "audit", pipeline, "--json", "--working", working], capture_output=True, text=True)
    if run.returncode not in (0, 1, 2):
        sys.exit(f"bench: error: the audit of {pipeline} ended with {run.returncode}: {run.stderr[-2000:]}")
    report = json.loads(run.stdout)
    if report["passed"] != (run.returncode != 1):
        sys.exit(f"bench: error: {pipeline} passed is {report['passed']}, the exit code {run.returncode}")
    return report["findings"]


def generate(folder, seed, difficulty, leads):
    """One export of the generator, with the two tables that a careless analyst would join himself."""
    import pandas as pd

    out = folder / "out"
    program = pathlib.Path(sys.executable).with_name("leadforge")
    subprocess.run(
        [program, "generate", "--recipe", "b2b_saas_procurement_v1", "--seed", str(seed), "--mode",
         "research_instructor", "--difficulty", difficulty, "--n-leads", str(leads), "--out", out],
        check=True, capture_output=True)
    parts = [pd.read_parquet(out / f"tasks/converted_within_90_days/{part}.parquet") for part in ("train", "valid", "test")]
    tables = out / "tables"
    pd.concat(parts).sort_values("lead_id").to_parquet(tables / "lead_export.parquet", index=False)
    customers = pd.read_parquet(tables / "customers.parquet")[["customer_id", "opportunity_id"]]
    subscriptions = pd.read_parquet(tables / "subscriptions.parquet").merge(customers, on="customer_id")
    subscriptions.to_parquet(tables / "subscriptions_of_opportunities.parquet", index=False)
    tables.rename(folder / "data")
    shutil.rmtree(out)


def leadforge(arguments):
    truth = json.loads((HERE / "leadforge-truth.json").read_text())
    results = []
    for difficulty in arguments.difficulties.split(","):
        for seed in numbers(arguments.seeds):
            with tempfile.TemporaryDirectory() as scratch:
                folder = pathlib.Path(arguments.keep or scratch) / f"{difficulty}-{seed}"
                folder.mkdir(parents=True, exist_ok=True)
                if not (folder / "data/subscriptions_of_opportunities.parquet").exists():
                    generate(folder, seed, difficulty, arguments.leads)
                shutil.copy(HERE / "leadforge.yaml", folder / "pipeline.yaml")
                findings = audit(arguments.leadline, folder / "pipeline.yaml", folder / "working")
            found = collections.defaultdict(set)
            for finding in findings:
                if finding["severity"] != "pass" and not finding.get("waived"):
                    found[finding.get("field") or "-"].add((finding["severity"], finding["check"]))
            refused = {field for field, checks in found.items() if any(severity == "fail" for severity, _ in checks)}
            missed = sorted(set(truth["leaks"]) - refused)
            # A link that several slices share is no field: whether its outcomes go together is told apart.
            groups = sorted(set(found) & set(truth["groups"]))
            accused = sorted(set(found) - set(truth["leaks"]) - set(groups))
            results.append(
                {"difficulty": difficulty, "seed": seed, "missed": missed, "accused": accused, "groups": groups,
                 "checks": {field: sorted({check for _, check in checks}) for field, checks in sorted(found.items())}})
            print(f"{difficulty} {seed}: missed {missed or 'none'}, accused {accused or 'none'}, groups {groups or 'none'}", flush=True)
    keep(arguments, {"kind": "leadforge", "leaks": truth["leaks"], "clean": truth["clean"], "runs": results})
    return any(run["missed"] or run["accused"] for run in results)


KINDS = [
    "postOutcomeField", "overwrittenField", "backfilledValue", "missingness", "outcomeCausedActivity",
    "retroactiveIdentity", "duplicateAcrossSlices", "accountAcrossSlices", "targetEncoding", "scalerOnAllData",
    "overlappingWindows", "clockSkew", "lifetimeCount",
]
# A leak of rows or slices has no field: the check itself must speak.
WHOLE = {"duplicateAcrossSlices": "duplicatesAcrossSlices", "overlappingWindows": "overlappingLabels"}


def simulate(arguments, folder, kind, strength, seed):
    """The findings on a simulated company with one leak, or none; and what the simulator says of the leak."""
    scenario = (HERE / "../../datasets/simulated/firm-wide.yaml").resolve().read_text()
    leaks = f"leaks: [{{kind: {kind}, strength: {strength}}}]" if kind else "leaks: []"
    scenario = scenario.replace("leaks: []", leaks).replace("seed: 1 ", f"seed: {seed} ")
    scenario = scenario.replace("leads: 6000", f"leads: {arguments.leads}")
    (folder / "scenario.yaml").write_text(scenario)
    run = subprocess.run(
        [arguments.leadline, "simulate", folder / "scenario.yaml", "-o", folder / "data"], capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"bench: error: the simulation ended with {run.returncode}: {run.stderr[-2000:]}")
    if kind == "duplicateAcrossSlices":
        # A copy keeps its account: slices that are disjoint by account would leave it out before the audit.
        pipeline = folder / "data/pipeline.yaml"
        pipeline.write_text(pipeline.read_text().replace("disjoint: account", "disjoint: none"))
    truth = json.loads((folder / "data/truth/leaks.json").read_text())
    truth = truth.get("leaks", []) if isinstance(truth, dict) else truth
    prepared = kind in ("targetEncoding", "scalerOnAllData")
    files = ["prepared.yaml"] if prepared else ["pipeline.yaml"] if kind else ["pipeline.yaml", "prepared.yaml"]
    findings = [finding for file in files for finding in audit(arguments.leadline, folder / "data" / file, folder / "working")]
    spoken = [finding for finding in findings if finding["severity"] != "pass" and not finding.get("waived")]
    return spoken, truth[0] if truth else {}


def simulator(arguments):
    results = []
    strengths = [float(text) for text in arguments.strengths.split(",")]
    plans = [(None, 0.0)] + [(kind, strength) for kind in arguments.kinds.split(",") for strength in strengths]
    for kind, strength in plans:
        for seed in numbers(arguments.seeds):
            with tempfile.TemporaryDirectory() as scratch:
                spoken, leak = simulate(arguments, pathlib.Path(scratch), kind, strength, seed)
            names = set(leak.get("features", [])) | set(leak.get("fields", [])) | {leak.get("source")}
            hits = [f for f in spoken if f["check"] == WHOLE.get(kind) or (kind not in WHOLE and f.get("field") in names)]
            others = sorted({f"{f['check']} {f.get('field') or '-'}" for f in spoken if f not in hits})
            severities = {f["severity"] for f in hits}
            result = {
                "kind": kind or "clean", "strength": strength, "seed": seed, "affected": leak.get("affected", 0),
                "severity": "fail" if "fail" in severities else "warn" if severities else "none",
                "checks": sorted({f["check"] for f in hits}), "others": others}
            results.append(result)
            print(json.dumps(result), flush=True)
    keep(arguments, {"kind": "simulator", "runs": results})
    return False


def table_simulator(result):
    runs = result["runs"]
    strengths = sorted({run["strength"] for run in runs if run["kind"] != "clean"})
    print(f"| leak | {' | '.join(f'{strength:g}' for strength in strengths)} | named by | others accused |")
    print(f"|---|{'---:|' * len(strengths)}---|---:|")
    for kind in dict.fromkeys(run["kind"] for run in runs if run["kind"] != "clean"):
        cells, checks = [], collections.Counter()
        own = [run for run in runs if run["kind"] == kind]
        for strength in strengths:
            at = [run for run in own if run["strength"] == strength]
            cells.append(f"{sum(run['severity'] != 'none' for run in at)} of {len(at)}" if at else "–")
        for run in own:
            checks.update(run["checks"])
        named = ", ".join(f"`{name}`" for name, _ in sorted(checks.items(), key=lambda item: (-item[1], item[0])))
        print(f"| `{kind}` | {' | '.join(cells)} | {named or '–'} | {sum(bool(run['others']) for run in own)} of {len(own)} |")
    clean = [run for run in runs if run["kind"] == "clean"]
    print(f"| none | {' | '.join('' for _ in strengths)} | | {sum(bool(run['others']) for run in clean)} of {len(clean)} |")


def keep(arguments, result):
    if arguments.out:
        pathlib.Path(arguments.out).write_text(json.dumps(result, indent=1, sort_keys=True) + "\n")


def table_leadforge(result):
    runs = result["runs"]
    print(f"| field | {' | '.join(difficulties(runs))} | named by |")
    print(f"|---|{'---:|' * len(difficulties(runs))}---|")
    for field in result["leaks"]:
        shares, checks = [], collections.Counter()
        for difficulty in difficulties(runs):
            own = [run for run in runs if run["difficulty"] == difficulty]
            shares.append(f"{sum(field not in run['missed'] for run in own)} of {len(own)}")
            for run in own:
                checks.update(run["checks"].get(field, []))
        named = ", ".join(f"`{name}`" for name, _ in sorted(checks.items(), key=lambda item: (-item[1], item[0])))
        print(f"| `{field}` | {' | '.join(shares)} | {named} |")
    shares = []
    for difficulty in difficulties(runs):
        own = [run for run in runs if run["difficulty"] == difficulty]
        shares.append(f"{sum(len(run['accused']) for run in own)} of {len(own) * len(result['clean'])}")
    print(f"| clean fields accused | {' | '.join(shares)} | |")
    shares = []
    for difficulty in difficulties(runs):
        own = [run for run in runs if run["difficulty"] == difficulty]
        shares.append(f"{sum(bool(run['groups']) for run in own)} of {len(own)}")
    print(f"| runs with a warning of a shared account or contact | {' | '.join(shares)} | `groupsAcrossSlices` |")


def difficulties(runs):
    return list(dict.fromkeys(run["difficulty"] for run in runs))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["leadforge", "simulator", "table"])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--leadline", default="leadline")
    parser.add_argument("--seeds", default="11-30")
    parser.add_argument("--strengths", default="0.1,0.25,0.5,1")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--difficulties", default="intro,intermediate,advanced")
    parser.add_argument("--leads", type=int, default=5000)
    parser.add_argument("--keep")
    parser.add_argument("--out")
    arguments = parser.parse_args()
    if arguments.what == "table":
        results = [json.loads(pathlib.Path(file).read_text()) for file in arguments.files]
        merged = results[0] | {"runs": [run for result in results for run in result["runs"]]}
        (table_simulator if merged["kind"] == "simulator" else table_leadforge)(merged)
        return
    arguments.leadline = os.path.abspath(arguments.leadline)
    sys.exit((simulator if arguments.what == "simulator" else leadforge)(arguments))


main()
