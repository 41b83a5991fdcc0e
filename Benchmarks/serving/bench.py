"""Serves a model of fifty numbers, ours and the peers in turn, on loopback, and prints what came of it.

requests  requests a second and latency with 16 connections and with one, and memory, beside libmicrohttpd's static answer,
          a bare handler over it, nginx, FastAPI, orjson with NumPy, MLServer, MLflow and BentoML; one thread or process
          each, by `wrk`; rounds alternate; one connection also with server and client on one core, where neither waits
          for the other's core to wake
start     from start to ready with one model, the process and its memory
models    the same with 1, 10 and 100 models
batches   rows a second by rows of a batch
row       one row scored in process
profile   where the processor's time of one request goes, by `perf`
"""

import argparse
import contextlib
import http.client
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
PATH = "/v2/models/wide/infer"


def fail(text):
    sys.exit(f"bench: error: {text}")


def memory(process):
    """Resident bytes of a process and its children."""
    total = 0
    for child in [process.pid, *map(int, subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True).stdout.split())]:
        with open(f"/proc/{child}/statm") as file:
            total += int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return total


def ask(port, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
    response = connection.getresponse()
    return response.status, response.read()


@contextlib.contextmanager
def running(command, port, path="/", **options):
    """A server that answers on its port; ended with the block."""
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **options)
    try:
        end = time.monotonic() + 120
        while True:
            if process.poll() is not None:
                fail(f"{command[0]} ended with {process.returncode}")
            try:
                if ask(port, "GET", path)[0] < 500:
                    break
            except OSError:
                pass
            if time.monotonic() > end:
                fail(f"{command[0]} does not answer")
            time.sleep(0.002)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def daemon(arguments, port, *more, models=("wide/1",), registry=None):
    command = [arguments.daemon, "--registry", registry or arguments.folder / "registry", "--open-on-loopback",
               "--listen", f"127.0.0.1:{port}", "--threads", 1, *more]
    for model in models:
        command += ["--model", model]
    return running(command, port, "/v2/health/ready")


def servers(arguments):
    """Each peer's name, its server, its port, the body it is asked with and, where it is not the protocol's, the path."""
    folder = arguments.folder

    def python(environment, *words, port, path="/", **more):
        return running(
            [arguments.environments / environment / "bin/python", *words], port, path, cwd=folder,
            env={**os.environ, "HOME": str(folder), "PEER_FOLDER": str(folder), "OMP_NUM_THREADS": "1", **more})

    def uvicorn(environment, app, port, **more):
        return python(
            environment, "-m", "uvicorn", app, "--port", port, "--no-access-log", "--log-level", "error", "--app-dir", HERE,
            port=port, **more)

    def fastapi(port, engine):
        return uvicorn("serving-venv", "peer_fastapi:app", port, PEER_ENGINE=engine)

    def mlserver(port):
        return python(
            "serving-mlserver-venv", "-c", "from mlserver.cli import main; main()", "start", folder / "mlserver", port=port,
            path="/v2/health/ready", MLSERVER_HTTP_PORT=str(port), MLSERVER_GRPC_PORT=str(port + 50),
            MLSERVER_METRICS_PORT=str(port + 60), MLSERVER_PARALLEL_WORKERS="0", MLSERVER_DEBUG="false")

    # As `mlflow models serve` starts it.
    def mlflow(port):
        return uvicorn(
            "serving-mlflow-venv", "mlflow.pyfunc.scoring_server.app:app", port, __pyfunc_model_path__=str(folder / "mlflow"))

    def bentoml(port):
        return python(
            "serving-bentoml-venv", "-m", "bentoml", "serve", "peer_bentoml:Wide", "--working-dir", HERE, "--host", "127.0.0.1",
            "--port", port, port=port, path="/readyz", BENTOML_DO_NOT_TRACK="True")

    def nginx(port):
        settings = folder / "nginx.conf"
        text = (HERE / "nginx.conf").read_text()
        settings.write_text(text.replace("PORT", str(port)).replace("FOLDER", str(folder)))
        return running(["nginx", "-p", folder, "-c", settings], port)

    found = {
        "leadlined, one tensor": (lambda port: daemon(arguments, port), 9801, "rows-1", PATH),
        "leadlined, columns": (lambda port: daemon(arguments, port), 9802, "columns", PATH),
        "libmicrohttpd, static answer": (lambda port: running([folder / "static", port], port), 9803, "rows-1", PATH),
        "nginx, static answer": (nginx, 9808, "rows-1", PATH),
        "libmicrohttpd and simdjson, bare handler": (
            lambda port: running([folder / "handler", port], port), 9807, "rows-1", PATH),
        "uvicorn, orjson and NumPy": (lambda port: uvicorn("serving-venv", "peer_raw:app", port), 9809, "rows-1", PATH),
        "FastAPI, onnxruntime": (lambda port: fastapi(port, "onnxruntime"), 9805, "rows-1", PATH),
        "FastAPI, scikit-learn": (lambda port: fastapi(port, "scikit-learn"), 9804, "rows-1", PATH),
        "MLServer": (mlserver, 9806, "probabilities", PATH),
        "MLflow": (mlflow, 9810, "inputs", "/invocations"),
        "BentoML": (bentoml, 9815, "matrix", "/predict"),
    }
    if not arguments.peers:
        return found
    asked = arguments.peers.split(";")
    for name in asked:
        if name not in found:
            fail(f"there is no peer {name!r}; there are {'; '.join(found)}")
    return {name: peer for name, peer in found.items() if name in ["leadlined, one tensor", *asked]}


