"""Asks a daemon that was built with a sanitizer for everything it has, while whatever may change about it changes.

    python under-sanitizer.py leadlined REGISTRY MODEL FOLDER SECONDS

wrk asks for scores by columns, by one tensor, in batches and in binary, for events, explanations, metrics and pages, and sends
what is no sound request; meanwhile versions are promoted, settings and keys are read again, more clients come than are
admitted, and some leave in the middle. Behind it are a canary, a shadow, both logs, a collector of traces and a breaker.
The registry has the versions 1 and 2 of the model. What the sanitizer says is in FOLDER/report.*, which must not be there.
"""

import glob
import http.client
import itertools
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

import collector
import daemon

program, registry, model, folder, seconds = sys.argv[1:]
folder, seconds = pathlib.Path(folder), float(seconds)
script = pathlib.Path(__file__).with_name("mixed-load.lua")
place = folder / "registry"
shutil.copytree(registry, place)
aliases = place / "models" / model / "aliases"
spans = itertools.count()


collector_port = collector.started(lambda *_: next(spans))
# The digest of the key's text, as `leadline key new` keeps it.
secret = "leadline_" + "5" * 43


def write_keys(more=""):
    import hashlib
    new = folder / ".keys"
    new.write_text(f"load {hashlib.sha256(secret.encode()).hexdigest()} score,explain,admin rate=1000000/s\n{more}")
    new.chmod(0o600)
    new.rename(folder / "keys.txt")


def point(alias, version):
    new = aliases / ".next"
    new.write_text(f"{version}\n")
    new.rename(aliases / alias)


def write_settings(turn):
    new = folder / ".serving.yaml"
    new.write_text(f"""
version: 1
registry: registry
listen: 127.0.0.1:0
models:
  - name: {model}
    canary: {{version: trial, percent: 40, stop: {{minimumAnswers: 1000000, latencyRatio: 1000, scoreDistance: 1}}}}
    shadow: [shade]
    inputs: {{missing: {"impute" if turn % 2 else "refuse"}, outOfRange: {"warn" if turn % 3 else "impute"}, staleAfter: 30d}}
    fallback: {{probability: 0.1}}
    breaker: {{slowMilliseconds: {20 + turn % 3}, failures: 3, windowSeconds: 1, coolSeconds: 1}}
access: {{keys: keys.txt}}
decisions: {{file: decisions.jsonl, pseudonymKey: pseudonym.key, sizeMegabytes: 1, keep: 2, inputs: true}}
audit: {{file: audit.jsonl, sizeMegabytes: 1, keep: 2}}
traces: {{endpoint: "http://127.0.0.1:{collector_port}/v1/traces", sample: 0.2}}
limits: {{connections: 40, bodyBytes: {4000000 + turn % 5}, pendingBytes: 50000000, batchRows: {500 + turn % 2}, idleSeconds: 5}}
{"nonsense: 1" if turn % 7 == 6 else ""}
""")
    new.rename(folder / "serving.yaml")


for alias, version in (("production", 1), ("trial", 2), ("shade", 2)):
    point(alias, version)
(folder / "pseudonym.key").write_bytes(os.urandom(32))
(folder / "pseudonym.key").chmod(0o600)
write_keys()
write_settings(0)
bearer = {"Authorization": f"Bearer {secret}"}


def ask(port, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, body, bearer)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def load(names):
    """What wrk asks: method, path, headers, body."""
    infer, text = f"/v2/models/{model}/infer", {"Content-Type": "application/json"}

    def columns(rows, **more):
        return {"inputs": [{"name": name, "shape": [rows], "datatype": "FP64", "data": [random.uniform(0, 9) for _ in range(rows)]}
                           for name in names]} | more

    def events(lead, count):
        return [{"id": str(index), "source": "purchases", "type": "purchase", "subject": lead, "channel": "shop",
                 "time": f"1998-0{1 + index % 6}-01T00:00:00Z", "data": {"units": 1 + index, "amount": 12.5}} for index in range(count)]

    requests = []

    def add(method, path, body=None, headers=None):
        body = json.dumps(body) if isinstance(body, (dict, list)) else body
        requests.append((method, path, bearer | text | (headers or {}), body))

    for index in range(8):
        lead = f"customer:{index}"
        add("POST", infer, columns(1, id=str(index)))
        add("POST", infer, columns(1, parameters={"entity": lead}))
        add("POST", infer, columns(40))
        add("POST", infer, {"inputs": [{"name": "rows", "shape": [2, len(names)], "datatype": "FP64",
                                        "data": [1.5, None] * len(names)}]})
        add("POST", f"/v2/models/{model}/versions/{1 + index % 2}/infer", columns(1))
        add("POST", "/invocations", {"dataframe_split": {"columns": names, "data": [[1.0] * len(names)] * 3}})
        add("POST", "/v1/score", {"entity": lead, "asOf": "1998-07-01T00:00:00Z", "events": events(lead, 1 + 3 * index)})
        add("POST", "/v1/score", {"entity": lead, "events": []}, {"traceparent": f"00-{index + 1:032x}-{index + 1:016x}-01"})
        add("POST", "/v1/explain", {"entity": lead, "asOf": "1998-07-01T00:00:00Z", "events": events(lead, 4), "top": 3})
        add("POST", "/v1/explain", {"row": {name: 1.0 for name in names}, "against": "average",
                                    "change": {"to": 0.5, "offered": {names[0]: [1, 2, 3]}, "limit": 2}})
    head = json.dumps({"inputs": [{"name": name, "shape": [1], "datatype": "FP64", "parameters": {"binary_data_size": 8}}
                                  for name in names]})
    # Bytes that a Lua text can say.
    add("POST", infer, head + "@@@@@@@@" * len(names), {"Inference-Header-Content-Length": str(len(head))})
    for path in (infer, "/v1/score", "/v1/explain", "/invocations", "/v2/repository/index"):
        for body in ("", "{", "[1, 2]", '{"inputs": 3}', '{"a": 1, "a": 2}', "[" * 40 + "]" * 40, '{"events": [{}]}', "\\ud800"):
            add("POST", path, body)
    add("POST", infer, columns(501))
    add("POST", infer, columns(1, inputs=[]))
    add("POST", infer, head, {"Inference-Header-Content-Length": "999999"})
    for path in ("/v2", "/v2/health/live", "/v2/health/ready", f"/v2/models/{model}", f"/v2/models/{model}/versions/1/ready",
                 "/v2/models/stats", f"/v2/models/{model}/stats", "/metrics", "/", "/openapi.json", "/nowhere", infer):
        add("GET", path)
    add("POST", "/v1/score", "{}", {"Authorization": "Bearer guess"})
    random.shuffle(requests)
    return requests


