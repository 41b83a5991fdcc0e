"""Writes the data of the benchmark of learning, from a seed, as little-endian numbers and nothing else.

    generate.py FOLDER PART…      parts are those of bench.py
"""
import pathlib
import sys

import numpy as np

SHAPES = {
    "large": (1_000_000, 100, False), "medium": (100_000, 50, False), "large-hard": (1_000_000, 100, True),
    "medium-hard": (100_000, 50, True), "path": (100_000, 200, False),
}


def dense(folder, rows, columns, hard):
    """Independent normal columns and a third of positives; or hard ones.

    Hard: 20 columns nearly the first one, 10 rare columns of 0 and 1, heavy tails, 0.2 % positive.
    """
    random = np.random.default_rng(20240401)
    truth = random.normal(size=columns) * 0.15 * np.sqrt(100 / columns)
    if columns == 200:
        truth[random.random(columns) < 0.8] = 0
    with open(folder / "x.f8", "wb") as doubles, open(folder / "x.f4", "wb") as floats, open(folder / "y.u1", "wb") as labels:
        for start in range(0, rows, 50_000):
            part = random.normal(size=(min(50_000, rows - start), columns))
            if hard:
                part[:, 10:30] = part[:, [0]] + 1e-3 * part[:, 10:30]
                part[:, 30:40] = part[:, 30:40] > 3.2
                part[:, 40:] = random.standard_t(2.5, size=(len(part), columns - 40))
            # What is learned from is the same in either precision.
            part = part.astype("<f4")
            margins = part @ truth * (0.5 if hard else 1) - (7.0 if hard else 1.0)
            positive = random.random(len(part)) < 1 / (1 + np.exp(-margins))
            part.astype("<f8").tofile(doubles)
            part.tofile(floats)
            positive.astype("u1").tofile(labels)
    np.array([columns], "<i8").tofile(folder / "columns.i8")


def sparse(folder, rows=200_000, columns=262_144, each=50):
    """Columns by a power law, as hashed words have it; numbers as of TF-IDF with rows of length 1."""
    random = np.random.default_rng(20240402)
    ranks = np.minimum((columns ** random.random((rows, each))).astype(np.int64), columns - 1)
    indices = np.sort(random.permutation(columns)[ranks], axis=1)
    data = np.abs(random.normal(size=(rows, each))) + 0.1
    data /= np.linalg.norm(data, axis=1, keepdims=True)
    truth = random.normal(size=columns) * 3
    margins = (data * truth[indices]).sum(axis=1) - 0.5
    (random.random(rows) < 1 / (1 + np.exp(-margins))).astype("u1").tofile(folder / "y.u1")
    data.astype("<f8").tofile(folder / "data.f8")
    indices.astype("<i4").tofile(folder / "indices.i4")
    (np.arange(rows + 1, dtype="<i8") * each).tofile(folder / "indptr.i8")
    np.array([columns], "<i8").tofile(folder / "columns.i8")


if __name__ == "__main__":
    for part in sys.argv[2:]:
        folder = pathlib.Path(sys.argv[1]) / part
        if (folder / "columns.i8").exists():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        sparse(folder) if part == "sparse" else dense(folder, *SHAPES[part])
