"""lexicon/common_words.csv: English words that are no names, by how running text writes them.

python -m flows.train.common_words FOLDER > flows/normalize/lexicon/common_words.csv
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from flows.train.authored import development_documents
from flows.train.learned import SPLIT, csv_from_rows
from flows.train.public_texts import PROSE, WITH_NAMES, texts_from_folder

# A word inside a sentence: white space before it, and no mark that ends a sentence or opens speech before that.
_INSIDE = re.compile(r"(?<![.!?:“\"]\s)(?<=\s)[A-Za-z][a-zA-Z'-]*[a-z]\b")
_LEAST = 3  # times in lower case: once or twice may be a slip
_CAPITALS = 4  # times as often with a capital: a name that is also a word ('bush', 'rose')

SOURCES = WITH_NAMES | PROSE


def common_words_from_texts(texts: Iterable[str]) -> list[str]:
    """The words seen inside sentences in lower case often enough, in order."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        for word in _INSIDE.findall(text):
            if word.islower():
                lower[word] += 1
            elif word[0].isupper():
                capital[word.lower()] += 1
    return sorted(word for word, count in lower.items() if count >= _LEAST and _CAPITALS * count >= capital[word])


def common_words_csv(texts: Iterable[str], sources: Iterable[str]) -> str:
    """The file learned from these texts."""
    header = (
        f"English words seen at least {_LEAST} times in lower case, and no more than {_CAPITALS} times as often with a capital, "
        f"inside sentences of: {'; '.join([SPLIT, *sources])}."
    )
    return csv_from_rows("common_words", header, ["word"], ([word] for word in common_words_from_texts(texts)))


if __name__ == "__main__":
    public = SOURCES if sys.argv[1:] else {}
    others = texts_from_folder(Path(sys.argv[1]), public) if public else ()
    print(common_words_csv([one.text for one in (*development_documents(), *others)], public), end="")
