"""`leadlined` on a free port of this host, for the scripts beside this one."""

import contextlib
import http.client
import json
import os
import subprocess
import time


@contextlib.contextmanager
def running(program, registry, model, *options, access=("--open-on-loopback",)):
    """As `started`, for one model, with these options: its port."""
    command = [program, "--registry", registry, "--model", model, *access, "--listen", "127.0.0.1:0", "--poll", "20", *options]
    with started(command) as (_, port):
        yield port


@contextlib.contextmanager
def started(command, log=subprocess.DEVNULL, context=None):
    """Starts the daemon, yields process and port when its models answer, and asks it to end, which it must with 0.

    With a context it is asked over TLS."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        port = int(process.stdout.readline().rsplit(":", 1)[1])
        end = time.monotonic() + 60
        while time.monotonic() < end:
            connection = connected(port, context)
            connection.request("GET", "/v2/health/ready")
            if connection.getresponse().status == 200:
                break
            time.sleep(0.001)
        else:
            raise SystemExit("leadlined is not ready after a minute")
        yield process, port
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            raise SystemExit("leadlined does not end") from None
        if process.returncode != 0:
            raise SystemExit(f"leadlined ended with {process.returncode}")


def connected(port, context=None):
    """A connection, over TLS with a context."""
    if context:
        return http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=60)
    return http.client.HTTPConnection("127.0.0.1", port, timeout=60)


def settled(process):
    """What the process has when it does nothing: the least of many looks, since a file may be open for a moment."""
    looks = []
    for _ in range(20):
        time.sleep(0.03)
        looks.append(holdings(process))
    return {name: min(look[name] for look in looks) for name in looks[0]}


def resident(process):
    """The memory that the process has, in MiB."""
    return holdings(process)["memory"]


def holdings(process):
    """What the process has: memory and the part of it that no file backs (its heap), in MiB; threads; open files and connections."""
    with open(f"/proc/{process.pid}/status") as status:
        said = {line.split(":")[0]: line.split(":")[1].split() for line in status}
    return {"memory": int(said["VmRSS"][0]) / 1024, "heap": int(said["RssAnon"][0]) / 1024, "threads": int(said["Threads"][0]),
            "descriptors": len(os.listdir(f"/proc/{process.pid}/fd"))}


def post(connection, path, body):
    """The status and the decoded answer."""
    connection.request("POST", path, json.dumps(body))
    response = connection.getresponse()
    return response.status, json.loads(response.read())
