#!/usr/bin/env python3
"""Every row of a version's evaluation, computed again by other programs from the scores that it was computed from.

    metric-parity.py LEADLINE PIPELINE FOLDER [--cluster COLUMN=FILE.parquet:KEY:VALUE]

Trains the pipeline in FOLDER, takes the test slice's scores from `leadline evaluate --write-scores`, and recomputes what
`evaluate` says of the version, its rules and the prior, and then what `evaluate --scores --baseline` says of that file:
overall, for every group, intersection, month and cutoff, and every difference. By scikit-learn: AUROC, average precision,
Brier score, log loss, precision and recall; by statsmodels: calibration and Wilson's intervals; by the formulas of their
papers, written out here: the rest, with every interval that has a formula. Bootstrap intervals are `interval-coverage`'s.

Values agree to 1e-12, fits to 1e-9. Exits with 1 where one differs, is missing, or has a name that is unknown here.
"""
import argparse
import itertools
import json
import pathlib
import re
import subprocess
import sys

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.optimize import brentq
from scipy.special import erf
from scipy.stats import norm, t
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss
from sklearn.metrics import precision_score, recall_score, roc_auc_score
from statsmodels.stats.proportion import proportion_confint

# Proved elsewhere, by name: these contrasts and proxies by `fairness`; drift and days to the outcome, of which a file of
# scores has nothing, by Tests/EvaluationTests (PopulationStability, StabilityNull, ScoreBand).
ELSEWHERE = re.compile(
    r"(demographic_parity|equal_opportunity|equalized_odds)_(difference|ratio)_to_overall"
    r"|(false_positive_rate|precision|auroc|calibration_in_the_large)_(difference|ratio)(_to_overall)?"
    r"|proxy_auroc|score_auroc|population_stability(_excess|_drifted)?|cycle_days"
)
FITS = re.compile("calibration_slope|calibration_intercept|calibration_in_the_large")
MINIMUM_CLUSTERS, MINIMUM_CASES = 10, 10
# An interval that is drawn by a bootstrap: not computed again.
DRAWN = "drawn"
Z = norm.ppf(0.975)


class Rows:
    """Scores with their outcomes; `cluster` is None where each row is independent."""

    def __init__(self, score, label, cluster=None):
        self.score, self.label = np.asarray(score, float), np.asarray(label, bool)
        self.count, self.total = len(self.label), int(self.label.sum())
        self.cluster = None
        if cluster is not None:
            codes = np.unique(np.asarray(cluster), return_inverse=True)[1]
            if codes.max() + 1 < self.count:
                self.cluster, self.clusters = codes, codes.max() + 1

    @property
    def has_both(self):
        return 0 < self.total < self.count

    @property
    def quantile(self):
        return Z if self.cluster is None else t.ppf(0.975, self.clusters - 1)

    def variance(self, pulls, centre=True):
        """Of the mean of pulls: of whole clusters where rows belong together; None of too few."""
        units, sums = self.count, pulls
        if self.cluster is not None:
            units, sums = self.clusters, np.bincount(self.cluster, pulls)
        if units < (2 if self.cluster is None else MINIMUM_CLUSTERS):
            return None
        return (sums**2).sum() * units / (units - 1) / self.count**2

    def about(self, value, variance, low=-np.inf, high=np.inf):
        if variance is None:
            return value, None, None
        half = self.quantile * np.sqrt(variance)
        return value, max(low, value - half), min(high, value + half)

    def effective(self, size):
        """Korn and Graubard 1998: of fewer rows where few clusters tell the size."""
        return size * (Z / self.quantile) ** 2

    def mean(self, parts, low=-np.inf, high=np.inf):
        return self.about(parts.mean(), self.variance(parts - parts.mean()), low, high)


def wilson(wins, trials):
    low, high = proportion_confint(wins, trials, method="wilson")
    return low, high


def shares(score, taken):
    """How much of each row is among the highest: of tied rows at the edge, each in part."""
    order = np.argsort(-score, kind="stable")
    values, starts, sizes = np.unique(-score[order], return_index=True, return_counts=True)
    part = np.clip((taken - starts) / sizes, 0, 1)
    share = np.empty(len(score))
    share[order] = np.repeat(part, sizes)
    return share


def wins(rows, taken):
    return (shares(rows.score, taken) * rows.label).sum()


