"""Intents of the Banking77 messages through the command line, beside scikit-learn's.

    banking77.py LEADLINE DATA WORK

DATA holds train.csv and test.csv (text, category). Only train.csv is learned from; test.csv is answered, and scikit-learn scores the
answers. The peer is TF-IDF of words and characters, TruncatedSVD and LogisticRegression, its grid searched by cross-validation on
train.csv in the same run. Times of training are of whole processes' work on given settings, in turn.
"""
import base64
import csv
import json
import pathlib
import random
import subprocess
import sys
import time

import numpy
import scipy.sparse
import sklearn
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, adjusted_mutual_info_score, f1_score, log_loss
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.preprocessing import Normalizer

leadline, data, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
work.mkdir(parents=True, exist_ok=True)
failures = []


def check(holds, what):
    print(f"{'holds' if holds else 'FAILS'}: {what}", flush=True)
    if not holds:
        failures.append(what)


def read(name):
    with open(data / name, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], numpy.array([row["category"] for row in rows])


def run(*arguments):
    begin = time.perf_counter()
    subprocess.run([leadline, *map(str, arguments)], check=True, capture_output=True)
    return time.perf_counter() - begin


def learn(path, output, *options):
    return run("intent", path, "--text", "text", "--label", "category", "-o", output, *options)


