"""Intents of the Banking77 messages through the command line, beside scikit-learn's.

    banking77.py LEADLINE DATA WORK

DATA holds train.csv and test.csv (text, category). Only train.csv is learned from, and chosen by; test.csv is answered, and scikit-learn
scores the answers. The peer is TF-IDF of words and characters, TruncatedSVD and LogisticRegression. It chooses by three folds of train.csv
in the same run: among the dimensions that ours has and strengths of the penalty first, then whether counts are taken by their logarithm, and
which grams. Times of training are of all of it, choosing and fitting, in turn on two threads; then of a fit with what was chosen.
"""
import csv
import json
import os
import pathlib
import random
import subprocess
import sys
import time

# Before the libraries start their threads.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "2"

import numpy
import sklearn
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, adjusted_mutual_info_score, f1_score, log_loss
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import FeatureUnion
from sklearn.preprocessing import normalize

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
    return run("intent", path, "--text", "text", "--label", "category", "--threads", 2, "-o", output, *options)


def answers(model):
    run("intent", data / "test.csv", "--model", model, "--predictions", work / "answers.csv")
    with open(work / "answers.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


texts, labels = read("train.csv")
others, truth = read("test.csv")
print(f"{len(texts)} messages to learn from, {len(others)} to answer, {len(set(labels))} intents, scikit-learn {sklearn.__version__}")

def ours():
    """Everything chosen on train.csv: dimensions, strength, temperature, threshold."""
    seconds = learn(data / "train.csv", work / "ours.json", "--precision", "0.95")
    print(f"ours, all of it: {seconds:.1f} s", flush=True)
    return seconds


def features(sublinear=True, words=(1, 2), characters=(2, 4)):
    return FeatureUnion([
        ("words", TfidfVectorizer(ngram_range=words, min_df=2, sublinear_tf=sublinear)),
        ("characters", TfidfVectorizer(analyzer="char_wb", ngram_range=characters, min_df=5, sublinear_tf=sublinear))])


def projected(train, judged, dimensions, **options):
    """Rows of both, of the greatest dimensions; fewer are the first of them."""
    terms, directions = features(**options), TruncatedSVD(dimensions, random_state=0)
    rows = directions.fit_transform(terms.fit_transform(train))
    return rows, directions.transform(terms.transform(judged))


def fitted(rows, labels, inverse):
    return LogisticRegression(C=inverse, max_iter=1000).fit(rows, labels)


def peer():
    """Its choices and its answers to test.csv."""
    begin = time.perf_counter()
    folds = list(StratifiedKFold(3, shuffle=True, random_state=1).split(texts, labels))

    def judged(dimensions, inverses, **options):
        found = {}
        for train, held in folds:
            rows, later = projected(
                [texts[row] for row in train], [texts[row] for row in held], max(dimensions), **options)
            for count in dimensions:
                own, other = normalize(rows[:, :count]), normalize(later[:, :count])
                for inverse in inverses:
                    score = fitted(own, labels[train], inverse).score(other, labels[held])
                    found.setdefault((count, inverse), []).append(score)
        return {key: float(numpy.mean(value)) for key, value in found.items()}

    grid = judged((256, 512, 768), (3, 10, 30, 100))
    for (count, inverse), score in grid.items():
        print(f"    scikit-learn by 3 folds, {count} dimensions, C {inverse}: {score:.4f}", flush=True)
    (count, inverse), best = max(grid.items(), key=lambda item: item[1])
    options = {}
    for other in ({"sublinear": False}, {"words": (1, 1)}, {"characters": (2, 5)}):
        score = judged((count,), (inverse,), **options, **other)[count, inverse]
        print(f"    {other}: {score:.4f}", flush=True)
        if score > best:
            best, options = score, options | other
    chosen = time.perf_counter() - begin
    begin = time.perf_counter()
    rows, later = projected(texts, others, count, **options)
    model = fitted(normalize(rows), labels, inverse)
    plain = time.perf_counter() - begin
    print(f"scikit-learn, all of it: {chosen + plain:.1f} s; chosen {count} dimensions, C {inverse} {options or ''}", flush=True)
    return chosen + plain, plain, model, normalize(later), (count, inverse)


# In turn, all that each does.
own = [ours()]
tuned, plain, model, later, (count, inverse) = peer()
own.append(ours())

training = json.loads((work / "ours.json").read_text())["training"]
held, found = training["heldOut"]["answers"], answers(work / "ours.json")
likeliest = [row["likeliest"] for row in found]
named = [row["intent"] == label for row, label in zip(found, truth) if row["abstained"] == "false"]
accuracy, score = accuracy_score(truth, likeliest), model.score(later, truth)
for candidate in training["candidates"]:
    print(
        f"    ours by the first fold, {candidate['dimensions']} dimensions, strength {candidate['strength']}:"
        f" accuracy {candidate['accuracy']:.4f}, log loss {candidate['logLoss']:.4f}")
print(
    f"ours: accuracy {accuracy:.4f}, macro F1 {f1_score(truth, likeliest, average='macro'):.4f}; {training['columns']} dimensions, strength"
    f" {training['strength']}, temperature {training['temperature']:.4f}; held out: accuracy {held['accuracy']['value']:.4f}, macro F1"
    f" {held['macroF1']:.4f}, log loss {training['heldOut']['logLossBefore']:.4f} to {held['logLoss']:.4f}, calibration error"
    f" {training['heldOut']['expectedCalibrationErrorBefore']:.4f} to {held['expectedCalibrationError']:.4f}")
print(f"    --precision 0.95: named {len(named) / len(found):.4f}, of these right {sum(named) / len(named):.4f}")
loss = log_loss(truth, model.predict_proba(later), labels=model.classes_)
print(f"scikit-learn: accuracy {score:.4f}, macro F1 {f1_score(truth, model.predict(later), average='macro'):.4f}, log loss {loss:.4f}")

# A fit with what scikit-learn has chosen, in turn.
single, theirs = [], [plain]
for _ in range(2):
    single.append(learn(
        data / "train.csv", work / "plain.json", "--dimensions", count, "--no-calibration", "--strength", 1 / inverse))
    if len(theirs) < 2:
        begin = time.perf_counter()
        fitted(normalize(projected(texts, others[:1], count)[0]), labels, inverse)
        theirs.append(time.perf_counter() - begin)
print(f"a fit with {count} dimensions, C {inverse}: ours {single[0]:.1f} and {single[1]:.1f} s, scikit-learn's {theirs[0]:.1f} and {theirs[1]:.1f} s")
check(accuracy >= 0.86, f"accuracy {accuracy:.4f} is at least 0.86")
check(accuracy >= score, f"accuracy {accuracy:.4f} is at least scikit-learn's {score:.4f}")
check(max(own) < tuned, f"all of the training takes less than scikit-learn's: {max(own):.1f} s of {tuned:.1f} s")
check(max(single) < min(theirs), f"a fit takes less than scikit-learn's: {max(single):.1f} s of {min(theirs):.1f} s")

# Labels that say nothing.
mixed = list(labels)
random.Random(5).shuffle(mixed)
with open(work / "mixed.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file)
    writer.writerow(["text", "category"])
    writer.writerows(zip(texts, mixed))
learn(work / "mixed.csv", work / "mixed.json", "--dimensions", 256, "--folds", 2)
chance = accuracy_score(truth, [row["likeliest"] for row in answers(work / "mixed.json")])
# 1/77 is 0.013; with 3,080 messages its standard deviation is 0.002.
check(chance < 0.025, f"with permuted labels accuracy is {chance:.4f}, 1/77 being 0.0130")

# The vectors themselves, of the messages that are answered: those that leadline embed gives unless told otherwise, and scikit-learn's.
def recall(rows):
    near = rows @ rows.T
    numpy.fill_diagonal(near, -2)
    order = numpy.argsort(-near, axis=1, kind="stable")[:, :10]
    return float((truth[order] == truth[:, None]).mean())


def ours_of(name, seed, *options):
    run("cluster", work / f"{name}.npy", "--k", 77, "--bootstraps", 0, "--restarts", 4, "--seed", seed, "--threads", 2,
        "--assignments", work / "clusters.npy", *options)
    return numpy.load(work / "clusters.npy")


def agreement(clusters):
    """Mean, least and greatest of five seeds."""
    found = [adjusted_mutual_info_score(truth, clusters(seed)) for seed in range(1, 6)]
    return f"{numpy.mean(found):.4f} ({min(found):.4f} to {max(found):.4f})"


run("embed", data / "train.csv", "--text", "text", "-o", work / "embedder.json")
run("embed", data / "test.csv", "--model", work / "embedder.json", "--vectors", work / "ours.npy")
numpy.save(work / "theirs.npy", normalize(projected(texts, others, 256)[1]))
for name, title in (("ours", "leadline embed"), ("theirs", "scikit-learn")):
    rows = numpy.load(work / f"{name}.npy")
    print(f"vectors of {title}, {rows.shape[1]} dimensions: neighbour recall@10 {recall(rows):.4f}; adjusted mutual information of 77 clusters, 5 seeds:")
    print(f"    leadline cluster --spherical {agreement(lambda seed: ours_of(name, seed, '--spherical'))}")
    print(f"    leadline cluster {agreement(lambda seed: ours_of(name, seed))}")
    kmeans = agreement(lambda seed: KMeans(77, n_init=4, random_state=seed).fit_predict(rows))
    print(f"    scikit-learn's KMeans {kmeans}", flush=True)
sys.exit(1 if failures else 0)