def top(share, count):
    return min(count, max(1, int(np.ceil(share * count - 1e-9))))


def precision_recall(rows, taken):
    """scikit-learn's: a row at the edge is there twice, taken and not, each with its weight."""
    share = shares(rows.score, taken)
    label = np.concatenate([rows.label, rows.label])
    chosen = np.repeat([True, False], rows.count)
    weight = np.concatenate([share, 1 - share])
    recall = recall_score(label, chosen, sample_weight=weight) if rows.total else None
    return precision_score(label, chosen, sample_weight=weight), recall


def placements(rows):
    """Of each row, the share of the other class that it is ranked rightly against; ties half."""
    positive, negative = np.sort(rows.score[rows.label]), np.sort(rows.score[~rows.label])
    of = np.empty(rows.count)
    mine = rows.score[rows.label]
    of[rows.label] = (np.searchsorted(negative, mine, "left") + np.searchsorted(negative, mine, "right")) / 2
    of[rows.label] /= len(negative)
    mine = rows.score[~rows.label]
    above = np.searchsorted(positive, mine, "left") + np.searchsorted(positive, mine, "right")
    of[~rows.label] = 1 - above / 2 / len(positive)
    return of


def placement_variance(rows, deviations):
    """Obuchowski 1997; DeLong, DeLong, Clarke-Pearson 1988 where each row is a cluster of its own."""
    cluster = np.arange(rows.count) if rows.cluster is None else rows.cluster
    units = cluster.max() + 1
    sums = [np.bincount(cluster[part], deviations[part], units) for part in (rows.label, ~rows.label)]
    seen = [len(np.unique(cluster[part])) for part in (rows.label, ~rows.label)]
    if min(seen) < 2:
        return None, seen
    m, n = rows.total, rows.count - rows.total
    s10 = seen[0] / ((seen[0] - 1) * m) * (sums[0] ** 2).sum()
    s01 = seen[1] / ((seen[1] - 1) * n) * (sums[1] ** 2).sum()
    s11 = units / (units - 1) * (sums[0] * sums[1]).sum()
    # Without clusters no row is in both sums.
    return s10 / m + s01 / n + 2 * s11 / (m * n), seen


def newcombe(area, m, n):
    """Method 5 of Newcombe 2006: the areas whose distance is the quantile times their own standard error."""
    mean = (m + n) / 2 - 1

    def excess(trial):
        error = trial * (1 - trial) * (1 + mean * (1 - trial) / (2 - trial) + mean * trial / (1 + trial)) / (m * n)
        return (area - trial) ** 2 - Z**2 * error

    low = 0.0 if area == 0 else brentq(excess, 0, area - 1e-15, xtol=1e-16, rtol=1e-15) if excess(0) > 0 else 0.0
    high = 1.0 if area == 1 else brentq(excess, area + 1e-15, 1, xtol=1e-16, rtol=1e-15) if excess(1) > 0 else 1.0
    return area, low, high


def auroc(rows):
    if not rows.has_both:
        return None, None, None
    area = roc_auc_score(rows.label, rows.score)
    if rows.cluster is not None and rows.clusters < MINIMUM_CLUSTERS:
        return area, None, None
    variance, units = placement_variance(rows, placements(rows) - area)
    if variance is None or variance <= 1e-24 or not 0 < area < 1:
        sizes = (rows.total, rows.count - rows.total) if rows.cluster is None else units
        return newcombe(area, *sizes)
    logit, half = np.log(area / (1 - area)), rows.quantile * np.sqrt(variance) / (area * (1 - area))
    return area, 1 / (1 + np.exp(half - logit)), 1 / (1 + np.exp(-half - logit))


def base_rate(rows):
    share = rows.total / rows.count
    if rows.cluster is None:
        return share, *wilson(rows.total, rows.count)
    variance = rows.variance(rows.label - share)
    if variance is None:
        return share, None, None
    size = rows.effective(min(rows.count, share * (1 - share) / variance)) if variance > 0 else rows.clusters
    low, high = wilson(share * size, size)
    return share, min(share, low), max(share, high)


def bins(rows):
    """Ten of equal mass by the middle rank of tied rows, and of each row the number of its bin."""
    middle = pd.Series(rows.score).rank(method="average").to_numpy() - 0.5
    number = np.floor(np.round(2 * middle) * 10 / (2 * rows.count)).astype(int)
    return np.unique(number, return_inverse=True)[1]


