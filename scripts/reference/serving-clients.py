"""The Python clients of KServe and Triton, as they come, against a running daemon.

    python serving-clients.py leadlined REGISTRY MODEL

Every probability has to be the one the daemon gives to the same rows over plain HTTP.
"""

import asyncio
import http.client
import importlib.metadata
import json
import sys

import kserve
import numpy
import tritonclient.http

import daemon

program, registry, model = sys.argv[1:]
rows = [[float(i + j) for j in range(64)] for i in range(3)]


def same(what, found, expected):
    if list(found) != expected:
        sys.exit(f"{what}: {list(found)} instead of {expected}")
    print(what)


async def ask_as_kserve(port, names, expected):
    client = kserve.InferenceRESTClient(kserve.RESTConfig(protocol="v2", retries=0))
    base = f"http://127.0.0.1:{port}"
    assert await client.is_server_live(base) and await client.is_server_ready(base)
    assert await client.is_model_ready(base, model)
    inputs = []
    for place, name in enumerate(names):
        tensor = kserve.InferInput(name, [len(rows)], "FP64")
        tensor.set_data_from_numpy(numpy.array([row[place] for row in rows]))
        inputs.append(tensor)
    answer = await client.infer(base, kserve.InferRequest(model_name=model, infer_inputs=inputs), model_name=model)
    found = next(o for o in answer.outputs if o.name == "probability")
    same(f"kserve {importlib.metadata.version('kserve')}: ready, infer by columns", found.as_numpy().tolist(), expected)
    tensor = kserve.InferInput("rows", [len(rows), len(names)], "FP64")
    tensor.set_data_from_numpy(numpy.array([row[: len(names)] for row in rows]))
    answer = await client.infer(base, kserve.InferRequest(model_name=model, infer_inputs=[tensor]), model_name=model)
    found = next(o for o in answer.outputs if o.name == "probability")
    same("kserve: infer by one tensor", found.as_numpy().tolist(), expected)
    await client.close()


def ask_as_triton(port, names, expected):
    client = tritonclient.http.InferenceServerClient(f"127.0.0.1:{port}")
    assert client.is_server_live() and client.is_server_ready() and client.is_model_ready(model)
    assert client.get_server_metadata()["name"] == "leadlined"
    assert [i["name"] for i in client.get_model_metadata(model)["inputs"]] == names
    index = client.get_model_repository_index()
    assert any(entry["name"] == model and entry["state"] == "READY" for entry in index)
    columns = []
    for place, name in enumerate(names):
        tensor = tritonclient.http.InferInput(name, [len(rows)], "FP64")
        tensor.set_data_from_numpy(numpy.array([row[place] for row in rows]))
        columns.append(tensor)
    wanted = [tritonclient.http.InferRequestedOutput("probability")]
    answer = client.infer(model, columns, outputs=wanted)
    version = importlib.metadata.version("tritonclient")
    same(f"tritonclient {version}: metadata, ready, index, infer by columns", answer.as_numpy("probability").tolist(), expected)
    tensor = tritonclient.http.InferInput("rows", [len(rows), len(names)], "FP64")
    tensor.set_data_from_numpy(numpy.array([row[: len(names)] for row in rows]))
    answer = client.infer(model, [tensor], outputs=wanted)
    same("tritonclient: infer by one tensor", answer.as_numpy("probability").tolist(), expected)
    client.close()


with daemon.running(program, registry, model) as port:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", f"/v2/models/{model}")
    names = [i["name"] for i in json.loads(connection.getresponse().read())["inputs"]]
    body = {"inputs": [{"name": name, "shape": [len(rows)], "datatype": "FP64", "data": [row[place] for row in rows]}
                       for place, name in enumerate(names)], "outputs": [{"name": "probability"}]}
    expected = daemon.post(connection, f"/v2/models/{model}/infer", body)[1]["outputs"][0]["data"]
    asyncio.run(ask_as_kserve(port, names, expected))
    ask_as_triton(port, names, expected)
