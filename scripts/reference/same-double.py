"""Asks a daemon for what `leadline score` wrote: by raw events and by rows of features, to the last bit.

    python same-double.py leadlined REGISTRY scores.csv CDNOW_master.txt AS_OF
"""

import collections
import csv
import http.client
import sys

import daemon

program, registry, scores, raw, as_of = sys.argv[1:]


def purchase(customer, event, time, units, amount):
    return {
        "id": event, "source": "purchases", "type": "purchase", "subject": f"customer:{customer}", "channel": "shop",
        "time": time, "data": {"units": units, "amount": amount}}


figures = ("score", "probability", "logit")
expected = {row["id"].split(":")[1]: [float(row[name]) for name in figures] for row in csv.DictReader(open(scores))}
events = collections.defaultdict(list)
for number, line in enumerate(open(raw)):
    if number > 0:
        customer, day, units, amount = line.split()
        time = f"{day[:4]}-{day[4:6]}-{day[6:]}T23:59:59.999999Z"
        events[customer].append(purchase(customer, f"{number:06d}", time, float(units), float(amount)))
# The ids are the file's line numbers, not the import's: events of one instant are ordered by what they say.
tied = [c for c in sorted(expected) if len({e["time"] for e in events[c]}) < len(events[c])]
customers = sorted({*sorted(expected)[::6], *tied})
customers.sort(key=lambda c: -len(events[c]))
worst = 0
with daemon.running(program, registry, "repeat-purchase") as port:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for customer in customers:
        status, live = daemon.post(connection, "/v1/score", {"entity": f"customer:{customer}", "asOf": as_of, "events": events[customer]})
        if status != 200:
            sys.exit(f"/v1/score: {status} {live}")
        inputs = [{"name": c["input"], "shape": [1], "datatype": "FP64", "data": [c["value"]]} for c in live["contributions"]]
        status, inferred = daemon.post(connection, "/v2/models/repeat-purchase/infer", {"inputs": inputs})
        if status != 200:
            sys.exit(f"infer: {status} {inferred}")
        outputs = {o["name"]: o["data"][0] for o in inferred["outputs"]}
        same = expected[customer] == [live[f] for f in figures] == [outputs[f] for f in figures]
        total = live["baseline"]
        for contribution in live["contributions"]:
            total += contribution["contribution"]
        worst += not (same and total == live["logit"])
print(f"{len(customers)} customers, {len(tied)} of them with two purchases on one day, by /v1/score and infer, {worst} with another double")
sys.exit(worst > 0 or not customers)
