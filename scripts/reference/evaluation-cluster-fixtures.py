#!/usr/bin/env python3
"""Reference figures for Tests/EvaluationTests where rows belong together, by statsmodels, scipy and plain numpy.

    python3 -m venv /tmp/reference && /tmp/reference/bin/pip install scikit-learn statsmodels
    /tmp/reference/bin/python scripts/reference/evaluation-cluster-fixtures.py

Writes Tests/EvaluationTests/Fixtures/clusters.json. Obuchowski's variance is the plain O(n*m) computation from the
definition (Biometrics 53 (1997) 567-578); means and recalibrations are regressions with statsmodels' cluster-robust
variance; bins, tenths and net benefit are counted row by row.
"""
import json
import pathlib
import platform

import numpy as np
import scipy
import scipy.stats
import sklearn
import sklearn.metrics as metrics
import statsmodels
import statsmodels.api as sm
from scipy.special import expit, logit
from statsmodels.stats.proportion import proportion_confint

CAPACITY = 30


class Rows:
    """Scores, labels and clusters, with what intervals need."""

    def __init__(self, scores, labels, baseline, clusters):
        self.scores, self.labels, self.baseline = scores, labels, baseline
        self.clusters = np.arange(len(scores)) if clusters is None else clusters
        self.count = len(np.unique(self.clusters))
        self.correction = self.count / (self.count - 1)
        self.quantile = scipy.stats.norm.ppf(0.975) if clusters is None else scipy.stats.t.ppf(0.975, self.count - 1)

    def cut(self, value, error, low=-np.inf, high=np.inf):
        return [value, max(low, value - self.quantile * error), min(high, value + self.quantile * error)]

    def robust(self, model):
        options = {"tol": 1e-15} if isinstance(model, sm.GLM) else {}
        fit = model.fit(cov_type="cluster", cov_kwds={"groups": self.clusters, "use_correction": False}, **options)
        return fit.params, np.sqrt(np.diag(fit.cov_params()) * self.correction)

    def mean(self, values, low=-np.inf, high=np.inf):
        value, error = self.robust(sm.OLS(values, np.ones(len(values))))
        return self.cut(value[0], error[0], low, high)

    def sums(self, values, kept=None):
        kept = np.ones(len(values), bool) if kept is None else kept
        return np.array([values[(self.clusters == c) & kept].sum() for c in np.unique(self.clusters[kept])])

    def placements(self, scores):
        positive, negative = scores[self.labels], scores[~self.labels]
        wins = (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])
        placed = np.empty(len(scores))
        placed[self.labels], placed[~self.labels] = wins.mean(axis=1), wins.mean(axis=0)
        return wins.mean(), placed

    def obuchowski(self, area, placed):
        """The variance of an area, or of a difference of areas, from the placements of the rows."""
        deviation = placed - area
        m, n = self.labels.sum(), (~self.labels).sum()
        names = np.unique(self.clusters)
        x = np.array([deviation[(self.clusters == c) & self.labels].sum() for c in names])
        y = np.array([deviation[(self.clusters == c) & ~self.labels].sum() for c in names])
        i10 = len(np.unique(self.clusters[self.labels]))
        i01 = len(np.unique(self.clusters[~self.labels]))
        s10 = i10 / ((i10 - 1) * m) * (x**2).sum()
        s01 = i01 / ((i01 - 1) * n) * (y**2).sum()
        s11 = self.count / (self.count - 1) * (x * y).sum()
        return s10 / m + s01 / n + 2 * s11 / (m * n)


def expected_wins(scores, labels, selected):
    wins = 0.0
    for score, label in zip(scores, labels):
        if label:
            wins += min(1.0, max(0.0, (selected - (scores > score).sum()) / (scores == score).sum()))
    return wins


def base_rate(rows):
    share, size = rows.labels.mean(), float(len(rows.labels))
    if rows.count < len(rows.labels):
        variance = rows.correction * (rows.sums(rows.labels - share) ** 2).sum() / size**2
        # Korn and Graubard 1998.
        size = min(size, share * (1 - share) / variance) * (scipy.stats.norm.ppf(0.975) / rows.quantile) ** 2
    return [share, *proportion_confint(share * size, size, method="wilson")]


