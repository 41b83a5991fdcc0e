"""Measures the leakage audit: which planted or known leaks it names, and whom it accuses wrongly.

    bench.py leadforge --leadline BIN [--seeds 11-40] [--difficulties intro,intermediate,advanced] [--keep DIR]
    bench.py simulator --leadline BIN [--seeds 1-5] [--strengths 0.1,0.25,0.5,1]
    bench.py table FILE.json [FILE.json …]      the Markdown tables of what the other two wrote with --out

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
LEADFORGE = "leadforge==1.0.0"


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
            accused = sorted(set(found) - set(truth["leaks"]))
            results.append(
                {"difficulty": difficulty, "seed": seed, "missed": missed, "accused": accused,
                 "checks": {field: sorted({check for _, check in checks}) for field, checks in sorted(found.items())}})
            print(f"{difficulty} {seed}: missed {missed or 'none'}, accused {accused or 'none'}", flush=True)
    keep(arguments, {"kind": "leadforge", "leaks": truth["leaks"], "clean": truth["clean"], "runs": results})
    return any(run["missed"] or run["accused"] for run in results)


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


def difficulties(runs):
    return list(dict.fromkeys(run["difficulty"] for run in runs))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["leadforge", "table"])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--leadline", default="leadline")
    parser.add_argument("--seeds", default="11-40")
    parser.add_argument("--difficulties", default="intro,intermediate,advanced")
    parser.add_argument("--leads", type=int, default=5000)
    parser.add_argument("--keep")
    parser.add_argument("--out")
    arguments = parser.parse_args()
    if arguments.what == "table":
        for file in arguments.files:
            result = json.loads(pathlib.Path(file).read_text())
            table_leadforge(result)
        return
    arguments.leadline = os.path.abspath(arguments.leadline)
    sys.exit(leadforge(arguments))


main()
