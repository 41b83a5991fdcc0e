"""The peer behind FastAPI: the protocol's body by pydantic, the pipeline of `model.joblib` by scikit-learn, or by onnxruntime."""

import os
import pathlib

import joblib
import numpy as np
from fastapi import FastAPI
from pydantic import BaseModel

FOLDER = pathlib.Path(os.environ["PEER_FOLDER"])
app = FastAPI()
if os.environ["PEER_ENGINE"] == "onnxruntime":
    import onnxruntime

    session = onnxruntime.InferenceSession(FOLDER / "model.onnx", providers=["CPUExecutionProvider"])

    def probabilities(rows):
        return session.run(["probabilities"], {"rows": rows.astype(np.float32)})[0][:, 1]
else:
    model = joblib.load(FOLDER / "model.joblib")

    def probabilities(rows):
        return model.predict_proba(rows)[:, 1]


class Tensor(BaseModel):
    name: str
    shape: list[int]
    datatype: str
    data: list[float]


class Body(BaseModel):
    inputs: list[Tensor]


# `async`, so that no pool of threads stands between: it is the faster form.
@app.post("/v2/models/wide/infer")
async def infer(body: Body):
    tensor = body.inputs[0]
    found = probabilities(np.asarray(tensor.data).reshape(tensor.shape))
    return {
        "model_name": "wide",
        "model_version": "1",
        "outputs": [{"name": "probability", "datatype": "FP64", "shape": [len(found)], "data": found.tolist()}],
    }
