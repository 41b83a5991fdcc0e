"""Exports of the generator leadforge, whose leaking columns are known."""

import collections
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from common import HERE, audit, cell, numbers, ranked


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


def run(arguments):
    truth = json.loads((HERE / "leadforge-truth.json").read_text())
    results = []
    for difficulty in arguments.difficulties.split(","):
        for seed in numbers(arguments.seeds):
            with tempfile.TemporaryDirectory() as scratch:
                folder = pathlib.Path(arguments.keep or scratch) / f"{difficulty}-{seed}"
                folder.mkdir(parents=True, exist_ok=True)
                if not (folder / "data/subscriptions_of_opportunities.parquet").exists():
                    generate(folder, seed, difficulty, arguments.leads or 5000)
                shutil.copy(HERE / "leadforge.yaml", folder / "pipeline.yaml")
                findings = audit(arguments.leadline, folder / "pipeline.yaml", folder / "working")
            found = collections.defaultdict(set)
            for finding in findings:
                if not finding.get("waived"):
                    found[finding.get("field") or "-"].add((finding["severity"], finding["check"]))
            refused = {field for field, checks in found.items() if any(severity == "fail" for severity, _ in checks)}
            missed = sorted(set(truth["leaks"]) - set(found))
            warned = sorted(set(truth["leaks"]) & (set(found) - refused))
            # A link that several slices share is no field: whether its outcomes go together is told apart.
            groups = sorted(set(found) & set(truth["groups"]))
            clean = set(found) - set(truth["leaks"]) - set(groups)
            accused, noted = sorted(clean & refused), sorted(clean - refused)
            results.append(
                {"difficulty": difficulty, "seed": seed, "missed": missed, "warned": warned, "accused": accused, "noted": noted,
                 "groups": groups,
                 "checks": {field: sorted({check for _, check in checks}) for field, checks in sorted(found.items())}})
            print(f"{difficulty} {seed}: missed {missed or 'none'}, only warned of {warned or 'none'}, "
                  f"accused {accused or 'none'}, clean but warned of {noted or 'none'}, groups {groups or 'none'}", flush=True)
    return {"part": "leadforge", "leaks": truth["leaks"], "clean": truth["clean"], "runs": results}


def failures(result):
    """Leaks that were neither refused nor warned of, and clean fields that were refused."""
    return [
        f"leadforge {one['difficulty']} {one['seed']}: missed {one['missed']}, accused {one['accused']}"
        for one in result["runs"] if one["missed"] or one["accused"]]


def table(result):
    runs = result["runs"]
    difficulties = list(dict.fromkeys(one["difficulty"] for one in runs))
    print(f"\n| field | {' | '.join(difficulties)} | named by |")
    print(f"|---|{'---:|' * len(difficulties)}---|")

    def row(name, count, of, named=""):
        cells = []
        for difficulty in difficulties:
            own = [one for one in runs if one["difficulty"] == difficulty]
            cells.append(cell(sum(count(one) for one in own), of * len(own)))
        print(f"| {name} | {' | '.join(cells)} | {named} |")

    for field in result["leaks"]:
        row(f"`{field}`", lambda one: field not in one["missed"] + one["warned"], 1,
            ranked(check for one in runs for check in one["checks"].get(field, [])))
    row("leaks that are only warned of", lambda one: len(one["warned"]), len(result["leaks"]))
    row("clean fields refused", lambda one: len(one["accused"]), len(result["clean"]))
    row("clean fields that are only warned of", lambda one: len(one["noted"]), len(result["clean"]))
    row("runs with a warning of a shared account or contact", lambda one: bool(one["groups"]), 1, "`groupsAcrossSlices`")
