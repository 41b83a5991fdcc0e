"""Measures the leakage audit: which planted or known leaks it names, and whom it accuses wrongly.

    bench.py leadforge --leadline BIN [--seeds 11-30] [--difficulties intro,intermediate,advanced] [--keep DIR]
    bench.py simulator --leadline BIN [--seeds 101-110] [--clean 101-120] [--strengths 1,0.5,0.25] [--kinds KIND,…]
                       [--leads 12000] [--jobs 1]
    bench.py real --leadline BIN                the real data sets, from $LEADLINE_DATA
    bench.py table FILE.json [FILE.json …]      the Markdown table of what the others wrote with --out

Each run audits in a folder of its own. `--out FILE.json` keeps what was found. Exit code 1 where a leak of full strength
is missed or somebody is accused wrongly.
"""

import argparse
import json
import os
import pathlib
import sys

import leadforge
import real
import simulated

PARTS = {"leadforge": leadforge, "simulator": simulated, "real": real}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=[*PARTS, "table"])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--leadline", default="leadline")
    parser.add_argument("--seeds")
    parser.add_argument("--clean", default="")
    parser.add_argument("--strengths", default="1,0.5,0.25")
    parser.add_argument("--kinds", default="")
    parser.add_argument("--difficulties", default="intro,intermediate,advanced")
    parser.add_argument("--leads", type=int)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep")
    parser.add_argument("--out")
    arguments = parser.parse_args()
    if arguments.what == "table":
        merged = {}
        for file in arguments.files:
            result = json.loads(pathlib.Path(file).read_text())
            if result["part"] in merged:
                merged[result["part"]]["runs"] += result["runs"]
            else:
                merged[result["part"]] = result
        for part, result in merged.items():
            PARTS[part].table(result)
        return
    arguments.leadline = os.path.abspath(arguments.leadline)
    arguments.seeds = arguments.seeds or {"leadforge": "11-30", "simulator": "101-110", "real": ""}[arguments.what]
    part = PARTS[arguments.what]
    result = part.run(arguments)
    if arguments.out:
        pathlib.Path(arguments.out).write_text(json.dumps(result, indent=1, sort_keys=True) + "\n")
    part.table(result)
    wrong = part.failures(result)
    for text in wrong:
        print(f"bench: {text}", file=sys.stderr)
    sys.exit(1 if wrong else 0)


main()
