"""Runs each drill while Prometheus watches: the alert of its runbook has to fire meanwhile.

    python drills.py drill leadlined leadline REGISTRY MODEL PERSONAS PIPELINE FOLDER RULES…

Every alert has a runbook, a drill of the runbook's name, and every drill is told of in a runbook. Times in the rules are
made seconds, since a drill takes seconds; their expressions are taken as they are otherwise. An alert counts once it was
seen not to fire during the drill: some still do after the drill before, or where nothing is scraped.
"""

import functools
import http.server
import json
import pathlib
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

drill, program, verbs, registry, model, personas, pipeline, folder, *rules = sys.argv[1:]
folder = pathlib.Path(folder)
texts = {pathlib.Path(path).name: pathlib.Path(path).read_text() for path in rules}
runbooks = pathlib.Path(rules[0]).parent.parent.parent / "docs/runbooks"
wanted = dict(re.findall(r"alert: (\w+)(?:.|\n)*?runbook: docs/runbooks/([\w-]+)\.md", "\n".join(texts.values())))
drills = [line.split()[0] for line in subprocess.check_output([drill, "list"], text=True).splitlines()]
# The drills whose daemon speaks TLS.
encrypted = {"certificate-ends"}
told = {name: (runbooks / f"{name}.md").read_text() for name in wanted.values()}
for name in drills:
    if not any(f"scripts/drill {name}`" in runbook for runbook in told.values()):
        sys.exit(f"no runbook tells of the drill {name}")
if missing := set(wanted.values()) - set(drills):
    sys.exit(f"no drill for {missing}")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


daemon, watcher, exporter = free_port(), free_port(), free_port()
textfiles = folder / "textfiles"
textfiles.mkdir()
for name, text in texts.items():
    (folder / name).write_text(re.sub(r"\[\d+[mhd]\]", "[6s]", re.sub(r" +for: .*\n", "", text)))
(folder / "prometheus.yaml").write_text(f"""
global: {{scrape_interval: 250ms, scrape_timeout: 200ms, evaluation_interval: 250ms}}
rule_files: [{', '.join(texts)}]
scrape_configs:
  - job_name: leadlined
    authorization: {{credentials: leadline_drill}}
    tls_config: {{insecure_skip_verify: true}}
    file_sd_configs: [{{files: [targets.json]}}]
  - job_name: node
    metrics_path: /personas.prom
    static_configs: [{{targets: ["127.0.0.1:{exporter}"]}}]
""")


def look_at(scheme):
    """What is scraped from now on; Prometheus itself takes that up within seconds."""
    targets = [{"targets": [f"127.0.0.1:{daemon}"], "labels": {"__scheme__": scheme}}]
    (folder / "targets.new").write_text(json.dumps(targets))
    (folder / "targets.new").rename(folder / "targets.json")


look_at("http")
# What node_exporter makes of its folder of text files.
served = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(textfiles))
served.func.log_message = lambda *_: None
threading.Thread(target=http.server.ThreadingHTTPServer(("127.0.0.1", exporter), served).serve_forever, daemon=True).start()
prometheus = subprocess.Popen(
    ["prometheus", f"--config.file={folder}/prometheus.yaml", f"--storage.tsdb.path={folder}/data",
     f"--web.listen-address=127.0.0.1:{watcher}"],
    stdout=subprocess.DEVNULL, stderr=(folder / "prometheus.log").open("w"))


def told_by_prometheus(resource):
    """The data of an answer of Prometheus' interface; none before it is up."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{watcher}/api/v1/{resource}", timeout=10) as answer:
            return json.load(answer)["data"]
    except urllib.error.URLError:
        return {}


def firing():
    """The names of the alerts that fire now."""
    found = told_by_prometheus("alerts").get("alerts", [])
    return {alert["labels"]["alertname"] for alert in found if alert["state"] == "firing"}


def scraped():
    """The schemes of what is scraped."""
    targets = told_by_prometheus("targets").get("activeTargets", [])
    return {target["scrapeUrl"].split(":")[0] for target in targets if target["labels"]["job"] == "leadlined"}


def samples():
    query = urllib.parse.urlencode({"query": 'sum(up{job="leadlined"}) or vector(-1)'})
    return told_by_prometheus(f"query?{query}").get("result", [])


failures = 0
try:
    end = time.monotonic() + 60
    while not samples() and time.monotonic() < end:
        time.sleep(0.2)
    for name in drills:
        expected = {alert for alert, runbook in wanted.items() if f"scripts/drill {name}`" in told[runbook]}
        scheme = "https" if name in encrypted else "http"
        look_at(scheme)
        end = time.monotonic() + 60
        while scraped() != {scheme} and time.monotonic() < end:
            time.sleep(0.2)
        with (folder / f"{name}.log").open("w") as log:
            running = subprocess.Popen(
                [drill, name, "--registry", registry, "--model", model, "--personas", personas, "--pipeline", pipeline,
                 "--textfiles", textfiles, "--leadlined", program, "--leadline", verbs,
                 "--listen", f"127.0.0.1:{daemon}", "--hold", "8"], stdout=log, stderr=subprocess.STDOUT)
            quiet, seen = set(), set()
            while running.poll() is None:
                now = firing()
                quiet |= expected - now
                seen |= quiet & now
                time.sleep(0.1)
        well = running.returncode == 0 and expected <= seen
        failures += not well
        print(f"{'ok  ' if well else 'FAIL'} {name}: {', '.join(sorted(expected & seen)) or 'no alert'} fired")
        if not well:
            print((folder / f"{name}.log").read_text())
finally:
    prometheus.terminate()
    prometheus.wait(timeout=30)
sys.exit(bool(failures))
