"""Writes Tests/LearningTests/Fixtures/clusters.json: what scikit-learn makes of small seeded data.

Run in a virtual environment of its own: pip install scikit-learn; python cluster-fixtures.py
"""
import json
import pathlib
import platform

import numpy
import scipy
import sklearn
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

random = numpy.random.default_rng(20240503)


def clustering(name, rows, clusters, weights=None):
    start = rows[random.choice(len(rows), clusters, replace=False)]
    model = KMeans(clusters, init=start, n_init=1, max_iter=1000, tol=0, algorithm="lloyd").fit(rows, sample_weight=weights)
    assert model.n_iter_ < 1000
    return {
        "name": name, "rows": rows.tolist(), "weights": None if weights is None else weights.tolist(), "start": start.tolist(),
        "clusters": model.labels_.tolist(), "centres": model.cluster_centers_.tolist(), "inertia": float(model.inertia_),
        "silhouette": float(silhouette_score(rows, model.labels_)),
    }


def sample(rows, columns, middles, spread):
    return numpy.round(random.normal(size=(middles, columns))[random.integers(middles, size=rows)] * 5
                       + spread * random.normal(size=(rows, columns)), 3)


clusterings = [
    clustering("apart", sample(150, 3, 4, 0.7), 4), clustering("overlapping", sample(200, 6, 3, 4.0), 5),
    clustering("weighted", sample(120, 2, 5, 2.0), 4, numpy.round(random.gamma(2.0, size=120), 2)),
]
fixture = {
    "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "scipy": scipy.__version__,
                 "scikit-learn": sklearn.__version__},
    "clusterings": clusterings,
}
target = pathlib.Path(__file__).parents[2] / "Tests/LearningTests/Fixtures/clusters.json"
target.write_text(json.dumps(fixture, separators=(",", ":"), sort_keys=True) + "\n")
print(target, target.stat().st_size, "bytes")
