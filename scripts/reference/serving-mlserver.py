"""MLServer's types and codecs against a running daemon.

    python serving-mlserver.py leadlined REGISTRY MODEL
"""

import http.client
import importlib.metadata
import sys

import pandas
from mlserver.codecs import NumpyCodec, PandasCodec
from mlserver.types import InferenceResponse, MetadataModelResponse, MetadataServerResponse, RepositoryIndexResponse

import daemon

program, registry, model = sys.argv[1:]


def ask(connection, method, path, body=None):
    connection.request(method, path, body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    text = response.read()
    if response.status != 200:
        sys.exit(f"{method} {path}: {response.status} {text}")
    return text


with daemon.running(program, registry, model) as port:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    MetadataServerResponse.model_validate_json(ask(connection, "GET", "/v2"))
    metadata = MetadataModelResponse.model_validate_json(ask(connection, "GET", f"/v2/models/{model}"))
    names = [tensor.name for tensor in metadata.inputs]
    index = RepositoryIndexResponse.model_validate_json(ask(connection, "POST", "/v2/repository/index", "{}"))
    assert [(entry.name, str(entry.state)) for entry in index.root] == [(model, "READY")]
    frame = pandas.DataFrame({name: [float(place + row) for row in range(3)] for place, name in enumerate(names)})
    request = PandasCodec.encode_request(frame)
    text = request.model_dump_json(exclude_none=True)
    answer = InferenceResponse.model_validate_json(ask(connection, "POST", f"/v2/models/{model}/infer", text))
    assert answer.model_name == model and answer.model_version == metadata.versions[0]
    found = {output.name: NumpyCodec.decode_output(output).ravel().tolist() for output in answer.outputs}
    plain = {"inputs": [{"name": name, "shape": [3], "datatype": "FP64", "data": list(frame[name])} for name in names]}
    expected = {o["name"]: o["data"] for o in daemon.post(connection, f"/v2/models/{model}/infer", plain)[1]["outputs"]}
    if found != expected:
        sys.exit(f"{found} instead of {expected}")
    print(f"mlserver {importlib.metadata.version('mlserver')}: metadata, index, infer of a data frame, as its types and codecs have them")