@contextlib.contextmanager
def on_one_core(process):
    """The threads of a process, its children's too, and what is started meanwhile, on the same core."""
    every = os.sched_getaffinity(0)

    def place(cores):
        for child in [process.pid, *map(int, subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True).stdout.split())]:
            # Any of them may end meanwhile.
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                for thread in os.listdir(f"/proc/{child}/task"):
                    os.sched_setaffinity(int(thread), cores)
        os.sched_setaffinity(0, cores)

    place({min(every)})
    try:
        yield
    finally:
        place(every)


def wrk(arguments, port, body, connections, seconds, path=PATH):
    """Requests a second, and the latencies' median and 99th percentile in milliseconds."""
    text = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(arguments.folder / f"{body}.lua"),
         f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in text or "Socket errors" in text:
        fail(f"requests failed on port {port}:\n{text}")
    units = {"us": 1e-3, "ms": 1.0, "s": 1e3}

    def latency(percent):
        number, unit = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", text).groups()
        return float(number) * units[unit]

    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), latency(50), latency(99)


def requests(arguments):
    found = {}
    bytes_of = {}
    for _ in range(arguments.rounds):
        for name, (server, port, body, path) in servers(arguments).items():
            with server(port) as process:
                text = (arguments.folder / f"{body}.json").read_bytes()
                status, answer = ask(port, "POST", path, text)
                if status != 200:
                    fail(f"{name} answered {status}: {answer[:300]}")
                wrk(arguments, port, body, 16, 1, path)
                many = wrk(arguments, port, body, 16, arguments.seconds, path)
                one = wrk(arguments, port, body, 1, arguments.seconds, path)
                with on_one_core(process):
                    near = wrk(arguments, port, body, 1, arguments.seconds, path)
                found.setdefault(name, []).append((many, one, near))
                bytes_of[name] = max(bytes_of.get(name, 0), memory(process))
    ours = found["leadlined, one tensor"]
    print("| server | requests/s, least | median | p50, ms | p99, ms | one connection: p50, ms | p99, ms | on one core: p50, ms | p99, ms "
          "| memory | ours, times as many by round |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|")
    for name, rounds in found.items():
        rates = [many[0] for many, _, _ in rounds]
        ratios = [mine[0][0] / rate for mine, rate in zip(ours, rates)]
        middle = [statistics.median(values) for values in zip(*(many[1:] + one[1:] + near[1:] for many, one, near in rounds))]
        print(f"| {name} | {min(rates):,.0f} | {statistics.median(rates):,.0f} | "
              + " | ".join(f"{value:.3f}" for value in middle)
              + f" | {bytes_of[name] / 2**20:.0f} MiB | {min(ratios):.2f} to {max(ratios):.2f}, median {statistics.median(ratios):.2f} |")


