"""Starts the daemon again and again: how long until it is ready, and what memory it has then.

    python cold-start.py leadlined REGISTRY

Exits with 1 where the median is not under 100 ms, or the memory not under 30 MiB.
"""

import http.client
import statistics
import subprocess
import sys
import time

program, registry = sys.argv[1:]
times, sizes = [], []
for _ in range(15):
    start = time.perf_counter()
    process = subprocess.Popen(
        [program, "--registry", registry, "--model", "repeat-purchase", "--open-on-loopback", "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    port = int(process.stdout.readline().rsplit(":", 1)[1])
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/v2/health/ready")
        if connection.getresponse().status == 200:
            break
        time.sleep(0.0005)
    times.append(1000 * (time.perf_counter() - start))
    with open(f"/proc/{process.pid}/status") as status:
        sizes.append(next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024)
    process.terminate()
    process.wait(timeout=30)
print(f"ready after {min(times):.0f} ms at the least, {statistics.median(times):.0f} at the median, {max(times):.0f} at the most; "
      f"{max(sizes):.0f} MiB resident")
sys.exit(statistics.median(times) >= 100 or max(sizes) >= 30)
