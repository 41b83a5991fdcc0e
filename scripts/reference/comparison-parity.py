#!/usr/bin/env python3
"""Every value of `leadline evaluate --scores A --baseline B`, overall, by month and by group, against scikit-learn,
statsmodels and NumPy, on drawn rows of repeated ids.

    comparison-parity.py LEADLINE FOLDER [SEED]

Every value is there but the differences that nobody computes (`UNCOMPARED`). Values agree to 1e-12 (fits to 1e-9); the intervals of differences lie within a fifth of their length of a bootstrap of
whole ids that fits everything anew. Exits with 1 where one does not.
"""
import json
import os
import pathlib
import subprocess
import sys

import numpy as np
import pandas as pd
import statsmodels.api as sm
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

CAPACITY = 40
THRESHOLDS = (0.05, 0.1, 0.2, 0.3, 0.5)
RESAMPLES = 400
# Metrics without a difference to a baseline: the base rate is that of both, the mean probability no virtue; the worth
# less that of treating all, and what is made of it, differ as the net benefit does.
UNCOMPARED = {"base_rate", "mean_probability"} | {
    f"{metric}_at_{threshold}"
    for metric in ("net_benefit_less_treat_all", "interventions_avoided")
    for threshold in THRESHOLDS
}


def draw(random):
    """Rows of ids at several times: two scores, the outcome, a group."""
    rows = pd.DataFrame({"number": random.integers(0, 500, 1500), "day": random.integers(0, 3, 1500)})
    rows = rows.drop_duplicates().reset_index(drop=True)
    count = len(rows)
    margin = random.normal(size=count)
    rows["label"] = random.random(count) < 1 / (1 + np.exp(1 - margin))
    rows["one"] = 1 / (1 + np.exp(0.9 - 0.8 * margin - 0.3 * random.normal(size=count)))
    rows["other"] = 1 / (1 + np.exp(1 - 0.6 * margin - random.normal(size=count)))
    rows["asOf"] = np.array(["2024-01-31", "2024-02-01", "2024-03-15"])[rows.day]
    rows["region"] = np.where(random.random(count) < 0.4, "eu", "us")
    return rows


def write(rows, score, path):
    texts = pd.DataFrame(
        {
            "id": ["lead%d" % number for number in rows.number],
            "asOf": rows.asOf,
            "score": [repr(float(value)) for value in rows[score]],
            "label": np.where(rows.label, "true", "false"),
            "region": rows.region,
        }
    )
    texts.to_csv(path, index=False)


def wins(score, label, taken):
    return label[np.argsort(-score, kind="stable")[:taken]].sum()


def yield_down_to(score, label, tenth):
    """Positives among the highest tenths; a part of a row counts in part."""
    sums = np.concatenate([[0], np.cumsum(label[np.argsort(-score)])])
    place = len(label) * tenth / 10
    low = int(np.floor(place))
    return sums[low] + (place - low) * (sums[min(low + 1, len(label))] - sums[low])


def slope(score, label):
    design = sm.add_constant(np.log(score / (1 - score)))
    model = sm.GLM(label.astype(float), design, family=sm.families.Binomial())
    return model.fit(tol=1e-14, maxiter=200).params[1]


