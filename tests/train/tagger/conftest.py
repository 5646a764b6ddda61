from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from flows.tagging.network import tokenizer


@pytest.fixture(scope="session", autouse=True)  # read before the first clock of hypothesis runs
def words() -> Tokenizer:
    """The shipped word pieces."""
    return tokenizer()
