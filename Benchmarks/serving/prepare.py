"""Makes the table of 50 numbers, its pipeline file, the bodies, and the peers' models.

    prepare.py FOLDER
"""

import json
import pathlib
import sys

import joblib
import numpy as np
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

COUNT = 50
NAMES = [f"f{index:02d}" for index in range(COUNT)]
PIPELINE = """version: 1
name: wide
title: Fifty numbers
data: {{provenance: simulated, description: Fifty normal numbers and an outcome that depends on them, zone: UTC}}
unit: row
table:
  version: 1
  file: wide.csv
  format: {{type: csv, delimiter: ",", header: 1}}
  order: rows
  label: {{field: "y", positive: "yes"}}
  fields:
{fields}
    "y": {{type: text, purpose: label, known: afterOutcome, allowed: ["yes", "no"], nulls: refuse}}
  slices: {{train: 0.6, calibrate: 0.2, test: 0.2}}
model: {{penalty: 1.0, minimumCount: 1, seed: 1}}
calibration: {{method: platt}}
rules:
  first: {{feature: f00}}
gates: []
"""

folder = pathlib.Path(sys.argv[1])
(folder / "mlserver").mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(7)
rows = random.normal(size=(4_000, COUNT))
rows[random.random(rows.shape) < 0.01] = np.nan
margins = np.nan_to_num(rows) @ random.normal(scale=0.3, size=COUNT)
labels = random.random(len(rows)) < 1 / (1 + np.exp(-margins))
with open(folder / "wide.csv", "w") as file:
    print("y", *NAMES, sep=",", file=file)
    for row, label in zip(rows.tolist(), labels):
        print("yes" if label else "no", *("" if value != value else repr(value) for value in row), sep=",", file=file)
fields = "\n".join(f"    {name}: {{type: number, purpose: feature, known: asOf}}" for name in NAMES)
(folder / "pipeline.yaml").write_text(PIPELINE.format(fields=fields))

model = make_pipeline(SimpleImputer(), StandardScaler(), LogisticRegression()).fit(rows[:2_400], labels[:2_400])
joblib.dump(model, folder / "model.joblib")
joblib.dump(model, folder / "mlserver" / "model.joblib")
onnx = to_onnx(model, initial_types=[("rows", FloatTensorType([None, COUNT]))], options={"zipmap": False})
(folder / "model.onnx").write_bytes(onnx.SerializeToString())
(folder / "mlserver" / "model-settings.json").write_text(json.dumps({
    "name": "wide", "implementation": "mlserver_sklearn.SKLearnModel", "parameters": {"uri": "./model.joblib", "version": "1"}}))


def body(values):
    tensor = {"name": "rows", "shape": list(values.shape), "datatype": "FP64", "data": values.ravel().tolist()}
    return json.dumps({"inputs": [tensor]}, separators=(",", ":"))


values = random.normal(size=(10_000, COUNT))
for count in [1, 10, 100, 1_000, 10_000]:
    (folder / f"rows-{count}.json").write_text(body(values[:count]))
columns = [{"name": name, "shape": [1], "datatype": "FP64", "data": [value]} for name, value in zip(NAMES, values[0].tolist())]
# MLServer answers the class unless it is asked for probabilities.
asking = {**json.loads(body(values[:1])), "outputs": [{"name": "predict_proba"}]}
(folder / "probabilities.json").write_text(json.dumps(asking, separators=(",", ":")))
(folder / "columns.json").write_text(json.dumps({"inputs": columns}, separators=(",", ":")))
# As those ask who have a body of their own: MLflow and BentoML.
(folder / "inputs.json").write_text(json.dumps({"inputs": values[:1].tolist()}, separators=(",", ":")))
(folder / "matrix.json").write_text(json.dumps({"rows": values[:1].tolist()}, separators=(",", ":")))
for name in ["rows-1", "rows-10", "rows-100", "rows-1000", "rows-10000", "columns", "inputs", "matrix", "probabilities"]:
    text = (folder / f"{name}.json").read_text()
    (folder / f"{name}.lua").write_text(
        f'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = [=[{text}]=]\n')
