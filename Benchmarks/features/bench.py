"""Times the features of an imported log, ours and the peers', and compares their answers.

compare   ours, DuckDB and Polars in turn, each in a process of its own that begins with the files and ends with the sum and
          the number of values of every column; before, `values`
values    the engines' answers about a smaller log, value by value
growth    ours alone, with ten times the events, the leads and the cutoffs
online    ours alone: one lead's features after each new event, by length of its history

Logs are simulated and imported by our program, untimed, and kept in --folder.
"""

import argparse
import glob
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
DAY = 86_400_000_000
# 2024-03-01, two months after the first event; the last of 26 cutoffs two weeks apart is two weeks before the last event.
FIRST = 1_709_251_200_000_000
SCENARIO = """version: 1
name: firehose
seed: 1
from: 2024-01-01
to: 2025-02-28
firehose: {{leads: {leads}, accounts: {accounts}, events: {events}, exponent: 1.7, spread: 300, late: 0.02, duplicates: 0}}
"""


def fail(text):
    sys.exit(f"bench: error: {text}")


def run(command):
    """What a process printed, with seconds of it all and its peak memory in bytes."""
    start = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        fail(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return output, time.perf_counter() - start, usage


def log(arguments, events, leads):
    """The folder of an imported log of about so many simulated events."""
    home = pathlib.Path(arguments.folder).resolve() / f"{events}-events-{leads}-leads"
    if not (home / "pipeline" / "simulation.json").exists():
        home.mkdir(parents=True, exist_ok=True)
        scenario = home / "scenario.yaml"
        scenario.write_text(SCENARIO.format(events=events, leads=leads, accounts=max(1, leads // 4)))
        run([arguments.leadline, "simulate", scenario, "-o", home / "pipeline"])
    if not glob.glob(str(home / "working/firehose/log-*/manifest.json")):
        run([arguments.leadline, "import", home / "pipeline/pipeline.yaml", "--working", home / "working"])
    (folder,) = glob.glob(str(home / "working/firehose/log-*"))
    with open(folder + "/manifest.json") as file:
        partitions = json.load(file)["partitions"]
    size = sum(part["events"]["bytes"] for part in partitions)
    count = sum(part["events"]["rows"] for part in partitions)
    print(f"log of {count} events in {len(partitions)} partitions, {size / 1e6:.0f} MB")
    return folder


def ours(arguments, folder, word="log", cutoffs=26, days=14):
    return [arguments.fold, word, folder, FIRST, cutoffs, days, arguments.threads]


def peer(arguments, engine, folder, cutoffs=26, days=14):
    batches = getattr(arguments, engine + "_batches")
    return [sys.executable, HERE / "peers.py", engine, folder, "--first", FIRST, "--count", cutoffs, "--step", days * DAY,
            "--threads", arguments.threads, "--batches", batches]


def differences(mine, other):
    """The columns of two summaries that differ by more than 1e-9 of the sum."""
    found = [] if mine["rows"] == other["rows"] else [f"{mine['rows']} and {other['rows']} rows"]
    for name, column in mine["columns"].items():
        its = other["columns"][name]
        if column["values"] != its["values"] or abs(column["sum"] - its["sum"]) > 1e-9 * max(1, abs(its["sum"])):
            found.append(f"{name}: {column} and {its}")
    return found


def values(arguments):
    import polars

    folder = log(arguments, 100_000, 2_000)
    home = pathlib.Path(folder).parents[2]
    run(ours(arguments, folder, "values")[:-1] + [home / "ours.csv"])
    keys = polars.read_parquet(folder + "/identities/entities.parquet")
    mine = (
        polars.read_csv(home / "ours.csv", infer_schema_length=None).join(keys, on="key")
        .drop("key").sort("entity", "k"))
    names = [name for name in mine.columns if name not in ("entity", "k")]
    agree = True
    for engine in ["duckdb", "polars"]:
        run(peer(arguments, engine, folder) + ["--values", home / f"{engine}.parquet"])
        its = polars.read_parquet(home / f"{engine}.parquet").rename({"lead": "entity"}).sort("entity", "k")
        if mine.select("entity", "k").rows() != its.select(mine.select("entity", "k").columns).rows():
            fail(f"{engine} has other rows")
        worst = 0.0
        for name in names:
            left, right = mine[name].cast(polars.Float64), its[name].cast(polars.Float64)
            if (left.is_null() != right.is_null()).any():
                print(f"{engine} differs in what is missing of {name}")
                agree = False
            gap = ((left - right).abs() / polars.select(polars.max_horizontal(right.abs(), 1.0)).to_series()).max()
            worst = max(worst, gap or 0.0)
        agree = agree and worst <= 1e-9
        print(f"{engine}: {mine.height} rows x {len(names)} columns compared value by value, greatest difference {worst:.1e}")
    return agree


def compare(arguments):
    # In a process of its own: what this one holds, those it starts would count as theirs.
    agree = subprocess.run([sys.executable, HERE / "bench.py", "values", *sys.argv[2:]]).returncode == 0
    folder = log(arguments, arguments.events, arguments.leads)
    ways = {"leadline": ours(arguments, folder)}
    ways |= {engine: peer(arguments, engine, folder) for engine in ["duckdb", "polars"] if engine in arguments.engines}
    runs = {name: [] for name in ways}
    answers = {}
    for number in range(arguments.rounds):
        for name, command in ways.items():
            output, seconds, usage = run(command)
            answers[name] = json.loads(output)
            peak = usage.ru_maxrss * 1024
            runs[name].append((seconds, answers[name]["seconds"], usage.ru_utime + usage.ru_stime, peak))
            print(f"round {number + 1} {name:9} {seconds:7.2f} s, {peak / 1e6:5.0f} MB", flush=True)
    for name in list(ways)[1:]:
        found = differences(answers["leadline"], answers[name])
        agree = agree and not found
        print(f"{name} agrees in all columns" if not found else f"{name} differs:\n  " + "\n  ".join(found))
    print(f"\n{answers['leadline']['rows']} rows, {arguments.threads} threads, {arguments.rounds} rounds in turn")
    print("                 process, s    work alone, s   processor, s    peak, MB")
    print("             least   median   least   median         median    greatest")
    for name, found in runs.items():
        whole, alone, processor, peak = zip(*found)
        print(f"{name:9} {min(whole):8.2f} {statistics.median(whole):8.2f} {min(alone):7.2f} {statistics.median(alone):8.2f}"
              f" {statistics.median(processor):14.2f} {max(peak) / 1e6:11.0f}")
    for name in list(ways)[1:]:
        ratios = [its[0] / mine[0] for mine, its in zip(runs["leadline"], runs[name])]
        alone = [its[1] / mine[1] for mine, its in zip(runs["leadline"], runs[name])]
        memory = max(mine[3] for mine in runs["leadline"]) / max(its[3] for its in runs[name])
        print(f"{name} takes {min(ratios):.1f} to {max(ratios):.1f} times as long, median {statistics.median(ratios):.1f}"
              f" (work alone: {min(alone):.1f} to {max(alone):.1f}, median {statistics.median(alone):.1f});"
              f" ours takes {memory:.2f} of its memory")
    return agree


def growth(arguments):
    few, many = arguments.events // 10, arguments.events
    some, more = arguments.leads // 10, arguments.leads
    cases = [
        (few, some, 26, 10), (many, some, 26, 10), (few, more, 26, 10), (many, more, 26, 10), (few, some, 260, 1),
        (many, more, 260, 1),
    ]
    logs = {(events, leads): log(arguments, events, leads) for events, leads, _, _ in cases}
    print("   events    leads  cutoffs      rows   least, s   median, s   processor, s   peak, MB")
    for events, leads, cutoffs, days in cases:
        found = []
        for _ in range(arguments.rounds):
            output, _, usage = run(ours(arguments, logs[events, leads], cutoffs=cutoffs, days=days))
            found.append((json.loads(output), usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime))
        seconds = [answer["seconds"] for answer, _, _ in found]
        print(f"{events:9} {leads:8} {cutoffs:8} {found[0][0]['rows']:9} {min(seconds):10.3f} {statistics.median(seconds):11.3f}"
              f" {statistics.median(p for _, _, p in found):14.2f} {max(peak for _, peak, _ in found):10.0f}", flush=True)
    return True


def online(arguments):
    for history in [1_000, 10_000, 100_000]:
        print(run([arguments.fold, "online", history])[0].decode(), end="", flush=True)
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=["compare", "values", "growth", "online"])
    parser.add_argument("--leadline", default=".build/release/leadline")
    parser.add_argument("--fold", default="Benchmarks/.build/release/fold")
    parser.add_argument("--folder", default="features-benchmark", help="where logs are kept")
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--leads", type=int, default=200_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", nargs="+", default=["duckdb", "polars"])
    parser.add_argument("--duckdb-batches", type=int, default=12)
    parser.add_argument("--polars-batches", type=int, default=30)
    arguments = parser.parse_args()
    parts = {"compare": compare, "values": values, "growth": growth, "online": online}
    if not parts[arguments.part](arguments):
        fail("the engines do not agree")


main()
