#!/usr/bin/env python3
"""Import of a large file: `leadline import` against DuckDB alone reading and sorting the same bytes.

    Benchmarks/import.py [--rows 10000000] [--rounds 5] [--threads 2] [--folder DIR] [--leadline FILE]

Both run in processes of their own, in turns, on a CSV and on a Parquet file of the same rows (id, lead, account, kind, channel,
occurred, recorded, amount, page). DuckDB types the columns and sorts by lead and time, once into a table and once into a
Parquet file; it checks nothing, reconciles nothing and takes no digest. Leadline checks every field against its contract,
reconciles ids, makes pseudonyms, writes the partitioned log and verifies it. Prints seconds, ratios and peak memory: the least
and the median of the rounds. Needs the `duckdb` package of the version that leadline has (`leadline version`).
"""
import argparse
import os
import statistics
import subprocess
import sys
import time

COLUMNS = {
    "id": "VARCHAR", "lead": "VARCHAR", "account": "VARCHAR", "kind": "VARCHAR", "channel": "VARCHAR",
    "occurred": "TIMESTAMP", "recorded": "TIMESTAMP", "amount": "DOUBLE", "page": "VARCHAR",
}
KINDS = ["call", "download", "email", "form", "visit"]
CHANNELS = ["chat", "mail", "phone", "web"]


