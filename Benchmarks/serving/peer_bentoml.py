"""The peer behind BentoML: rows as an array, the pipeline of `model.joblib` by scikit-learn, one worker."""

import os
import pathlib

import bentoml
import joblib
import numpy as np

MODEL = pathlib.Path(os.environ["PEER_FOLDER"]) / "model.joblib"


@bentoml.service(workers=1)
class Wide:
    def __init__(self):
        self.model = joblib.load(MODEL)

    @bentoml.api(route="/predict")
    def predict(self, rows: np.ndarray) -> np.ndarray:
        return self.model.predict_proba(rows)[:, 1]
