"""Promotes two versions in turn while clients ask without a pause.

    python swap-under-load.py leadline leadlined REGISTRY PIPELINE

Every answer has to be 200 and wholly of the version it names: the version's own probability for the row.
"""

import collections
import http.client
import json
import subprocess
import sys
import threading

import daemon

leadline, program, registry, pipeline = sys.argv[1:]
promotions, clients = 10, 4
answers, failures, done = collections.Counter(), [], threading.Event()


def ask(port):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while not done.is_set():
        try:
            status, answer = daemon.post(connection, path, {"inputs": inputs})
            if status != 200:
                failures.append(f"{status} {answer}")
            else:
                answers[answer["model_version"], tuple(o["data"][0] for o in answer["outputs"])] += 1
        except (OSError, http.client.HTTPException) as error:
            failures.append(repr(error))
            connection = http.client.HTTPConnection("127.0.0.1", port)


with daemon.running(program, registry, "repeat-purchase") as port:
    path = "/v2/models/repeat-purchase/infer"
    metadata = http.client.HTTPConnection("127.0.0.1", port)
    metadata.request("GET", "/v2/models/repeat-purchase")
    names = [i["name"] for i in json.loads(metadata.getresponse().read())["inputs"]]
    inputs = [{"name": name, "shape": [1], "datatype": "FP64", "data": [3.0]} for name in names]
    threads = [threading.Thread(target=ask, args=[port]) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for turn in range(promotions):
        subprocess.run(
            [leadline, "promote", pipeline, "--registry", registry, "--version", str(2 - turn % 2), "--why", "swap"],
            check=True, stdout=subprocess.DEVNULL)
        done.wait(0.3)
    done.set()
    for thread in threads:
        thread.join()
versions = {version for version, _ in answers}
print(f"{sum(answers.values())} requests by {clients} clients during {promotions} promotions, {len(failures)} failed; "
      f"versions that answered: {', '.join(sorted(versions))}; different answers: {len(answers)}")
for failure in failures[:3]:
    print(failure)
sys.exit(bool(failures) or versions != {"1", "2"} or len(answers) != 2)
