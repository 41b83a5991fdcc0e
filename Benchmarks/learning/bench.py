"""Times logistic regressions beside their peers: in turn, on the same bytes, at an equal objective. Prints Markdown tables.

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
import time

HERE = pathlib.Path(__file__).parent
SCALED = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8]
LOOSE = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5]
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
        ("snapml", LOOSE), ("sklearn liblinear", LOOSE), ("sklearn newton-cg", SCALED), ("sklearn saga", SCALED)]),
    "path": dict(kind="f8", gap=1e-6, ratio=0.5, strengths=100, search=60, peers=[("sklearn saga path", SCALED[:5])]),
    # Fewer strengths, since a hundred take its peers minutes.
    "path-l1": dict(data="path", kind="f8", gap=1e-6, ratio=1, strengths=20, search=100, peers=[
        ("celer path", [1, 1e-1, 1e-2, 1e-3, 1e-5]), ("sklearn saga path", SCALED[:5])]),
}
# Seconds that the tolerances of one peer are looked for unless a part says otherwise, and that rounds begin in, by threads.
SEARCH, ROUNDS = 25, 450


class TooSlow(Exception):
    pass


class Bench:
    def __init__(self, program, folder, part, settings, threads):
        self.program, self.folder, self.part, self.threads = program, folder / settings.get("data", part), part, threads
        self.settings = settings
        self.penalties = None

    def run(self, command, seconds=None):
        environment = {**os.environ, **{name: str(self.threads) for name in (
            "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}}
        with tempfile.TemporaryFile("w+") as output:
            child = subprocess.Popen([str(part) for part in command], stdout=output, env=environment)
            end = None if seconds is None else time.monotonic() + seconds
            while True:
                pid, status, usage = os.wait4(child.pid, 0 if end is None else os.WNOHANG)
                if pid:
                    break
                if time.monotonic() > end:
                    child.kill()
                    os.wait4(child.pid, 0)
                    raise TooSlow
                time.sleep(0.02)
            if status:
                sys.exit(f"{command} ended with {status}")
            output.seek(0)
            result = json.loads(output.read().strip().splitlines()[-1])
        return {**result, "megabytes": usage.ru_maxrss / 1024}

    def ours(self, tolerance, seconds=None):
        more = ["--float"] if self.settings["kind"] == "f4" else []
        ratio = self.settings.get("ratio")
        if ratio:
            more += ["--path", self.settings["strengths"], "--l1-ratio", ratio] + (["--no-intercept"] if ratio == 1 else [])
        result = self.run([self.program, self.folder, self.threads, tolerance, 1, *more])
        if ratio:
            self.penalties = self.penalties or result["penalties"]
            return {**result, "objective": result["objectives"]}
        return {**result, "objective": result["objectives"][0]}

    def theirs(self, name, tolerance, seconds=None):
        more = []
        if "ratio" in self.settings:
            more = [self.folder / "penalties.json", self.settings["ratio"]]
            more[0].write_text(json.dumps(self.penalties))
        return self.run(
            [sys.executable, HERE / "peers.py", name, self.folder, self.settings["kind"], self.threads, tolerance, *more], seconds)

    def gap(self, result, best):
        pairs = zip(result["objective"], best) if isinstance(best, list) else [(result["objective"], best)]
        return max((found - least) / least for found, least in pairs)

    def loosest(self, name, run, tolerances, best, notes):
        search = self.settings.get("search", SEARCH)
        end, found = time.monotonic() + search, None
        for tolerance in tolerances:
            try:
                result = run(tolerance, max(1, end - time.monotonic()))
            except TooSlow:
                notes.append(f"{name}: not within the gap in {search} s of looking for a tolerance" + (
                    f" (last {found}), stopped at {tolerance:g}" if found else f", stopped at {tolerance:g}"))
                return None
            found = f"gap {self.gap(result, best):.0e} in {result['seconds']:.2f} s"
            if self.gap(result, best) <= self.settings["gap"]:
                return tolerance
        notes.append(f"{name}: never within the gap ({found} at {tolerances[-1]:g})")
        return None

    def compare(self, rounds):
        best = self.ours(1e-10)["objective"]
        runs = {"Leadline": (self.ours, SCALED)}
        for name, tolerances in self.settings["peers"]:
            runs[name] = (lambda tolerance, seconds=None, name=name: self.theirs(name, tolerance, seconds), tolerances)
        notes = []
        chosen = {name: self.loosest(name, run, tolerances, best, notes) for name, (run, tolerances) in runs.items()}
        results = {name: [] for name, tolerance in chosen.items() if tolerance is not None}
        if "Leadline" not in results:
            sys.exit(f"{self.part}: ours is never within the gap: {notes}")
        start = time.monotonic()
        for done in range(rounds):
            if done and time.monotonic() - start > ROUNDS * (done / (done + 1)):
                notes.append(f"{done} rounds in place of {rounds}, for the time they take")
                break
            for name in results:
                results[name].append(runs[name][0](chosen[name]))
        self.show(results, chosen, best, notes)

    def show(self, results, chosen, best, notes):
        data = sum(file.stat().st_size for file in self.folder.iterdir() if file.suffix != ".json"
                   and file.name != ("x.f8" if self.settings["kind"] == "f4" else "x.f4")) / 2**20
        print(f"| who | tolerance | least | median | gap | peak memory of {data:.0f} MB of data | times as long as ours, by round |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        for name, found in results.items():
            seconds = [result["seconds"] for result in found]
            ratios = [result["seconds"] / own["seconds"] for result, own in zip(found, results["Leadline"])]
            beside = "" if name == "Leadline" else f"{min(ratios):.1f} to {max(ratios):.1f}, median {statistics.median(ratios):.1f}"
            print(
                f"| {name} | {chosen[name]:g} | {min(seconds):.4f} s | {statistics.median(seconds):.4f} s | "
                f"{max(self.gap(result, best) for result in found):.0e} | {max(result['megabytes'] for result in found):.0f} MB | "
                f"{beside} |", flush=True)
        for note in notes:
            print(f"\n{note}.", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("parts", nargs="*", default=list(PARTS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, action="append")
    arguments = parser.parse_intermixed_args()
    unknown = [part for part in arguments.parts if part not in PARTS]
    if unknown:
        sys.exit(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    for part in arguments.parts:
        data = PARTS[part].get("data", part)
        subprocess.run([sys.executable, HERE / "generate.py", arguments.folder, data], check=True)
        for threads in arguments.threads or [2, 1]:
            kind = "thread" if threads == 1 else "threads"
            print(
                f"\n### {part}, {threads} {kind}, gap {PARTS[part]['gap']:g}\n\nLoad of the machine before: {os.getloadavg()[0]:.1f}.\n",
                flush=True)
            Bench(arguments.program.resolve(), arguments.folder, part, PARTS[part], threads).compare(arguments.rounds)


main()