def calibration_parts(rows):
    number = bins(rows)
    size = np.bincount(number)
    own = rows.label - rows.score
    gap = np.bincount(number, own) / size
    deviation = own - gap[number]
    variance = np.zeros(len(size))
    for place in range(len(size)):
        part = number == place
        sums = deviation[part]
        if rows.cluster is not None:
            sums = np.bincount(np.unique(rows.cluster[part], return_inverse=True)[1], sums)
        if len(sums) > 1:
            variance[place] = (sums**2).sum() * len(sums) / (len(sums) - 1) / size[place] ** 2
    share = size / rows.count
    plain = (share * abs(gap)).sum()
    error = np.sqrt(variance)
    # A normal's folded mean, less the size of its mean.
    folded = abs(gap).copy()
    some = error > 0
    ratio = abs(gap[some]) / error[some]
    folded[some] = error[some] * np.sqrt(2 / np.pi) * np.exp(-(ratio**2) / 2) + abs(gap[some]) * erf(ratio / np.sqrt(2))
    debiased = (share * (abs(gap) - (folded - abs(gap)))).sum()
    squares = (share * gap**2).sum()
    # Ferro and Fricker 2012; the resolution of Stephenson, Coelho and Jolliffe 2008 makes the parts add up.
    reliability = max(0, (share * (gap**2 - variance)).sum())
    scatter = 2 * ((share * variance) ** 2).sum()
    base = rows.total / rows.count
    brier = own**2
    row_gap = gap[number]
    of_reliability = row_gap**2 - squares + 2 * row_gap * (own - row_gap)
    of_error = abs(row_gap) - plain + np.where(row_gap < 0, -1, 1) * (own - row_gap)
    of_uncertainty = (1 - 2 * base) * (rows.label - base)
    of_resolution = of_reliability + of_uncertainty - (brier - brier.mean())

    def about(value, pulls, low, high, more=0):
        variance = rows.variance(pulls)
        return rows.about(value, None if variance is None else variance + more, low, high)

    error = about(max(0, debiased), of_error, 0, 1)
    return {
        "brier_reliability": about(reliability, of_reliability, 0, 1, scatter),
        "brier_resolution": about(reliability + base * (1 - base) - brier.mean(), of_resolution, -1, 1, scatter),
        "brier_uncertainty": about(base * (1 - base), of_uncertainty, 0, 0.25),
        "expected_calibration_error": (plain, *error[1:]),
        "expected_calibration_error_debiased": error,
    }


def logits(rows):
    kept = np.clip(rows.score, np.finfo(float).eps, 1 - np.finfo(float).eps)
    return np.log(kept / (1 - kept))


def fitted(rows, design, **more):
    """statsmodels' logistic regression: parameters, and variances, those of clusters with the correction G / (G - 1)."""
    model = sm.GLM(rows.label.astype(float), design, family=sm.families.Binomial(), **more)
    plain = model.fit(tol_criterion="params", tol=1e-13, maxiter=100)
    if rows.cluster is None:
        return plain.params, np.diag(plain.cov_params())
    if rows.clusters < MINIMUM_CLUSTERS:
        return plain.params, [None] * len(plain.params)
    words = {"groups": rows.cluster, "use_correction": False}
    robust = model.fit(tol_criterion="params", tol=1e-13, maxiter=100, cov_type="cluster", cov_kwds=words)
    return plain.params, np.diag(robust.cov_params()) * rows.clusters / (rows.clusters - 1)


def recalibration(rows):
    nothing = {"calibration_slope": (None,) * 3, "calibration_intercept": (None,) * 3, "calibration_in_the_large": (None,) * 3}
    if not rows.has_both:
        return nothing
    x = logits(rows)
    values, variances = fitted(rows, np.ones(rows.count), offset=x)
    found = nothing | {"calibration_in_the_large": rows.about(values[0], variances[0])}
    one, none = x[rows.label], x[~rows.label]
    if one.min() >= none.max() or one.max() <= none.min():
        return found
    values, variances = fitted(rows, sm.add_constant(x))
    return found | {
        "calibration_slope": rows.about(values[1], variances[1]),
        "calibration_intercept": rows.about(values[0], variances[0]),
    }


