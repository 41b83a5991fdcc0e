"""Fits scikit-learn on a frame that `leadline features` wrote and compares it with the registered model.

    python frame-parity.py FRAME.parquet VERSION_FOLDER

The same columns (the transforms of model.json, missing values filled as recorded, standardized over the train
slice), the same penalty; prints the largest difference of a coefficient and of the test slice's AUROC.
"""

import json
import sys

import numpy as np
import pandas as pd
import sklearn
from safetensors.numpy import load_file
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

frame, folder = pd.read_parquet(sys.argv[1]), sys.argv[2]
model = json.load(open(f"{folder}/model.json"))["model"]
weights = load_file(f"{folder}/weights.safetensors")
lineage = json.load(open(f"{folder}/lineage.json"))
evaluation = json.load(open(f"{folder}/evaluation.json"))
functions = {
    "log1p": lambda x: np.log1p(np.maximum(x, 0)),
    "signedLog1p": lambda x: np.sign(x) * np.log1p(np.abs(x)),
    "squareRoot": lambda x: np.sqrt(np.maximum(x, 0)),
}


def column(index, definition):
    """One design column of all rows, before standardization."""
    definition_input = model["inputs"][definition["input"]]
    values = frame[definition_input["name"]]
    if definition["kind"] == "number":
        x = values.astype(float).fillna(weights["fill"][index]).to_numpy()
        for transform in definition["transforms"]:
            if isinstance(transform, str):
                x = functions[transform](x)
            else:
                x = np.clip(x, transform["clip"]["lower"], transform["clip"]["upper"])
        return x
    if definition["kind"] == "level":
        return (values == definition_input["levels"][definition["level"]]).to_numpy(float)
    if definition["kind"] == "otherLevels":
        return (values.notna() & ~values.isin(definition_input["levels"])).to_numpy(float)
    return values.isna().to_numpy(float)


design = np.column_stack([column(i, c) for i, c in enumerate(model["columns"])])
train, test = (frame["slice"] == "train").to_numpy(), (frame["slice"] == "test").to_numpy()
labels = frame["label"].to_numpy().astype(int)
numeric = np.array([c["kind"] == "number" for c in model["columns"]])
mean = np.where(numeric, design[train].mean(axis=0), 0.0)
scale = np.where(numeric, design[train].std(axis=0), 1.0)
standardized = (design - mean) / scale
fit = LogisticRegression(C=1 / lineage["penalty"], solver="newton-cholesky", tol=1e-12, max_iter=1000)
fit.fit(standardized[train], labels[train])
coefficients = np.abs(fit.coef_[0] - weights["coefficients"]).max()
intercept = abs(fit.intercept_[0] - weights["intercept"][0])
ours = next(
    row["value"]
    for row in evaluation["metrics"]
    if row["metric"] == "auroc" and row["slice"] == "test" and row["group"] == "overall"
)
margins = standardized[test] @ weights["coefficients"] + weights["intercept"][0]
logits = margins * weights.get("calibration", np.array([1.0, 0.0]))[0]
auroc = abs(roc_auc_score(labels[test], logits) - ours)
print(f"scikit-learn {sklearn.__version__}, numpy {np.__version__}, {train.sum()} train and {test.sum()} test rows")
print(f"largest difference of a coefficient {coefficients:.3e}, of the intercept {intercept:.3e} (bound 1e-6)")
print(f"difference of the AUROC {auroc:.3e} (bound 1e-12); scikit-learn's own model has {roc_auc_score(labels[test], fit.decision_function(standardized[test])):.6f}")
sys.exit(not (coefficients < 1e-6 and intercept < 1e-6 and auroc < 1e-12))
