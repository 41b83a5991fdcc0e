"""Runs one peer once and prints a line of JSON: seconds and what was found.

    peers.py PART PEER FOLDER f8|f4 THREADS
"""
import json
import pathlib
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")
part, peer, folder, kind, threads = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4], int(sys.argv[5])


def timed(action):
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def figures(x, centres, clusters):
    """The inertia in double precision, and the share of rows that ours put into the same cluster."""
    inertia = sum(
        float(np.square(x[i:i + 20_000].astype("f8") - centres[clusters[i:i + 20_000]]).sum()) for i in range(0, len(x), 20_000))
    ours = np.fromfile(folder / "clusters.i4", "<i4")
    return {"inertia": inertia, "same": float((clusters == ours).mean())}


def kmeans():
    columns = int(np.fromfile(folder / "columns.i8", "<i8")[0])
    x = np.fromfile(folder / f"x.{kind}", f"<{kind}").reshape(-1, columns)
    start = np.fromfile(folder / "start.f8", "<f8").reshape(-1, columns).astype(x.dtype)
    if peer == "faiss":
        import faiss

        faiss.omp_set_num_threads(threads)
        model = faiss.Kmeans(columns, len(start), niter=20, max_points_per_centroid=len(x), min_points_per_centroid=1)

        def fit():
            model.train(x, init_centroids=start)
            return model.index.search(x, 1)[1][:, 0]

        seconds, clusters = timed(fit)
        return seconds, figures(x, model.centroids.astype("f8"), clusters)
    if peer == "sklearnex":
        import daal4py
        from sklearnex.cluster import KMeans

        daal4py.daalinit(threads)
        # What is loaded at the first call is not timed.
        KMeans(2, init=start[:2], n_init=1, max_iter=1).fit(x[:100])
    else:
        from sklearn.cluster import KMeans
    model = KMeans(len(start), init=start, n_init=1, max_iter=20, tol=0, algorithm="lloyd")
    seconds, _ = timed(lambda: model.fit(x))
    return seconds, figures(x, model.cluster_centers_.astype("f8"), model.labels_)


def calibration_data():
    return np.fromfile(folder / "x.f8", "<f8"), np.fromfile(folder / "y.u1", "u1").astype("f8")


def isotonic():
    x, y = calibration_data()
    if peer == "scipy":
        from scipy.optimize import isotonic_regression

        isotonic_regression([1.0, 0.0])

        def fit():
            order = np.argsort(x)
            return order, isotonic_regression(y[order]).x

        seconds, (order, fitted) = timed(fit)
        return seconds, {"squares": float(np.square(y[order] - fitted).sum()), "steps": len(np.unique(fitted))}
    from sklearn.isotonic import IsotonicRegression

    model = IsotonicRegression()
    seconds, _ = timed(lambda: model.fit(x, y))
    fitted = model.predict(x)
    return seconds, {"squares": float(np.square(y - fitted).sum()), "steps": len(np.unique(fitted))}


def platt():
    x, y = calibration_data()
    positives, negatives = y.sum(), (1 - y).sum()
    targets = np.where(y == 1, (positives + 1) / (positives + 2), 1 / (negatives + 2))

    def newton():
        """Newton's method on the two parameters, as an analyst would write it down."""
        slope, intercept = 0.0, float(np.log(positives / negatives))
        for _ in range(50):
            p = 1 / (1 + np.exp(-(slope * x + intercept)))
            residual, curvature = p - targets, p * (1 - p)
            gradient = np.array([residual @ x, residual.sum()])
            border = curvature @ x
            step = np.linalg.solve([[(curvature * x) @ x, border], [border, curvature.sum()]], gradient)
            slope, intercept = slope - step[0], intercept - step[1]
            if np.abs(gradient).max() < 1e-6 * len(x):
                break
        return slope, intercept

    if peer == "newton":
        seconds, (slope, intercept) = timed(newton)
        return seconds, {"slope": slope, "intercept": intercept}
    from sklearn.calibration import _sigmoid_calibration

    seconds, (a, b) = timed(lambda: _sigmoid_calibration(x, y))
    return seconds, {"slope": -a, "intercept": -b}


def svd():
    import scipy.sparse
    from scipy.sparse.linalg import svds

    matrix = scipy.sparse.csr_matrix((
        np.fromfile(folder / "data.f8", "<f8"), np.fromfile(folder / "indices.i4", "<i4"),
        np.fromfile(folder / "indptr.i8", "<i8").astype("<i4")),
        shape=(len(np.fromfile(folder / "indptr.i8", "<i8")) - 1, int(np.fromfile(folder / "columns.i8", "<i8")[0])))
    reference = np.fromfile(folder / "reference.f8", "<f8")
    rank = len(reference)
    if peer == "sklearn":
        from sklearn.decomposition import TruncatedSVD

        model = TruncatedSVD(rank, random_state=1)
        seconds, _ = timed(lambda: model.fit(matrix))
        values = model.singular_values_
    else:
        # The loosest tolerances with all values within 1e-6.
        tolerance = {"arpack": 1e-4, "propack": 1e-5}[peer]
        seconds, (_, values, _) = timed(lambda: svds(matrix, k=rank, solver=peer, tol=tolerance, random_state=1))
    return seconds, {"error": float(np.abs(np.sort(values)[::-1] / reference - 1).max())}


def score():
    columns = int(np.fromfile(folder / "columns.i8", "<i8")[0])
    x = np.fromfile(folder / "x.f4", "<f4").reshape(-1, columns)
    coefficients = np.fromfile(folder / "coefficients.f8", "<f8")
    if peer == "onnxruntime":
        import onnxruntime
        from onnx import TensorProto, helper, numpy_helper

        graph = helper.make_graph(
            [helper.make_node("Gemm", ["x", "w", "b"], ["margin"]), helper.make_node("Sigmoid", ["margin"], ["p"])], "score",
            [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, columns])],
            [helper.make_tensor_value_info("p", TensorProto.FLOAT, [None, 1])],
            [numpy_helper.from_array(coefficients.astype("f4").reshape(-1, 1), "w"), numpy_helper.from_array(np.array([-1], "f4"), "b")])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(
            helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8).SerializeToString(), options,
            providers=["CPUExecutionProvider"])

        def predict():
            return session.run(None, {"x": x})[0][:, 0]
    else:
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression()
        model.classes_, model.coef_, model.intercept_ = np.array([0, 1]), coefficients.astype("f4").reshape(1, -1), np.array([-1], "f4")
        model.n_features_in_ = columns

        def predict():
            return model.predict_proba(x)[:, 1]
    # A program that scores has scored before; ours is timed in the same way.
    for _ in range(5):
        predict()
    times = []
    for _ in range(50):
        seconds, found = timed(predict)
        times.append(seconds)
    exact = 1 / (1 + np.exp(-(x.astype("f8") @ coefficients - 1)))
    return float(np.median(times)), {"error": float(np.abs(found - exact).max()), "sum": float(found.astype("f8").sum())}


seconds, found = {"score": score, "svd": svd, "kmeans": kmeans, "isotonic": isotonic, "platt": platt}[part]()
print(json.dumps({"seconds": seconds, "figures": found}))