def pulled(rows, depth):
    """Positives among the highest rows, and how far each row pulls their number: of what is beyond a quantile, by Deville 1999."""
    reach = max(10, rows.count / 20)
    first, last = max(0, depth - reach), min(rows.count, depth + reach)
    rate = (wins(rows, last) - wins(rows, first)) / (last - first)
    share = shares(rows.score, depth)
    return wins(rows, depth), rows.label * share - rate * (share - depth / rows.count)


def between(rows, above, below, scale=1):
    """The share of all positives between two depths, times a number, with Wilson's interval at the size that rows' influence tells."""
    if not rows.total:
        return (None,) * 3
    (one, first), (two, last) = pulled(rows, above), pulled(rows, below)
    recall = (two - one) / rows.total
    variance = rows.variance(rows.count / rows.total * (last - first - recall * rows.label))
    bounds = (None, None)
    if variance is not None and not 0 < recall < 1:
        # Of which nothing scatters: the positives, or the clusters that hold some.
        size = rows.total if rows.cluster is None else len(np.unique(rows.cluster[rows.label]))
        bounds = (scale * bound for bound in wilson(recall * size, size))
    elif variance is not None and variance > 1e-24:
        size = rows.effective(recall * (1 - recall) / variance)
        bounds = (scale * bound for bound in wilson(recall * size, size))
    return (scale * recall, *bounds)


def ranking(rows, plan, capacity):
    drawn = (DRAWN, DRAWN)
    area = auroc(rows)
    found = {"base_rate": base_rate(rows), "auroc": area, "auroc_bootstrap": (area[0], *drawn)}
    found["average_precision"] = (average_precision_score(rows.label, rows.score) if rows.total else None, *drawn)

    def at(name, taken):
        precision, recall = precision_recall(rows, taken)
        bounds = wilson(precision * taken, taken) if rows.cluster is None else drawn
        found[f"precision_at_{name}"] = (precision, *bounds)
        is_drawn = name == "capacity" and rows.cluster is not None
        found[f"recall_at_{name}"] = (recall, *(drawn if is_drawn else between(rows, 0, taken)[1:]))
        if name == "capacity":
            bounds = bounds if bounds == drawn else [bound * taken for bound in bounds]
            found["wins_at_capacity"] = (precision * taken, *bounds)
        else:
            found["lift_at_top"] = between(rows, 0, taken, rows.count / taken)

    at("top", top(plan["top"], rows.count))
    if capacity:
        at("capacity", min(capacity, rows.count))
    tenths = [rows.count * tenth / 10 for tenth in range(11)]
    for tenth in range(1, 10):
        found[f"cumulative_gain_at_decile_{tenth}"] = between(rows, 0, tenths[tenth])
    for tenth in range(1, 11):
        found[f"lift_in_decile_{tenth}"] = between(rows, tenths[tenth - 1], tenths[tenth], 10)
    return found


def probabilities(rows, plan):
    kept = np.clip(rows.score, np.finfo(float).eps, 1 - np.finfo(float).eps)
    losses = -np.log(np.where(rows.label, kept, 1 - kept))
    found = {
        "mean_probability": rows.mean(rows.score, 0, 1),
        "brier_score": (brier_score_loss(rows.label, rows.score), *rows.mean((rows.label - rows.score) ** 2, 0, 1)[1:]),
        "log_loss": (log_loss(rows.label, rows.score, labels=[False, True]), *rows.mean(losses, 0)[1:]),
    }
    found |= calibration_parts(rows) | recalibration(rows)
    for threshold in plan["thresholds"]:
        # Vickers and Elkin 2006.
        price = threshold / (1 - threshold)
        worth = np.where(rows.label, 1, -price)
        acted = rows.score >= threshold
        lead = rows.mean(np.where(acted, 0, -worth))
        found[f"net_benefit_at_{threshold}"] = rows.mean(np.where(acted, worth, 0))
        found[f"net_benefit_less_treat_all_at_{threshold}"] = lead
        found[f"interventions_avoided_at_{threshold}"] = tuple(x if x is None else x / price for x in lead)
    return found


PROBABILITIES = re.compile(
    "mean_probability|brier_|log_loss|calibration_|expected_calibration|net_benefit|interventions")


