"""Real data, whose one leak is known: the length of the call that is yet to be made, and windows that overlap."""

import pathlib
import subprocess
import tempfile

from common import HERE, audit, fail

ROOT = (HERE / "../..").resolve()
# By pipeline, everything that the audit may say: check, field, severity; waived or not.
EXPECTED = {
    "bank-marketing/with-duration.yaml": [("singleFeatureAUROC", "duration", "fail", False)],
    "bank-marketing/pipeline.yaml": [],
    "bpi-2012/pipeline.yaml": [("overlappingLabels", None, "fail", True)],
    "bpi-2012/week.yaml": [("overlappingLabels", None, "fail", True)],
}


def run(arguments):
    results = []
    for name, expected in EXPECTED.items():
        fetched = subprocess.run([ROOT / "datasets" / pathlib.Path(name).parent / "fetch"], capture_output=True, text=True)
        if fetched.returncode:
            fail(f"{name}: {fetched.stderr or fetched.stdout}")
        with tempfile.TemporaryDirectory() as working:
            findings = audit(arguments.leadline, ROOT / "datasets" / name, working)
        said = [(f["check"], f.get("field"), f["severity"], bool(f.get("waived"))) for f in findings]
        results.append({"pipeline": name, "said": said, "expected": expected,
                        "evidence": [f["evidence"] for f in findings]})
        print(f"{name}: {said or 'nothing'}", flush=True)
    return {"part": "real", "runs": results}


def failures(result):
    return [f"{one['pipeline']}: {one['said']} and not {one['expected']}"
            for one in result["runs"] if sorted(map(str, map(tuple, one["said"]))) != sorted(map(str, map(tuple, one["expected"])))]


def table(result):
    print("\n| pipeline | the audit says |\n|---|---|")
    for one in result["runs"]:
        said = "; ".join(
            f"`{check}`{f' of `{field}`' if field else ''}: {severity}{', waived' if waived else ''}"
            for check, field, severity, waived in one["said"])
        print(f"| `{one['pipeline']}` | {said or 'nothing'} |")
