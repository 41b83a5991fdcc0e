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


def make(folder, part):
    if not (folder / "columns.i8").exists():
        folder.mkdir(parents=True, exist_ok=True)
        {"kmeans": kmeans, "isotonic": calibration, "platt": calibration}[part](folder)
