#!/usr/bin/env python3
"""How often the intervals of `leadline evaluate --scores --baseline` cover the truth, on simulated files of scores.

    interval-coverage.py LEADLINE FOLDER [--files 500] [--first 1] [--kinds independent,clustered] [--resamples 400]

Each file has rows drawn anew from one known population; the truth is that population's, found once from millions of
rows. Exits with 1 if an interval that is held covers in fewer than 93 % or more than 97 % of the files.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess

import numpy as np
from scipy.special import expit, logit
from sklearn.metrics import average_precision_score, roc_auc_score

# Those held to 93-97 %; the others are shown.
HELD = [
    "auroc",
    "auroc_bootstrap",
    "brier_score",
    "log_loss",
    "calibration_slope",
    "lift_at_top",
    "demographic_parity_difference",
    "equal_opportunity_difference",
    "wins_at_capacity",
    "auroc_difference_to_baseline",
    "brier_score_difference_to_baseline",
    "lift_at_top_difference_to_baseline",
    "wins_at_capacity_difference_to_baseline",
]
SHOWN = [
    "base_rate",
    "average_precision",
    "precision_at_top",
    "recall_at_top",
    "cumulative_gain_at_decile_2",
    "lift_in_decile_2",
    "calibration_in_the_large",
    "net_benefit_at_0.2",
    "net_benefit_less_treat_all_at_0.2",
    "brier_reliability",
    "brier_resolution",
    "expected_calibration_error_debiased",
    "demographic_parity_ratio",
    "precision_at_capacity",
    "recall_at_capacity",
    "log_loss_difference_to_baseline",
    "average_precision_difference_to_baseline",
    "calibration_slope_difference_to_baseline",
    "net_benefit_at_0.2_difference_to_baseline",
    "precision_at_capacity_difference_to_baseline",
    "expected_calibration_error_debiased_difference_to_baseline",
]
TOP = 0.2


def draw(random, kind, rows):
    """Scores of both models, labels, group and cluster of about so many rows."""
    if kind == "clustered":
        sizes = random.geometric(0.25, rows // 4)
        cluster = np.repeat(np.arange(len(sizes)), sizes)
    else:
        cluster = np.arange(rows)
    count = len(cluster)
    shared = random.normal(size=cluster[-1] + 1)[cluster]
    group = (random.random(cluster[-1] + 1) < 0.4)[cluster]
    weight = 0.7 if kind == "clustered" else 0.0
    margin = weight * shared + np.sqrt(1 - weight**2) * random.normal(size=count) - 0.5 * group
    label = random.random(count) < expit(-1.0 + margin + weight * shared)
    # Too extreme and too high, so that slope and level have something to find.
    other = expit(-0.9 + 0.9 * (0.6 * margin + 0.8 * random.normal(size=count)))
    return expit(-0.7 + 1.4 * margin), other, label, group, cluster


def truth(kind, rows):
    score, other, label, group, _ = draw(np.random.default_rng(1), kind, 8_000_000)
    known, theirs = population(score, label, group, rows), population(other, label, group, rows)
    return known | {f"{metric}_difference_to_baseline": known[metric] - theirs[metric] for metric in known}


def population(score, label, group, rows):
    """The figures of so many rows that the capacity is `TOP` of their mean number."""
    order = np.argsort(-score)
    count = len(score)
    chosen = np.zeros(count, bool)
    chosen[order[: int(TOP * count)]] = True
    base = label.mean()
    x = logit(score)
    beta = np.zeros(2)
    for _ in range(30):
        fitted = expit(beta[0] + beta[1] * x)
        weight = fitted * (1 - fitted)
        hessian = np.array([[weight.sum(), (weight * x).sum()], [(weight * x).sum(), (weight * x * x).sum()]])
        beta = beta + np.linalg.solve(hessian, [(label - fitted).sum(), ((label - fitted) * x).sum()])
    level = 0.0
    for _ in range(30):
        fitted = expit(level + x)
        level += (label - fitted).sum() / (fitted * (1 - fitted)).sum()
    bins = np.empty(count, int)
    bins[order] = 9 - np.arange(count) * 10 // count
    size = np.bincount(bins)
    gap = np.bincount(bins, label - score) / size
    reliability = (size / count * gap**2).sum()
    brier = ((label - score) ** 2).mean()
    wins = np.cumsum(label[order])
    gains = [wins[int(count * k / 10) - 1] / wins[-1] for k in (1, 2)]
    worth = np.where(label, 1.0, -0.25)
    rates = [chosen[group == g].mean() for g in (False, True)]
    positives = [chosen[(group == g) & label].mean() for g in (False, True)]
    loss = -np.where(label, np.log(score), np.log(1 - score)).mean()
    area = roc_auc_score(label[:4_000_000], score[:4_000_000])
    return {
        "auroc": area,
        "auroc_bootstrap": area,
        "brier_score": brier,
        "log_loss": loss,
        "calibration_slope": beta[1],
        "calibration_in_the_large": level,
        "base_rate": base,
        "average_precision": average_precision_score(label[:4_000_000], score[:4_000_000]),
        "precision_at_top": label[chosen].mean(),
        "recall_at_top": label[chosen].sum() / label.sum(),
        "lift_at_top": label[chosen].mean() / base,
        "cumulative_gain_at_decile_2": gains[1],
        "lift_in_decile_2": 10 * (gains[1] - gains[0]),
        "net_benefit_at_0.2": (worth * (score >= 0.2)).mean(),
        "net_benefit_less_treat_all_at_0.2": (worth * (score >= 0.2)).mean() - worth.mean(),
        "brier_reliability": reliability,
        "brier_resolution": reliability + base * (1 - base) - brier,
        "expected_calibration_error_debiased": (size / count * abs(gap)).sum(),
        "demographic_parity_difference": abs(rates[0] - rates[1]),
        "demographic_parity_ratio": min(rates) / max(rates),
        "equal_opportunity_difference": abs(positives[0] - positives[1]),
        "wins_at_capacity": TOP * rows * label[chosen].mean(),
        "precision_at_capacity": label[chosen].mean(),
        "recall_at_capacity": label[chosen].sum() / label.sum(),
    }


def intervals(arguments, kind, number):
    """The intervals of one file, through the program."""
    score, other, label, group, cluster = draw(np.random.default_rng(1000 + number), kind, arguments.rows)
    path = pathlib.Path(arguments.folder) / f"{kind}-{number}.csv"
    baseline = pathlib.Path(arguments.folder) / f"{kind}-{number}-baseline.csv"
    for file, scores in ((path, score), (baseline, other)):
        with file.open("w") as file:
            file.write("id,asOf,score,label,segment,cluster\n")
            for row in range(len(score)):
                segment = "b" if group[row] else "a"
                truth_value = "true" if label[row] else "false"
                file.write(
                    f"{row},2024-01-01,{float(scores[row])!r},{truth_value},{segment},c{cluster[row]}\n"
                )
    output = path.with_suffix(".json")
    command = [arguments.leadline, "evaluate", "--scores", path, "--top", str(TOP), "--group", "segment"]
    command += ["--baseline", baseline, "--capacity", str(int(TOP * arguments.rows)), "--cluster", "cluster"]
    command += ["--resamples", str(arguments.resamples), "-o", output]
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
    rows = json.loads(output.read_text())["metrics"]
    for file in (path, baseline, output):
        file.unlink()
    found = {}
    for row in rows:
        if row["group"] in ("overall", "segment"):
            found[row["metric"]] = (row["lower"], row["upper"])
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("leadline")
    parser.add_argument("folder")
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--kinds", default="independent,clustered")
    parser.add_argument("--resamples", type=int, default=400)
    arguments = parser.parse_args()
    numbers = range(arguments.first, arguments.first + arguments.files)
    failed = False
    for kind in arguments.kinds.split(","):
        known = truth(kind, arguments.rows)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            files = list(pool.map(lambda number: intervals(arguments, kind, number), numbers))
        print(f"{kind} rows, {len(files)} files of {arguments.rows}: how many in a hundred intervals cover")
        for metric in HELD + SHOWN:
            below = sum(file[metric][1] < known[metric] for file in files)
            above = sum(file[metric][0] > known[metric] for file in files)
            share = 1 - (below + above) / len(files)
            is_bad = metric in HELD and not 0.93 <= share <= 0.97
            failed |= is_bad
            mark = "held" if metric in HELD else ""
            print(
                f"  {metric:38} {100 * share:5.1f}  {mark:5} truth {known[metric]:.4f}, "
                f"{below} too low, {above} too high{'  FAILED' if is_bad else ''}"
            )
    raise SystemExit(1 if failed else 0)


main()
