"""Fits one peer once and prints a line of JSON: seconds of the fit and the objective, recomputed.

    peers.py PEER FOLDER f8|f4|sparse THREADS TOLERANCE [PENALTIES_FILE L1_RATIO]
"""
import json
import pathlib
import sys
import time
import warnings

import numpy as np
import scipy.sparse

warnings.filterwarnings("ignore")
peer, folder, kind, threads, tolerance = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), float(sys.argv[5])
columns = int(np.fromfile(folder / "columns.i8", "<i8")[0])
labels = np.fromfile(folder / "y.u1", "u1").astype(int)
if kind == "sparse":
    matrix = scipy.sparse.csr_matrix((
        np.fromfile(folder / "data.f8", "<f8"), np.fromfile(folder / "indices.i4", "<i4"),
        np.fromfile(folder / "indptr.i8", "<i8").astype("<i4")), shape=(len(labels), columns))
else:
    matrix = np.fromfile(folder / f"x.{kind}", f"<{kind}").reshape(-1, columns)
ratio = float(sys.argv[7]) if len(sys.argv) > 7 else 0.0
# snapml penalizes it, and celer has none.
intercept = kind != "sparse" and ratio < 1


def objective(coefficients, constant, penalty=1.0, l1_ratio=0.0):
    total = 0.0
    for start in range(0, len(labels), 50_000):
        part = np.asarray(matrix[start:start + 50_000] @ np.asarray(coefficients, dtype=np.float64)) + constant
        total += np.logaddexp(0, np.where(labels[start:start + 50_000] == 1, -part, part)).sum()
    squares, magnitudes = np.square(coefficients).sum(), np.abs(coefficients).sum()
    return float(total + penalty * ((1 - l1_ratio) / 2 * squares + l1_ratio * magnitudes))


def sklearn(solver):
    from sklearn.linear_model import LogisticRegression

    LogisticRegression(solver=solver, max_iter=2).fit(*head())
    model = LogisticRegression(C=1.0, solver=solver, tol=tolerance, max_iter=100_000, fit_intercept=intercept)
    return lambda: model.fit(matrix, labels), lambda: objective(model.coef_[0], model.intercept_[0] if intercept else 0)


def head():
    """A few rows for a fit before the one that is timed: what is loaded at the first call is not timed."""
    return matrix[:1000], np.arange(1000) % 2


def sklearnex():
    import daal4py
    from sklearnex.linear_model import LogisticRegression

    daal4py.daalinit(threads)
    LogisticRegression(max_iter=2).fit(*head())
    model = LogisticRegression(C=1.0, solver="lbfgs", tol=tolerance, max_iter=100_000, fit_intercept=intercept)
    return lambda: model.fit(matrix, labels), lambda: objective(model.coef_[0], model.intercept_[0] if intercept else 0)


def snapml():
    from snapml import LogisticRegression

    LogisticRegression(max_iter=2).fit(*head())
    model = LogisticRegression(regularizer=1.0, dual=True, tol=tolerance, max_iter=100_000, n_jobs=threads, fit_intercept=False)
    return lambda: model.fit(matrix, labels), lambda: objective(model.coef_.ravel(), 0)


def path(solve):
    penalties = json.loads(pathlib.Path(sys.argv[6]).read_text())
    found = []

    def fit():
        found.extend(solve(penalties))

    return fit, lambda: [objective(c, b, p, ratio) for p, (c, b) in zip(penalties, found)]


def saga_path(penalties):
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(
        l1_ratio=ratio, solver="saga", tol=tolerance, max_iter=10_000, warm_start=True, C=1.0, fit_intercept=intercept)
    for penalty in penalties:
        model.set_params(C=1 / penalty)
        model.fit(matrix, labels)
        yield model.coef_[0].copy(), float(model.intercept_[0]) if intercept else 0.0


def celer_path(penalties):
    from celer.homotopy import celer_path

    # Column after column, as it wants them: it would copy other rows.
    design, signs = celer_design, labels * 2.0 - 1
    _, coefficients, _ = celer_path(design, signs, pb="logreg", alphas=np.array(penalties), tol=tolerance, max_iter=200, use_PN=True)
    return [(coefficients[:, index], 0.0) for index in range(len(penalties))]


peers = {
    "sklearn lbfgs": lambda: sklearn("lbfgs"), "sklearn newton-cholesky": lambda: sklearn("newton-cholesky"),
    "sklearn newton-cg": lambda: sklearn("newton-cg"), "sklearn liblinear": lambda: sklearn("liblinear"),
    "sklearn saga": lambda: sklearn("saga"), "sklearnex lbfgs": sklearnex, "snapml": snapml,
    "sklearn saga path": lambda: path(saga_path), "celer path": lambda: path(celer_path),
}
if peer == "celer path":
    import celer.homotopy

    celer_design = np.asfortranarray(matrix)
    first, outcomes = head()
    celer.homotopy.celer_path(np.asfortranarray(first), outcomes * 2.0 - 1, pb="logreg", n_alphas=2, max_iter=2)
if peer == "sklearn saga path":
    from sklearn.linear_model import LogisticRegression

    LogisticRegression(solver="saga", max_iter=2).fit(*head())
fit, value = peers[peer]()
start = time.perf_counter()
fit()
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "objective": value()}))
