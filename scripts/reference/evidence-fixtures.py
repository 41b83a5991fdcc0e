"""Writes Tests/LearningTests/Fixtures/evidence.json: bins with weight of evidence by NumPy, hashes by scikit-learn.

Libraries of scorecards (optbinning, scorecardpy) smooth and merge in ways of their own; these few lines are the formulas of docs/learning.md.
Run in a virtual environment of its own: pip install scikit-learn==1.9.1; python evidence-fixtures.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.utils import murmurhash3_32

random = numpy.random.default_rng(20261122)


def evidence(labels, inside):
    share = labels.mean()
    positives, negatives = (labels & inside).sum(), (~labels & inside).sum()
    return float(numpy.log((positives + 10 * share) / (negatives + 10 * (1 - share))) - numpy.log(share / (1 - share)))


def information(labels, parts):
    return float(sum(((labels & part).sum() / labels.sum() - (~labels & part).sum() / (~labels).sum()) * evidence(labels, part)
                     for part in parts))


def binned(values, labels, limit, minimum):
    known = numpy.sort(values[~numpy.isnan(values)])
    edges, start = [], 0
    for bin in range(1, limit):
        edge = known[len(known) * bin // limit]
        first = int(numpy.searchsorted(known, edge, side="left"))
        if first - start >= minimum:
            edges.append(float(edge))
            start = first
    if edges and len(known) - start < minimum:
        edges.pop()
    bounds = [-numpy.inf] + edges + [numpy.inf]
    parts = [(values >= lower) & (values < upper) for lower, upper in zip(bounds, bounds[1:])]
    missing = numpy.isnan(values)
    return {"limit": limit, "minimumCount": minimum, "values": [None if numpy.isnan(v) else float(v) for v in values],
            "labels": labels.tolist(), "edges": edges, "counts": [int(part.sum()) for part in parts],
            "evidence": [evidence(labels, part) for part in parts], "missing": evidence(labels, missing),
            "informationValue": information(labels, parts + [missing])}


cases = []
for limit, minimum, digits in [(10, 20, 2), (4, 5, 0), (50, 8, 1), (2, 150, 3)]:
    values = numpy.round(random.gamma(1.5, 3, size=300), digits)
    labels = random.random(300) < 1 / (1 + numpy.exp(2 - 0.3 * values))
    values[random.random(300) < 0.07] = numpy.nan
    cases.append(binned(values, labels, limit, minimum))
texts = ["", "a", "spring sale", "Frühling", "日本", "level 7", "x" * 100]
hashes = [{"text": text, "count": count, "bucket": abs(int(murmurhash3_32(text.encode(), seed=0))) % count}
          for text in texts for count in (2, 256, 1048576)]
path = pathlib.Path(__file__).parents[2] / "Tests/LearningTests/Fixtures/evidence.json"
path.write_text(json.dumps({"numpy": numpy.__version__, "scikit-learn": sklearn.__version__, "cases": cases, "hashes": hashes}) + "\n")