def metrics(rows, plan, scale="probability", capacity=None):
    found = ranking(rows, plan, capacity)
    if scale == "probability":
        return found | probabilities(rows, plan)
    # Named, and said not to be defined.
    blank = Rows([0.3, 0.6, 0.4], [False, True, True])
    return found | {name: (None,) * 3 for name in probabilities(blank, plan)}


def rates(whole, part, plan):
    """How often a group is in the overall top: by name the rows, and those of them that count."""
    share = shares(whole.score, top(plan["top"], whole.count))[part]
    label = whole.label[part]
    return {
        "selection_rate": (share.sum(), len(share)),
        "true_positive_rate": (share[label].sum(), label.sum()),
        "false_positive_rate": (share[~label].sum(), (~label).sum()),
        "precision": (share[label].sum(), share.sum()),
    }


def rounded(number):
    return int(np.floor(number + 0.5))


class Slice:
    """What is expected of a file of scores: by metric and group, the estimate and the number of rows."""

    def __init__(self, frame, plan, cluster, lists, months):
        self.frame, self.plan, self.cluster = frame, plan, cluster
        self.label = frame.label.to_numpy(bool)
        self.lists = frame.asOf.str[:10] if lists and frame.asOf.str[:10].nunique() > 1 else None
        self.months = frame.asOf.str[:7] if months and plan["months"] and frame.asOf.str[:7].nunique() > 1 else None

    def rows(self, score, part=None):
        part = np.ones(len(self.label), bool) if part is None else part
        return Rows(score[part], self.label[part], self.cluster[part])

    def groups(self):
        """By grouping, its groups by name."""
        def written(value):
            return "(missing)" if pd.isna(value) else str(value).replace("\\", "\\\\").replace(" &", " \\&")

        def parts(names):
            texts = [[f"{name}={written(value)}" for value in self.frame[name]] for name in names]
            text = np.array([" & ".join(row) for row in zip(*texts)], object)
            return " & ".join(names), {value: text == value for value in sorted(set(text))}

        protected = self.plan.get("protected") or []
        protected = [name if isinstance(name, str) else name["name"] for name in protected]
        names = [name for name in self.plan["groups"] if name not in protected] + protected
        found = [parts([name]) for name in names]
        if self.plan.get("intersections", True):
            found += [parts(list(pair)) for pair in itertools.combinations(protected, 2)]
        if self.months is not None and "month" not in names:
            found.append((None, {f"month={month}": (self.months == month).to_numpy() for month in sorted(set(self.months))}))
        return found

    def expected(self, score, scale="probability", is_broken_down=True):
        plan, whole = self.plan, self.rows(score)
        capacity = plan.get("capacity")
        found = {}

        def add(group, estimates, count):
            found.update({(metric, group): (estimate, count) for metric, estimate in estimates.items()})

        add("overall", metrics(whole, plan, scale, None if self.lists is not None else capacity), whole.count)
        if capacity and self.lists is not None:
            for (metric, group), (value, count) in self.at_capacity(score).items():
                found[metric, group] = (value, count)
        for grouping, parts in self.groups() if is_broken_down else []:
            kept = {}
            for group, part in parts.items():
                rows = self.rows(score, part)
                small = rows.count < plan["minimumGroupSize"]
                blank = (None,) * 3
                estimates = metrics(rows, plan, scale)
                add(group, {name: blank for name in estimates} if small else estimates, rows.count)
                for metric, (chosen, size) in rates(whole, part, plan).items():
                    few = small or (metric != "selection_rate" and rounded(size) < MINIMUM_CASES)
                    found[metric, group] = (blank if few else (chosen / size, DRAWN, DRAWN), rounded(size))
                    if not small and (metric == "selection_rate" or size >= MINIMUM_CASES):
                        kept.setdefault(metric, []).append((chosen / size, rows.count))
            if grouping is not None:
                self.add_contrasts(found, grouping, kept)
        for group, part in self.bands(score, scale) if is_broken_down else []:
            rows = self.rows(score, part)
            small = rows.count < plan["minimumGroupSize"]
            for metric, estimate in metrics(rows, plan, scale).items():
                if metric == "base_rate" or (metric == "mean_probability" and scale == "probability"):
                    found[metric, group] = ((None,) * 3 if small else estimate, rows.count)
        return found

    def bands(self, score, scale):
        """Bands of scores by name: between given probabilities, or fifths of the ranking, ties where their middle lies."""
        bounds, score = self.plan.get("bands"), np.asarray(score)
        if bounds is not None and scale == "probability":
            place = np.searchsorted(bounds, score, side="right")
            names = [f"below {bounds[0]}"] if bounds else []
            names += [f"{low} to {high}" for low, high in zip(bounds, bounds[1:])]
            names += [f"{bounds[-1]} or more"] if bounds else []
        else:
            ordered = np.sort(score)
            above = len(score) - np.searchsorted(ordered, score, side="right")
            ties = len(score) - above - np.searchsorted(ordered, score, side="left")
            place = 5 * (2 * above + ties - 1) // (2 * len(score))
            names = [str(number) for number in range(1, 6)]
        return [(f"band={name}", place == number) for number, name in enumerate(names) if (place == number).any()]

    def add_contrasts(self, found, grouping, kept):
        """Fairlearn's, between groups."""
        found_here = {}
        for name, rate in (("demographic_parity", "selection_rate"), ("equal_opportunity", "true_positive_rate"),
                           (None, "false_positive_rate")):
            values = [value for value, _ in kept.get(rate, [])]
            if len(values) > 1:
                ratio = min(values) / max(values) if max(values) > 0 else 1
                found_here[name] = (max(values) - min(values), ratio)
        if "equal_opportunity" in found_here and None in found_here:
            both = found_here["equal_opportunity"], found_here.pop(None)
            found_here["equalized_odds"] = (max(x[0] for x in both), min(x[1] for x in both))
        for name in ("demographic_parity", "equal_opportunity", "equalized_odds"):
            for kind, value in zip(("difference", "ratio"), found_here.get(name, (None, None))):
                bounds = (None, None) if value is None else (DRAWN, DRAWN)
                found[f"{name}_{kind}", grouping] = ((value, *bounds), None)

    def at_capacity(self, score, other=None):
        """The capacity worked anew at each cutoff; less another score's."""
        capacity, found, won, taken = self.plan["capacity"], {}, [], []
        for date in sorted(set(self.lists)):
            part = (self.lists == date).to_numpy()
            rows = self.rows(score, part)
            size = min(capacity, rows.count)
            value = wins(rows, size)
            bounds = (DRAWN, DRAWN)
            if other is not None:
                value -= wins(self.rows(other, part), size)
            elif rows.cluster is None:
                bounds = [bound * size for bound in wilson(value, size)]
            won.append(value)
            taken.append(size)
            found["wins_at_capacity", f"at {date}"] = ((value, *bounds), rows.count)
        count, total = len(self.label), self.label.sum()
        for metric, value in (("wins", np.mean(won)), ("precision", sum(won) / sum(taken)), ("recall", sum(won) / total)):
            found[f"{metric}_at_capacity", "overall"] = ((value, DRAWN, DRAWN), count)
        return found

    def differences(self, score, other, name, scale):
        """Paired, by metric and group."""
        own, theirs = self.rows(score), self.rows(other)
        capacity = None if self.lists is not None else self.plan.get("capacity")
        mine = metrics(own, self.plan, capacity=capacity)
        others = metrics(theirs, self.plan, scale, capacity=capacity)
        found = {}
        for metric in mine:
            if scale != "probability" and PROBABILITIES.match(metric):
                continue
            if re.match("base_rate|mean_probability|auroc_bootstrap|brier_re|brier_u|calibration_i|net_benefit_less"
                        "|interventions|expected_calibration_error$", metric):
                continue
            pair = mine[metric][0], others[metric][0]
            value = None if None in pair else pair[0] - pair[1]
            bounds = (None, None) if value is None else (DRAWN, DRAWN)
            if metric == "auroc" and value is not None:
                variance, _ = placement_variance(own, placements(own) - placements(theirs) - value)
                is_few = own.cluster is not None and own.clusters < MINIMUM_CLUSTERS
                if not is_few and variance is not None and variance > 1e-24:
                    bounds = own.about(value, variance, -1, 1)[1:]
            found[f"{metric}_difference_to_{name}", "overall"] = ((value, *bounds), own.count)
        if self.plan.get("capacity") and self.lists is not None:
            for (metric, group), estimate in self.at_capacity(score, other).items():
                found[f"{metric}_difference_to_{name}", group] = estimate
        return found


