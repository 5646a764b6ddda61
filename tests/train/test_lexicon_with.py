from __future__ import annotations

import pytest

from flows.normalize.lexicon import lexicon_rows, lexicon_words
from flows.normalize.methods import method_confidence
from flows.train.lexicon_with import lexicon_with


def test_another_file_is_read_while_it_lasts_and_no_longer() -> None:
    before, common = method_confidence("title-1"), lexicon_words("common_words")
    with lexicon_with({"methods": "# x\nmethod,confidence\ntitle-1,0.01\n"}):
        assert method_confidence("title-1") == 0.01
        assert lexicon_words("common_words") == common
    assert method_confidence("title-1") == before


def test_the_lexicon_is_itself_again_after_an_error() -> None:
    rows = lexicon_rows("methods")
    with pytest.raises(KeyError), lexicon_with({"methods": "method,confidence\n"}):
        raise KeyError
    assert lexicon_rows("methods") == rows