def parts(rows):
    """Reliability, resolution, uncertainty and calibration error over ten bins, without scatter's share."""
    scores, labels, n = rows.scores, rows.labels, len(rows.scores)
    middle = [2 * (scores < s).sum() + (scores == s).sum() for s in scores]
    bins = np.array([10 * m // (2 * n) for m in middle])
    excess = labels - scores
    plain = debiased = scatter = distance = folded = 0.0
    gap_of_row = np.empty(n)
    for b in np.unique(bins):
        kept = bins == b
        size, gap = kept.sum(), excess[kept].mean()
        gap_of_row[kept] = gap
        sums = rows.sums(np.where(kept, excess - gap, 0), kept)
        units = len(sums)
        variance = (sums**2).sum() * units / (units - 1) / size**2
        share = size / n
        plain += share * gap**2
        debiased += share * (gap**2 - variance)
        scatter += 2 * (share * variance) ** 2
        distance += share * abs(gap)
        error = np.sqrt(variance)
        folded += share * (scipy.stats.foldnorm.mean(abs(gap) / error, scale=error) - abs(gap))
    base = labels.mean()
    brier = ((labels - scores) ** 2).mean()
    reliability = max(0, debiased)

    def error(pull, more=0.0):
        return np.sqrt(rows.correction * (rows.sums(pull) ** 2).sum() / n**2 + more)

    of_uncertainty = (1 - 2 * base) * (labels - base)
    of_reliability = gap_of_row**2 - plain + 2 * gap_of_row * (excess - gap_of_row)
    of_brier = (labels - scores) ** 2 - brier
    of_distance = abs(gap_of_row) - distance + np.sign(gap_of_row) * (excess - gap_of_row)
    return {
        "brier_reliability": rows.cut(reliability, error(of_reliability, scatter), 0, 1),
        "brier_resolution": rows.cut(
            reliability + base * (1 - base) - brier, error(of_reliability + of_uncertainty - of_brier, scatter), -1, 1
        ),
        "brier_uncertainty": rows.cut(base * (1 - base), error(of_uncertainty), 0, 0.25),
        "expected_calibration_error_debiased": rows.cut(max(0, distance - folded), error(of_distance), 0, 1),
    }


def case(name, scores, labels, baseline, clusters):
    rows = Rows(scores, labels, baseline, clusters)
    area, placed = rows.placements(scores)
    other, placed_other = rows.placements(baseline)
    spread = rows.quantile * np.sqrt(rows.obuchowski(area, placed)) / (area * (1 - area))
    difference = rows.cut(area - other, np.sqrt(rows.obuchowski(area - other, placed - placed_other)))
    design = sm.add_constant(logit(scores))
    binomial = sm.families.Binomial()
    beta, errors = rows.robust(sm.GLM(labels.astype(float), design, family=binomial))
    level, level_error = rows.robust(sm.GLM(labels.astype(float), design[:, :1], family=binomial, offset=logit(scores)))
    if clusters is None:
        errors = sm.GLM(labels.astype(float), design, family=binomial).fit(tol=1e-15).bse
        level_error = (
            sm.GLM(labels.astype(float), design[:, :1], family=binomial, offset=logit(scores)).fit(tol=1e-15).bse
        )
    brier = (labels - scores) ** 2
    loss = -np.where(labels, np.log(scores), np.log(1 - scores))
    brier_other = (labels - expit(baseline)) ** 2
    loss_other = -np.where(labels, np.log(expit(baseline)), np.log(1 - expit(baseline)))
    n = len(scores)
    gains = [expected_wins(scores, labels, n * k / 10) / labels.sum() for k in range(11)]
    expected = {
        "auroc": [area, expit(logit(area) - spread), expit(logit(area) + spread)],
        "auroc_difference": difference,
        "base_rate": base_rate(rows),
        "average_precision": [metrics.average_precision_score(labels, scores)],
        "mean_probability": rows.mean(scores, 0, 1),
        "brier_score": rows.mean(brier, 0, 1),
        "log_loss": rows.mean(loss, 0),
        "brier_difference": rows.mean(brier - brier_other),
        "log_loss_difference": rows.mean(loss - loss_other),
        "calibration_intercept": rows.cut(beta[0], errors[0]),
        "calibration_slope": rows.cut(beta[1], errors[1]),
        "calibration_in_the_large": rows.cut(level[0], level_error[0]),
        "precision_at_capacity": [expected_wins(scores, labels, CAPACITY) / CAPACITY],
        "recall_at_capacity": [expected_wins(scores, labels, CAPACITY) / labels.sum()],
        **{f"cumulative_gain_at_decile_{k}": [gains[k]] for k in range(1, 10)},
        **{f"lift_in_decile_{k}": [10 * (gains[k] - gains[k - 1])] for k in range(1, 11)},
        **parts(rows),
    }
    for threshold in [0.05, 0.1, 0.2, 0.3, 0.5]:
        worth = np.where(labels, 1.0, -threshold / (1 - threshold))
        chosen = scores >= threshold
        expected[f"net_benefit_at_{threshold}"] = rows.mean(np.where(chosen, worth, 0))
        expected[f"net_benefit_less_treat_all_at_{threshold}"] = rows.mean(np.where(chosen, worth, 0) - worth)
    return {
        "name": name,
        "scores": scores.tolist(),
        "labels": labels.tolist(),
        "baseline": baseline.tolist(),
        "clusters": None if clusters is None else [f"c{c}" for c in clusters],
        "expected": {key: [float(number) for number in value] for key, value in expected.items()},
    }


def made(seed, count, digits, prevalence, clusters):
    random = np.random.default_rng(seed)
    of_row = np.arange(count) if clusters is None else random.integers(0, clusters, count)
    shared = random.normal(size=of_row.max() + 1)[of_row]
    margin = random.normal(size=count) + shared
    labels = random.random(count) < expit(0.8 * margin + 0.7 * shared + logit(prevalence))
    scores = np.clip(np.round(expit(margin + logit(prevalence)), digits), 10.0**-digits, 1 - 10.0**-digits)
    baseline = np.round(margin + random.normal(size=count), 1) + logit(prevalence)
    return scores, labels, baseline, None if clusters is None else of_row


cases = [
    case("independent", *made(11, 300, 12, 0.3, None)),
    case("independent and tied", *made(12, 260, 1, 0.4, None)),
    case("sixty clusters", *made(13, 400, 12, 0.3, 60)),
    case("a dozen clusters", *made(14, 240, 2, 0.4, 12)),
    case("rare in clusters", *made(15, 500, 2, 0.07, 90)),
]
versions = {
    "python": platform.python_version(),
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "scikit-learn": sklearn.__version__,
    "statsmodels": statsmodels.__version__,
}
target = pathlib.Path(__file__).parents[2] / "Tests/EvaluationTests/Fixtures/clusters.json"
target.write_text(json.dumps({"versions": versions, "cases": cases}, indent=1, sort_keys=True) + "\n")
