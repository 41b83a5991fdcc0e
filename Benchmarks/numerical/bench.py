"""Times what stands around the regression beside its peers: in turn, on the same bytes.

Each run is a process of its own that reads the data first; reading is not timed.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import generate

HERE = pathlib.Path(__file__).parent
PARTS = {
    "kmeans-float": dict(part="kmeans", kind="f4", peers=["sklearnex", "sklearn", "faiss"]),
    "kmeans": dict(part="kmeans", kind="f8", peers=["sklearnex", "sklearn"]),
    "isotonic": dict(part="isotonic", kind="f8", peers=["scipy", "sklearn"]),
    "platt": dict(part="platt", kind="f8", peers=["newton", "sklearn"]),
    "score": dict(part="score", kind="f4", peers=["onnxruntime", "sklearn"]),
    "svd": dict(part="svd", kind="f8", peers=["propack", "arpack", "sklearn"]),
}


def run(command, threads):
    environment = {**os.environ, **{name: str(threads) for name in (
        "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}}
    with tempfile.TemporaryFile("w+") as output:
        child = subprocess.Popen([str(part) for part in command], stdout=output, env=environment)
        _, status, usage = os.wait4(child.pid, 0)
        if status:
            sys.exit(f"{command} ended with {status}")
        output.seek(0)
        result = json.loads(output.read().strip().splitlines()[-1])
    return {**result, "megabytes": usage.ru_maxrss / 1024}


def compare(program, folder, settings, threads, rounds):
    part, kind = settings["part"], settings["kind"]
    more = ["--float"] if kind == "f4" else []
    commands = {"Leadline": [program, part, folder, threads, 1, *more]}
    for peer in settings["peers"]:
        commands[peer] = [sys.executable, HERE / "peers.py", part, peer, folder, kind, threads]
    results = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            results[name].append(run(command, threads))
    for name, found in results.items():
        seconds = [result["seconds"] for result in found]
        ratios = [result["seconds"] / own["seconds"] for result, own in zip(found, results["Leadline"])]
        beside = "" if name == "Leadline" else f", {min(ratios):.2f} to {max(ratios):.2f} (median {statistics.median(ratios):.2f}) times ours"
        figures = ", ".join(f"{key} {value:.10g}" for key, value in sorted(found[-1]["figures"].items()))
        print(
            f"  {name}: least {min(seconds):.5f} s, median {statistics.median(seconds):.5f} s, "
            f"peak {max(result['megabytes'] for result in found):.0f} MB, {figures}{beside}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("parts", nargs="*", default=list(PARTS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, action="append")
    arguments = parser.parse_args()
    for name in arguments.parts:
        folder = arguments.folder / PARTS[name]["part"]
        generate.make(folder, PARTS[name]["part"])
        for threads in arguments.threads or [2, 1]:
            print(f"{name}, {threads} threads, load {os.getloadavg()[0]:.1f}", flush=True)
            compare(arguments.program.resolve(), folder, PARTS[name], threads, arguments.rounds)


main()
