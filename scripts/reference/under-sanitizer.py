"""Asks a daemon that was built with a sanitizer for everything it has, while whatever may change about it changes.

    python under-sanitizer.py leadlined REGISTRY MODEL FOLDER SECONDS

wrk asks for scores by columns, by one tensor, in batches and in binary, for events, explanations, metrics and pages, and sends
what is no sound request; meanwhile versions are promoted, settings and keys are read again, more clients come than are
admitted, and some leave in the middle. Behind it are a canary, a shadow, both logs, a collector of traces and a breaker.
A third of the time all of it goes over TLS. Each of these has to have happened, both times, so that "no report" says something.
The registry has the versions 1 and 2 of the model. What the sanitizer says is in FOLDER/report.*, which must not be there.
"""

import glob
import itertools
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import ssl
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
exports = itertools.count()
collector_port = collector.started(lambda *_: next(exports))
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


def write_settings(turn, is_encrypted):
    new = folder / ".serving.yaml"
    new.write_text(f"""
version: 1
registry: registry
listen: 127.0.0.1:0
models:
  - name: {model}
    canary: {{version: trial, percent: {40 + turn % 2}, stop: {{minimumAnswers: 1000000, latencyRatio: 1000, scoreDistance: 1}}}}
    shadow: [shade]
    inputs: {{missing: {"impute" if turn % 2 else "refuse"}, outOfRange: {"warn" if turn % 3 else "impute"}, staleAfter: 30d}}
    fallback: {{probability: 0.1}}
    breaker: {{slowMilliseconds: {0.001 if turn % 4 == 3 else 20}, failures: 3, windowSeconds: 1, coolSeconds: 1}}
access: {{keys: keys.txt}}
decisions: {{file: decisions.jsonl, pseudonymKey: pseudonym.key, sizeMegabytes: 1, keep: 2, inputs: true}}
audit: {{file: audit.jsonl, sizeMegabytes: 1, keep: 2}}
traces: {{endpoint: "http://127.0.0.1:{collector_port}/v1/traces", sample: 0.2}}
limits: {{connections: 40, bodyBytes: {4000000 + turn % 5}, pendingBytes: 50000000, batchRows: {500 + turn % 2}, idleSeconds: 5}}
{"tls: {certificate: server.pem, key: server.key}" if is_encrypted else ""}
{"nonsense: 1" if turn % 7 == 2 else ""}
""")
    new.rename(folder / "serving.yaml")


(folder / "pseudonym.key").write_bytes(os.urandom(32))
(folder / "pseudonym.key").chmod(0o600)
write_keys()
bearer = {"Authorization": f"Bearer {secret}"}
subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-keyout", folder / "server.key", "-out", folder / "server.pem"],
               check=True, capture_output=True)
(folder / "server.key").chmod(0o600)
encrypted = ssl.create_default_context(cafile=folder / "server.pem")
encrypted.check_hostname = False


def ask(port, context, method, path, body=None):
    connection = daemon.connected(port, context)
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
        add("POST", infer, columns(1, id="json"))
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
    head = json.dumps({"id": "binary", "inputs": [{"name": name, "shape": [1], "datatype": "FP64", "parameters": {"binary_data_size": 8}}
                                  for name in names]})
    # Bytes that a Lua text can say.
    for _ in range(4):
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


def rude(port, context, done):
    """Clients that leave in the middle, and more of them than are admitted."""
    random_of_own = random.Random(7)
    while not done.wait(0.05):
        held = []
        for _ in range(random_of_own.choice([3, 10, 150])):
            client = socket.socket()
            client.settimeout(5)
            try:
                client.connect(("127.0.0.1", port))
                if context and random_of_own.random() < 0.5:
                    client = context.wrap_socket(client)
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


def figure(metrics, name, label=""):
    """The sum of a metric's samples that have a label."""
    return sum(float(line.rsplit(" ", 1)[1]) for line in metrics.splitlines()
               if line.startswith((name + " ", name + "{")) and label in line)


