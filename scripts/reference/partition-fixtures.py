"""Writes Tests/EvaluationTests/Fixtures/partitions.json: what scikit-learn says of pairs of partitions.

Run in a virtual environment of its own: pip install scikit-learn; python partition-fixtures.py
"""
import json
import pathlib
import platform

import numpy
import scipy
import sklearn
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

random = numpy.random.default_rng(20261122)


def pair(name, first, second):
    first, second = [str(part) for part in first], [str(part) for part in second]
    return {
        "name": name, "first": first, "second": second, "adjustedRandIndex": float(adjusted_rand_score(first, second)),
        "adjustedMutualInformation": float(adjusted_mutual_info_score(first, second)),
    }


def moved(parts, share, count):
    parts = parts.copy()
    chosen = random.random(len(parts)) < share
    parts[chosen] = random.integers(count, size=chosen.sum())
    return parts


four = random.integers(4, size=200)
seven = random.integers(7, size=150)
pairs = [
    pair("unrelated", random.integers(3, size=120), random.integers(5, size=120)), pair("near", four, moved(four, 0.2, 4)),
    pair("merged", seven, seven // 2), pair("renamed", four, 9 - four), pair("skewed", moved(numpy.zeros(90, int), 0.1, 3), random.integers(2, size=90)),
    pair("worse than chance", [0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 0, 1]), pair("one part of one", four * 0, four),
    pair("one part of both", [1, 1, 1], [2, 2, 2]), pair("each row of its own", [1, 2, 3, 4], [4, 3, 2, 1]),
]
fixture = {
    "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "scipy": scipy.__version__,
                 "scikit-learn": sklearn.__version__},
    "pairs": pairs,
}
target = pathlib.Path(__file__).parents[2] / "Tests/EvaluationTests/Fixtures/partitions.json"
target.write_text(json.dumps(fixture, separators=(",", ":"), sort_keys=True) + "\n")
print(target, target.stat().st_size, "bytes")
