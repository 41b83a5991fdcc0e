"""Starts the daemon again and again: how long until it is ready, and what memory it has then.

    python cold-start.py leadlined REGISTRY

Exits with 1 where the median is not under 100 ms, or the memory not under 30 MiB.
"""

import statistics
import sys
import time

import daemon

program, registry = sys.argv[1:]
command = [program, "--registry", registry, "--model", "repeat-purchase", "--open-on-loopback", "--listen", "127.0.0.1:0"]
times, sizes = [], []
for _ in range(15):
    start = time.perf_counter()
    with daemon.started(command) as (process, _):
        times.append(1000 * (time.perf_counter() - start))
        sizes.append(daemon.resident(process))
print(f"ready after {min(times):.0f} ms at the least, {statistics.median(times):.0f} at the median, {max(times):.0f} at the most; "
      f"{max(sizes):.0f} MiB resident")
sys.exit(statistics.median(times) >= 100 or max(sizes) >= 30)
