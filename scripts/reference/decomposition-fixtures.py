"""Writes Tests/LearningTests/Fixtures/decomposition.json: what SciPy and scikit-learn make of small seeded data.

Run in a virtual environment of its own: pip install scikit-learn; python decomposition-fixtures.py
"""
import json
import pathlib
import platform

import numpy
import scipy
import scipy.sparse
import sklearn
from scipy.sparse.linalg import svds
from sklearn.decomposition import PCA

random = numpy.random.default_rng(20240505)


def sparse(name, rows, columns, each, rank):
    matrix = scipy.sparse.csr_matrix((
        numpy.round(random.normal(size=rows * each), 2), random.integers(columns, size=rows * each),
        numpy.arange(rows + 1) * each), shape=(rows, columns))
    matrix.sum_duplicates()
    left, values, right = svds(matrix, k=rank, solver="arpack", tol=0, random_state=1)
    order = numpy.argsort(-values)
    return {
        "name": name, "columns": columns, "rowStarts": matrix.indptr.tolist(), "columnIndices": matrix.indices.tolist(),
        "values": matrix.data.tolist(), "isCentred": False, "singularValues": values[order].tolist(),
        "firstComponent": right[order[0]].tolist(), "explained": (values[order] ** 2 / (matrix.data ** 2).sum()).tolist(),
    }


def centred(name, rows, columns, rank):
    dense = numpy.round(random.normal(size=(rows, 3)) @ random.normal(size=(3, columns)) * 2 + random.normal(size=(rows, columns)) + 5, 2)
    matrix = scipy.sparse.csr_matrix(dense)
    model = PCA(rank, svd_solver="full").fit(dense)
    return {
        "name": name, "columns": columns, "rowStarts": matrix.indptr.tolist(), "columnIndices": matrix.indices.tolist(),
        "values": matrix.data.tolist(), "isCentred": True, "singularValues": model.singular_values_.tolist(),
        "firstComponent": model.components_[0].tolist(), "explained": model.explained_variance_ratio_.tolist(),
    }


fixture = {
    "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "scipy": scipy.__version__,
                 "scikit-learn": sklearn.__version__},
    "decompositions": [
        sparse("tall", 420, 300, 5, 6), sparse("wide", 300, 420, 5, 6), sparse("small", 30, 20, 4, 5),
        centred("centred", 60, 9, 4),
    ],
}
target = pathlib.Path(__file__).parents[2] / "Tests/LearningTests/Fixtures/decomposition.json"
target.write_text(json.dumps(fixture, separators=(",", ":"), sort_keys=True) + "\n")
print(target, target.stat().st_size, "bytes")
