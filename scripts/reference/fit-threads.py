"""Fits the same rows with 1, 2 and 7 threads through the program and compares every byte; holds one corner against NumPy.

    fit-threads.py LEADLINE FOLDER [ROWS]

ROWS is a million unless given. Row counts lie at, below and above where blocks begin: blocks are 4,096 rows, or a 64th of all.
Registries are empty before each training.
"""
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys

import numpy as np

leadline, folder = sys.argv[1], pathlib.Path(sys.argv[2])
million = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
THREADS = (1, 2, 7)
folder.mkdir(parents=True, exist_ok=True)


def rows(count, columns=8, slope=0.7):
    random = np.random.default_rng(20240501)
    x = random.normal(size=(count, columns))
    y = random.random(count) < 1 / (1 + np.exp(1.5 - x @ random.normal(size=columns) * slope))
    return x, y


def run(*words):
    done = subprocess.run([leadline, *map(str, words)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done


def one_digest(name, digest):
    digests = {threads: digest(threads) for threads in THREADS}
    if len(set(digests.values())) != 1:
        sys.exit(f"{name}: {digests}")
    print(f"{name}: {digests[1][:16]} at {', '.join(map(str, THREADS))} threads")


def fit(name, *words):
    output = folder / "fit.json"

    def digest(threads):
        run("fit", *words, "--threads", threads, "-o", output)
        return hashlib.sha256(output.read_bytes()).hexdigest()

    one_digest(name, digest)
    return json.loads(output.read_text())["fits"][0]


def fits():
    for count in [8191, 8192, 8193, 64 * 4096 - 1, 64 * 4096, 64 * 4096 + 1, million - 1, million, million + 1]:
        x, y = rows(count)
        np.save(folder / "x.npy", x)
        np.save(folder / "y.npy", y.astype("u1"))
        words = [folder / "x.npy", "--labels", folder / "y.npy"]
        found = fit(f"{count:,} rows, squares", *words)
        print(f"    {found['solver']}, {found['passes']} passes, {found['state']}")
        if count in (8193, million):
            fit(f"{count:,} rows, standard errors", *words, "--standard-errors")
            fit(f"{count:,} rows, path", *words, "--l1-ratio", 0.5, "--path", 10)


def sparse():
    random = np.random.default_rng(20240502)
    count, columns, each = million // 5, 100_000, 5
    np.save(folder / "data.npy", random.normal(size=count * each))
    np.save(folder / "indices.npy", random.integers(0, columns, size=count * each).astype("<i4"))
    np.save(folder / "indptr.npy", np.arange(count + 1, dtype="<i8") * each)
    np.save(folder / "y.npy", (random.random(count) < 0.3).astype("u1"))
    words = [folder / "data.npy", "--row-starts", folder / "indptr.npy", "--column-indices", folder / "indices.npy",
             "--columns", columns, "--labels", folder / "y.npy", "--tolerance", 1e-7]
    fit(f"{count:,} sparse rows, squares", *words)
    fit(f"{count:,} sparse rows, magnitudes", *words, "--l1-ratio", 1, "--penalty", 3)


def one_positive():
    """One positive row in a million, by Newton steps of NumPy with all rows."""
    x, _ = rows(million, 3)
    y = np.zeros(million, bool)
    y[million // 3] = True
    np.save(folder / "x.npy", x)
    np.save(folder / "y.npy", y.astype("u1"))
    extended = np.column_stack([x, np.ones(million)])
    ridge = np.array([1.0, 1, 1, 0])

    def value(parameters):
        margins = extended @ parameters
        return np.logaddexp(0, np.where(y, -margins, margins)).sum() + ridge @ parameters**2 / 2

    expected = np.array([0, 0, 0, -np.log(million - 1)])
    for _ in range(30):
        probabilities = 1 / (1 + np.exp(-(extended @ expected)))
        gradient = extended.T @ (probabilities - y) + ridge * expected
        hessian = (extended.T * (probabilities * (1 - probabilities))) @ extended + np.diag(ridge)
        expected = expected - np.linalg.solve(hessian, gradient)
    for tolerance in (1e-5, 1e-10):
        found = fit(f"one positive in {million:,} rows, tolerance {tolerance:g}", folder / "x.npy", "--labels", folder / "y.npy",
                    "--tolerance", tolerance)
        parameters = np.array(found["coefficients"] + [found["intercept"]])
        gap, distance = value(parameters) / value(expected) - 1, np.abs(parameters - expected).max()
        print(f"    {found['solver']}: relative gap {gap:.1e}, furthest parameter {distance:.1e} from NumPy's")
        if abs(gap) > 1e-6 or distance > (1e-3 if tolerance == 1e-5 else 1e-6):
            sys.exit("too far")


PIPELINE = """version: 1
name: threads
title: Does the same come out whatever the number of threads?
data: {provenance: simulated, description: drawn from a seed, zone: UTC}
unit: row
table:
  version: 1
  file: rows.csv
  format: {type: csv, delimiter: ",", header: 1}
  order: rows
  label: {field: won, positive: "yes"}
  fields:
    won: {type: text, purpose: label, known: afterOutcome, allowed: ["yes", "no"], nulls: refuse}
FIELDS
  slices: {train: 0.5, calibrate: 0.25, test: 0.25}
model: {strength: {choose: timeSplits, splits: 2, candidates: [1, 100]}, seed: 1}
calibration: {method: platt}
"""


def registries():
    """Versions trained from a table: train slices of 8,191 to 8,193 rows."""
    for train in (8191, 8192, 8193):
        # So weak that the audit finds no column that tells too much.
        x, y = rows(2 * train, 3, 0.2)
        lines = ["won,a,b,c"] + [f"{'yes' if won else 'no'},{a!r},{b!r},{c!r}" for won, (a, b, c) in zip(y, x.tolist())]
        room = folder / "room"
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir()
        (room / "rows.csv").write_text("\n".join(lines) + "\n")
        fields = "\n".join(f"    {name}: {{type: number, purpose: feature, known: asOf}}" for name in "abc")
        (room / "pipeline.yaml").write_text(PIPELINE.replace("FIELDS", fields))

        def digest(threads):
            registry = room / f"registry-{threads}"
            run("train", room / "pipeline.yaml", "--registry", registry, "--working", room / f"working-{threads}",
                "--reports", room / f"reports-{threads}", "--threads", threads)
            version = registry / "models/threads/versions/1"
            files = sorted(path for path in version.iterdir())
            return hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()

        one_digest(f"version trained on {train:,} rows into an empty registry", digest)


fits()
sparse()
one_positive()
registries()
