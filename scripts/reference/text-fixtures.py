"""Writes Tests/LearningTests/Fixtures/texts.json: what scikit-learn makes of small texts.

Run in a virtual environment of its own: pip install scikit-learn; python text-fixtures.py
"""
import json
import pathlib
import platform

import numpy
import scipy
import sklearn
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer, TfidfVectorizer

# Without combining marks, at which scikit-learn cuts words and we do not, and without the final sigma that Python writes.
texts = [
    "My card hasn't arrived yet; where is my card?", "Where is my new card? I ordered it 2 weeks ago.",
    "", "?!", "a b c", "Die Überweisung ist noch nicht angekommen, ÜBERWEISUNG!", "Перевод не пришёл: где мой перевод",
    "カードが届きません", "转账还没有到账 请帮忙", "بطاقتي لم تصل", "naïve_café №5 ½ x²", "emoji 😀😀 and 👍🏽 here",
    "tabs\tand\nlines\u00a0and\u3000wide\u2003spaces", "ISTANBUL ΑΘΉΝΑ ﬁne", "card card card",
]


def rows(matrix):
    matrix = matrix.tocsr()
    matrix.sort_indices()
    return [[[int(c), float(v)] for c, v in zip(matrix.indices[s:e], matrix.data[s:e])]
            for s, e in zip(matrix.indptr, matrix.indptr[1:])]


def terms(name, unit, lengths, minimum=1, maximum=None, sublinear=False, idf=True, lowercase=True):
    model = TfidfVectorizer(
        analyzer={"words": "word", "characters": "char_wb"}[unit], ngram_range=lengths, min_df=minimum, max_features=maximum,
        sublinear_tf=sublinear, use_idf=idf, lowercase=lowercase)
    matrix = model.fit_transform(texts)
    return {
        "name": name, "unit": unit, "shortest": lengths[0], "longest": lengths[1], "minimumTexts": minimum,
        "maximumTerms": maximum, "isSublinear": sublinear, "weighsRarity": idf, "isLowercased": lowercase,
        "terms": model.get_feature_names_out().tolist(), "rows": rows(matrix),
    }


def hashed(name, unit, lengths, buckets):
    hasher = HashingVectorizer(
        analyzer={"words": "word", "characters": "char_wb"}[unit], ngram_range=lengths, n_features=buckets, alternate_sign=False, norm=None)
    matrix = TfidfTransformer().fit_transform(hasher.transform(texts))
    return {
        "name": name, "unit": unit, "shortest": lengths[0], "longest": lengths[1], "minimumTexts": 1, "maximumTerms": None,
        "isSublinear": False, "weighsRarity": True, "isLowercased": True, "buckets": buckets, "rows": rows(matrix),
    }


fixture = {
    "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "scipy": scipy.__version__,
                 "scikit-learn": sklearn.__version__},
    "texts": texts,
    "vectorizers": [
        terms("words", "words", (1, 1)), terms("pairs", "words", (1, 2), minimum=2), terms("cased", "words", (1, 1), lowercase=False),
        terms("sublinear", "words", (1, 3), maximum=3, sublinear=True), terms("plain", "words", (1, 1), idf=False),
        terms("characters", "characters", (2, 4)), hashed("hashed words", "words", (1, 2), 50),
        hashed("hashed characters", "characters", (3, 5), 1000),
    ],
}
target = pathlib.Path(__file__).parents[2] / "Tests/LearningTests/Fixtures/texts.json"
target.write_text(json.dumps(fixture, separators=(",", ":"), sort_keys=True, ensure_ascii=False) + "\n")
print(target, target.stat().st_size, "bytes")