class Tally:
    def __init__(self):
        self.rows = self.bounds = self.drawn = self.undefined = self.elsewhere = self.wrong = 0
        self.worst = 0.0

    def fail(self, *words):
        self.wrong += 1
        if self.wrong <= 20:
            print(*words)

    def compare(self, where, found, expected):
        """`found` are rows of a document, `expected` by metric and group."""
        expected = dict(expected)
        for row in found:
            key = row["metric"], row["group"]
            if key not in expected:
                if ELSEWHERE.fullmatch(row["metric"]):
                    self.elsewhere += 1
                else:
                    self.fail(where, *key, "is unknown to this script")
                continue
            estimate, count = expected.pop(key)
            self.rows += 1
            tolerance = 1e-9 if FITS.match(row["metric"]) else 1e-12
            if count is not None and row["n"] != count:
                self.fail(where, *key, "has n", row["n"], "where there are", count)
            for part, value in zip(("value", "lower", "upper"), estimate):
                mine = row.get(part)
                if isinstance(value, str):
                    self.drawn += part == "lower" and mine is not None
                elif value is None or mine is None:
                    self.undefined += part == "value" and value is None
                    if (value is None) != (mine is None):
                        self.fail(where, *key, part, mine, "expected", value, "-", row["method"])
                else:
                    self.bounds += part == "lower"
                    error = abs(mine - value) / max(1, abs(value))
                    if not error <= tolerance:
                        self.fail(where, *key, part, mine, "expected", value, "-", row["method"])
                    elif tolerance < 1e-9:
                        self.worst = max(self.worst, error)
        for key in expected:
            self.fail(where, *key, "is not in the document")

    def say(self, title):
        print(
            f"{title}: {self.rows} rows agree, {self.undefined} of them undefined on both sides, with {self.bounds} "
            f"intervals; {self.drawn} intervals of a bootstrap, {self.elsewhere} rows proved elsewhere; largest "
            f"difference {self.worst:.1e} beside the fits; {self.wrong} differ")


