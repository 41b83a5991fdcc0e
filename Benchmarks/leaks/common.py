"""What the parts of the benchmark share: one audit, numbers of seeds, shares with intervals."""

import collections
import json
import math
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def numbers(text):
    """`1-3,7` as [1, 2, 3, 7]; empty text as []."""
    parts = [part.split("-") for part in text.split(",") if part]
    return [n for part in parts for n in range(int(part[0]), int(part[-1]) + 1)]


def fail(text):
    sys.exit(f"bench: error: {text}")


def audit(leadline, pipeline, working):
    """The findings of one audit that are no passes; the exit code must agree with them."""
    run = subprocess.run(
        [leadline, "audit", pipeline, "--json", "--working", working], capture_output=True, text=True)
    if run.returncode not in (0, 1, 2):
        fail(f"the audit of {pipeline} ended with {run.returncode}: {run.stderr[-2000:]}")
    report = json.loads(run.stdout)
    if report["passed"] != (run.returncode != 1):
        fail(f"{pipeline} passed is {report['passed']}, the exit code {run.returncode}")
    return [finding for finding in report["findings"] if finding["severity"] != "pass"]


def wilson(successes, trials):
    """The two-sided 95 % interval of a proportion (E. B. Wilson, JASA 22 (1927) 209-212)."""
    if not trials:
        return 0.0, 1.0
    z = 1.959963984540054
    share, square = successes / trials, z * z
    centre = share + square / (2 * trials)
    spread = z * math.sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    return max(0.0, (centre - spread) / (1 + square / trials)), min(1.0, (centre + spread) / (1 + square / trials))


def cell(successes, trials):
    """`19 of 20 (76–99 %)`."""
    if not trials:
        return "–"
    low, high = wilson(successes, trials)
    return f"{successes} of {trials} ({round(100 * low)}–{round(100 * high)} %)"


def ranked(names):
    """Names by how often they occur, as code."""
    counts = collections.Counter(names)
    return ", ".join(f"`{name}`" for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))) or "–"
