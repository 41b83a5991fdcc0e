"""Asks a daemon for every lead that was evaluated and scored, and compares the doubles to the last bit: by its raw events, and then
by the features that were answered, in batches of a thousand rows.

    python bit-parity.py leadlined REGISTRY MODEL events.csv evaluated.csv scores.csv

`evaluated.csv` is what `leadline evaluate --write-scores` wrote of the test slice, `scores.csv` what `leadline score` wrote for
the same leads as of the same time, `events.csv` the file that both were computed from (the firehose of `leadline simulate`).
"""

import collections
import csv
import http.client
import json
import sys
import threading

import daemon

program, registry, model, raw, evaluated, scores = sys.argv[1:]
figures = ("score", "probability", "logit")
at_training = {(row["id"], row["asOf"]): float(row["score"]) for row in csv.DictReader(open(evaluated))}
offline = {(row["id"], row["asOf"]): [float(row[name]) for name in figures] for row in csv.DictReader(open(scores))}
if at_training.keys() != offline.keys():
    sys.exit(f"{len(at_training)} leads were evaluated and {len(offline)} scored: not the same")
events = collections.defaultdict(list)
for row in csv.DictReader(open(raw)):
    data = {name: float(row[name]) for name in ("amount", "seconds") if row[name]}
    if row["page"]:
        data["page"] = row["page"]
    data["account"] = {"link": "account:" + row["account"]}
    events["lead:" + row["lead"]].append({
        "id": row["id"], "source": "events", "type": row["kind"], "subject": "lead:" + row["lead"], "channel": row["channel"],
        "time": row["occurred_at"], "recordedtime": row["recorded_at"], "data": data})

questions = sorted(offline)
other = {"the evaluation": 0, "leadline score": 0, "leadline score by rows": 0}
refused, lock, clients, batch = [], threading.Lock(), 2, 1000


def ask(port, part):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    rows = []
    for lead, time in part:
        status, live = daemon.post(connection, "/v1/score", {"entity": lead, "asOf": time, "events": events[lead]})
        with lock:
            if status != 200:
                refused.append(f"{status} {live}")
                continue
            other["the evaluation"] += at_training[lead, time] != live["probability"]
            other["leadline score"] += offline[lead, time] != [live[name] for name in figures]
        rows.append((live["features"], offline[lead, time]))
        if len(rows) == batch or (lead, time) == part[-1]:
            ask_rows(connection, rows)
            rows = []


def ask_rows(connection, rows):
    inputs = [{"name": name, "shape": [len(rows)], "datatype": datatypes[name], "data": [row[name] for row, _ in rows]} for name in datatypes]
    status, live = daemon.post(connection, f"/v2/models/{model.split('/')[0]}/infer", {"inputs": inputs})
    with lock:
        if status != 200:
            refused.append(f"{status} {live}")
            return
        outputs = {output["name"]: output["data"] for output in live["outputs"]}
        scored.append(len(outputs["score"]))
        for row, (_, expected) in enumerate(rows):
            other["leadline score by rows"] += expected != [outputs[name][row] for name in figures]


with daemon.running(program, registry, model) as port:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", f"/v2/models/{model.split('/')[0]}")
    datatypes = {column["name"]: column["datatype"] for column in json.loads(connection.getresponse().read())["inputs"]}
    scored = []
    threads = [threading.Thread(target=ask, args=[port, questions[client::clients]]) for client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print(f"{len(questions)} leads of {sum(map(len, events.values()))} events, {sum(scored)} of them as rows, too: "
      + ", ".join(f"{count} doubles other than {whose}" for whose, count in other.items()) + f", {len(refused)} refused")
for reason in refused[:3]:
    print(reason)
sys.exit(bool(refused) or any(other.values()) or not questions or sum(scored) != len(questions))
