"""Copies of the whole release, to damage."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.release.verify.copy_of_release import copy_from_folder
from flows.release.verify.finding import Fault
from flows.release.verify.verified import CHECKS, findings_from_copy


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / whole.name))


@pytest.fixture
def withheld_copy(withheld: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(withheld, tmp_path / withheld.name))


@pytest.fixture
def faults() -> Callable[[Path, str], list[Fault]]:
    """What one check finds in a folder."""
    return lambda folder, check: CHECKS[check](copy_from_folder(folder)).faults


@pytest.fixture
def all_faults() -> Callable[[Path], dict[str, list[Fault]]]:
    """What every check finds in a folder, those that find nothing left out."""
    return lambda folder: {one.check: one.faults for one in findings_from_copy(copy_from_folder(folder)) if one.faults}


@pytest.fixture
def checked_alone(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Leave only the named checks to be done."""
    return lambda *names: monkeypatch.setattr("flows.release.verify.verified.CHECKS", {name: CHECKS[name] for name in names})
