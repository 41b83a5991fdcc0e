"""Asks the daemon what its OpenAPI document admits, and what it does not, and holds every answer against it.

    python openapi.py leadline leadlined REGISTRY MODEL PERSONAS

Schemathesis draws the requests with a fixed seed, without keys and with. Two things are not asked of the document: that
whatever fits it is accepted (it cannot say that every input of a model is there once, with one number of rows), and that a
resource which is refused by the protocol's 501 gives no 501. So that answers that go well are held, too, requests that are
right are made by hand.
"""

import http.client
import importlib.metadata
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema_rs

import daemon

leadline, program, registry, model, personas = sys.argv[1:]
schemathesis = pathlib.Path(sys.executable).with_name("schemathesis")
settings = """
[checks.positive_data_acceptance]
enabled = false

[[operations]]
include-path = "/v2/repository/models/{model}/{action}"

[operations.checks.not_a_server_error]
enabled = false
"""


def run(folder, port, *options):
    (folder / "schemathesis.toml").write_text(settings)
    outcome = subprocess.run(
        [schemathesis, "run", f"http://127.0.0.1:{port}/openapi.json", "--seed", "5", "--max-examples", "60",
         "--workers", "1", "--continue-on-failure", "--no-color", "--generation-database", "none", *options],
        cwd=folder, capture_output=True, text=True)
    lines = outcome.stdout.splitlines()
    if outcome.returncode:
        print("\n".join(lines[-80:]), outcome.stderr)
        sys.exit("answers were given that the document does not have")
    for line in lines:
        if "Tested:" in line or "generated" in line:
            print(line.strip())


def hold_answers(port):
    """Requests that are right, each answer against the schema of its status."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask(method, path, body=None):
        connection.request(method, path, None if body is None else json.dumps(body))
        response = connection.getresponse()
        return response.status, json.loads(response.read())

    document = ask("GET", "/openapi.json")[1]
    inputs = [i["name"] for i in ask("GET", f"/v2/models/{model}")[1]["inputs"]]
    event = {"id": "1", "source": "shop", "type": "purchase", "subject": "customer:1", "time": "2026-01-01T00:00:00Z",
             "data": {"amount": 3.5, "units": 2}}
    lead = {"entity": "customer:1", "asOf": "2026-02-01T00:00:00Z", "events": [event]}
    row = {"row": {name: 3.0 for name in inputs}}
    change = {"to": 0.9, "offered": {inputs[0]: [4, 5]}}
    asked = [
        ("GET", "/v2/models/{model}", None), ("GET", "/v2/models/{model}/ready", None),
        ("POST", "/v2/models/{model}/infer",
         {"id": "q", "inputs": [{"name": n, "shape": [2], "datatype": "FP64", "data": [3.0, None]} for n in inputs]}),
        ("POST", "/invocations", {"dataframe_split": {"columns": inputs, "data": [[3.0] * len(inputs)]}}),
        ("POST", "/v1/score", lead), ("POST", "/v1/persona", lead), ("POST", "/v1/persona", {"entity": "customer:1", "events": []}), ("POST", "/v1/explain", lead), ("POST", "/v1/explain", row | {"against": "average"}), ("POST", "/v1/explain", row | {"entity": "customer:1", "asOf": "2026-02-01T00:00:00Z"}),
        ("POST", "/v1/explain", row | {"change": change}), ("POST", "/v1/explain", row | {"change": change | {"to": 0.1}}),
        ("POST", "/v2/repository/index", {"ready": True}), ("GET", "/v2/health/ready", None),
    ]
    for method, path, body in asked:
        status, answer = ask(method, path.replace("{model}", model), body)
        if status != 200:
            sys.exit(f"{method} {path}: {status} {answer}")
        responses = document["paths"][path][method.lower()]["responses"]
        schema = responses["200"]["content"]["application/json"]["schema"]
        validator = jsonschema_rs.Draft202012Validator(schema | {"components": document["components"]})
        for error in validator.iter_errors(answer):
            sys.exit(f"{method} {path}: {error.message} at {error.instance_path}")
    print(f"{len(asked)} answers that go well are as their schemas say")


print(f"schemathesis {importlib.metadata.version('schemathesis')}")
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    with daemon.running(program, registry, model, "--personas", personas) as port:
        hold_answers(port)
        print("open on loopback:")
        run(folder, port)
    keys = folder / "keys"
    made = subprocess.run([leadline, "key", "new", "--name", "proof", "--role", "score", "--role", "explain", "--role", "admin", "--keys", keys], check=True, capture_output=True, text=True)
    key = made.stdout.split()[-1]
    with daemon.running(program, registry, model, "--personas", personas, access=("--keys", str(keys))) as port:
        print("with a key:")
        run(folder, port, "--header", f"Authorization: Bearer {key}")
