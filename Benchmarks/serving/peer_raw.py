"""The least a server in Python does: the body by orjson, the logistic regression of `model.joblib` as one product, behind uvicorn alone."""

import math
import os
import pathlib

import joblib
import numpy as np
import orjson

pipeline = joblib.load(pathlib.Path(os.environ["PEER_FOLDER"]) / "model.joblib")
means, scales, regression = pipeline[0].statistics_, pipeline[1], pipeline[2]
weights = regression.coef_[0] / scales.scale_
intercept = float(regression.intercept_[0] - weights @ scales.mean_)
head = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]}


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    # Whether it runs is asked without a body.
    values = orjson.loads(body)["inputs"][0]["data"] if body else means.tolist()
    logit = float(np.asarray(values) @ weights) + intercept
    answer = {
        "model_name": "wide",
        "model_version": "1",
        "outputs": [{"name": "probability", "datatype": "FP64", "shape": [1], "data": [1 / (1 + math.exp(-logit))]}],
    }
    await send(head)
    await send({"type": "http.response.body", "body": orjson.dumps(answer)})
