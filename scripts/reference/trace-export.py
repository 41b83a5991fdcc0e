"""A collector of the standard library receives the daemon's spans and reads them with OpenTelemetry's own messages.

    python trace-export.py leadlined REGISTRY MODEL
"""

import base64
import http.client
import importlib.metadata
import json
import sys
import tempfile
import time

from google.protobuf import json_format
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

import collector
import daemon

program, registry, model = sys.argv[1:]
bodies = []


def take(request, body):
    assert request.path == "/v1/traces" and request.headers["Content-Type"] == "application/json"
    assert request.headers["x-proof"] == "1"
    bodies.append(body)


def exported():
    """The spans so far, as the official messages; a field they do not know is refused."""
    spans, resources = [], []
    for body in bodies:
        # OTLP writes ids as hexadecimal digits, where the mapping of protobuf to JSON has base 64.
        tree = json.loads(body)
        for resource in tree["resourceSpans"]:
            for scope in resource["scopeSpans"]:
                for span in scope["spans"]:
                    for name, length in (("traceId", 16), ("spanId", 8), ("parentSpanId", 8)):
                        if name in span:
                            raw = bytes.fromhex(span[name])
                            assert len(raw) == length and any(raw) and span[name] == span[name].lower()
                            span[name] = base64.b64encode(raw).decode()
        message = json_format.ParseDict(tree, ExportTraceServiceRequest())
        for resource in message.resource_spans:
            resources.append({a.key: a.value.string_value for a in resource.resource.attributes})
            for scope in resource.scope_spans:
                spans += scope.spans
    return spans, resources


collector_port = collector.started(take)
trace, parent = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
with tempfile.NamedTemporaryFile("w", suffix=".yaml") as settings:
    settings.write(
        f"version: 1\nregistry: {registry}\nmodels:\n  - name: {model}\naccess: {{openOnLoopback: true}}\n"
        f"traces: {{endpoint: 'http://127.0.0.1:{collector_port}/v1/traces', sample: 1, headers: {{x-proof: '1'}}}}\n")
    settings.flush()
    with daemon.running(program, registry, model, "--settings", settings.name) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", f"/v2/models/{model}")
        names = [i["name"] for i in json.loads(connection.getresponse().read())["inputs"]]
        body = {"inputs": [{"name": n, "shape": [1], "datatype": "FP64", "data": [31.4159]} for n in names]}
        connection.request("POST", f"/v2/models/{model}/infer", json.dumps(body), {
            "traceparent": f"00-{trace}-{parent}-01", "tracestate": "rojo=00f067aa0ba902b7"})
        response = connection.getresponse()
        decision = json.loads(response.read())["parameters"]["decision_id"]
        answered = response.headers["traceparent"].split("-")
        score = {"entity": "customer:canary-4711", "asOf": "2026-02-01T00:00:00Z", "events": []}
        status, answer = daemon.post(connection, "/v1/score", score)
        assert status == 200
        hashed = answer["decision_id"]
        end = time.monotonic() + 60
        while time.monotonic() < end and len([s for s in exported()[0] if s.name == "POST /v1/score"]) == 0:
            time.sleep(0.1)
spans, resources = exported()
ours = [s for s in spans if s.trace_id.hex() == trace]
server = next(s for s in ours if s.kind == Span.SPAN_KIND_SERVER)
assert server.name == "POST /v2/models/{model}/infer" and server.parent_span_id.hex() == parent
assert server.span_id.hex() == answered[2] and answered[1] == trace and answered[3] == "01"
assert server.trace_state == "rojo=00f067aa0ba902b7"
assert [s.name for s in ours if s is not server] == ["parse", "score", "write"]
for span in ours:
    assert server.start_time_unix_nano <= span.start_time_unix_nano <= span.end_time_unix_nano <= server.end_time_unix_nano
    assert abs(time.time_ns() - span.start_time_unix_nano) < 600e9
    assert span is server or span.parent_span_id == server.span_id
attributes = {a.key: a.value for a in server.attributes}
assert attributes["http.response.status_code"].int_value == 200 and attributes["http.request.method"].string_value == "POST"
assert attributes["leadline.model.name"].string_value == model
assert attributes["leadline.decision.id"].string_value == decision
assert [e.name for e in server.events] == ["feature_flag.evaluation"]
scored = next(s for s in spans if s.name == "POST /v1/score")
assert [s.name for s in spans if s.parent_span_id == scored.span_id] == ["parse", "features", "score", "write"]
assert all(r["service.name"] == "leadlined" and r["service.version"] for r in resources)
assert not any(b"canary-4711" in body or b"31.4159" in body for body in bodies)
# Without a log of decisions there is no pseudonym, and what names an answer about a lead is a hash of the lead's name.
assert "leadline.decision.id" not in {a.key for a in scored.attributes}
assert hashed and not any(hashed.encode() in body for body in bodies)
print(f"opentelemetry-proto {importlib.metadata.version('opentelemetry-proto')}: {len(spans)} spans in {len(bodies)} exports, "
      "each as the messages have it; no identifier and no value of a lead")
