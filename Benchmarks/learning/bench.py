"""Times logistic regressions beside their peers: in turn, on the same bytes, at an equal objective.

Each fit is a process of its own that reads the data first; reading is not timed. Before the rounds each takes the loosest of
its tolerances whose objective is within the gap of the best known one, which ours finds at a tolerance of 1e-10.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
SCALED = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8]
DENSE = [
    # scikit-learn-intelex looks at the gradient of the sum, so its tolerances grow with the rows.
    ("sklearnex lbfgs", [1000, 300, 100, 30, 10, 3, 1, 0.3, 0.1, 0.01]),
    ("sklearn lbfgs", SCALED), ("sklearn newton-cholesky", SCALED),
]
PARTS = {
    "large": dict(kind="f8", gap=1e-6, peers=DENSE), "large-float": dict(data="large", kind="f4", gap=1e-6, peers=DENSE),
    "medium": dict(kind="f8", gap=2e-7, peers=DENSE),
    "large-hard": dict(kind="f8", gap=1e-6, peers=DENSE), "medium-hard": dict(kind="f8", gap=2e-7, peers=DENSE),
    "sparse": dict(kind="sparse", gap=1e-6, peers=[
        ("snapml", [1e-1, 1e-2, 1e-3, 1e-4, 1e-5]), ("sklearn liblinear", [1e-1, 1e-2, 1e-3, 1e-4, 1e-5]),
        ("sklearn newton-cg", SCALED), ("sklearn saga", SCALED)]),
    "path": dict(kind="f8", gap=1e-6, peers=[("sklearn saga path", [1e-2, 1e-3, 1e-4, 1e-5, 1e-6])]),
}


class Bench:
    def __init__(self, program, folder, part, settings, threads):
        self.program, self.folder, self.part, self.threads = program, folder / settings.get("data", part), part, threads
        self.settings = settings
        self.penalties = None

    def run(self, command):
        environment = {**os.environ, **{name: str(self.threads) for name in (
            "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}}
        with tempfile.TemporaryFile("w+") as output:
            child = subprocess.Popen([str(part) for part in command], stdout=output, env=environment)
            _, status, usage = os.wait4(child.pid, 0)
            if status:
                sys.exit(f"{command} ended with {status}")
            output.seek(0)
            result = json.loads(output.read().strip().splitlines()[-1])
        return {**result, "megabytes": usage.ru_maxrss / 1024}

    def ours(self, tolerance):
        more = ["--float"] if self.settings["kind"] == "f4" else []
        more += ["--path", 100] if self.part == "path" else []
        result = self.run([self.program, self.folder, self.threads, tolerance, 1, *more])
        if self.part == "path":
            self.penalties = self.penalties or result["penalties"]
            return {**result, "objective": result["objectives"]}
        return {**result, "objective": result["objectives"][0]}

    def theirs(self, name, tolerance):
        more = []
        if self.part == "path":
            more = [self.folder / "penalties.json"]
            more[0].write_text(json.dumps(self.penalties))
        return self.run([sys.executable, HERE / "peers.py", name, self.folder, self.settings["kind"], self.threads, tolerance, *more])

    def gap(self, result, best):
        pairs = zip(result["objective"], best) if isinstance(best, list) else [(result["objective"], best)]
        return max((found - least) / least for found, least in pairs)

    def loosest(self, name, run, tolerances, best):
        for tolerance in tolerances:
            result = run(tolerance)
            if self.gap(result, best) <= self.settings["gap"]:
                return tolerance
        print(f"  {name}: never within the gap ({self.gap(result, best):.1e} at {tolerances[-1]:g}, {result['seconds']:.2f} s)")
        return None

    def compare(self, rounds):
        best = self.ours(1e-10)["objective"]
        runs = {"Leadline": (self.ours, SCALED)}
        for name, tolerances in self.settings["peers"]:
            runs[name] = (lambda tolerance, name=name: self.theirs(name, tolerance), tolerances)
        chosen = {name: self.loosest(name, run, tolerances, best) for name, (run, tolerances) in runs.items()}
        results = {name: [] for name, tolerance in chosen.items() if tolerance is not None}
        for _ in range(rounds):
            for name in results:
                results[name].append(runs[name][0](chosen[name]))
        data = sum(file.stat().st_size for file in self.folder.iterdir() if file.suffix != ".json"
                   and file.name != ("x.f8" if self.settings["kind"] == "f4" else "x.f4")) / 2**20
        for name, found in results.items():
            seconds = [result["seconds"] for result in found]
            ratios = [result["seconds"] / own["seconds"] for result, own in zip(found, results["Leadline"])]
            beside = "" if name == "Leadline" else f", {min(ratios):.1f} to {max(ratios):.1f} (median {statistics.median(ratios):.1f}) times ours"
            print(
                f"  {name} (tolerance {chosen[name]:g}): least {min(seconds):.4f} s, median {statistics.median(seconds):.4f} s, "
                f"gap {max(self.gap(result, best) for result in found):.0e}, peak {max(result['megabytes'] for result in found):.0f} MB "
                f"of {data:.0f} MB data{beside}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("parts", nargs="*", default=list(PARTS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, action="append")
    arguments = parser.parse_args()
    for part in arguments.parts:
        for threads in arguments.threads or [2, 1]:
            print(f"{part}, {threads} threads, load {os.getloadavg()[0]:.1f}", flush=True)
            Bench(arguments.program.resolve(), arguments.folder, part, PARTS[part], threads).compare(arguments.rounds)


main()
