"""Holds Leadline's group rates, contrasts and intersections against Fairlearn's.

    fairness.py drawn LEADLINE FOLDER           rows drawn with ties, through `leadline evaluate --scores`
    fairness.py census EVALUATION SCORES ROWS   the last rows of datasets/adult, scored by `leadline score`

Reads evaluation.json only. A row at the edge of the top counts by its expected share: it is given to Fairlearn twice, once
selected and once not, with sample weights. Prints how many values agree to 1e-12; exits with 1 where one does not.
"""

import itertools
import json
import subprocess
import sys

import numpy as np
import pandas as pd
from fairlearn import metrics as fairlearn
from sklearn.metrics import precision_score, roc_auc_score

TOP = 0.1
MINIMUM_ROWS, MINIMUM_CASES = 50, 10
RATES = {
    "selection_rate": fairlearn.selection_rate,
    "true_positive_rate": fairlearn.true_positive_rate,
    "false_positive_rate": fairlearn.false_positive_rate,
    "precision": lambda y, p, sample_weight: precision_score(y, p, sample_weight=sample_weight, zero_division=0),
}
NAMES = {
    "selection_rate": "demographic_parity",
    "true_positive_rate": "equal_opportunity",
    "false_positive_rate": "false_positive_rate",
    "precision": "precision",
    "auroc": "auroc",
}
WHOLE = fairlearn.demographic_parity_difference, fairlearn.demographic_parity_ratio
ODDS = fairlearn.equalized_odds_difference, fairlearn.equalized_odds_ratio
OPPORTUNITY = fairlearn.equal_opportunity_difference, fairlearn.equal_opportunity_ratio


def chosen(frame):
    """The share of each row that is in the overall top."""
    left = int(np.ceil(TOP * len(frame) - 1e-9))
    share = np.zeros(len(frame))
    for _, rows in sorted(frame.groupby("score").indices.items(), reverse=True):
        share[rows] = min(1, left / len(rows))
        left = max(0, left - len(rows))
    return share


class Agreement:
    def __init__(self, path):
        self.rows = {
            (row["metric"], row["group"]): row
            for row in json.load(open(path))["metrics"]
            if row["slice"] == "test"
        }
        self.compared = 0
        self.small = 0
        self.worst = 0.0

    def expect(self, metric, group, value):
        row = self.rows[metric, group]
        error = abs(row["value"] - value)
        if not error <= 1e-12:
            sys.exit(f"{metric} of {group}: {row['value']} where Fairlearn has {value}")
        self.compared += 1
        self.worst = max(self.worst, error)

    def expect_small(self, metric, group):
        row = self.rows[metric, group]
        if row["value"] is not None or "too small to say" not in row["method"]:
            sys.exit(f"{metric} of {group}: {row['value']} where there are too few rows to say")
        self.small += 1


