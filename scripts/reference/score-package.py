"""Scores the golden rows of a version's folder from its weights: python score-package.py registry/models/NAME/versions/N"""
import json, sys, numpy as np
from safetensors.numpy import load_file
from sklearn.utils import murmurhash3_32
folder = sys.argv[1]; model = json.load(open(f"{folder}/model.json"))["model"]; w = load_file(f"{folder}/weights.safetensors")
functions = {"log1p": lambda x: np.log1p(max(x, 0.0)), "signedLog1p": lambda x: np.sign(x) * np.log1p(abs(x)), "squareRoot": lambda x: np.sqrt(max(x, 0.0))}
def bucket(text, count):
    named = text[1:].isascii() and text[1:].isdigit() and text == f"#{int(text[1:])}" and int(text[1:]) < count
    return int(text[1:]) if named else abs(int(murmurhash3_32(text.encode(), seed=0))) % count
def column(j, c, values):
    v = values[c["input"]]; levels = model["inputs"][c["input"]]["levels"]; buckets = model["inputs"][c["input"]].get("buckets")
    if c["kind"] == "bins": return c["bins"]["missing"] if v is None else c["bins"]["evidence"][np.searchsorted(c["bins"]["edges"], v, side="right")]
    if c["kind"] == "levelEvidence": return c["evidence"]["missing"] if v is None else dict(zip(levels, c["evidence"]["levels"])).get(v, c["evidence"]["other"])
    if buckets and c["kind"] == "level": return v is not None and bucket(v, buckets) == c["level"]
    if c["kind"] == "number":
        x = w["fill"][j] if v is None else v
        for t in c["transforms"]: x = functions[t](x) if isinstance(t, str) else min(max(x, t["clip"]["lower"]), t["clip"]["upper"])
        return x
    return {"level": c["kind"] == "level" and v == levels[c.get("level", 0)], "otherLevels": v is not None and v not in levels, "missingIndicator": v is None}[c["kind"]]
curve = w.get("calibration", np.array([1.0, 0.0])); worst = 0.0
for row in json.load(open(f"{folder}/golden.json"))["rows"]:
    z = []
    for j, c in enumerate(model["columns"]):
        encoded = z[c["of"][0]] * z[c["of"][1]] if c["kind"] == "product" else float(column(j, c, row["inputs"]))
        z.append((encoded - w["mean"][j]) / w["scale"][j])
    margin = np.array(z) @ w["coefficients"] + w["intercept"][0]
    logit = np.interp(margin, *curve) if curve.ndim == 2 else curve[0] * margin + curve[1]
    worst = max(worst, abs(1 / (1 + np.exp(-logit)) - row["probability"]))
print(f"largest difference of a probability: {worst:.3e}"); sys.exit(bool(worst > 1e-12))