def generate(folder, rows):
    """Rows of leads with heavy-tailed activity, in no order, from a counter's hash: the same on every machine."""
    import duckdb
    leads = max(1, rows // 50)
    database = duckdb.connect()
    database.execute("SET TimeZone = 'UTC'")
    database.execute(f"""
        CREATE TABLE rows AS SELECT
            'e' || lpad(CAST(i AS VARCHAR), 9, '0') AS id,
            'lead-' || lpad(CAST(lead AS VARCHAR), 7, '0') AS lead,
            'account-' || lpad(CAST(lead // 7 AS VARCHAR), 6, '0') AS account,
            {KINDS}[1 + CAST(hash(i * 7 + 1) % 5 AS INTEGER)] AS kind,
            {CHANNELS}[1 + CAST(hash(i * 7 + 2) % 4 AS INTEGER)] AS channel,
            occurred, occurred + to_microseconds(CAST(hash(i * 7 + 4) % 86400000000 AS BIGINT)) AS recorded,
            round((hash(i * 7 + 5) % 1000000) / 100.0, 2) AS amount,
            '/page/' || CAST(hash(i * 7 + 6) % 500 AS VARCHAR) AS page
        FROM (SELECT i, CAST(floor({leads} * pow((hash(i * 7) % 1000000007) / 1000000007.0, 1.5)) AS BIGINT) AS lead,
                TIMESTAMP '2024-01-01' + to_microseconds(CAST(hash(i * 7 + 3) % 31536000000000 AS BIGINT)) AS occurred
              FROM range({rows}) numbers(i))""")
    text = "strftime({0}, '%Y-%m-%dT%H:%M:%S.%fZ') AS {0}"
    database.execute(f"""
        COPY (SELECT * REPLACE ({text.format('occurred')}, {text.format('recorded')}) FROM rows)
        TO '{folder}/rows.csv' (HEADER)""")
    database.execute(f"""
        COPY (SELECT * REPLACE (CAST(occurred AS TIMESTAMPTZ) AS occurred, CAST(recorded AS TIMESTAMPTZ) AS recorded)
              FROM rows) TO '{folder}/rows.parquet' (FORMAT parquet)""")


PIPELINE = """\
version: 1
name: import-{format}
title: A benchmark of the import
data: {{provenance: simulated, description: Generated rows., zone: UTC}}
unit: lead
sources:
  rows:
    version: 1
    file: rows.{format}
    format: {{type: {format}}}
    history: full
    fields:
      id: {{type: key, namespace: event, purpose: identity, nulls: refuse}}
      lead: {{type: key, namespace: lead, purpose: identity, nulls: refuse}}
      account: {{type: key, namespace: account, purpose: identity, nulls: refuse}}
      kind: {{type: text, purpose: feature, nulls: refuse, allowed: [{kinds}], known: atRecord}}
      channel: {{type: text, purpose: feature, nulls: refuse, allowed: [{channels}], known: atRecord}}
      occurred: {{type: instant, purpose: time, nulls: refuse}}
      recorded: {{type: instant, purpose: time, nulls: refuse}}
      amount: {{type: number, purpose: feature, minimum: 0, maximum: 10000, nulls: refuse, known: atRecord}}
      page: {{type: text, purpose: feature, known: atRecord}}
    events:
      - {{kind: touch, id: id, subject: lead, account: account, occurredAt: occurred, recordedAt: recorded,
         attributes: [kind, channel, amount, page]}}
label: {{version: 1, name: fills in a form within two weeks, outcome: {{kind: touch, where: {{kind: form}}}}, window: 14d, from: cutoff}}
cutoffs: {{calendar: {{from: 2024-03-01, to: 2024-11-01, every: month}}}}
slices:
  train: {{from: 2024-03-01, to: 2024-05-01}}
  calibrate: {{from: 2024-06-01, to: 2024-07-01}}
  test: {{from: 2024-08-01, to: 2024-11-01}}
features:
  touches: {{kind: count, of: touch, window: 30d, unit: touches, sentence: "has {{value}} touches in thirty days"}}
model: {{inputs: {{touches: []}}, penalty: 1.0, seed: 1}}
calibration: {{method: platt}}
"""


def peer(folder, form, target, threads):
    """One run of DuckDB, in a process of its own."""
    import duckdb
    database = duckdb.connect()
    database.execute(f"SET threads = {threads}; SET TimeZone = 'UTC'")
    if form == "csv":
        source = f"read_csv('{folder}/rows.csv', header = true, auto_detect = false, columns = {COLUMNS})"
    else:
        source = f"read_parquet('{folder}/rows.parquet')"
    select = f"SELECT * FROM {source} ORDER BY lead, occurred"
    if target == "table":
        database.execute(f"CREATE TABLE sorted AS {select}")
    else:
        database.execute(f"COPY ({select}) TO '{folder}/sorted.parquet' (FORMAT parquet, COMPRESSION zstd)")


def timed(command):
    """Seconds, seconds of processor, peak memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f"{' '.join(command)} failed:\n{output.decode()}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--folder", default="import-benchmark")
    parser.add_argument("--leadline", default=".build/release/leadline")
    parser.add_argument("--peer", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    folder = os.path.abspath(arguments.folder)
    if arguments.peer:
        return peer(folder, *arguments.peer, arguments.threads)
    os.makedirs(folder, exist_ok=True)
    if not os.path.exists(f"{folder}/rows.parquet"):
        generate(folder, arguments.rows)
    for form in ["csv", "parquet"]:
        with open(f"{folder}/{form}.yaml", "w") as file:
            file.write(PIPELINE.format(format=form, kinds=", ".join(KINDS), channels=", ".join(CHANNELS)))
    again = [sys.executable, os.path.abspath(__file__), "--folder", folder, "--threads", str(arguments.threads)]
    for form in ["csv", "parquet"]:
        ours = [os.path.abspath(arguments.leadline), "import", f"{folder}/{form}.yaml", "--fresh",
                "--working", f"{folder}/working"]
        ways = {"leadline": ours, "DuckDB, table": again + ["--peer", form, "table"],
                "DuckDB, Parquet": again + ["--peer", form, "parquet"]}
        runs = {name: [] for name in ways}
        for _ in range(arguments.rounds):
            for name, command in ways.items():
                runs[name].append(timed(command))
        print(f"{form}, {os.path.getsize(f'{folder}/rows.{form}') / 1e6:.0f} MB")
        own = runs["leadline"]
        for name, found in runs.items():
            seconds = [run[0] for run in found]
            processor = [run[1] for run in found]
            ratios = [mine[0] / other[0] for mine, other in zip(own, found)]
            print(f"  {name:16} {min(seconds):7.2f} s least {statistics.median(seconds):7.2f} s median"
                  f" {statistics.median(processor):7.2f} s of processor {max(run[2] for run in found):6.0f} MB"
                  + ("" if name == "leadline" else
                     f"   leadline takes {min(ratios):.2f} to {max(ratios):.2f} times as long, median"
                     f" {statistics.median(ratios):.2f}; least to least {min(r[0] for r in own) / min(seconds):.2f}"))


if __name__ == "__main__":
    main()