def compare(agreement, frame, names):
    frame = frame.reset_index(drop=True)
    share = chosen(frame)
    twice = pd.concat([frame.assign(chosen=1, weight=share), frame.assign(chosen=0, weight=1 - share)])
    twice = twice[twice.weight > 0]
    sensitive = twice[names]
    weights = {metric: {"sample_weight": twice.weight} for metric in RATES}
    rates = fairlearn.MetricFrame(
        metrics=RATES, y_true=twice.label, y_pred=twice.chosen, sensitive_features=sensitive, sample_params=weights)
    by_group = frame.groupby(names)
    large = [key for key, rows in by_group if len(rows) >= MINIMUM_ROWS]
    ranked = [key for key in large if MINIMUM_CASES <= by_group.get_group(key).label.sum() <= len(by_group.get_group(key)) - MINIMUM_CASES]
    ranking = fairlearn.MetricFrame(
        metrics={"auroc": roc_auc_score}, y_true=frame.label, y_pred=frame.score,
        sensitive_features=frame[names]) if len(ranked) == by_group.ngroups else None

    def text(key):
        return " & ".join(f"{name}={value}" for name, value in zip(names, key))

    def cases(metric, key):
        rows = by_group.get_group(key)
        part = share[rows.index]
        return {
            "selection_rate": len(rows), "true_positive_rate": rows.label.sum(),
            "false_positive_rate": (1 - rows.label).sum(), "precision": part.sum()}[metric]

    by, overall = {}, {}
    for metric in RATES:
        by[metric] = {}
        overall[metric] = rates.overall[metric]
        for key, rows in by_group:
            value = rates.by_group[metric][key if len(names) > 1 else key[0]]
            if len(rows) < MINIMUM_ROWS or (metric != "selection_rate" and round(cases(metric, key)) < MINIMUM_CASES):
                agreement.expect_small(metric, text(key))
                continue
            agreement.expect(metric, text(key), value)
            if metric == "selection_rate" or cases(metric, key) >= MINIMUM_CASES:
                by[metric][key] = value
    by["auroc"] = {key: roc_auc_score(by_group.get_group(key).label, by_group.get_group(key).score) for key in ranked}
    overall["auroc"] = roc_auc_score(frame.label, frame.score)
    group = " & ".join(names)
    found = {}
    for metric, name in NAMES.items():
        values = np.array(list(by[metric].values()))
        if len(values) < 2:
            continue
        with np.errstate(divide="ignore"):
            ratios = values / overall[metric]
            turned = np.minimum(ratios, 1 / ratios)
        found[metric] = {
            "_difference": values.max() - values.min(),
            "_ratio": values.min() / values.max(),
            "_difference_to_overall": np.abs(values - overall[metric]).max(),
            "_ratio_to_overall": turned.min(),
        }
        whole = len(values) == by_group.ngroups
        if whole:
            # Every group is large enough: Fairlearn finds the contrasts itself.
            own = ranking if metric == "auroc" else rates
            found[metric] = {
                "_difference": own.difference()[metric],
                "_ratio": own.ratio()[metric],
                "_difference_to_overall": own.difference(method="to_overall")[metric],
                "_ratio_to_overall": own.ratio(method="to_overall")[metric],
            }
        for suffix, value in found[metric].items():
            agreement.expect(name + suffix, group, value)
    if all(len(by[metric]) == by_group.ngroups for metric in RATES):
        for functions, name in ((WHOLE, "demographic_parity"), (OPPORTUNITY, "equal_opportunity"), (ODDS, "equalized_odds")):
            for function, kind in zip(functions, ("difference", "ratio")):
                for method, suffix in (("between_groups", ""), ("to_overall", "_to_overall")):
                    value = function(
                        twice.label, twice.chosen, sensitive_features=sensitive, sample_weight=twice.weight, method=method)
                    agreement.expect(f"{name}_{kind}{suffix}", group, value)


def compare_all(path, frame, names):
    agreement = Agreement(path)
    for count in (1, 2):
        for chosen_names in itertools.combinations(names, count):
            compare(agreement, frame, list(chosen_names))
    print(
        f"{agreement.compared} values agree with fairlearn {__import__('fairlearn').__version__}, "
        f"largest difference {agreement.worst:.1e}; {agreement.small} too small to say")


def drawn(leadline, folder):
    for seed, levels in ((1, 10**9), (2, 25)):
        random = np.random.default_rng(seed)
        count = 4000
        frame = pd.DataFrame({
            "id": [f"p{row}" for row in range(count)], "asOf": "2024-03-01T00:00:00Z",
            "sex": random.choice(["F", "M"], count, p=[0.4, 0.6]),
            "race": random.choice(["a", "b & c", "d=e"], count, p=[0.5, 0.3, 0.2])})
        pull = 0.15 * (frame.sex == "M") + 0.1 * (frame.race == "a")
        frame["label"] = (random.random(count) < 0.25 + pull).astype(int)
        score = np.clip(0.25 + pull + 0.2 * frame.label + random.normal(0, 0.15, count), 0.001, 0.999)
        frame["score"] = np.round(score * levels) / levels
        path = f"{folder}/scores-{seed}.csv"
        frame[["id", "asOf", "score", "label", "sex", "race"]].to_csv(path, index=False)
        with open(f"{folder}/evaluation-{seed}.json", "w") as output:
            subprocess.run(
                [leadline, "evaluate", "--scores", path, "--protected", "sex", "--protected", "race", "--resamples", "20", "--json"],
                check=True, stdout=output)
        frame = pd.read_csv(path, converters={"score": float})
        # As groups are named: an ampersand after a space has a backslash before it.
        frame["race"] = frame.race.str.replace(" &", " \\&")
        compare_all(f"{folder}/evaluation-{seed}.json", frame, ["sex", "race"])


def census(evaluation, scores, rows):
    frame = pd.read_csv(rows)
    scored = pd.read_csv(scores, converters={"probability": float})
    number = scored.id.str.removeprefix("row:").astype(int) - 1
    frame["score"] = pd.Series(scored.probability.values, index=number)
    frame["label"] = (frame.income == ">50K").astype(int)
    count = next(
        row["n"] for row in json.load(open(evaluation))["metrics"]
        if (row["metric"], row["slice"], row["group"]) == ("base_rate", "test", "overall"))
    compare_all(evaluation, frame.tail(count), ["sex", "race"])


{"drawn": drawn, "census": census}[sys.argv[1]](*sys.argv[2:])
