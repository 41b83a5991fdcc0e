"""Writes Tests/LearningTests/Fixtures/isotonic.json: what scikit-learn makes of small seeded data.

Run in a virtual environment of its own: pip install scikit-learn; python isotonic-fixtures.py
"""
import json
import pathlib
import platform

import numpy
import scipy
import sklearn
from sklearn.isotonic import IsotonicRegression

random = numpy.random.default_rng(20240504)


def regression(name, arguments, values, weights=None):
    model = IsotonicRegression(out_of_bounds="clip").fit(arguments, values, sample_weight=weights)
    asked = numpy.concatenate([arguments, numpy.linspace(arguments.min() - 1, arguments.max() + 1, 57)])
    return {
        "name": name, "arguments": arguments.tolist(), "values": values.tolist(),
        "weights": None if weights is None else weights.tolist(), "asked": asked.tolist(),
        "answers": model.predict(asked).tolist(),
    }


x = numpy.round(random.normal(size=200), 3)
labels = (random.random(200) < 1 / (1 + numpy.exp(-x))).astype(float)
fixture = {
    "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "scipy": scipy.__version__,
                 "scikit-learn": sklearn.__version__},
    "regressions": [
        regression("labels", x, labels), regression("ties", numpy.round(x, 1), labels),
        regression("numbers", x, x + random.normal(size=200)), regression("falling", x, -x),
        regression("weighted", numpy.round(x, 1), labels, numpy.round(random.gamma(2.0, size=200), 2)),
    ],
}
target = pathlib.Path(__file__).parents[2] / "Tests/LearningTests/Fixtures/isotonic.json"
target.write_text(json.dumps(fixture, separators=(",", ":"), sort_keys=True) + "\n")
print(target, target.stat().st_size, "bytes")
