#!/usr/bin/env python3
"""How often the intervals of `leadline evaluate --scores --baseline` cover the truth, on simulated files of scores.

    interval-coverage.py LEADLINE FOLDER [--files 500] [--first 1] [--kinds independent,clustered]

Each file has rows drawn anew from one known population; the truth is that population's, found once from millions of
rows. The program's own numbers of resamples are used. Of 500 files or more it exits with 1 where an interval that is held to
95 % covers the truth in fewer than 93 % or more than 97 %, or any other in fewer than 91 %; of fewer files the band is as much
wider as chance asks for.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess

import numpy as np
from scipy.special import expit, logit
from scipy.stats import binom
from sklearn.metrics import average_precision_score, roc_auc_score

# The same population and program at every size; the seeds of the files are 1000 + their numbers.
METRICS = [
    "base_rate",
    "mean_probability",
    "auroc",
    "auroc_bootstrap",
    "average_precision",
    "brier_score",
    "log_loss",
    "calibration_slope",
    "calibration_intercept",
    "calibration_in_the_large",
    "expected_calibration_error_debiased",
    "brier_reliability",
    "brier_resolution",
    "brier_uncertainty",
    "precision_at_top",
    "recall_at_top",
    "lift_at_top",
    "cumulative_gain_at_decile_2",
    "lift_in_decile_1",
    "lift_in_decile_2",
    "lift_in_decile_9",
    "wins_at_capacity",
    "precision_at_capacity",
    "recall_at_capacity",
    "net_benefit_at_0.2",
    "net_benefit_less_treat_all_at_0.2",
]
OF_A_GROUP = [
    "auroc",
    "brier_score",
    "calibration_slope",
    "selection_rate",
    "true_positive_rate",
    "false_positive_rate",
    "precision",
]
BETWEEN_GROUPS = [
    "demographic_parity_difference",
    "demographic_parity_ratio",
    "equal_opportunity_difference",
    "equal_opportunity_ratio",
]
DIFFERENCES = [
    "auroc",
    "average_precision",
    "brier_score",
    "log_loss",
    "calibration_slope",
    "expected_calibration_error_debiased",
    "precision_at_top",
    "recall_at_top",
    "lift_at_top",
    "wins_at_capacity",
    "precision_at_capacity",
    "net_benefit_at_0.2",
]
# Held to 93-97 % of 500 files. Of a hundred further metrics, of which chance alone puts five outside that, none may cover in fewer
# than 91 %: four standard errors below 95.
HELD = [
    "auroc",
    "auroc_bootstrap",
    "brier_score",
    "calibration_slope",
    "lift_at_top",
    "lift_in_decile_1",
    "lift_in_decile_2",
    "lift_in_decile_9",
    *BETWEEN_GROUPS,
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
    """The population's figures, by name: those of a group end in ` of b`."""
    score, other, label, group, _ = draw(np.random.default_rng(1), kind, 4_000_000)
    known, theirs = population(score, label, rows), population(other, label, rows)
    chosen = taken(score)
    parts = {}
    for name, part in (("a", ~group), ("b", group)):
        parts[name] = {
            "selection_rate": chosen[part].mean(),
            "true_positive_rate": chosen[part & label].mean(),
            "false_positive_rate": chosen[part & ~label].mean(),
            "precision": label[part & chosen].mean(),
        }
    of_b = population(score[group], label[group], rows) | parts["b"]
    for name, rate in (("demographic_parity", "selection_rate"), ("equal_opportunity", "true_positive_rate")):
        ends = sorted(part[rate] for part in parts.values())
        known[f"{name}_difference"] = ends[1] - ends[0]
        known[f"{name}_ratio"] = ends[0] / ends[1]
    known |= {f"{metric} of b": of_b[metric] for metric in OF_A_GROUP}
    return known | {f"{metric}_difference_to_baseline": known[metric] - theirs[metric] for metric in theirs}


def taken(score):
    """Which rows are in the top share."""
    chosen = np.zeros(len(score), bool)
    chosen[np.argsort(-score)[: int(TOP * len(score))]] = True
    return chosen


def population(score, label, rows):
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
    gains = [0, *(wins[int(count * k / 10) - 1] / wins[-1] for k in range(1, 11))]
    worth = np.where(label, 1.0, -0.25)
    area = roc_auc_score(label, score)
    return {
        "auroc": area,
        "auroc_bootstrap": area,
        "brier_score": brier,
        "log_loss": -np.where(label, np.log(score), np.log(1 - score)).mean(),
        "mean_probability": score.mean(),
        "calibration_slope": beta[1],
        "calibration_intercept": beta[0],
        "calibration_in_the_large": level,
        "base_rate": base,
        "average_precision": average_precision_score(label, score),
        "precision_at_top": label[chosen].mean(),
        "recall_at_top": label[chosen].sum() / label.sum(),
        "lift_at_top": label[chosen].mean() / base,
        "cumulative_gain_at_decile_2": gains[2],
        **{f"lift_in_decile_{k}": 10 * (gains[k] - gains[k - 1]) for k in (1, 2, 9)},
        "net_benefit_at_0.2": (worth * (score >= 0.2)).mean(),
        "net_benefit_less_treat_all_at_0.2": (worth * (score >= 0.2)).mean() - worth.mean(),
        "brier_reliability": reliability,
        "brier_resolution": reliability + base * (1 - base) - brier,
        "brier_uncertainty": base * (1 - base),
        "expected_calibration_error_debiased": (size / count * abs(gap)).sum(),
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
    command += ["-o", output]
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
    rows = json.loads(output.read_text())["metrics"]
    for file in (path, baseline, output):
        file.unlink()
    found = {}
    for row in rows:
        if row["group"] in ("overall", "segment"):
            found[row["metric"]] = (row["lower"], row["upper"])
        elif row["group"] == "segment=b":
            found[row["metric"] + " of b"] = (row["lower"], row["upper"])
    return found


def band(metric, files):
    """How many intervals may miss: by chance 1 in 2,000 runs of fewer than 500 files is outside."""
    if files < 500:
        return 0, files - binom.ppf(0.0005, files, 0.95)
    return (0.03 * files, 0.07 * files) if metric in HELD else (0, 0.09 * files)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("leadline")
    parser.add_argument("folder")
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--kinds", default="independent,clustered")
    arguments = parser.parse_args()
    pathlib.Path(arguments.folder).mkdir(parents=True, exist_ok=True)
    numbers = range(arguments.first, arguments.first + arguments.files)
    names = METRICS + [f"{metric} of b" for metric in OF_A_GROUP] + BETWEEN_GROUPS
    names += [f"{metric}_difference_to_baseline" for metric in DIFFERENCES]
    outside = 0
    for kind in arguments.kinds.split(","):
        known = truth(kind, arguments.rows)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            files = list(pool.map(lambda number: intervals(arguments, kind, number), numbers))
        print(f"{kind} rows, {len(files)} files of {arguments.rows}: how many in a hundred intervals cover")
        for metric in names:
            below = sum(file[metric][1] < known[metric] for file in files)
            above = sum(file[metric][0] > known[metric] for file in files)
            share = 1 - (below + above) / len(files)
            low, high = band(metric, len(files))
            # A whole number of files may be a rounding beside the band's end.
            is_outside = not low - 1e-9 <= below + above <= high + 1e-9
            outside += is_outside
            print(
                f"  {metric:58} {100 * share:5.1f}  truth {known[metric]:8.4f}, "
                f"{below} too low, {above} too high{'  OUTSIDE' if is_outside else ''}"
            )
    print(f"{outside} outside")
    raise SystemExit(1 if outside else 0)


main()
