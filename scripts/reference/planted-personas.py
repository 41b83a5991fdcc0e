"""Planted personas are found, those that are alike are not told apart, and where there are none nothing is found.

    planted-personas.py LEADLINE SCENARIOS FOLDER [--rows-of N] [--seeds N]

Simulates the three scenarios of personas, each with several seeds, finds clusters of the behaviour that their pipelines ask for, and compares
them with the truth; then counts how often the test of structure raises a false alarm, on so many sets of rows without groups of each kind.
Exits with 1 if something is not as it should be.
"""
import argparse
import concurrent.futures
import json
import pathlib
import subprocess
import sys

import numpy
import pyarrow.parquet
from scipy.stats import norm

arguments = argparse.ArgumentParser()
arguments.add_argument("leadline")
arguments.add_argument("scenarios", type=pathlib.Path)
arguments.add_argument("folder", type=pathlib.Path)
arguments.add_argument("--rows-of", type=int, default=200, help="sets of rows of each kind without groups; 0 leaves them out")
arguments.add_argument("--seeds", type=int, default=3, help="seeds of each scenario")
arguments = arguments.parse_args()
arguments.folder.mkdir(parents=True, exist_ok=True)
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print("NOT SO:", what)


def leadline(*words, allowed=(0,)):
    done = subprocess.run([arguments.leadline, *map(str, words)], capture_output=True, text=True)
    if done.returncode not in allowed:
        sys.exit(f"leadline {' '.join(map(str, words))}: {done.returncode}\n{done.stderr}")
    return done


def simulated(name, seed):
    """The rows of behaviour of a scenario, each column centred and over its deviation, and whose persona is which."""
    folder = arguments.folder / f"{name}-{seed}"
    scenario = arguments.folder / f"{name}-{seed}.yaml"
    scenario.write_text((arguments.scenarios / f"{name}.yaml").read_text().replace("seed: 1 ", f"seed: {seed} "))
    leadline("simulate", scenario, "-o", folder)
    sources = [path for path in folder.iterdir() if path.suffix in (".csv", ".jsonl")]
    leadline("features", folder / "pipeline.yaml", "--working", folder / "working", "-o", folder / "frame.parquet")
    frame = pyarrow.parquet.read_table(folder / "frame.parquet").to_pandas()
    truth = dict(line.split(",") for line in (folder / "truth/personas.csv").read_text().splitlines()[1:])
    for path in sources:
        check(not any(persona in path.read_text() for persona in set(truth.values())), f"{path.name} names no persona")
    names = [column for column in frame.columns if column.startswith("share-") or column == "employees"]
    rows = frame[names].astype(float)
    rows["employees"] = numpy.log1p(rows["employees"])
    complete = rows.notna().all(axis=1)
    rows = rows[complete].to_numpy()
    rows = (rows - rows.mean(axis=0)) / rows.std(axis=0)
    return folder, rows, [truth[lead] for lead in frame["entity"][complete]]


def clusters(folder, name, rows, *options):
    """What `leadline cluster` says of rows."""
    numpy.save(folder / f"{name}.npy", numpy.ascontiguousarray(rows))
    done = leadline("cluster", folder / f"{name}.npy", "-o", folder / f"{name}.json", "--assignments", folder / f"{name}-clusters.npy",
                    *options, allowed=(0, 2))
    document = json.loads((folder / f"{name}.json").read_text())
    return document, done.returncode


def agreement(folder, name, known):
    """The adjusted Rand index with its interval."""
    (folder / "known.csv").write_text("persona\n" + "\n".join(known) + "\n")
    done = leadline("agreement", folder / f"{name}-clusters.npy", folder / "known.csv", "--second-part", "persona", "--json")
    return next(row for row in json.loads(done.stdout)["metrics"] if row["metric"] == "adjusted_rand_index")