def run(seconds, context):
    """Asks for so long: what wrk counted, and the daemon's metrics and log."""
    for alias, version in (("production", 1), ("trial", 2), ("shade", 2)):
        point(alias, version)
    write_settings(0, context is not None)
    command = [program, "--settings", str(folder / "serving.yaml"), "--threads", "3", "--poll", "20"]
    with open(folder / "log", "w") as log, daemon.started(command, log, context) as (process, port):
        names = [column["name"] for column in json.loads(ask(port, context, "GET", f"/v2/models/{model}")[1])["inputs"]]
        with open(folder / "requests.lua", "w") as file:
            file.write("return {" + ",\n".join("{" + ",".join(map(lua, one)) + "}" for one in load(names)) + "}\n")
        done = threading.Event()
        clients = threading.Thread(target=rude, args=[port, context, done])
        clients.start()
        wrk = subprocess.Popen(
            ["wrk", "-t1", "-c12", f"-d{seconds:.0f}s", "--timeout", "60s", "-s", str(script),
             f"{'https' if context else 'http'}://127.0.0.1:{port}"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ | {"LOAD_FOLDER": str(folder)})
        turn = 0
        while wrk.poll() is None:
            turn += 1
            point("production", 1 + turn % 2)
            if turn % 3 == 0:
                point(("trial", "shade")[turn % 2], 1 + turn // 3 % 2)
            if turn % 5 == 0:
                write_settings(turn // 5, context is not None)
                process.send_signal(signal.SIGHUP)
            if turn % 8 == 0:
                write_keys(f"# turn {turn}\n")
            time.sleep(0.2)
        said = wrk.communicate()[0].splitlines()
        done.set()
        clients.join()
        # What it says of itself at the end, and what it holds.
        write_settings(1, context is not None)
        process.send_signal(signal.SIGHUP)
        # The places that the rude ones took are free soon.
        while (answer := ask(port, context, "GET", "/metrics"))[0] == 503:
            time.sleep(0.1)
    figures = next((json.loads(line) for line in said if line.startswith('{"answers"')), None)
    if not figures:
        sys.exit("\n".join(said))
    return figures, answer[1], (folder / "log").read_text()


random.seed(1)
wrong = []
for context, share in ((None, 2 / 3), (encrypted, 1 / 3)):
    figures, metrics, events = run(seconds * share, context)
    answers = figures["answers"]
    statuses = {int(key): answers.pop(key) for key in list(answers) if key.isdigit()}
    success = "model_infer_request_success_total"
    happened = {kind: answers.get(kind, 0) for kind in ("infer", "infer in binary", "score", "explain", "canary", "metrics")} | {
        "shadow": figure(metrics, success, 'variant="shadow"'),
        "decisions": figure(metrics, "leadline_decisions_written_total"),
        "audit lines": figure(metrics, "leadline_audit_lines_total", 'outcome="written"'),
        "traced requests": figure(metrics, "leadline_traces_exported_total"),
        "swaps": figure(metrics, "leadline_model_swaps_total"),
        "settings taken": events.count('"settings.taken"'), "settings refused": events.count('"settings.refused"'),
        "keys taken": events.count('"keys.taken"'), "counts anew": events.count('"canary.counts_anew"'),
        "breakers opened": figure(metrics, "leadline_breaker_openings_total"),
        "fallbacks": figure(metrics, "leadline_fallback_total", 'reason="breaker_open"'),
        "connections refused": figure(metrics, "leadline_overload_refused_total", 'reason="connections"'),
    }
    how = "over TLS" if context else "in the clear"
    print(f"{how}: {sum(statuses.values()):,} answers in {seconds * share:.0f} s ("
          + ", ".join(f"{status}: {count:,}" for status, count in sorted(statuses.items()))
          + f"), {figures['socket']} broken off; " + ", ".join(f"{what} {count:,.0f}" for what, count in happened.items()))
    # 503 is for a version that is asked for by its number while it is left alone, and for the connections above the limit, which
    # wrk is not among, unless the rude ones take its places.
    if strange := set(statuses) - {200, 400, 401, 404, 405, 413, 501, 503}:
        wrong.append(f"{how}: statuses {strange}")
    wrong += [f"{how}: no {what}" for what, count in happened.items() if count == 0]
if not next(exports):
    wrong.append("nothing came to the collector")
if not all((folder / name).stat().st_size for name in ("decisions.jsonl", "audit.jsonl")):
    wrong.append("a log is empty")
reports = sorted(glob.glob(str(folder / "report.*")))
print(f"{len(reports)} reports of the sanitizer")
for report in reports[:2]:
    print(pathlib.Path(report).read_text()[:6000])
if wrong:
    sys.exit("not as it should be: " + "; ".join(wrong))
sys.exit(bool(reports))
