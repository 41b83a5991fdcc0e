"""Peak memory and time of the firehose at a million and at ten million events of the same leads.

    firehose-memory.py LEADLINE SCENARIO FOLDER

A day's events are held, so ten times the events on the same days are a few MiB more: exits with 1 above 16 MiB.
"""
import json
import os
import re
import subprocess
import sys
import time

program, scenario, folder = sys.argv[1:]
text = open(scenario).read()
peaks = {}
for events in (1_000_000, 10_000_000):
    path = f"{folder}/{events}"
    changed = re.sub(r"(?m)^(  events: )\d+", rf"\g<1>{events}", text)
    assert str(events) in changed
    open(path + ".yaml", "w").write(changed)
    start = time.monotonic()
    process = subprocess.Popen([program, "simulate", path + ".yaml", "-o", path], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, status
    peaks[events] = usage.ru_maxrss
    made = json.load(open(path + "/simulation.json"))["counts"]["events"]
    assert abs(made / events - 1) < 0.01, made
    print(f"{made:,} events: {time.monotonic() - start:.1f} s, peak {usage.ru_maxrss / 1024:.1f} MiB")
few, many = peaks.values()
print(f"ten times the events take {(many - few) / 1024:.1f} MiB more")
sys.exit(many - few > 16 * 1024)
