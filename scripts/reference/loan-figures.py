"""Holds Leadline's figures on bpi-2012 against pandas and scikit-learn on the raw files.

    loan-figures.py DATA WORK

DATA has events.csv.gz and cases.csv.gz; WORK has <pipeline>.parquet and <pipeline>.json of the four pipelines. The cases, labels
and reference features are computed anew from the raw files, so the counts, every label and every count of an event are
checked; the reference's AUROC is scikit-learn's, to the optimizer's tolerance.
"""

import json
import sys

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

data, work = sys.argv[1:3]
ENDS = ["A_DECLINED", "A_CANCELLED", "A_APPROVED", "A_ACTIVATED", "A_REGISTERED"]
EXPECTED = {24: ("pipeline", "reference", 3495, 1938, 0.669), 168: ("week", "reference-week", 3022, 1657, 0.697)}

events = pd.read_csv(data + "/events.csv.gz")
events["ts"] = pd.to_datetime(events.ts, utc=True)
amounts = pd.read_csv(data + "/cases.csv.gz").set_index("case").AMOUNT_REQ
hours = pd.read_csv(data + "/cases.csv.gz").set_index("case").REG_DATE.str[11:13].astype(float)


def first(activities):
    return events[events.activity.isin(activities)].groupby("case").ts.min()


def check(holds, what):
    print(("ok   " if holds else "FAIL ") + what)
    if not holds:
        sys.exit(1)


for after, (ours, reference, train_rows, test_rows, target) in EXPECTED.items():
    cases = pd.DataFrame({"submitted": first(["A_SUBMITTED"])})
    cases["cutoff"] = cases.submitted + pd.Timedelta(hours=after)
    cases["label"] = (first(["A_APPROVED"]) - cases.submitted) < pd.Timedelta(days=30)
    cases["ended"] = first(ENDS)
    cases = cases[cases.submitted <= events.ts.max() - pd.Timedelta(days=30)]
    cases = cases[~(cases.ended < cases.cutoff)]
    train = cases.submitted < pd.Timestamp("2012-01-01", tz="UTC")
    check((train.sum(), (~train).sum()) == (train_rows, test_rows), f"{after} h: {train_rows} train, {test_rows} test")

    known = events.merge(cases[["cutoff"]], left_on="case", right_index=True)
    known = known[known.ts < known.cutoff]
    counts = known.groupby(["case", "activity", "lifecycle"]).size()
    for name in (ours, reference):
        frame = pd.read_parquet(f"{work}/{name}.parquet").set_index("entity")
        frame.index = frame.index.astype(int)
        frame = frame.loc[cases.index]
        check(len(frame) == len(cases) and (frame.label == cases.label).all(), f"{after} h: {name}: every label")
        check(((frame.slice == "train") == train).all(), f"{after} h: {name}: every slice")
    starts = counts.unstack([1, 2], fill_value=0).reindex(cases.index, fill_value=0)
    mine = frame[[c for c in frame.columns if c not in ("cutoff", "slice", "label", "amount", "hour")]]
    columns = sorted(tuple(starts[c]) for c in starts.columns if starts.loc[train, c].any())
    check(columns == sorted(tuple(mine[c].astype(int)) for c in mine.columns), f"{after} h: every event count")

    design = pd.concat([mine, amounts.reindex(cases.index).rename("a"), hours.reindex(cases.index).rename("h")], axis=1)
    model = make_pipeline(
        StandardScaler(), LogisticRegression(C=1, solver="newton-cholesky", tol=1e-12, max_iter=1000)
    ).fit(design[train], cases.label[train])
    theirs = roc_auc_score(cases.label[~train], model.predict_proba(design[~train])[:, 1])

    def row(name, metric, piece="test"):
        rows = json.load(open(f"{work}/{name}.json"))["metrics"]
        return next(r for r in rows if (r["metric"], r["slice"], r["group"]) == (metric, piece, "overall"))

    found = row(reference, "auroc")["value"]
    check(abs(found - theirs) < 2e-5, f"{after} h: reference AUROC {found:.4f}, scikit-learn {theirs:.4f}")
    auroc = row(ours, "auroc")
    check(auroc["value"] >= target, f"{after} h: AUROC {auroc['value']:.4f} ({auroc['lower']:.4f} to {auroc['upper']:.4f}), reached: {target}")
    difference = row(ours, "auroc_difference_to_reference", "backtest")
    check(
        difference["lower"] > 0,
        f"{after} h: fold by fold {difference['value']:.4f} ({difference['lower']:.4f} to {difference['upper']:.4f}) above the reference; {difference['method']}",
    )
