"""Writes the data of the benchmark, from a seed, as little-endian numbers and nothing else."""
import numpy as np


def kmeans(folder, rows=200_000, columns=64, clusters=50):
    """Rows around twice as many middles as clusters, so that clusters overlap and 20 iterations do not settle them."""
    random = np.random.default_rng(20240601)
    middles = random.normal(size=(2 * clusters, columns))
    x = (middles[random.integers(2 * clusters, size=rows)] + random.normal(size=(rows, columns))).astype("<f4")
    x.tofile(folder / "x.f4")
    x.astype("<f8").tofile(folder / "x.f8")
    x[random.choice(rows, clusters, replace=False)].astype("<f8").tofile(folder / "start.f8")
    np.array([columns], "<i8").tofile(folder / "columns.i8")


def calibration(folder, rows=1_000_000):
    """Margins of a model that is too sure of itself, and labels."""
    random = np.random.default_rng(20240602)
    x = random.normal(-1, 1.5, rows)
    x.astype("<f8").tofile(folder / "x.f8")
    (random.random(rows) < 1 / (1 + np.exp(-(0.6 * x - 0.3)))).astype("u1").tofile(folder / "y.u1")
    np.array([1], "<i8").tofile(folder / "columns.i8")


def svd(folder, rows=100_000, columns=50_000, each=40, rank=64):
    """Columns by a power law, as words have it; the values to compare with are ARPACK's to all digits."""
    import scipy.sparse
    from scipy.sparse.linalg import svds

    random = np.random.default_rng(20240603)
    ranks = np.minimum((columns ** random.random((rows, each))).astype(np.int64), columns - 1)
    matrix = scipy.sparse.csr_matrix((
        np.abs(random.normal(size=rows * each)) + 0.1, np.sort(random.permutation(columns)[ranks], axis=1).ravel(),
        np.arange(rows + 1) * each), shape=(rows, columns))
    matrix.sum_duplicates()
    matrix.data.astype("<f8").tofile(folder / "data.f8")
    matrix.indices.astype("<i4").tofile(folder / "indices.i4")
    matrix.indptr.astype("<i8").tofile(folder / "indptr.i8")
    np.sort(svds(matrix, k=rank, solver="arpack", tol=0, return_singular_vectors=False))[::-1].astype("<f8").tofile(folder / "reference.f8")
    np.array([columns], "<i8").tofile(folder / "columns.i8")


def score(folder, rows=100_000, columns=50):
    """Rows in single precision, and the coefficients of a fit."""
    random = np.random.default_rng(20240604)
    random.normal(size=(rows, columns)).astype("<f4").tofile(folder / "x.f4")
    random.normal(scale=0.3, size=columns).astype("<f4").astype("<f8").tofile(folder / "coefficients.f8")
    np.array([columns], "<i8").tofile(folder / "columns.i8")


def make(folder, part):
    if not (folder / "columns.i8").exists():
        folder.mkdir(parents=True, exist_ok=True)
        {"kmeans": kmeans, "isotonic": calibration, "platt": calibration, "svd": svd, "score": score}[part](folder)
