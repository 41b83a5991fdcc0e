#!/usr/bin/env python3
"""Times `leadline personas follow`: how long an event takes to be in its lead's profile, by the length of the lead's history.

    Benchmarks/personas/follow.py [--leadline .build/release/leadline] [--leads 60] [--events 2000] [--rounds 3]

Customers of a made-up shop have 10, 100 or 1,000 purchases; the personas are found among all of them and published. Then
events of the customers of one length come one after the other, and the program itself tells what half of them and 99 in 100
took, from the line to the answer: reading JSON, finding what is known of the lead, asking whether it is eligible, computing
12 features, assigning. Python's standard library is all this needs.
"""

import argparse
import datetime
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

LENGTHS = (10, 100, 1000)
START = datetime.datetime(2024, 1, 1)
END = datetime.datetime(2025, 3, 1)

PIPELINE = """
version: 1
name: shop
title: Will a customer buy again within 30 days?
data: {provenance: simulated, description: drawn by a benchmark, zone: UTC}
unit: customer
sources:
  purchases:
    version: 1
    file: purchases.csv
    format: {type: csv, delimiter: ",", header: 1}
    history: full
    fields:
      id: {type: text, purpose: identity, nulls: refuse}
      customer: {type: key, namespace: customer, purpose: identity, personal: true, nulls: refuse}
      at: {type: instant, purpose: time, nulls: refuse}
      units: {type: integer, purpose: feature, minimum: 0}
      amount: {type: number, purpose: feature, minimum: 0}
      region: {type: text, purpose: feature}
    events:
      - kind: purchase
        id: id
        subject: customer
        occurredAt: at
        recordedAt: assumed occurredAt + 0d
        attributes: [units, amount, region]
label: {version: 1, name: buys again, outcome: {kind: purchase}, window: 30d, from: cutoff}
cutoffs:
  calendar: {from: 2024-04-01, to: 2025-01-01, every: month}
eligible: {has: [purchase]}
slices:
  train: {from: 2024-04-01, to: 2024-07-01}
  calibrate: {from: 2024-09-01, to: 2024-10-01}
  test: {from: 2024-12-01, to: 2025-01-01}
  embargo: 0d
  disjoint: none
features:
  frequency: {kind: count, of: purchase}
  monetary: {kind: sum, of: purchase, attribute: amount}
  recency: {kind: timeSinceLast, of: purchase}
  tenure: {kind: timeSinceFirst, of: purchase}
  month: {kind: count, of: purchase, window: 30d}
  quarter: {kind: count, of: purchase, window: 90d}
  spent: {kind: sum, of: purchase, attribute: amount, window: 90d}
  basket: {kind: mean, of: purchase, attribute: units, window: 90d}
  largest: {kind: maximum, of: purchase, attribute: amount}
  days: {kind: activeDays, of: purchase, window: 90d}
  pace: {kind: meanInterval, of: purchase}
  region: {kind: attribute, attribute: region}
model:
  inputs: {frequency: [log1p], monetary: [log1p], recency: [], month: [], quarter: [], spent: [], basket: [], largest: []}
  penalty: 1.0
  seed: 1
calibration: {method: platt}
"""


def purchase(draw, number, customer, at):
    return {
        "id": f"p{number}", "customer": customer, "at": at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "units": draw.randint(1, 4), "amount": draw.randint(500, 4500) / 100,
        "region": draw.choice(["north", "south"]),
    }


def envelope(row):
    return json.dumps({
        "id": row["id"], "source": "purchases", "type": "purchase", "subject": "customer:" + row["customer"],
        "time": row["at"], "data": {name: row[name] for name in ("units", "amount", "region")},
    })


def run(leadline, folder, *arguments, statuses=(0,)):
    done = subprocess.run([leadline, *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode not in statuses:
        sys.exit(f"follow: error: {' '.join(arguments)}: {done.stderr}")
    return done


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--leadline", default=".build/release/leadline")
    options.add_argument("--leads", type=int, default=60)
    options.add_argument("--events", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    leadline = str(pathlib.Path(given.leadline).resolve())
    draw = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        rows, customers = [], {length: [] for length in LENGTHS}
        span = (END - START).total_seconds()
        for length in LENGTHS:
            for lead in range(given.leads):
                customer = f"c{length}-{lead}"
                customers[length].append(customer)
                for _ in range(length):
                    at = START + datetime.timedelta(seconds=round(draw.random() * span))
                    rows.append(purchase(draw, len(rows), customer, at))
        (root / "pipeline.yaml").write_text(PIPELINE)
        with open(root / "purchases.csv", "w") as file:
            file.write("id,customer,at,units,amount,region\n")
            for row in rows:
                file.write(",".join(str(value) for value in row.values()) + "\n")
        run(leadline, folder, "personas", "discover", "pipeline.yaml", "-o", "found.json", "--k-range", "2..4",
            "--bootstraps", "10", "--draws", "19", statuses=(0, 2))
        found = json.loads((root / "found.json").read_text())
        names = "".join(
            f"  group-{place}: {{title: Group, clusters: [{profile['id']}]}}\n"
            for place, profile in enumerate(found["profiles"]))
        (root / "names.yaml").write_text(f"version: 1\nrevision: 1\ntitle: Who\npersonas:\n{names}")
        run(leadline, folder, "personas", "map", "names.yaml", "--discovery", "found.json", "--publish", "who",
            statuses=(0, 2))
        print(f"{len(rows)} purchases of {3 * given.leads} customers, {len(found['profiles'])} groups")
        # Few events a lead, so that the lengths of histories stay what they are called.
        each = {length: max(1, min(given.events // given.leads, length // 5)) for length in LENGTHS}
        for turn in range(1, given.rounds + 1):
            for length in LENGTHS:
                with open(root / "events.jsonl", "w") as file:
                    for number in range(each[length] * given.leads):
                        at = END + datetime.timedelta(seconds=60 * number + 1)
                        row = purchase(draw, f"n{number}", customers[length][number % given.leads], at)
                        file.write(envelope(row) + "\n")
                told = run(leadline, folder, "personas", "follow", "who@1", "pipeline.yaml", "--events", "events.jsonl")
                words = re.search(r"half took up to (\S+ \S+) each, 99 in 100 up to (.+)", told.stderr)
                changes = told.stdout.count("\n")
                print(
                    f"round {turn}: histories of {length}: {each[length] * given.leads} events, {changes} changes: "
                    f"median {words[1]}, p99 {words[2]}")


if __name__ == "__main__":
    main()
