"""Writes Tests/LearningTests/Fixtures/embeddings.json: what scikit-learn's latent semantic analysis makes of small texts.

Run in a virtual environment of its own: pip install scikit-learn; python embedding-fixtures.py
"""
import json
import pathlib
import platform

import numpy
import scipy
import sklearn
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.preprocessing import Normalizer

# Without combining marks, at which scikit-learn cuts words and we do not.
texts = [
    "My card hasn't arrived yet; where is my card?", "Where is my new card? I ordered it 2 weeks ago.", "card arrival, please",
    "The card has not arrived and I need my card", "How do I change my PIN?", "I forgot my pin, where can I change it",
    "Please change the PIN of my new card", "Die Überweisung ist noch nicht angekommen", "Wo ist meine Überweisung?",
    "Meine Karte ist noch nicht angekommen", "Где мой перевод?", "Мой перевод ещё не пришёл", "Перевод не пришёл, где карта",
    "emoji 😀😀 and 👍🏽 here", "カードが届きません", "カードはどこですか",
]
others = ["has my card arrived", "перевод карты", "karte angekommen?", "カード", "zzz qqq 12345", "", "…!?"]


def block(unit, lengths, minimum, sublinear):
    return TfidfVectorizer(
        analyzer={"words": "word", "characters": "char_wb"}[unit], ngram_range=lengths, min_df=minimum, sublinear_tf=sublinear)


def reference(name, blocks, dimensions):
    union = FeatureUnion([(unit, block(unit, *settings)) for unit, settings in blocks.items()])
    # The whole too is brought to length 1; ARPACK's directions are exact to rounding.
    model = make_pipeline(
        union, Normalizer(), TruncatedSVD(dimensions, algorithm="arpack", tol=0, random_state=1), Normalizer())
    model.fit(texts)
    sparse = make_pipeline(union, Normalizer()).transform(others).tocsr()
    sparse.sort_indices()
    return {
        "name": name, "dimensions": dimensions,
        "blocks": [{"unit": unit, "shortest": lengths[0], "longest": lengths[1], "minimumTexts": minimum, "isSublinear": sublinear}
                   for unit, (lengths, minimum, sublinear) in blocks.items()],
        "columns": int(sparse.shape[1]),
        "explained": [float(x) for x in model.named_steps["truncatedsvd"].singular_values_ ** 2 / len(texts)],
        "sparse": [[[int(c), float(v)] for c, v in zip(sparse.indices[s:e], sparse.data[s:e])]
                   for s, e in zip(sparse.indptr, sparse.indptr[1:])],
        # How much of a text of length 1 lies along the directions.
        "lengths": numpy.linalg.norm(model[:-1].transform(texts + others), axis=1).tolist(),
        "vectors": model.transform(texts + others).tolist(),
    }


fixture = {
    "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "scipy": scipy.__version__,
                 "scikit-learn": sklearn.__version__},
    "texts": texts, "others": others,
    "embedders": [
        reference("both", {"words": ((1, 2), 1, True), "characters": ((2, 4), 2, True)}, 6),
        reference("words", {"words": ((1, 1), 1, False)}, 4),
        reference("characters", {"characters": ((3, 3), 1, False)}, 5),
    ],
}
target = pathlib.Path(__file__).parents[2] / "Tests/LearningTests/Fixtures/embeddings.json"
target.write_text(json.dumps(fixture, separators=(",", ":"), sort_keys=True, ensure_ascii=False) + "\n")
print(target, target.stat().st_size, "bytes")
