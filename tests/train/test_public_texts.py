from __future__ import annotations

from pathlib import Path

from flows.train.public_texts import MarkedText, texts_from_folder


def test_types_are_those_of_the_datasets_and_others_are_empty(tmp_path: Path) -> None:
    line = '{"text": "Ana in Rio, 2024", "spans": [{"start": 0, "end": 3, "mapped": "PER"}, {"start": 12, "end": 16, "mapped": "DATE"}]}'
    (tmp_path / "one.jsonl").write_text(line + "\n", encoding="utf-8")
    assert list(texts_from_folder(tmp_path, {"ours": ("one",)})) == [MarkedText("Ana in Rio, 2024", [(0, 3, "person"), (12, 16, "")])]
    assert list(texts_from_folder(tmp_path, {})) == []
