"""Writes Tests/LearningTests/Fixtures/learning.json: what scikit-learn and statsmodels make of small seeded data.

Run in a virtual environment of its own: pip install scikit-learn statsmodels; python learning-fixtures.py
"""
import json
import pathlib
import platform
import warnings

import numpy
import scipy
import sklearn
import statsmodels
import statsmodels.api as statsmodels_api
from sklearn.compose import ColumnTransformer
from sklearn.impute import MissingIndicator, SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")
random = numpy.random.default_rng(20240229)


def sigmoid(x):
    return 1 / (1 + numpy.exp(-x))


def fit(design, labels, penalty, weights=None):
    regression = LogisticRegression(
        C=1 / penalty if penalty else numpy.inf, solver="newton-cholesky", tol=1e-13, max_iter=10_000)
    return regression.fit(design, labels, sample_weight=weights)


def regression(name, design, labels, penalty, weights=None):
    """One fit, with standard errors: statsmodels without penalty and weights, else the inverse Hessian."""
    model = fit(design, labels, penalty, weights)
    extended = numpy.column_stack([design, numpy.ones(len(design))])
    parameters = numpy.append(model.coef_[0], model.intercept_[0])
    margins = extended @ parameters
    own = numpy.ones(len(design)) if weights is None else weights
    if penalty == 0 and weights is None:
        errors = statsmodels_api.Logit(labels, extended).fit(
            method="newton", tol=1e-14, maxiter=200, disp=0).bse
    else:
        curvature = own * sigmoid(margins) * sigmoid(-margins)
        hessian = extended.T @ (curvature[:, None] * extended)
        hessian += numpy.diag(numpy.append(numpy.full(design.shape[1], penalty), 0.0))
        errors = numpy.sqrt(numpy.diag(numpy.linalg.inv(hessian)))
    losses = numpy.logaddexp(0, numpy.where(labels, -margins, margins))
    return {
        "name": name, "rows": design.shape[0], "columns": design.shape[1], "penalty": penalty,
        "design": design.ravel().tolist(), "labels": labels.tolist(),
        "weights": None if weights is None else weights.tolist(),
        "coefficients": model.coef_[0].tolist(), "intercept": float(model.intercept_[0]),
        "standardErrors": errors[:-1].tolist(), "interceptStandardError": float(errors[-1]),
        "objective": float(own @ losses + penalty / 2 * parameters[:-1] @ parameters[:-1]),
    }


def sample(rows, columns, slope=1.0):
    design = numpy.round(random.normal(size=(rows, columns)), 3)
    truth = slope * random.normal(size=columns)
    return design, random.random(rows) < sigmoid(design @ truth - 0.5)


def regressions():
    design, labels = sample(150, 4)
    yield regression("standard", design, labels, 1.0)
    yield regression("without penalty", design, labels, 0.0)
    yield regression("strong penalty", design, labels, 250.0)
    weights = numpy.round(random.gamma(2.0, size=len(labels)), 2)
    yield regression("weighted", design, labels, 0.5, weights)
    yield regression("collinear", numpy.column_stack([design, design[:, 0]]), labels, 1.0)
    design, _ = sample(60, 2)
    yield regression("separable", design, design[:, 0] + design[:, 1] > 0.1, 0.01)
    design, _ = sample(3, 40)
    yield regression("wide", design, numpy.array([True, False, True]), 1.0)
    design, labels = sample(200, 3)
    yield regression("uneven scales", design * [1e-3, 1.0, 1e3], labels, 0.0)


def platt(name, margins, labels):
    """A binomial regression on Platt's smoothed targets."""
    positives, negatives = labels.sum(), (~labels).sum()
    targets = numpy.where(labels, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    line = statsmodels_api.GLM(
        targets, numpy.column_stack([margins, numpy.ones(len(margins))]),
        family=statsmodels_api.families.Binomial()).fit(tol=1e-15, maxiter=500)
    return {"name": name, "margins": margins.tolist(), "labels": labels.tolist(),
            "slope": float(line.params[0]), "intercept": float(line.params[1])}


def calibrations():
    margins = numpy.round(random.normal(0.3, 1.5, 120), 3)
    yield platt("overconfident", margins, random.random(120) < sigmoid(0.4 * margins - 1))
    yield platt("separated", margins, margins > 0.2)


def scorer():
    """A frame of two numbers (one with gaps) and a category through a scikit-learn pipeline."""
    rows, minimum = 240, 15
    amount = numpy.round(random.gamma(1.5, 40, rows), 2)
    recency = numpy.round(random.gamma(2, 20, rows), 1)
    recency[random.random(rows) < 0.15] = numpy.nan
    region = random.choice(["east", "north", "south", "west", "isle"], rows, p=[.3, .3, .25, .12, .03])
    known = numpy.nan_to_num(recency, nan=60)
    labels = random.random(rows) < sigmoid(0.6 * numpy.log1p(amount) - 0.03 * known - 1 + (region == "north"))
    table = numpy.empty((rows, 3), dtype=object)
    table[:, 0], table[:, 1], table[:, 2] = amount, recency, region
    number = lambda *steps: make_pipeline(SimpleImputer(strategy="median"), *steps, StandardScaler())
    columns = ColumnTransformer([
        ("amount", number(FunctionTransformer(numpy.log1p)), [0]),
        ("recency", number(), [1]),
        ("missing", make_pipeline(MissingIndicator(), FunctionTransformer(lambda flags: flags.astype(float))), [1]),
        ("region", OneHotEncoder(
            min_frequency=minimum, handle_unknown="infrequent_if_exist", sparse_output=False), [2]),
    ])
    table[:, :2] = table[:, :2].astype(float)
    design = columns.fit_transform(table)
    model = fit(design, labels, 1.0)
    return {
        "minimumCount": minimum, "amount": amount.tolist(),
        "recency": [None if numpy.isnan(value) else value for value in recency.tolist()],
        "region": region.tolist(), "labels": labels.tolist(), "firstRow": design[0].tolist(),
        "coefficients": model.coef_[0].tolist(), "intercept": float(model.intercept_[0]),
        "margins": (design @ model.coef_[0] + model.intercept_[0])[:20].tolist(),
    }


fixture = {
    "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "scipy": scipy.__version__,
                 "scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__},
    "regressions": list(regressions()), "calibrations": list(calibrations()), "scorer": scorer(),
}
target = pathlib.Path(__file__).parents[2] / "Tests/LearningTests/Fixtures/learning.json"
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps(fixture, separators=(",", ":"), sort_keys=True) + "\n")
print(target, target.stat().st_size, "bytes")