def rule_scores(rule, frame):
    """A hand rule's; who has no value comes last."""
    if "feature" in rule:
        raw = frame[rule["feature"]].to_numpy(float) * (-1 if rule.get("better") == "lower" else 1)
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            raw = frame[rule["numerator"]].to_numpy(float) / (frame[rule["denominator"]].to_numpy(float) + rule.get("plus", 0))
    known = raw[np.isfinite(raw)]
    low, high = (known.min() - 1, known.max() + 1) if len(known) else (-1, 1)
    return np.where(np.isfinite(raw), raw, np.where(raw == np.inf, high, low))


def read(path):
    frame = pd.read_csv(path, dtype={"id": str, "asOf": str}, keep_default_na=False)
    for name in frame.columns[4:]:
        frame[name] = frame[name].astype(str).replace("", np.nan)
    return frame


def run(*command, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **more)
    if done.returncode not in (0, 1, 2):
        sys.exit(done.stderr)
    return done.stdout


def version(leadline, pipeline, folder, tally):
    """The document of a trained version; gives the slice's file, and another score of its rows."""
    folders = ["--registry", folder / "registry", "--working", folder / "working", "--reports", folder / "reports"]
    run(leadline, "train", pipeline, *folders)
    document = json.loads(
        run(leadline, "evaluate", pipeline, *folders, "--write-scores", folder / "scores.csv", "--json"))
    run(leadline, "features", pipeline, *folders, "-o", folder / "frame.parquet")
    stored = next((folder / "registry" / "models").glob("*/versions/1/evaluation.json"))
    assert json.loads(stored.read_text()) == document
    settings = json.loads((stored.parent / "lineage.json").read_text())["settings"]
    plan = settings["evaluation"]
    frame = read(folder / "scores.csv")
    features = pd.read_parquet(folder / "frame.parquet")
    train, test = features[features.slice == "train"], features[features.slice == "test"]
    # The frame is by cutoff and entity, and so is the file.
    assert list(test.entity) == [name.split(":", 1)[1] for name in frame.id] and list(test.label) == list(frame.label)
    cluster = frame.get(document.get("cluster"), frame.id).to_numpy()
    is_timed = settings.get("table") is None
    lists = "calendar" in settings.get("cutoffs", {})
    expects = Slice(frame, plan, cluster, lists=lists, months=is_timed)
    score = frame.score.to_numpy()
    expected = expects.expected(score)
    others = {}
    for result in document["rules"]:
        others[result["name"]] = rule_scores(result["rule"], test)
        tally.compare(result["name"], result["metrics"], expects.expected(others[result["name"]], "ranking", False))
        area = max(
            [roc_auc_score(train.label, rule_scores(result["rule"], train))])
        if abs(area - result["trainAUROC"]) > 1e-12:
            tally.fail(result["name"], "trainAUROC", result["trainAUROC"], "expected", area)
    prior = np.full(len(frame), train.label.sum() / len(train))
    tally.compare("prior", document["prior"]["metrics"], expects.expected(prior, "probability", False))
    if document["rules"]:
        expected |= expects.differences(score, others[document["rules"][0]["name"]], "rule", "ranking")
    expected |= expects.differences(score, prior, "prior", "probability")
    mine = [row for row in document["metrics"] if row["slice"] == "test"]
    tally.compare("version", mine, expected)
    folds = [row for row in document["metrics"] if row["slice"] != "test"]
    if folds:
        means = [row for row in folds if row["slice"] == "backtest" and row["metric"] in ("auroc", "auroc_difference_to_reference")]
        for mean in means:
            of_folds = [
                row["value"] for row in folds
                if row["slice"].startswith("fold-") and (row["metric"], row["group"]) == (mean["metric"], "overall")]
            tally.rows += 1
            if abs(np.mean(of_folds) - mean["value"]) > 1e-12:
                tally.fail("backtest", mean["metric"], mean["value"], "expected", np.mean(of_folds))
        print(f"{len(folds) - len(means)} rows of {len(set(row['slice'] for row in folds)) - 1} folds, whose models are not kept, are left out")
    rule = others[document["rules"][0]["name"]] if document["rules"] else frame.score.to_numpy()
    return frame, plan, lists and is_timed, rule


