#!/usr/bin/env python3
"""Reference figures for Tests/EvaluationTests, by scikit-learn, scipy and plain numpy.

    python3 -m venv /tmp/reference && /tmp/reference/bin/pip install scikit-learn scipy numpy
    /tmp/reference/bin/python scripts/reference/evaluation-fixtures.py

Writes Tests/EvaluationTests/Fixtures/metrics.json. DeLong is the plain O(n*m) computation from the
definition (Biometrics 44 (1988) 837-845), so that nothing is shared with the fast one under test.
"""
import json
import pathlib
import platform

import numpy as np
import scipy
import scipy.optimize
import scipy.stats
import sklearn
import sklearn.metrics as metrics

Z = scipy.stats.norm.ppf(0.975)


def kernel(scores, labels):
    positive, negative = scores[labels], scores[~labels]
    wins = (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])
    return wins.mean(axis=1), wins.mean(axis=0)


def delong(columns, labels):
    parts = [kernel(column, labels) for column in columns]
    of_positive = np.array([part[0] for part in parts])
    of_negative = np.array([part[1] for part in parts])
    covariance = np.cov(of_positive) / labels.sum() + np.cov(of_negative) / (~labels).sum()
    return of_positive.mean(axis=1), np.atleast_2d(covariance)


def recalibration(probability, labels, fixed):
    logit = scipy.special.logit(np.clip(probability, np.finfo(float).eps, 1 - np.finfo(float).eps))
    design = np.ones((len(logit), 1)) if fixed else np.column_stack([np.ones_like(logit), logit])
    offset = logit if fixed else np.zeros_like(logit)
    beta = np.zeros(design.shape[1])
    for _ in range(50):
        fitted = scipy.special.expit(offset + design @ beta)
        information = design.T @ (design * (fitted * (1 - fitted))[:, None])
        beta = beta + np.linalg.solve(information, design.T @ (labels - fitted))
    return beta, np.sqrt(np.diag(np.linalg.inv(information)))


def expected_wins(scores, labels, selected):
    """Mean of the wins over all orders of tied rows, row by row."""
    wins = 0.0
    for score, label in zip(scores, labels):
        above = (scores > score).sum()
        tied = (scores == score).sum()
        if label:
            wins += min(1.0, max(0.0, (selected - above) / tied))
    return wins


def wilson(successes, trials):
    interval = scipy.stats.binomtest(int(successes), int(trials)).proportion_ci(method="wilson")
    return [interval.low, interval.high]


def case(name, scores, labels, baseline):
    areas, covariance = delong([scores, baseline], labels)
    area, error = areas[0], np.sqrt(covariance[0, 0])
    logit, spread = np.log(area / (1 - area)), Z * error / (area * (1 - area))
    difference = areas[0] - areas[1]
    gap = Z * np.sqrt(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])
    beta, errors = recalibration(scores, labels, fixed=False)
    level, level_error = recalibration(scores, labels, fixed=True)
    selected = int(np.ceil(0.1 * len(scores) - 1e-9))
    return {
        "name": name,
        "scores": scores.tolist(),
        "labels": labels.tolist(),
        "baseline": baseline.tolist(),
        "expected": {
            "auroc": metrics.roc_auc_score(labels, scores),
            "auroc_interval": [scipy.special.expit(logit - spread), scipy.special.expit(logit + spread)],
            "auroc_difference": difference,
            "auroc_difference_interval": [difference - gap, difference + gap],
            "average_precision": metrics.average_precision_score(labels, scores),
            "brier_score": metrics.brier_score_loss(labels, scores),
            "log_loss": metrics.log_loss(labels, scores),
            "base_rate_interval": wilson(labels.sum(), len(labels)),
            "wins_at_top": expected_wins(scores, labels, selected),
            "wins_at_capacity_25": expected_wins(scores, labels, 25),
            "calibration_intercept": [beta[0], errors[0]],
            "calibration_slope": [beta[1], errors[1]],
            "calibration_in_the_large": [level[0], level_error[0]],
        },
    }


def made(seed, count, digits, prevalence):
    random = np.random.default_rng(seed)
    margin = random.normal(size=count)
    labels = random.random(count) < scipy.special.expit(1.3 * margin + scipy.special.logit(prevalence))
    scores = np.round(scipy.special.expit(margin + scipy.special.logit(prevalence)), digits)
    baseline = np.round(margin + random.normal(size=count), 1)
    return scores, labels, baseline


cases = [
    case("distinct", *made(1, 200, 12, 0.3)),
    case("tied", *made(2, 250, 1, 0.4)),
    case("rare", *made(3, 300, 3, 0.05)),
]
versions = {
    "python": platform.python_version(),
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "scikit-learn": sklearn.__version__,
}
target = pathlib.Path(__file__).parents[2] / "Tests/EvaluationTests/Fixtures/metrics.json"
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps({"versions": versions, "cases": cases}, indent=1, sort_keys=True) + "\n")
