"""Neighbours by leadline, faiss and scikit-learn: recall@10 against exact search, and time a query, one after the other on one thread.

Each peer chooses its probes as leadline does: the fewest with a recall of 0.95 on 1,000 rows of the vectors, which are not the queries. Those of
leadline are held out of its centres, those of faiss are not. scikit-learn is asked with 200 of the queries.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import faiss
import numpy as np
from sklearn.neighbors import NearestNeighbors

K, RECALL = 10, 0.95


def made(folder, program):
    """Topics along 48 directions, with noise: 200,000 vectors of 256 numbers and 1,000 queries."""
    x, q = folder / "made.npy", folder / "made-queries.npy"
    if not q.exists():
        random = np.random.default_rng(20261123)
        topics = random.normal(size=(1_000, 48))
        spread = random.normal(size=(48, 256)) * (1 / np.sqrt(1 + np.arange(48)))[:, None]

        def rows(count):
            latent = topics[random.integers(0, len(topics), count)] + 0.5 * random.normal(size=(count, 48))
            return (latent @ spread + 0.2 * random.normal(size=(count, 256))).astype("f4")

        np.save(x, rows(200_000))
        np.save(q, rows(1_000))
    return x, q


def banking77(folder, program):
    """Messages of the train part, and 1,000 of the test part, as leadline embed turns them into vectors."""
    source = pathlib.Path(os.environ["LEADLINE_DATA"]) / "banking77"
    x, q = folder / "banking77.npy", folder / "banking77-queries.npy"
    if not q.exists():
        model = folder / "banking77.json"
        subprocess.run([program, "embed", source / "train.csv", "--text", "text", "-o", model, "--vectors", x], check=True)
        subprocess.run([program, "embed", source / "test.csv", "--text", "text", "--model", model, "--vectors", folder / "test.npy"], check=True)
        test = np.load(folder / "test.npy")
        test = test[~np.isnan(test[:, 0])]
        np.save(q, test[np.arange(1_000) * len(test) // 1_000])
    return x, q


def latency(search, queries):
    for query in queries[:50]:
        search(query[None])
    times = []
    for query in queries:
        start = time.perf_counter()
        search(query[None])
        times.append((time.perf_counter() - start) * 1e6)
    times.sort()
    return times[len(times) // 2 - 1], times[int(np.ceil(0.99 * len(times))) - 1]


def recall(found, truth):
    return float(np.mean([len(set(own) & set(true)) / len(true) for own, true in zip(found, truth)]))


def unit(rows):
    rows = rows[~np.isnan(rows[:, 0])].astype("f4")
    return np.ascontiguousarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


class Peers:
    def __init__(self, x, q):
        faiss.omp_set_num_threads(2)
        self.rows, self.queries = unit(np.load(x)), unit(np.load(q))
        self.flat = faiss.IndexFlatIP(self.rows.shape[1])
        self.flat.add(self.rows)
        start = time.perf_counter()
        lists = round(len(self.rows) ** 0.5)
        quantizer = faiss.IndexFlatIP(self.rows.shape[1])
        self.lists = faiss.IndexIVFFlat(quantizer, self.rows.shape[1], lists, faiss.METRIC_INNER_PRODUCT)
        self.lists.train(self.rows)
        self.lists.add(self.rows)
        self.learning = time.perf_counter() - start
        chosen = self.rows[np.random.default_rng(1).choice(len(self.rows), 1_000, replace=False)]
        truth = self.flat.search(chosen, K + 1)[1][:, 1:]
        self.lists.nprobe = 0
        while True:
            self.lists.nprobe += 1
            if recall(self.lists.search(chosen, K + 1)[1][:, 1:], truth) >= RECALL:
                break
        self.truth = self.flat.search(self.queries, K)[1]
        self.brute = NearestNeighbors(n_neighbors=K, algorithm="brute", metric="cosine", n_jobs=1).fit(self.rows)
        faiss.omp_set_num_threads(1)

    def measure(self):
        print_recall = recall(self.lists.search(self.queries, K)[1], self.truth)
        return {
            "faiss IndexFlatIP": (1.0, *latency(lambda query: self.flat.search(query, K), self.queries)),
            f"faiss IndexIVFFlat, {self.lists.nprobe} of {self.lists.nlist} lists": (
                print_recall, *latency(lambda query: self.lists.search(query, K), self.queries)),
            "scikit-learn NearestNeighbors": (
                recall(self.brute.kneighbors(self.queries[:200], return_distance=False), self.truth[:200]),
                *latency(lambda query: self.brute.kneighbors(query), self.queries[:200])),
        }


def ours(program, x, q, index):
    out = subprocess.run(
        [program, "neighbours", x, "--model", index, "--query", q, "--threads", "1", "--json"], check=True,
        capture_output=True, text=True).stdout
    result = json.loads(out)
    measured = result["onQueries"]
    return {
        "leadline exact": (1.0, measured["exact"]["median"], measured["exact"]["p99"]),
        f"leadline index, {result['probes']} of {result['lists']} lists": (
            measured["recall"], measured["index"]["median"], measured["index"]["p99"]),
    }, measured


def compare(program, x, q, rounds):
    index = x.with_suffix(".lists")
    start = time.perf_counter()
    out = subprocess.run(
        [program, "neighbours", x, "-o", index, "--recall", str(RECALL), "--json"], capture_output=True, text=True)
    print(f"  leadline: learning and measuring {time.perf_counter() - start:.1f} s with two threads, exit {out.returncode}")
    held = json.loads(out.stdout)["onHeldOut"]
    print(f"  on {held['queries']} rows held out: recall {held['recall']:.4f} ({held['lower']:.4f} to {held['upper']:.4f})")
    peers = Peers(x, q)
    print(f"  faiss: learning {peers.learning:.1f} s with two threads", flush=True)
    results = {}
    for _ in range(rounds):
        own, measured = ours(program, x, q, index)
        for name, found in {**own, **peers.measure()}.items():
            results.setdefault(name, []).append(found)
    print(f"  on {measured['queries']} queries: recall {measured['recall']:.4f} ({measured['lower']:.4f} to {measured['upper']:.4f})")
    for name, found in results.items():
        middle = [statistics.median(own[place] for own in found) for place in (1, 2)]
        ends = ", ".join(f"{what} {min(own[place] for own in found):.0f} to {max(own[place] for own in found):.0f}"
                         for place, what in ((1, "p50"), (2, "p99")))
        print(f"  {name}: recall@{K} {found[0][0]:.4f}, p50 {middle[0]:.0f} µs, p99 {middle[1]:.0f} µs ({ends})", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("sets", nargs="*", default=["banking77", "made"])
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    for name in arguments.sets:
        x, q = {"made": made, "banking77": banking77}[name](arguments.folder, arguments.program)
        rows = np.load(x, mmap_mode="r")
        print(f"{name}: {rows.shape[0]} vectors of {rows.shape[1]} numbers, load {os.getloadavg()[0]:.1f}", flush=True)
        compare(arguments.program, x, q, arguments.rounds)


main()