def answers(model):
    run("intent", data / "test.csv", "--model", model, "--predictions", work / "answers.csv")
    with open(work / "answers.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


texts, labels = read("train.csv")
others, truth = read("test.csv")
print(f"{len(texts)} messages to learn from, {len(others)} to answer, {len(set(labels))} intents, scikit-learn {sklearn.__version__}")

# Ours, everything chosen on train.csv.
results = {}


def ours_on(kind):
    seconds = learn(data / "train.csv", work / f"{kind}.json", "--features", kind, "--precision", "0.95")
    found = answers(work / f"{kind}.json")
    training = json.loads((work / f"{kind}.json").read_text())["training"]
    held = training["heldOut"]["answers"]
    likeliest = [row["likeliest"] for row in found]
    named = [row["intent"] == label for row, label in zip(found, truth) if row["abstained"] == "false"]
    results[kind] = accuracy_score(truth, likeliest)
    print(
        f"ours, {kind}: accuracy {results[kind]:.4f}, macro F1 {f1_score(truth, likeliest, average='macro'):.4f}; strength"
        f" {training['strength']} and temperature {training['temperature']:.4f} chosen in {seconds:.1f} s; held out: accuracy"
        f" {held['accuracy']['value']:.4f}, log loss {training['heldOut']['logLossBefore']:.4f} to {held['logLoss']:.4f}, calibration error"
        f" {training['heldOut']['expectedCalibrationErrorBefore']:.4f} to {held['expectedCalibrationError']:.4f}")
    print(f"    --precision 0.95: named {len(named) / len(found):.4f}, of these right {sum(named) / len(named):.4f}", flush=True)


ours_on("projection")

# The peer, tuned by cross-validation on train.csv.
def features(dimensions, seed=0):
    return make_pipeline(
        FeatureUnion([
            ("words", TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)),
            ("characters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), min_df=5, sublinear_tf=True))]),
        TruncatedSVD(dimensions, random_state=seed), Normalizer())


grid = {}
for train, judged in StratifiedKFold(3, shuffle=True, random_state=1).split(texts, labels):
    pipeline = features(256)
    rows = pipeline.fit_transform([texts[row] for row in train])
    later = pipeline.transform([texts[row] for row in judged])
    for inverse in (1, 3, 10, 30, 100):
        model = LogisticRegression(C=inverse, max_iter=1000).fit(rows, labels[train])
        grid.setdefault(inverse, []).append(model.score(later, labels[judged]))
best = max(grid, key=lambda inverse: numpy.mean(grid[inverse]))
print("scikit-learn, 256 dimensions, by 3 folds: " + ", ".join(f"C {key}: {numpy.mean(value):.4f}" for key, value in grid.items()))


def peer():
    begin = time.perf_counter()
    pipeline = features(256)
    model = LogisticRegression(C=best, max_iter=1000).fit(pipeline.fit_transform(texts), labels)
    return time.perf_counter() - begin, pipeline, model


# Training on settings that are given, in turn.
ours, theirs = [], []
for _ in range(3):
    ours.append(learn(
        data / "train.csv", work / "plain.json", "--features", "projection", "--no-calibration", "--strength", str(1 / best)))
    seconds, pipeline, model = peer()
    theirs.append(seconds)
score = model.score(pipeline.transform(others), truth)
loss = log_loss(truth, model.predict_proba(pipeline.transform(others)), labels=model.classes_)
print(f"scikit-learn: accuracy {score:.4f}, log loss {loss:.4f} at C {best}")
print(f"training: ours {', '.join(f'{s:.2f}' for s in ours)} s, scikit-learn {', '.join(f'{s:.2f}' for s in theirs)} s")
check(results["projection"] >= 0.86, f"accuracy {results['projection']:.4f} is at least 0.86")
check(results["projection"] >= score, f"accuracy {results['projection']:.4f} is at least scikit-learn's {score:.4f}")
check(min(ours) < min(theirs), f"training takes less than scikit-learn's: {min(ours):.2f} s of {min(theirs):.2f} s")

# Labels that say nothing.
mixed = list(labels)
random.Random(5).shuffle(mixed)
with open(work / "mixed.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file)
    writer.writerow(["text", "category"])
    writer.writerows(zip(texts, mixed))
learn(work / "mixed.csv", work / "mixed.json", "--features", "projection", "--folds", "2")
chance = accuracy_score(truth, [row["likeliest"] for row in answers(work / "mixed.json")])
# 1/77 is 0.013; with 3,080 messages its standard deviation is 0.002.
check(chance < 0.025, f"with permuted labels accuracy is {chance:.4f}, 1/77 being 0.0130")

# The vectors themselves, ours and theirs, of the messages that are answered.
def vectors(texts):
    embedder = json.loads((work / "projection.json").read_text())["model"]["features"]["projection"]
    directions = numpy.frombuffer(base64.b64decode(embedder["directions"]), "<f4").reshape(-1, embedder["dimensions"])
    blocks = []
    for name in ("words", "characters"):
        block = embedder["terms"][name]
        analyzer = block["analyzer"]
        vectorizer = TfidfVectorizer(
            analyzer="word" if name == "words" else "char_wb", ngram_range=(analyzer["shortest"], analyzer["longest"]),
            sublinear_tf=block["isSublinear"], vocabulary=block["terms"])
        vectorizer.idf_ = numpy.array(block["weights"])
        blocks.append(Normalizer(copy=False).fit_transform(vectorizer.transform(texts)))
    rows = scipy.sparse.hstack(blocks).tocsr()
    return Normalizer().fit_transform(rows @ directions)


def recall(rows):
    near = rows @ rows.T
    numpy.fill_diagonal(near, -2)
    order = numpy.argsort(-near, axis=1, kind="stable")[:, :10]
    return float((truth[order] == truth[:, None]).mean())


def agreement(rows, name):
    numpy.save(work / f"{name}.npy", numpy.ascontiguousarray(rows, dtype=numpy.float64))
    run("cluster", work / f"{name}.npy", "--k", 77, "--spherical", "--bootstraps", 0, "--assignments", work / "clusters.npy",
        "-o", work / "clusters.json")
    own = adjusted_mutual_info_score(truth, numpy.load(work / "clusters.npy"))
    peer = adjusted_mutual_info_score(truth, KMeans(77, n_init=4, random_state=0).fit_predict(rows))
    return own, peer


for name, rows in (("ours", vectors(others)), ("scikit-learn", pipeline.transform(others))):
    own, other = agreement(rows, name)
    print(
        f"vectors of {name}: neighbour recall@10 {recall(rows):.4f}, adjusted mutual information of 77 clusters"
        f" {own:.4f} by leadline cluster, {other:.4f} by scikit-learn's KMeans", flush=True)
ours_on("terms")
sys.exit(1 if failures else 0)
