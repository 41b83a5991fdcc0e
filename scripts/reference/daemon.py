"""`leadlined` on a free port of this host, for the scripts beside this one."""

import contextlib
import http.client
import json
import subprocess
import time


@contextlib.contextmanager
def running(program, registry, model, *options, access=("--open-on-loopback",)):
    """Starts the daemon, yields its port when the model answers, and asks it to end, which it must with 0."""
    process = subprocess.Popen(
        [program, "--registry", registry, "--model", model, *access, "--listen", "127.0.0.1:0", "--poll", "20", *options],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        port = int(process.stdout.readline().rsplit(":", 1)[1])
        for _ in range(500):
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/v2/health/ready")
            if connection.getresponse().status == 200:
                break
            time.sleep(0.02)
        yield port
    finally:
        process.terminate()
        if process.wait(timeout=30) != 0:
            raise SystemExit(f"leadlined ended with {process.returncode}")


def post(connection, path, body):
    """The status and the decoded answer."""
    connection.request("POST", path, json.dumps(body))
    response = connection.getresponse()
    return response.status, json.loads(response.read())