def metrics(score, label, dates=None):
    count, total = len(label), label.sum()
    taken = int(np.ceil(0.1 * count - 1e-9))
    won = wins(score, label, taken)
    found = {
        "base_rate": label.mean(),
        "auroc": roc_auc_score(label, score),
        "average_precision": average_precision_score(label, score),
        "precision_at_top": won / taken,
        "recall_at_top": won / total,
        "lift_at_top": won / taken / label.mean(),
        "brier_score": brier_score_loss(label, score),
        "log_loss": log_loss(label, score),
        "mean_probability": score.mean(),
        "calibration_slope": slope(score, label),
    }
    down = [yield_down_to(score, label, tenth) for tenth in range(11)]
    for tenth in range(1, 11):
        if tenth < 10:
            found[f"cumulative_gain_at_decile_{tenth}"] = down[tenth] / total
        found[f"lift_in_decile_{tenth}"] = 10 * (down[tenth] - down[tenth - 1]) / total
    for threshold in THRESHOLDS:
        price = threshold / (1 - threshold)
        acted = score >= threshold
        worth = ((acted & label).sum() - price * (acted & ~label).sum()) / count
        everybody = (total - price * (count - total)) / count
        found[f"net_benefit_at_{threshold}"] = worth
        found[f"net_benefit_less_treat_all_at_{threshold}"] = worth - everybody
        found[f"interventions_avoided_at_{threshold}"] = (worth - everybody) / price
    if dates is not None:
        lists = [dates == date for date in sorted(set(dates))]
        won = [wins(score[rows], label[rows], CAPACITY) for rows in lists]
        found["wins_at_capacity"] = np.mean(won)
        found["precision_at_capacity"] = sum(won) / sum(min(CAPACITY, rows.sum()) for rows in lists)
        found["recall_at_capacity"] = sum(won) / total
    return found


def difference(rows):
    label, dates = rows.label.values, rows.asOf.values
    one, other = metrics(rows.one.values, label, dates), metrics(rows.other.values, label, dates)
    return {metric: one[metric] - other[metric] for metric in one if metric not in UNCOMPARED}


def expected(rows):
    """By group and metric."""
    label = rows.label.values
    values = {("overall", name): value for name, value in metrics(rows.one.values, label, rows.asOf.values).items()}
    for name, value in difference(rows).items():
        values["overall", f"{name}_difference_to_baseline"] = value
    parts = [(f"month={month}", rows.asOf.str[:7] == month) for month in sorted(set(rows.asOf.str[:7]))]
    parts += [(f"region={region}", rows.region == region) for region in sorted(set(rows.region))]
    for group, part in parts:
        for name, value in metrics(rows.one.values[part], label[part]).items():
            values[group, name] = value
    return values


def main():
    leadline, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    random = np.random.default_rng(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    rows = draw(random)
    folder.mkdir(parents=True, exist_ok=True)
    write(rows, "one", folder / "one.csv")
    write(rows.sample(frac=1, random_state=3), "other", folder / "other.csv")
    command = [leadline, "evaluate", "--scores", "one.csv", "--baseline", "other.csv", "--capacity", str(CAPACITY)]
    command += ["--each-cutoff", "--group", "region", "--json"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=os.environ)
    if run.returncode:
        sys.exit(run.stderr)
    found = {(row["group"], row["metric"]): row for row in json.loads(run.stdout)["metrics"]}
    wrong = 0
    compared = expected(rows)
    for key, value in compared.items():
        tolerance = 1e-9 if "slope" in key[1] else 1e-12
        if key not in found or found[key]["value"] is None:
            wrong += 1
            print(key, "is missing, expected", value)
        elif not abs(found[key]["value"] - value) <= tolerance * max(1, abs(value)):
            wrong += 1
            print(key, found[key]["value"], "expected", value)
    print(f"{len(compared)} values compared, {wrong} differ")
    _, numbers = np.unique(rows.number, return_inverse=True)
    members = [np.where(numbers == number)[0] for number in range(numbers.max() + 1)]
    drawn = []
    for _ in range(RESAMPLES):
        taken = np.concatenate([members[number] for number in random.integers(0, len(members), len(members))])
        drawn.append(difference(rows.iloc[taken]))
    bounds = 0
    for metric in drawn[0]:
        # AUROC's interval is no bootstrap's.
        if metric == "auroc":
            continue
        row = found.get(("overall", f"{metric}_difference_to_baseline"))
        if row is None or row["lower"] is None:
            wrong += 1
            print(metric, "has no interval of its difference")
            continue
        ends = np.quantile([one[metric] for one in drawn], [0.025, 0.975])
        bounds += 1
        if max(abs(row["lower"] - ends[0]), abs(row["upper"] - ends[1])) > 0.2 * (ends[1] - ends[0]):
            wrong += 1
            print(metric, row["lower"], row["upper"], "expected about", ends)
    print(f"{bounds} intervals of differences compared")
    sys.exit(1 if wrong else 0)


main()