def start(arguments):
    times, sizes = [], []
    for _ in range(arguments.rounds * 3):
        begin = time.perf_counter()
        with daemon(arguments, 9811) as process:
            times.append(time.perf_counter() - begin)
            sizes.append(memory(process))
    print(f"start to ready with one model: least {min(times) * 1e3:.0f} ms, median {statistics.median(times) * 1e3:.0f} ms; "
          f"{statistics.median(sizes) / 2**20:.1f} MiB; the program {arguments.daemon.stat().st_size / 2**20:.1f} MiB")


def models(arguments):
    registry = arguments.folder / "registry-100"
    if not registry.exists():
        # A version is bound to its model's name, so that each has to be trained; all on the same table.
        for index in range(100):
            pipeline = arguments.folder / f"pipeline-{index}.yaml"
            pipeline.write_text((arguments.folder / "pipeline.yaml").read_text().replace("name: wide\n", f"name: wide-{index}\n"))
            subprocess.run([arguments.leadline, "train", pipeline, "--registry", registry],
                           cwd=arguments.folder, check=True, stdout=subprocess.DEVNULL)
    body = (arguments.folder / "rows-1.json").read_bytes()
    print("| models | start to ready, median | memory | a model | requests/s of the last one |")
    print("|---:|---:|---:|---:|---:|")
    least = None
    for count in [1, 10, 100]:
        names = [f"wide-{index}/1" for index in range(count)]
        times, sizes, rates = [], [], []
        for _ in range(arguments.rounds):
            begin = time.perf_counter()
            with daemon(arguments, 9812, models=names, registry=registry) as process:
                times.append(time.perf_counter() - begin)
                path = f"/v2/models/wide-{count - 1}/infer"
                if ask(9812, "POST", path, body)[0] != 200:
                    fail(f"{path} did not answer")
                text = subprocess.run(
                    ["wrk", "-t1", "-c16", f"-d{arguments.seconds}s", "-s", str(arguments.folder / "rows-1.lua"),
                     f"http://127.0.0.1:9812{path}"], capture_output=True, text=True, check=True).stdout
                rates.append(float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]))
                sizes.append(memory(process))
        size = statistics.median(sizes)
        least = least or size
        each = f"{(size - least) / (count - 1) / 2**10:.0f} KiB" if count > 1 else ""
        print(f"| {count} | {statistics.median(times) * 1e3:.0f} ms | {size / 2**20:.1f} MiB | {each} | {statistics.median(rates):,.0f} |")


def batches(arguments):
    print("| rows | requests/s, median | rows/s | p50, ms |")
    print("|---:|---:|---:|---:|")
    with daemon(arguments, 9813, "--max-body", 1 << 24):
        for count in [1, 10, 100, 1_000, 10_000]:
            rounds = [wrk(arguments, 9813, f"rows-{count}", 4, arguments.seconds) for _ in range(arguments.rounds)]
            rate = statistics.median(rate for rate, _, _ in rounds)
            print(f"| {count:,} | {rate:,.0f} | {rate * count:,.0f} | {statistics.median(p50 for _, p50, _ in rounds):.3f} |")


def row(arguments):
    if not arguments.row.exists():
        fail(f"{arguments.row} is not there; run: swift build -c release --package-path Benchmarks --product row")
    times = [float(subprocess.run([arguments.row, arguments.folder / "registry", "wide", "1"], check=True, capture_output=True,
                                  text=True).stdout) for _ in range(arguments.rounds)]
    print(f"one row of 50 numbers scored in process: least {min(times):.0f} ns, median {statistics.median(times):.0f} ns")