def told(index):
    """The figure with its interval; equal partitions have none."""
    return f"{index['value']:.3f}" + (f" ({index['lower']:.3f} to {index['upper']:.3f})" if index.get("lower") is not None else " (no interval)")


def recovered(index):
    return index["value"] == 1 or (index.get("lower") or 0) > 0.8


def described(document):
    test = document["structure"]
    return (f"{document['rows']} rows, {test['verdict']} (p {test['pValue']:.3f}), {len(document['clusters'])} clusters, least stability "
            f"{min(cluster['stability'] for cluster in document['clusters']):.2f}")


def discovered(folder, seed):
    """The way of a marketer: discover, take the drafted names, publish, and assign all leads that are open after the last event."""
    places = ("--registry", folder / "registry", "--working", folder / "working", "--reports", folder / "reports")
    leadline("personas", "discover", folder / "pipeline.yaml", "-o", folder / "personas.json", "--draft", folder / "personas.yaml", *places,
             allowed=(0, 2))
    found = json.loads((folder / "personas.json").read_text())["profiles"]
    leadline("personas", "map", folder / "personas.yaml", "--discovery", folder / "personas.json", "--publish", "planted", "--registry",
             folder / "registry", allowed=(0, 2))
    leadline("personas", "assign", "planted@1", folder / "pipeline.yaml", "-o", folder / "assigned.csv", *places)
    # Assignments name the namespace of an id, too.
    truth = (folder / "truth/personas.csv").read_text().splitlines()
    (folder / "known-ids.csv").write_text("\n".join([truth[0], *("lead:" + line for line in truth[1:])]) + "\n")
    done = leadline("agreement", folder / "assigned.csv", folder / "known-ids.csv", "--key", "id", "--second-key", "lead", "--first-part",
                    "cluster", "--second-part", "persona", "--json")
    document = json.loads(done.stdout)
    index = next(row for row in document["metrics"] if row["metric"] == "adjusted_rand_index")
    print(f"personas discovered in the train slice: {len(found)}, {', '.join(profile['verdict'] for profile in found)}; of {document['rows']} leads assigned "
          f"later, adjusted Rand index {told(index)}")
    check(len(found) == 4 and all(profile["verdict"] in ("valid", "highlyStable") for profile in found), "four personas are discovered")
    check(recovered(index), "leads are assigned to their personas, with an adjusted Rand index above 0.8")


def scenario_proof(seed):
    ranged = ("--k-range", "2..7", "--seed", seed)
    folder, rows, known = simulated("personas", seed)
    found, status = clusters(folder, "planted", rows, *ranged)
    index = agreement(folder, "planted", known)
    print(f"personas, seed {seed}: {described(found)}; adjusted Rand index {told(index)}")
    check(found["structure"]["verdict"] == "structure" and status == 0, "four planted personas are structure, and trusted")
    check(len(found["clusters"]) == 4, "four planted personas are four clusters")
    check(recovered(index), "planted personas are recovered, with an adjusted Rand index above 0.8")
    random = numpy.random.default_rng(seed)
    permuted, status = clusters(folder, "permuted", numpy.column_stack([random.permutation(column) for column in rows.T]), *ranged)
    print(f"the same, each column permuted: {described(permuted)}")
    check(permuted["structure"]["verdict"] == "none" and status == 2, "permuted columns have no structure")

    discovered(folder, seed)

    folder, rows, known = simulated("personas-overlapping", seed)
    found, status = clusters(folder, "planted", rows, *ranged)
    index = agreement(folder, "planted", ["buyer" if persona == "scout" else persona for persona in known])
    print(f"two of four alike, seed {seed}: {described(found)}; adjusted Rand index with these as one "
          f"{told(index)}")
    check(len(found["clusters"]) == 3 and status == 0, "two personas that are alike are one cluster")
    check(recovered(index), "what can be told apart is recovered, with an adjusted Rand index above 0.8")
    split, status = clusters(folder, "split", rows, "--k", 4, "--seed", seed)
    verdicts = sorted(cluster["verdict"] for cluster in split["clusters"])
    print(f"the same in four clusters: {', '.join(verdicts)}")
    check("notToBeTrusted" in verdicts and status == 2, "a split of two personas that are alike is not to be trusted")

    folder, rows, _ = simulated("personas-none", seed)
    found, status = clusters(folder, "planted", rows, *ranged)
    print(f"none, seed {seed}: {described(found)}")
    check(found["structure"]["verdict"] == "none" and status == 2, "where all are alike there is no structure")


