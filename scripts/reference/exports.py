"""Scores exported models with onnxruntime and mlflow, and compares with what leadline says.

    python exports.py random FOLDER                     folders of exports, each with its golden.json and model.json
    python exports.py real ONNX MLFLOW FRAME SCORES     an export twice, a frame of features, and leadline's scores
"""
import json, logging, pathlib, sys, warnings
import mlflow, numpy as np, onnx, onnxruntime as ort, pandas as pd
from onnx.reference import ReferenceEvaluator

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
OUTPUTS = ["probability", "logit", "margin"]


def session(path):
    onnx.checker.check_model(str(path), full_check=True)
    return ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])


def fed(runtime, columns):
    """Columns by name; of shape (rows, 1) where the model asks for that."""
    return {i.name: columns[i.name].reshape(-1, 1) if len(i.shape) == 2 else columns[i.name] for i in runtime.get_inputs()}


def run(runtime, columns):
    return dict(zip(OUTPUTS, runtime.run(OUTPUTS, fed(runtime, columns))))


def column(kind, values):
    """Numbers with NaN, or texts with the empty one, where a value is missing."""
    if kind == "number":
        return np.array([np.nan if v is None else v for v in values], dtype=np.float64)
    return np.array(["" if v is None or v != v else v for v in values], dtype=object)


def far(found, expected):
    """The largest difference of a probability, and the largest relative one of a logit or a margin."""
    gaps = [np.max(np.abs(found["probability"] - expected["probability"]))]
    for name in set(OUTPUTS[1:]) & set(expected):
        gaps.append(np.max(np.abs(found[name] - expected[name]) / np.maximum(1, np.abs(expected[name]))))
    return gaps[0], max(gaps[1:])


def by_mlflow(folder, columns):
    """Tensors keep their shapes in MLflow, so every column is a column of a data frame."""
    frame = pd.DataFrame({name: pd.Series(values, dtype=values.dtype) for name, values in columns.items()})
    found = mlflow.pyfunc.load_model(str(folder)).predict(frame)
    return {name: found[name].to_numpy() for name in OUTPUTS}


def random(folder):
    worst, rows, alone = [0.0, 0.0], 0, 0
    folders = sorted(pathlib.Path(folder).iterdir(), key=lambda f: int(f.name))
    for place in folders:
        inputs = json.loads((place / "model.json").read_text())["model"]["inputs"]
        golden = json.loads((place / "golden.json").read_text())["rows"]
        columns = {i["name"]: column(i["kind"], [r["inputs"][at] for r in golden]) for at, i in enumerate(inputs)}
        expected = {name: np.array([r[name] for r in golden]) for name in OUTPUTS}
        runtime = session(place / "model.onnx")
        found = run(runtime, columns)
        worst = np.maximum(worst, far(found, expected))
        if int(place.name) % 5 == 0:
            # Slow, and of other people: ONNX's own definition of its operators.
            texts = {n: v.astype(str) if v.dtype.kind == "O" else v for n, v in fed(runtime, columns).items()}
            defined = ReferenceEvaluator(str(place / "model.onnx")).run(OUTPUTS, texts)
            worst = np.maximum(worst, far(dict(zip(OUTPUTS, defined)), expected))
        again = by_mlflow(place, columns)
        if any(not np.array_equal(again[name], found[name]) for name in OUTPUTS):
            sys.exit(f"{place.name}: mlflow gives other doubles than onnxruntime")
        # An infinity is missing, as NaN is.
        for value in (np.inf, -np.inf):
            other = {n: np.where(np.isnan(v), value, v) if v.dtype.kind == "f" else v for n, v in columns.items()}
            if not np.array_equal(run(runtime, other)["logit"], found["logit"]):
                sys.exit(f"{place.name}: an infinity is not what NaN is")
        rows, alone = rows + len(golden), alone + (len(inputs) == 1)
    print(f"{len(folders)} random models ({alone} of one input), {rows} rows, onnxruntime {ort.__version__}, "
          f"mlflow {mlflow.__version__} and a fifth of them ONNX's reference evaluator: probabilities within {worst[0]:.1e}, logits and margins within {worst[1]:.1e} of themselves")
    return worst


def real(model, folder, frame, scores):
    runtime = session(model)
    scores = pd.read_csv(scores)
    scores["entity"] = scores["id"].str.split(":", n=1).str[1]
    scores["asOf"] = pd.to_datetime(scores["asOf"], utc=True)
    frame = pd.read_parquet(frame)
    rows = scores.merge(frame, left_on=["entity", "asOf"], right_on=["entity", "cutoff"], validate="one_to_one")
    if len(rows) < 1000 or len(rows) < len(scores) * 0.99:
        sys.exit(f"only {len(rows)} of {len(scores)} scored rows are in the frame")
    columns = {i.name: column("number" if "double" in i.type else "category", rows[i.name]) for i in runtime.get_inputs()}
    expected = {"probability": rows["probability"].to_numpy(), "logit": rows["logit"].to_numpy()}
    found = run(runtime, columns)
    again = by_mlflow(folder, columns)
    if any(not np.array_equal(again[name], found[name]) for name in OUTPUTS):
        sys.exit("mlflow gives other doubles than onnxruntime")
    worst = far(found, expected)
    texts = sum(v.dtype.kind == "O" for v in columns.values())
    print(f"{model}: {len(rows)} rows of {len(columns)} inputs, {texts} of them texts: probabilities within {worst[0]:.1e}, "
          f"logits within {worst[1]:.1e} of themselves")
    return worst


probability, logit = random(*sys.argv[2:]) if sys.argv[1] == "random" else real(*sys.argv[2:])
sys.exit(bool(not probability <= 1e-12 or not logit <= 1e-9))