def of_scores(leadline, folder, frame, plan, lists, rule, cluster, tally):
    """The document of the slice's file beside another score: the rule's ranks, made probabilities of 2 to 52 percent."""
    other = 0.02 + 0.5 * pd.Series(rule).rank(method="average").to_numpy() / len(rule)
    groups = list(dict.fromkeys(plan["groups"]))
    columns = ["id", "asOf", "score", "label", *groups]
    frame = frame.copy()
    if cluster is not None:
        frame["account"] = cluster
        columns.append("account")
    for name, values in (("one", frame.score), ("other", other)):
        frame.assign(score=[repr(float(value)) for value in values])[columns].to_csv(folder / f"{name}.csv", index=False)
    command = [leadline, "evaluate", "--scores", folder / "one.csv", "--baseline", folder / "other.csv", "--json"]
    command += ["--top", plan["top"], *itertools.chain(*(["--group", name] for name in groups))]
    if cluster is not None:
        command += ["--cluster", "account"]
    plan = {key: plan[key] for key in ("top", "capacity", "months", "thresholds", "minimumGroupSize") if key in plan}
    plan |= {"groups": groups, "months": True}
    if plan.get("capacity"):
        command += ["--capacity", plan["capacity"], *(["--each-cutoff"] if lists else [])]
    document = json.loads(run(*command))
    key = frame.id.to_numpy() if cluster is None else np.asarray(cluster)
    expects = Slice(frame, plan, key, lists=lists, months=True)
    score = frame.score.to_numpy()
    expected = expects.expected(score) | expects.differences(score, other, "baseline", "probability")
    tally.compare("scores", document["metrics"], expected)
    tally.compare("baseline", document["baseline"]["metrics"], expects.expected(other))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("leadline", type=pathlib.Path)
    parser.add_argument("pipeline", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--cluster", help="FILE.parquet:KEY:VALUE: the accounts of the ids, for --scores")
    arguments = parser.parse_args()
    folder = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    tally = Tally()
    frame, plan, lists, rule = version(arguments.leadline, arguments.pipeline, folder, tally)
    cluster = None
    if arguments.cluster:
        path, key, value = arguments.cluster.rsplit(":", 2)
        accounts = pd.read_parquet(path).set_index(key)[value]
        cluster = [accounts[name.split(":", 1)[1]] for name in frame.id]
    of_scores(arguments.leadline, folder, frame, plan, lists, rule, cluster, tally)
    tally.say(f"{arguments.pipeline.parent.name}, {len(frame)} rows of the test slice")
    sys.exit(1 if tally.wrong else 0)


main()
