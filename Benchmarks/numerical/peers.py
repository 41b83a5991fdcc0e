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


seconds, found = {"kmeans": kmeans}[part]()
print(json.dumps({"seconds": seconds, "figures": found}))
