"""Plants identifiers wherever a client can put one, and looks for them in all that the daemon writes.

    python planted-identifiers.py leadlined REGISTRY MODEL PERSONAS FOLDER

Looked through are its logs, the log of decisions, the audit log, /metrics, the status page, the spans that a collector gets,
and the bodies and headers of refusals. Answers of 200 may say again what was asked; nothing else may. The names of members
and of paths that do not exist are planted, too. Before that, the same search finds the identifiers in what was sent.
"""

import http.client
import itertools
import json
import os
import pathlib
import sys

import collector
import daemon

program, registry, model, personas, folder = sys.argv[1:]
folder = pathlib.Path(folder)
number = itertools.count(1)
planted, sent = [], []


def plant(kind):
    """A new identifier that looks like one, and is nowhere else."""
    text = f"zq{next(number):03d}x{kind}x"
    planted.append(text)
    return text


spans = []


collector_port = collector.started(lambda _, body: spans.append(body.decode()))
key_file = folder / "pseudonym.key"
key_file.write_bytes(os.urandom(32))
key_file.chmod(0o600)
settings = folder / "serving.yaml"
settings.write_text(f"""
version: 1
registry: {os.path.abspath(registry)}
listen: 127.0.0.1:0
models: [{{name: {model}}}]
personas: {personas}
access: {{openOnLoopback: true}}
decisions: {{file: decisions.jsonl, pseudonymKey: pseudonym.key}}
audit: {{file: audit.jsonl}}
traces: {{endpoint: "http://127.0.0.1:{collector_port}/v1/traces", sample: 1}}
limits: {{bodyBytes: 100000, batchRows: 50, idleSeconds: 2}}
""")
refusals = []


def ask(method, path, body=None, headers=None, is_raw=False):
    data = body if is_raw or body is None else json.dumps(body)
    sent.append(f"{method} {path} {headers} {data}")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, data, headers or {})
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status != 200:
        refusals.append(f"{answer.status} {answer.getheaders()} {text}")
    return answer.status, text


def event(**changes):
    whole = {"id": lambda: plant("event"), "source": lambda: plant("source"), "type": lambda: "purchase",
             "subject": lambda: "customer:" + plant("subject"), "time": lambda: "2026-01-01T00:00:00Z",
             "data": lambda: {"amount": 3.5, "name": plant("value"), plant("attribute"): 1}}
    return {name: make() for name, make in whole.items() if name not in changes} | changes


with open(folder / "log", "w") as log, daemon.started([program, "--settings", settings], log) as (_, port):
    names = [i["name"] for i in json.loads(ask("GET", f"/v2/models/{model}")[1])["inputs"]]

    def columns(**changes):
        return [{"name": name, "shape": [1], "datatype": "FP64", "data": [1.0]} | changes for name in names]

    lead = "customer:" + plant("lead")
    statuses = [
        ask("POST", "/v1/score", {"entity": lead, "events": [event(subject=lead)]})[0],
        ask("POST", "/v1/explain", {"entity": lead, "events": [event(subject=lead)]})[0],
        ask("POST", "/v1/persona", {"entity": lead, "events": [event(subject=lead)]})[0],
        ask("POST", f"/v2/models/{model}/infer", {"id": plant("id"), "parameters": {"entity": "customer:" + plant("entity")}, "inputs": columns()})[0],
        ask("GET", "/v2?who=" + plant("query"))[0],
        ask("GET", "/v2", headers={"X-Lead": plant("header"), "User-Agent": plant("agent"), "Cookie": plant("cookie"),
                                   "traceparent": "00-" + plant("trace")})[0],
    ]
    if statuses != [200] * len(statuses):
        sys.exit(f"what is sound was refused: {statuses} {refusals}")
    for path in ("/v1/score", "/v1/explain", "/v1/persona"):
        for body in (
            {"entity": plant("entity"), "events": []},
            {"entity": f"other:{plant('entity')}", "events": []},
            {"entity": lead, "asOf": plant("time"), "events": []},
            {"entity": lead, "model": plant("model"), "events": []},
            {"entity": lead, "events": [event(), event()], plant("member"): 1},
            {"events": [event(), event()]},
            {"entity": lead, "events": [event(time=plant("time"))]},
            {"entity": lead, "events": [event(subject=plant("subject"))]},
            {"entity": lead, "events": [event(type=plant("type").upper() + " !")]},
            {"entity": lead, "events": [event(data={plant("attribute"): [plant("value")]})]},
            {"entity": lead, "events": [event(data=plant("data"))]},
            {"entity": lead, "events": [event(specversion=plant("version"))]},
            {"entity": lead, "events": [event(account=plant("account"))]},
            {"entity": lead, "events": plant("events")},
        ):
            ask("POST", path, body)
    for path in (f"/v2/models/{model}/infer", "/invocations", "/v2/repository/index"):
        for body in (
            {"inputs": columns(data=[plant("value")])},
            {"inputs": columns(name=plant("input"))},
            {"inputs": columns(datatype=plant("datatype"))},
            {"inputs": columns(shape=[plant("shape")])},
            {"inputs": columns(datatype="BYTES", data=[plant("level")])},
            {"inputs": columns(), "outputs": [{"name": plant("output")}]},
            {"inputs": columns(), "parameters": {"entity": plant("entity")}},
            {"id": {plant("id"): 1}, "inputs": columns()},
            {"dataframe_split": {"columns": [plant("column")], "data": [[plant("cell")]]}},
            {"dataframe_split": {"columns": names, "data": [[plant("cell")] * len(names)]}},
            {"ready": plant("ready")},
            [plant("list")],
        ):
            ask("POST", path, body)
        ask("POST", path, '{"' + plant("key") + '": 1, "' + planted[-1] + '": 2}', is_raw=True)
        ask("POST", path, '{"inputs": ' + plant("broken"), is_raw=True)
        ask("POST", path, plant("large") + " " * 200000, is_raw=True)
    for method, path in (
        ("GET", "/" + plant("path")), ("GET", "/v2/models/" + plant("model")), ("DELETE", "/v2/models/" + plant("model")),
        ("GET", f"/v2/models/{model}/versions/" + plant("version")), ("POST", f"/v2/models/{plant('model')}/infer"),
        ("POST", f"/v2/repository/models/{plant('model')}/load"), (plant("method").upper(), "/v2"),
    ):
        ask(method, path)
    ask("GET", "/v2", headers={"Authorization": "Bearer " + plant("key")})
    metrics = ask("GET", "/metrics")[1]
    page = ask("GET", "/")[1]
# What was still to be sent and written has been.
places = {"the log": (folder / "log").read_text(), "the log of decisions": (folder / "decisions.jsonl").read_text(),
          "metrics": metrics, "the status page": page, "spans": "\n".join(spans), "refusals": "\n".join(refusals)}
if (folder / "audit.jsonl").exists():
    places["the audit log"] = (folder / "audit.jsonl").read_text()
unsent = [text for text in planted if not any(text in one or text.upper() in one for one in sent)]
found = [(text, place) for place, written in places.items() for text in planted if text in written.lower()]
empty = [place for place, written in places.items() if not written.strip()]
print(f"{len(planted)} identifiers in {len(sent)} requests, {len(refusals)} of them refused; looked through: "
      + ", ".join(f"{place} ({len(written):,} characters)" for place, written in places.items()))
for text, place in found[:20]:
    line = next(line for line in places[place].splitlines() if text in line.lower())
    print(f"{text} in {place}: {line[:300]}")
if unsent or empty:
    print(f"not sent: {unsent}; empty: {empty}")
sys.exit(bool(found or unsent or empty))
