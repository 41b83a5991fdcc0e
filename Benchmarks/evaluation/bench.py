#!/usr/bin/env python3
"""Parts of an evaluation beside NumPy and scikit-learn, in turn, on the same scores.

    bench.py METRICS [auroc] [bootstrap] [evaluate] [--repeats 7]

METRICS is the program of `swift build -c release --package-path Benchmarks --product metrics`. Prints the least and the
median time of each, and how many times faster ours is. NumPy and scikit-learn must be importable.
"""
import argparse
import pathlib
import statistics
import subprocess
import tempfile
import time

import numpy as np
import sklearn
from sklearn.metrics import roc_auc_score


def write(path, rows):
    """Scores of a model with an AUROC of 0.76, a tenth of the rows positive, five groups."""
    random = np.random.default_rng(1)
    labels = random.random(rows) < 0.1
    scores = 1 / (1 + np.exp(-(random.normal(size=rows) + labels - 2.2)))
    with open(path, "wb") as file:
        scores.tofile(file)
        labels.astype(np.uint8).tofile(file)
        random.integers(0, 5, rows).astype(np.uint8).tofile(file)
    return scores, labels


def ours(program, part, path, rows, *more):
    command = [program, part, str(path), str(rows), *map(str, more)]
    seconds, figure = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(figure)


def timed(body):
    start = time.perf_counter()
    figure = body()
    return time.perf_counter() - start, figure


def per_class_sort(scores, labels):
    positives, negatives = np.sort(scores[labels]), np.sort(scores[~labels])
    below = np.searchsorted(negatives, positives, "left") + np.searchsorted(negatives, positives, "right")
    return below.sum() / 2 / len(positives) / len(negatives)


def presorted_bootstrap(scores, labels, resamples):
    """AUROC of resamples from one sorting of the rows; the scores have no ties."""
    order = np.argsort(scores)
    positive = labels[order]
    random = np.random.default_rng(1)
    areas = np.empty(resamples)
    for resample in range(resamples):
        weights = np.bincount(random.integers(0, len(scores), len(scores)), minlength=len(scores))
        negatives = np.where(positive, 0, weights)
        below = np.cumsum(negatives)
        total = below[-1]
        areas[resample] = (weights[positive] * below[positive]).sum() / total / (len(scores) - total)
    return np.quantile(areas, 0.025)


def in_turn(title, repeats, mine, peers):
    times = {name: [] for name in [mine[0], *(name for name, _ in peers)]}
    figures = {}
    for _ in range(repeats):
        for name, body in [mine, *peers]:
            seconds, figures[name] = body()
            times[name].append(seconds)
    print(title)
    base = times[mine[0]]
    for name, found in times.items():
        ratio = f", {min(found) / min(base):.2f} (median {statistics.median(found) / statistics.median(base):.2f}) times ours"
        print(
            f"  {name}: least {min(found):.3f} s, median {statistics.median(found):.3f} s, of {len(found)}; "
            f"figure {figures[name]:.6g}{'' if name == mine[0] else ratio}"
        )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("metrics")
    parser.add_argument("parts", nargs="*", default=["auroc", "bootstrap", "evaluate"])
    parser.add_argument("--repeats", type=int, default=7)
    arguments = parser.parse_args()
    print(f"numpy {np.__version__}, scikit-learn {sklearn.__version__}")
    program, repeats = arguments.metrics, arguments.repeats
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "scores"
        if "auroc" in arguments.parts:
            rows = 10_000_000
            scores, labels = write(path, rows)
            in_turn(
                f"AUROC of {rows:,} scores",
                repeats,
                ("Leadline", lambda: ours(program, "auroc", path, rows)),
                [("NumPy, sorted by class", lambda: timed(lambda: per_class_sort(scores, labels)))],
            )
            print(f"  scikit-learn: {timed(lambda: roc_auc_score(labels, scores))[0]:.2f} s, once")
        if "bootstrap" in arguments.parts:
            rows, resamples = 100_000, 1000
            scores, labels = write(path, rows)
            in_turn(
                f"{resamples:,} bootstrap resamples of AUROC at {rows:,} rows (ours: average precision, gain and lift too)",
                repeats,
                ("Leadline", lambda: ours(program, "bootstrap", path, rows, resamples)),
                [("NumPy, presorted", lambda: timed(lambda: presorted_bootstrap(scores, labels, resamples)))],
            )
        if "evaluate" in arguments.parts:
            rows = 1_000_000
            write(path, rows)
            in_turn(
                f"Every metric of {rows:,} rows, overall and of five groups",
                min(repeats, 3),
                ("Leadline", lambda: ours(program, "evaluate", path, rows)),
                [],
            )


main()
