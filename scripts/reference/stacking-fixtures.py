"""Writes Tests/LearningTests/Fixtures/stacking.json: what SciPy finds for small seeded stacks of models.

Run in a virtual environment of its own: pip install scipy; python stacking-fixtures.py

Minimized is the log loss of Platt's smoothed targets with a small ridge over weights not below 0 (L-BFGS-B with bounds tells which
weights are 0; MINPACK's hybr finds where the slopes of the others are 0), and what is compared is in the margins' own units.
"""
import json
import pathlib
import platform

import numpy
import scipy
from scipy.optimize import minimize, root
from scipy.special import expit, logit

random = numpy.random.default_rng(20250611)


def stack(name, margins, labels, weights=None):
    counts = numpy.ones(len(labels)) if weights is None else weights
    kept = counts > 0
    m, y, n = margins[kept], labels[kept], counts[kept]
    total, positives = n.sum(), n[y == 1].sum()
    targets = numpy.where(y == 1, (positives + 1) / (positives + 2), 1 / (total - positives + 2))
    share = positives / total
    mean = numpy.average(m, axis=0, weights=n)
    spread = numpy.sqrt(numpy.average((m - mean) ** 2, axis=0, weights=n))
    z = numpy.column_stack([(m - mean) / spread, numpy.ones(len(y))])
    ridge = numpy.append(numpy.full(m.shape[1], 1e-6 * share * (1 - share)), 0.0)

    def loss(x):
        s = z @ x
        return (n @ (numpy.logaddexp(0, s) - targets * s)) / total + 0.5 * ridge @ (x * x)

    def slope(x):
        return z.T @ (n * (expit(z @ x) - targets)) / total + ridge * x

    def curvature(x):
        p = expit(z @ x)
        return (z.T * (n * p * (1 - p))) @ z / total + numpy.diag(ridge)

    count = m.shape[1]
    start = numpy.append(numpy.full(count, 0.1), logit(share))
    bounded = minimize(loss, start, jac=slope, method="L-BFGS-B", bounds=[(0, None)] * count + [(None, None)],
                       options={"ftol": 1e-16, "gtol": 1e-11, "maxiter": 100_000, "maxfun": 100_000})
    free = numpy.append(bounded.x[:-1] > 1e-7, True)

    def full(part):
        x = numpy.zeros(count + 1)
        x[free] = part
        return x

    inner = root(lambda part: slope(full(part))[free], bounded.x[free],
                 jac=lambda part: curvature(full(part))[numpy.ix_(free, free)], method="hybr", tol=1e-15)
    x = full(inner.x)
    assert (x[:-1] >= 0).all() and (slope(x)[~free] > 0).all(), name
    assert abs(slope(x)[free]).max() < 1e-13, (name, slope(x))
    return {
        "name": name, "models": count, "margins": margins.ravel().tolist(),
        "labels": (labels == 1).tolist(), "weights": None if weights is None else weights.tolist(),
        "stacked": (x[:-1] / spread).tolist(), "intercept": float(x[-1] - (x[:-1] / spread) @ mean),
        "loss": float(loss(x)),
    }


rows = 150
truth = random.normal(size=rows)
labels = (random.random(rows) < expit(1.2 * truth - 1)).astype(int)
good = 2 * truth + random.normal(size=rows)
other = 0.3 * truth + 0.2 * random.normal(size=rows) + 5
against = -truth + random.normal(size=rows)
noise = 100 * random.normal(size=rows)
few = numpy.column_stack([good, other])
fixture = {
    "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "scipy": scipy.__version__},
    "stacks": [
        stack("two", few, labels),
        stack("one", good[:, None], labels),
        stack("one is against it", numpy.column_stack([good, against, other, noise]), labels),
        stack("equal", numpy.column_stack([good, other, good]), labels),
        stack("sums of each other", numpy.column_stack([good, other, good + other]), labels),
        stack("separable", numpy.column_stack([6 * labels + random.random(rows), other]), labels),
        stack("weighted", few, labels, numpy.round(random.gamma(0.8, size=rows), 1)),
        stack("rare", few, (numpy.argsort(numpy.argsort(-good + 3 * noise / 100)) < 3).astype(int)),
    ],
}
target = pathlib.Path(__file__).parents[2] / "Tests/LearningTests/Fixtures/stacking.json"
target.write_text(json.dumps(fixture, separators=(",", ":"), sort_keys=True) + "\n")
for one in fixture["stacks"]:
    print(one["name"], one["stacked"], one["intercept"])
print(target, target.stat().st_size, "bytes")
