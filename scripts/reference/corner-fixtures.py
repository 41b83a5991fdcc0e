"""Writes Tests/LearningTests/Fixtures/corners.json: minima at the corners of what a logistic regression is asked.

Rows are made by a formula that the tests repeat; minima by Newton steps whose gradients have extended precision. Run in a virtual
environment of its own: pip install numpy==2.4.6; python corner-fixtures.py
"""
import json
import pathlib
import platform

import numpy


def design(rows, columns):
    """Column j, row i: ((i * (7919 + 2 j) + 104729 (j + 1)) mod 1009) / 1009 * 4 - 2."""
    row, column = numpy.arange(rows)[:, None], numpy.arange(columns)[None, :]
    return ((row * (7919 + 2 * column) + 104729 * (column + 1)) % 1009).astype("f8") / 1009 * 4 - 2


def minimum(x, labels, weights, penalty):
    extended = numpy.column_stack([x, numpy.ones(len(x))]).astype(numpy.longdouble)
    ridge = numpy.array([penalty] * x.shape[1] + [0.0], numpy.longdouble)
    weights, targets = weights.astype(numpy.longdouble), labels.astype(numpy.longdouble)

    def value(parameters):
        margins = extended @ parameters
        losses = numpy.logaddexp(numpy.longdouble(0), numpy.where(labels, -margins, margins))
        return (weights * losses).sum() + (ridge * parameters**2).sum() / 2

    share = (weights * targets).sum() / weights.sum()
    parameters = numpy.zeros(x.shape[1] + 1, numpy.longdouble)
    parameters[-1] = numpy.log(share / (1 - share))
    for _ in range(60):
        probabilities = 1 / (1 + numpy.exp(-(extended @ parameters)))
        gradient = extended.T @ (weights * (probabilities - targets)) + ridge * parameters
        curvature = (weights * probabilities * (1 - probabilities)).astype("f8")
        hessian = (extended.astype("f8").T * curvature) @ extended.astype("f8") + numpy.diag(ridge.astype("f8"))
        step = numpy.linalg.solve(hessian, gradient.astype("f8"))
        length = 1.0
        while value(parameters - length * step) > value(parameters) and length > 1e-9:
            length /= 2
        parameters = parameters - length * step
    assert abs(gradient).max() < 1e-14, gradient
    return {"penalty": penalty, "coefficients": parameters[:-1].astype("f8").tolist(),
            "intercept": float(parameters[-1]), "objective": float(value(parameters))}


def one_in_a_million():
    """One positive, 5,000 negatives that count 200 each."""
    labels = numpy.zeros(5001, bool)
    labels[1234] = True
    weights = numpy.where(labels, 1.0, 200.0)
    return [minimum(design(5001, 3), labels, weights, penalty) for penalty in (1.0, 0.01)]


fixture = {"versions": {"python": platform.python_version(), "numpy": numpy.__version__}, "oneInAMillion": one_in_a_million()}
target = pathlib.Path(__file__).parents[2] / "Tests/LearningTests/Fixtures/corners.json"
target.write_text(json.dumps(fixture, separators=(",", ":"), sort_keys=True) + "\n")
print(target, target.stat().st_size, "bytes")