# By the innermost function of a stack that one of them knows. The libraries are built without what leads from a function to its caller.
PARTS = [
    ("kernel: receive and send", re.compile(r"\[kernel|entry_SYSCALL|do_syscall")),
    ("hash for the decision id", re.compile(r"libcrypto|DecisionIdentity|Digest")),
    ("format numbers", re.compile(r"libstdc\+\+|JSONWriter\S* (digits|number)|static JSONWriter.digits")),
    ("parse numbers", re.compile(r"JSONScanner.number|DecimalNumber")),
    ("parse the rest, and map to the model's inputs", re.compile(r"InferenceReader|InferenceRequest|JSONDocument|InputNames|TensorHead")),
    ("look at the values", re.compile(r"InputReview")),
    ("score, and count what was scored", re.compile(r"LogisticModel|PortableMath|InputRows|LoadedModel.count|ModelMeter|ScoreTally")),
    ("write the answer", re.compile(r"JSONWriter|ScoringService.write|closure .* in ScoringService.infer|ServedDecision")),
    ("hand over to and from the library", re.compile(r"HTTPDispatcher|HTTPExchange|HTTPRequest|ConnectionWatch|WatchedConnection|BodyBudget")),
    ("route, access, meters", re.compile(r"ScoringService|Route|RequestMeter|ModelTerms|AccessControl|KeyRing|closure .* in Daemon|ModelStore")),
    ("the HTTP library", re.compile(r"libmicrohttpd")),
]


def part_of(stack):
    for frame in stack.strip().splitlines():
        for name, pattern in PARTS:
            if pattern.search(frame):
                return name
    return "the C library and Swift's, without a caller: memory, the clock"


def profile(arguments):
    if not shutil.which("perf"):
        fail("perf is not installed")
    data = arguments.folder / "perf.data"
    with daemon(arguments, 9814) as process:
        load = subprocess.Popen(
            ["wrk", "-t1", "-c16", "-d8s", "-s", str(arguments.folder / "rows-1.lua"), f"http://127.0.0.1:9814{PATH}"],
            stdout=subprocess.PIPE, text=True)
        time.sleep(1)
        subprocess.run(["perf", "record", "-q", "-F", "4999", "-g", "-p", str(process.pid), "-o", data, "sleep", "5"],
                       check=True, stderr=subprocess.DEVNULL)
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", load.communicate()[0])[1])
    script = subprocess.run(["perf", "script", "-i", data, "-F", "ip,sym,dso"], capture_output=True, text=True, check=True).stdout
    script = subprocess.run(["swift", "demangle", "--simplified"], input=script, capture_output=True, text=True, check=True).stdout
    counts = {}
    stacks = [stack for stack in script.split("\n\n") if stack.strip()]
    for stack in stacks:
        part = part_of(stack)
        counts[part] = counts.get(part, 0) + 1
    print(f"{rate:,.0f} requests/s with one thread while sampling, {len(stacks):,} samples")
    print("| part | share | of one request |")
    print("|---|---:|---:|")
    for part, count in sorted(counts.items(), key=lambda item: -item[1]):
        share = count / len(stacks)
        print(f"| {part} | {share:.1%} | {share / rate * 1e6:.2f} µs |")


PROGRAMS = {"requests": requests, "start": start, "models": models, "batches": batches, "row": row, "profile": profile}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=["all", *PROGRAMS])
    parser.add_argument("--leadline", type=pathlib.Path, required=True)
    parser.add_argument("--daemon", type=pathlib.Path, required=True)
    parser.add_argument("--row", type=pathlib.Path, required=True)
    parser.add_argument("--environments", type=pathlib.Path, required=True, help="the folder of the peers' environments")
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--peers", help="of `requests`: their names, with a semicolon between; all unless given")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    arguments = parser.parse_args()
    for name, program in PROGRAMS.items():
        if arguments.part in (name, "all"):
            print(f"\n{name}")
            program(arguments)


main()
