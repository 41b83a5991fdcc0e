"""Promotes two versions in turn, a thousand times, while wrk asks as much as it can.

    python swap-soak.py leadline leadlined REGISTRY PIPELINE scores-1.csv scores-2.csv CDNOW_master.txt AS_OF FOLDER [PROMOTIONS [SECONDS]]

Each answer is held against the version's own offline score of the row, all of them; none may fail, and memory, heap, threads and
open files after all promotions are those after the first ones. The scores are those of `leadline score --version N --as-of AS_OF`.
"""

import collections
import csv
import http.client
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import time

import daemon

leadline, program, registry, pipeline, *scores = sys.argv[1:7]
raw, as_of, folder = sys.argv[7:10]
promotions = int(sys.argv[10]) if len(sys.argv) > 10 else 1000
seconds = float(sys.argv[11]) if len(sys.argv) > 11 else 620
script = pathlib.Path(__file__).with_suffix(".lua")
model, kept = "repeat-purchase", 64

events = collections.defaultdict(list)
for number, line in enumerate(open(raw)):
    if number > 0:
        customer, day, units, amount = line.split()
        events["customer:" + customer].append({
            "id": str(number), "source": "purchases", "type": "purchase", "subject": "customer:" + customer, "channel": "shop",
            "time": f"{day[:4]}-{day[4:6]}-{day[6:]}T23:59:59.999999Z", "data": {"units": float(units), "amount": float(amount)}})
offline = [{row["id"]: row["probability"] for row in csv.DictReader(open(file))} for file in scores]
customers = sorted(offline[0])[:: len(offline[0]) // kept][:kept]


def promote(turn):
    subprocess.run(
        [leadline, "promote", pipeline, "--registry", registry, "--version", str(2 - turn % 2), "--why", "soak"],
        check=True, stdout=subprocess.DEVNULL)


command = [program, "--registry", registry, "--model", model, "--open-on-loopback", "--listen", "127.0.0.1:0"]
with open(folder + "/log", "w") as log, daemon.started(command, log) as (process, port):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    bodies = []
    for index, customer in enumerate(customers, 1):
        _, live = daemon.post(connection, "/v1/score", {"entity": customer, "asOf": as_of, "events": events[customer]})
        inputs = [{"name": c["input"], "shape": [1], "datatype": "FP64", "data": [c["value"]]} for c in live["contributions"]]
        bodies.append(json.dumps({"id": str(index), "inputs": inputs, "outputs": [{"name": "probability"}]}))
    with open(folder + "/rows.lua", "w") as rows:
        rows.write(f'return {{path = "/v2/models/{model}/infer", bodies = {{\n')
        rows.write(",\n".join(f"[==[{body}]==]" for body in bodies) + "}, expected = {\n")
        for number, file in enumerate(offline, 1):
            rows.write(f'["{number}"] = {{{", ".join(file[customer] for customer in customers)}}},\n')
        rows.write("}}\n")
    # Longer than the promotions take; it is told to end after the last.
    load = subprocess.Popen(
        ["wrk", "-t1", "-c16", f"-d{int(seconds + promotions)}s", "-s", str(script), f"http://127.0.0.1:{port}"],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"SOAK_FOLDER": folder})
    start, held = time.monotonic(), []
    for turn in range(promotions):
        promote(turn)
        held.append(daemon.holdings(process))
        time.sleep(max(0, start + (turn + 1) * seconds / promotions - time.monotonic()))
    load.send_signal(signal.SIGINT)
    said = load.communicate(timeout=60)[0].splitlines()
place = next(number for number, line in enumerate(said) if line.startswith('{"answers"'))
figures = json.loads(said[place])
early, late = ({name: statistics.median(some[name] for some in part) for name in held[0]} for part in (held[10:60], held[-50:]))
swapped = open(folder + "/log").read().count('"event":"model.swapped"')
print(f"{figures['answers']:,} answers in {figures['seconds']:.0f} s during {promotions} promotions, {swapped} of them taken up: "
      f"{figures['refused']} refused, {figures['socket']} broken off, {figures['wrong']} other than their version's offline score; "
      "at first and at the end " + ", ".join(f"{name} {early[name]:.4g} and {late[name]:.4g}" for name in early))
good = (figures["answers"] > 0 and figures["versions"] == "1 2" and swapped >= 0.9 * promotions
        and late["memory"] < early["memory"] * 1.05 + 1 and late["heap"] < early["heap"] * 1.05 + 1
        and late["threads"] == early["threads"] and late["descriptors"] <= early["descriptors"] + 2
        and not (figures["refused"] or figures["socket"] or figures["wrong"]))
if not good:
    print(*said[place:], sep="\n")
sys.exit(not good)
