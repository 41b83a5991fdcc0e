"""Moves the alias between two versions many thousand times, and looks what the daemon has after ten swaps and after the last.

    python swap-memory.py leadlined REGISTRY MODEL FOLDER SWAPS

After each swap a client asks, and the answer has to be of the version that was promoted. Memory, heap, threads, open files and
connections are the same at the end as at the beginning. A move is the rename that `leadline promote` ends with.
"""

import http.client
import json
import pathlib
import shutil
import sys
import time

import daemon

program, registry, model, folder, swaps = sys.argv[1:]
folder, swaps = pathlib.Path(folder), int(swaps)
place = folder / "registry"
shutil.copytree(registry, place)
aliases = place / "models" / model / "aliases"
found = {}


def point(version):
    new = aliases / ".next"
    new.write_text(f"{version}\n")
    new.rename(aliases / "production")


point(1)
command = [program, "--registry", place, "--model", model, "--open-on-loopback", "--listen", "127.0.0.1:0"]
with open(folder / "log", "w") as log, daemon.started(command, log) as (process, port):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", f"/v2/models/{model}")
    names = [column["name"] for column in json.loads(connection.getresponse().read())["inputs"]]
    body = {"inputs": [{"name": name, "shape": [1], "datatype": "FP64", "data": [3.0]} for name in names]}
    answers, began = {}, time.monotonic()
    for swap in range(1, swaps + 1):
        version = str(1 + swap % 2)
        point(version)
        end = time.monotonic() + 60
        while True:
            status, answer = daemon.post(connection, f"/v2/models/{model}/infer", body)
            if status != 200:
                sys.exit(f"swap {swap}: {status} {answer}")
            answers.setdefault(answer["model_version"], set()).add(json.dumps(answer["outputs"]))
            if answer["model_version"] == version:
                break
            if time.monotonic() > end:
                sys.exit(f"swap {swap}: version {version} does not answer")
            time.sleep(0.001)
        if swap == 10 or swap == swaps or swap in (100, 1000):
            found[swap] = daemon.settled(process)
    seconds = time.monotonic() - began
for swap, has in found.items():
    print(f"after {swap:,} swaps: " + ", ".join(f"{value:.1f} MiB {name}" if isinstance(value, float) else f"{value} {name}"
                                                for name, value in has.items()))
swapped = (folder / "log").read_text().count('"event":"model.swapped"')
print(f"{swapped:,} versions taken up in {seconds:.0f} s, {sum(map(len, answers.values()))} different answers by {len(answers)} versions")
first, last = found[10], found[swaps]
good = (last["memory"] < first["memory"] * 1.05 + 1 and last["heap"] < first["heap"] * 1.05 + 1 and last["threads"] == first["threads"]
        and last["descriptors"] <= first["descriptors"] and sorted(map(len, answers.values())) == [1, 1] and swapped >= swaps)
sys.exit(not good)
