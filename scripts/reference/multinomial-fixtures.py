"""Writes Tests/LearningTests/Fixtures/multinomial.json: what scikit-learn makes of small seeded data of several classes.

Run in a virtual environment of its own: pip install scikit-learn; python multinomial-fixtures.py
"""
import json
import pathlib
import platform
import warnings

import numpy
import scipy
import scipy.optimize
import sklearn
from sklearn.linear_model import LogisticRegression

warnings.filterwarnings("ignore")
random = numpy.random.default_rng(20240311)


def regression(name, design, labels, strength, weights=None):
    """One fit, as exact as lbfgs makes it, then by Newton-CG from there."""
    model = LogisticRegression(C=1 / strength, solver="lbfgs", tol=1e-12, max_iter=100_000)
    model.fit(design, labels, sample_weight=weights)
    model.set_params(solver="newton-cg", warm_start=True, tol=1e-12)
    model.fit(design, labels, sample_weight=weights)
    own = numpy.ones(len(design)) if weights is None else weights
    margins = design @ model.coef_.T + model.intercept_
    losses = scipy.special.logsumexp(margins, axis=1) - margins[numpy.arange(len(design)), labels]
    return {
        "name": name, "rows": design.shape[0], "columns": design.shape[1], "classes": int(labels.max()) + 1,
        "strength": strength, "design": design.ravel().tolist(), "labels": labels.tolist(),
        "weights": None if weights is None else weights.tolist(),
        "coefficients": (model.coef_ - model.coef_.mean(axis=0)).tolist(),
        "intercepts": (model.intercept_ - model.intercept_.mean()).tolist(),
        "objective": float(own @ losses + strength / 2 * (model.coef_**2).sum()),
        "probabilities": model.predict_proba(design[:5]).tolist(),
    }


def temperature(name, margins, labels):
    """The divisor of least log loss, by Brent's method over its logarithm."""
    def loss(power):
        scaled = margins / numpy.exp(power)
        return (scipy.special.logsumexp(scaled, axis=1) - scaled[numpy.arange(len(labels)), labels]).mean()

    found = scipy.optimize.minimize_scalar(loss, bracket=(-1, 1), method="brent", options={"xtol": 1e-12})
    return {
        "name": name, "classes": margins.shape[1], "margins": margins.ravel().tolist(), "labels": labels.tolist(),
        "temperature": float(numpy.exp(found.x)), "before": float(loss(0)), "after": float(found.fun),
    }


def sample(rows, columns, classes, noise):
    design = random.normal(size=(rows, columns)).round(4)
    truth = random.normal(size=(columns, classes)) * 2
    labels = (design @ truth + noise * random.gumbel(size=(rows, classes))).argmax(axis=1)
    return design, labels


plain, plain_labels = sample(60, 3, 3, 1.0)
wide, wide_labels = sample(40, 12, 5, 0.5)
many, many_labels = sample(120, 4, 6, 2.0)
far = plain * numpy.array([1, 100, 0.01]) + numpy.array([5, -300, 0.2])
sure, sure_labels = sample(50, 4, 4, 1.0)

pathlib.Path(__file__).parents[2].joinpath("Tests/LearningTests/Fixtures/multinomial.json").write_text(json.dumps({
    "versions": {
        "python": platform.python_version(), "numpy": numpy.__version__, "scipy": scipy.__version__,
        "scikit-learn": sklearn.__version__},
    "regressions": [
        regression("three classes", plain, plain_labels, 1.0),
        regression("more columns than a class has rows", wide, wide_labels, 0.1),
        regression("weights", many, many_labels, 2.5, (random.integers(0, 4, size=120) + 0.5)),
        regression("hardly a penalty", many, many_labels, 1e-3),
        regression("columns far from 0", far, plain_labels, 0.5),
    ],
    "temperatures": [
        temperature("too sure", sure @ random.normal(size=(4, 4)) * 5, sure_labels),
        temperature("too modest", 0.05 * numpy.eye(4)[sure_labels] + 0.05 * random.normal(size=(50, 4)), sure_labels),
    ],
}, separators=(",", ":"), sort_keys=True) + "\n")
