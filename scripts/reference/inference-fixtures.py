"""Writes Tests/LearningTests/Fixtures/inference.json: what scikit-learn and statsmodels make of small seeded data.

Offsets, columns without a penalty, errors by clusters, elastic nets. Run in a virtual environment of its own:
pip install scikit-learn==1.9.1 statsmodels==0.15.0; python inference-fixtures.py
"""
import json
import pathlib
import platform
import warnings

import numpy
import scipy
import scipy.optimize
import sklearn
import statsmodels
import statsmodels.api as statsmodels_api
from sklearn.linear_model import LogisticRegression

warnings.filterwarnings("ignore")
random = numpy.random.default_rng(20240301)


def sigmoid(x):
    return 1 / (1 + numpy.exp(-x))


def sample(rows, columns, shared=None):
    design = numpy.round(random.normal(size=(rows, columns)), 3)
    logits = design @ random.normal(size=columns) - 0.4
    if shared is not None:
        logits = logits + random.normal(size=shared.max() + 1)[shared]
    return design, random.random(rows) < sigmoid(logits)


def case(name, design, labels, **more):
    return {"name": name, "rows": design.shape[0], "columns": design.shape[1], "design": design.ravel().tolist(),
            "labels": labels.tolist(), **more}


def clustered():
    """statsmodels: maximum likelihood with offsets, errors from the Hessian and by clusters."""
    clusters = random.integers(0, 40, 240)
    design, labels = sample(240, 3, clusters)
    offsets = numpy.round(random.normal(size=240), 2)
    model = statsmodels_api.Logit(labels, numpy.column_stack([design, numpy.ones(240)]), offset=offsets)
    plain = model.fit(method="newton", tol=1e-14, maxiter=200, disp=0)
    robust = model.fit(
        method="newton", tol=1e-14, maxiter=200, disp=0, cov_type="cluster", cov_kwds={"groups": clusters})
    low, high = robust.conf_int().T
    return case(
        "clusters and offsets", design, labels, penalty=0.0, l1Ratio=0.0, unpenalized=[],
        clusters=clusters.tolist(), offsets=offsets.tolist(), coefficients=plain.params[:-1].tolist(),
        intercept=float(plain.params[-1]), standardErrors=plain.bse[:-1].tolist(),
        clusteredErrors=robust.bse[:-1].tolist(), interceptClusteredError=float(robust.bse[-1]),
        lower=low[:-1].tolist(), upper=high[:-1].tolist())


def partly_penalized():
    """SciPy: a column without a penalty."""
    design, labels = sample(150, 3)
    penalty = numpy.array([4.0, 0.0, 4.0, 0.0])
    extended = numpy.column_stack([design, numpy.ones(150)])

    def value(parameters):
        margins = extended @ parameters
        loss = numpy.logaddexp(0, numpy.where(labels, -margins, margins)).sum()
        return loss + penalty @ parameters**2 / 2

    def gradient(parameters):
        return extended.T @ (sigmoid(extended @ parameters) - labels) + penalty * parameters

    def hessian(parameters):
        probabilities = sigmoid(extended @ parameters)
        return extended.T @ ((probabilities * (1 - probabilities))[:, None] * extended) + numpy.diag(penalty)

    found = scipy.optimize.minimize(
        value, numpy.zeros(4), jac=gradient, hess=hessian, method="trust-exact", options={"gtol": 1e-11}).x
    for _ in range(3):
        found = found - numpy.linalg.solve(hessian(found), gradient(found))
    return case(
        "unpenalized column", design, labels, penalty=4.0, l1Ratio=0.0, unpenalized=[1],
        coefficients=found[:-1].tolist(), intercept=float(found[-1]))


def elastic_net(name, penalty, ratio):
    design, labels = sample(200, 6)
    model = LogisticRegression(
        C=1 / penalty, l1_ratio=ratio, solver="saga", tol=1e-14, max_iter=1_000_000).fit(design, labels)
    return case(
        name, design, labels, penalty=penalty, l1Ratio=ratio, unpenalized=[],
        coefficients=model.coef_[0].tolist(), intercept=float(model.intercept_[0]))


fixture = {
    "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "scipy": scipy.__version__,
                 "scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__},
    "cases": [clustered(), partly_penalized(), elastic_net("lasso", 12.0, 1.0), elastic_net("elastic net", 9.0, 0.4)],
}
target = pathlib.Path(__file__).parents[2] / "Tests/LearningTests/Fixtures/inference.json"
target.write_text(json.dumps(fixture, separators=(",", ":"), sort_keys=True) + "\n")
print(target, target.stat().st_size, "bytes")
