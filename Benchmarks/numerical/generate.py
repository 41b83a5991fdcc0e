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


def make(folder, part):
    if not (folder / "columns.i8").exists():
        folder.mkdir(parents=True, exist_ok=True)
        {"kmeans": kmeans}[part](folder)