def lua(value):
    if value is None:
        return "nil"
    if isinstance(value, dict):
        return "{" + ",".join(f"[ {lua(key)} ] = {lua(item)}" for key, item in value.items()) + "}"
    return f"[====[{value}]====]"


def rude(port, done):
    """Clients that leave in the middle, and more of them than are admitted."""
    random_of_own = random.Random(7)
    while not done.wait(0.05):
        held = []
        for _ in range(random_of_own.choice([3, 10, 150])):
            client = socket.socket()
            client.settimeout(5)
            try:
                client.connect(("127.0.0.1", port))
                client.send(random_of_own.choice([
                    b"", b"GET", b"GET / HTTP/1.1\r\n\r\n", b"POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{",
                    b"POST /v1/score HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
                    b"\x16\x03\x01\x00\x05hello", b"GET /" + b"a" * 40000]))
                if random_of_own.random() < 0.3:
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            except OSError:
                pass
            held.append(client)
        for client in held:
            client.close()


random.seed(1)
command = [program, "--settings", str(folder / "serving.yaml"), "--threads", "3", "--poll", "20"]
with open(folder / "log", "w") as log, daemon.started(command, log) as (process, port):
    names = [column["name"] for column in json.loads(ask(port, "GET", f"/v2/models/{model}")[1])["inputs"]]
    requests = load(names)
    with open(folder / "requests.lua", "w") as file:
        file.write("return {" + ",\n".join("{" + ",".join(map(lua, one)) + "}" for one in requests) + "}\n")
    done = threading.Event()
    clients = threading.Thread(target=rude, args=[port, done])
    clients.start()
    wrk = subprocess.Popen(
        ["wrk", "-t1", "-c12", f"-d{seconds:.0f}s", "--timeout", "60s", "-s", str(script), f"http://127.0.0.1:{port}"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ | {"LOAD_FOLDER": str(folder)})
    turn = 0
    while wrk.poll() is None:
        turn += 1
        point("production", 1 + turn % 2)
        if turn % 3 == 0:
            point(("trial", "shade")[turn % 2], 1 + turn // 3 % 2)
        if turn % 5 == 0:
            write_settings(turn // 5)
            process.send_signal(signal.SIGHUP)
        if turn % 8 == 0:
            write_keys(f"# turn {turn}\n")
        time.sleep(0.2)
    said = wrk.communicate()[0].splitlines()
    done.set()
    clients.join()
    # What it says of itself at the end, and what it holds.
    write_settings(1)
    process.send_signal(signal.SIGHUP)
    # The places that the rude ones took are free soon.
    while (answer := ask(port, "GET", "/metrics"))[0] == 503:
        time.sleep(0.1)
    metrics = answer[1]
figures = next((json.loads(line) for line in said if line.startswith('{"statuses"')), None)
if not figures:
    sys.exit("\n".join(said))
statuses = {int(status): count for status, count in figures["statuses"].items()}
events = (folder / "log").read_text()
reports = sorted(glob.glob(str(folder / "report.*")))
print(f"{sum(statuses.values()):,} answers in {seconds:.0f} s ("
      + ", ".join(f"{status}: {count:,}" for status, count in sorted(statuses.items()))
      + f"), {figures['socket']} broken off; {events.count('model.swapped')} swaps, {events.count('settings.taken')} settings taken, "
      f"{events.count('settings.refused')} refused, {next(spans)} exports of traces; {len(reports)} reports of the sanitizer")
for report in reports[:2]:
    print(pathlib.Path(report).read_text()[:6000])
# 503 is for the connections above the limit, which wrk is not among, unless the rude ones take its places.
strange = set(statuses) - {200, 400, 401, 404, 405, 413, 501, 503}
if strange or not events.count("model.swapped") > 5 or not statuses.get(200) or "leadline_model_swaps_total" not in metrics:
    sys.exit(f"not as it should be: {strange or 'too little happened'}")
sys.exit(bool(reports))
