#!/usr/bin/env python3
"""Parts of an evaluation beside NumPy and scikit-learn, in turn, on the same scores.

    bench.py METRICS LEADLINE [auroc] [bootstrap] [evaluate] [--repeats 7]

METRICS is the program of `swift build -c release --package-path Benchmarks --product metrics`, LEADLINE that of the product.
Prints the least and the median time of each, and how many times ours that is, round by round. NumPy, pandas and
scikit-learn must be importable; Intel's scikit-learn-intelex takes part where it is. Exits with 1 where figures differ.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
import pandas as pd
import sklearn
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

try:
    import sklearnex
    from sklearnex.metrics import roc_auc_score as intel_roc_auc_score
except ImportError:
    sklearnex = None


def write(path, rows):
    """Scores of a model with an AUROC of 0.76, a tenth of the rows positive, five groups."""
    random = np.random.default_rng(1)
    labels = random.random(rows) < 0.1
    scores = 1 / (1 + np.exp(-(random.normal(size=rows) + labels - 2.2)))
    groups = random.integers(0, 5, rows).astype(np.uint8)
    with open(path, "wb") as file:
        scores.tofile(file)
        labels.astype(np.uint8).tofile(file)
        groups.tofile(file)
    return scores, labels, groups


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


def scikit_bootstrap(scores, labels, resamples):
    """As people write it: rows are drawn, and scikit-learn called."""
    random = np.random.default_rng(1)
    areas = []
    for _ in range(resamples):
        rows = random.integers(0, len(scores), len(scores))
        areas.append(roc_auc_score(labels[rows], scores[rows]))
    return np.quantile(areas, 0.025)


def few_values(path):
    """Parsing, and four metrics overall and of each group, without any interval."""
    frame = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)
    parts = [frame, *(part for _, part in frame.groupby("segment"))]
    metrics = (roc_auc_score, average_precision_score, brier_score_loss, log_loss)
    return [metric(part.label, part.score) for part in parts for metric in metrics][0]


def whole_program(program, path):
    command = [program, "evaluate", "--scores", path, "--group", "segment", "--capacity", "1000", "--json"]
    start = time.perf_counter()
    text = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout
    seconds = time.perf_counter() - start
    return seconds, float(pd.DataFrame(json.loads(text)["metrics"]).query("metric == 'auroc'").value.iloc[0])


def in_turn(title, repeats, mine, peers, tolerance=1e-12):
    """Rounds of all, one after the other, ours first."""
    times = {name: [] for name in [mine[0], *(name for name, _ in peers)]}
    figures = {}
    for _ in range(repeats):
        for name, body in [mine, *peers]:
            seconds, figures[name] = body()
            times[name].append(seconds)
    print(title)
    for name, found in times.items():
        ratios = [theirs / own for theirs, own in zip(found, times[mine[0]])]
        beside = f", {min(ratios):.2f} to {max(ratios):.2f} (median {statistics.median(ratios):.2f}) times ours"
        print(
            f"  {name}: least {min(found):.3f} s, median {statistics.median(found):.3f} s, of {len(found)}; "
            f"figure {figures[name]:.6g}{'' if name == mine[0] else beside}"
        )
        if abs(figures[name] - figures[mine[0]]) > tolerance:
            sys.exit(f"  {name} has another figure")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("metrics")
    parser.add_argument("leadline", type=pathlib.Path)
    parser.add_argument("parts", nargs="*", default=["auroc", "bootstrap", "evaluate"])
    parser.add_argument("--repeats", type=int, default=7)
    arguments = parser.parse_args()
    intel = f", scikit-learn-intelex {sklearnex.__version__}" if sklearnex else ""
    print(f"numpy {np.__version__}, pandas {pd.__version__}, scikit-learn {sklearn.__version__}{intel}")
    program, repeats = arguments.metrics, arguments.repeats
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "scores"
        if "auroc" in arguments.parts:
            rows = 10_000_000
            scores, labels, _ = write(path, rows)
            peers = [
                ("NumPy, sorted by class", lambda: timed(lambda: per_class_sort(scores, labels))),
                ("scikit-learn", lambda: timed(lambda: roc_auc_score(labels, scores))),
            ]
            if sklearnex:
                peers.append(("scikit-learn-intelex", lambda: timed(lambda: intel_roc_auc_score(labels, scores))))
            in_turn(
                f"AUROC of {rows:,} scores", repeats,
                ("Leadline", lambda: ours(program, "auroc", path, rows)), peers, 1e-9)
        if "bootstrap" in arguments.parts:
            rows, resamples = 100_000, 1000
            scores, labels, _ = write(path, rows)
            in_turn(
                f"{resamples:,} bootstrap resamples of AUROC at {rows:,} rows (ours: average precision, gain and lift too)",
                repeats, ("Leadline", lambda: ours(program, "bootstrap", path, rows, resamples)),
                [("NumPy, presorted", lambda: timed(lambda: presorted_bootstrap(scores, labels, resamples)))], 1e-3)
            in_turn(
                "the same, as people write it", 1,
                ("Leadline", lambda: ours(program, "bootstrap", path, rows, resamples)),
                [("scikit-learn, rows drawn", lambda: timed(lambda: scikit_bootstrap(scores, labels, resamples)))], 1e-3)
        if "evaluate" in arguments.parts:
            rows = 1_000_000
            scores, labels, groups = write(path, rows)
            in_turn(
                f"Every metric of {rows:,} rows in memory, overall and of five groups", min(repeats, 3),
                ("Leadline", lambda: ours(program, "evaluate", path, rows)), [])
            frame = pd.DataFrame({
                "id": np.arange(rows), "asOf": "2024-01-01", "score": scores, "label": labels.astype(int),
                "segment": np.array(list("abcde"))[groups]})
            for ending in ("csv", "parquet"):
                file = pathlib.Path(folder) / f"scores.{ending}"
                frame.to_csv(file, index=False) if ending == "csv" else frame.to_parquet(file, index=False)
                in_turn(
                    f"leadline evaluate --scores of {rows:,} rows of {ending}, {file.stat().st_size / 1e6:.0f} MB, five groups",
                    min(repeats, 5), ("Leadline, every metric and interval", lambda: whole_program(arguments.leadline, file)),
                    [("pandas and scikit-learn, four values without intervals", lambda: timed(lambda: few_values(file)))], 1e-9)


main()