def turned(random, columns):
    return random.normal(size=(columns, columns))


def mixed(random, rows, columns, apart):
    middles = apart * random.normal(size=(4, columns))
    return middles[random.integers(4, size=rows)] + random.normal(size=(rows, columns))


def permuted(random, rows):
    return numpy.column_stack([random.permutation(column) for column in rows.T])


def counts(random, rows):
    activity = 2 * numpy.exp(random.normal(size=(rows, 1)))
    return numpy.log1p(random.poisson(activity * numpy.array([2, 1, 0.5, 0.3, 1])))


without = {
    "four groups, columns permuted": lambda random: permuted(random, mixed(random, 300, 5, 3)),
    "normal, correlated columns": lambda random: random.normal(size=(300, 5)) @ turned(random, 5),
    "normal, one long direction": lambda random: random.normal(size=(300, 4)) * [10, 1, 1, 1] @ numpy.linalg.qr(turned(random, 4))[0],
    "even square": lambda random: random.uniform(size=(300, 2)),
    "counts that grow together": lambda random: counts(random, 300),
    "Student's t, 3 degrees": lambda random: random.normal(size=(300, 4)) / numpy.sqrt(random.chisquare(3, size=(300, 1)) / 3),
}
bent = {"around a parabola": lambda random: (lambda x: numpy.column_stack([x, x * x + 0.5 * random.normal(size=300)]))(random.normal(size=300))}
groups = {f"four groups {apart} deviations apart in each of five columns": (lambda random, apart=apart: mixed(random, 300, 5, apart))
          for apart in (0.7, 1.0, 1.5)}


def verdict(kind, make, seed):
    random = numpy.random.default_rng([seed, len(kind)])
    path = arguments.folder / f"rows-{'-'.join(kind.split())}-{seed}"
    numpy.save(f"{path}.npy", numpy.ascontiguousarray(make(random), dtype=float))
    done = leadline("cluster", f"{path}.npy", "--k-range", "2..5", "--bootstraps", 0, "--structure", 99, "--seed", seed, "--threads", 1, "--json",
                    allowed=(0, 2))
    pathlib.Path(f"{path}.npy").unlink()
    return json.loads(done.stdout)["structure"]["verdict"]


def rate(kind, make):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        verdicts = list(pool.map(lambda seed: verdict(kind, make, seed), range(arguments.rows_of)))
    check("notMeasured" not in verdicts, f"{kind}: all sets are measured")
    share, count = verdicts.count("structure") / len(verdicts), len(verdicts)
    # Wilson's interval.
    z = norm.ppf(0.975)
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * numpy.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    print(f"{kind}: structure in {verdicts.count('structure')} of {count}, {share:.3f} ({middle - half:.3f} to {middle + half:.3f})", flush=True)
    return middle - half, middle + half


for seed in range(1, arguments.seeds + 1):
    scenario_proof(seed)
if arguments.rows_of == 0:
    sys.exit(1 if failures else 0)
print("false alarms at a level of 0.05:")
for kind, make in without.items():
    check(rate(kind, make)[0] <= 0.05, f"{kind}: no more than one in twenty")
print("what is bent counts as structure:")
for kind, make in bent.items():
    rate(kind, make)
print("found where there is some:")
for kind, make in groups.items():
    rate(kind, make)
sys.exit(1 if failures else 0)
