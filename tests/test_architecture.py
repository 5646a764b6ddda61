"""The rules of the house, read from the source: who imports whom, who touches the disk, how long a module is."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

import pytest

PROJECT = Path(__file__).parents[1]
MODULES = sorted([*(PROJECT / "flows").rglob("*.py"), *(PROJECT / "schemas").rglob("*.py")])

# Each room may import those named before it, and itself.
LAYERS = [
    {"schemas"},
    {"flows.ids"},
    {"flows.issues"},
    {"flows.settings", "flows.dates", "flows.staging", "flows.summary", "flows.progress", "flows.server"},
    {"flows.extract", "flows.normalize", "flows.load", "flows.train", "flows.score"},
    {"flows.joins", "flows.batches", "flows.proof", "flows.checks", "flows.measuring", "flows.answers"},
    {"flows.pipeline"},
    {"flows.__main__"},
]
# Training shares the features of the noise classifier, so that both see a line alike.
GRANTED = {("flows.train", "flows.extract")}

WRITING = {
    "write_text", "write_bytes", "write_table", "ParquetWriter", "savez", "touch", "mkdir", "makedirs", "symlink_to",
    "rename", "replace", "move", "copyfile", "unlink", "rmdir", "rmtree",
}  # fmt: skip
WRITERS = ("flows/staging.py", "flows/server.py", "flows/load/", "flows/train/")


def _module(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


def _room(module: str) -> str:
    parts = module.split(".")
    return "schemas" if parts[0] == "schemas" else ".".join(parts[:2])


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names if node.module == "flows")
    return found


def _rank(room: str) -> int:
    return next(rank for rank, rooms in enumerate(LAYERS) if room in rooms)


@pytest.mark.parametrize("path", MODULES, ids=_module)
def test_imports_run_one_way(path: Path) -> None:
    room = _room(_module(path))
    if room == "flows":
        return
    for imported in _imports(path):
        if not imported.startswith(("flows.", "schemas")):
            continue
        other = _room(imported)
        if other == room or (room, other) in GRANTED:
            continue
        assert _rank(other) < _rank(room), f"{_module(path)} imports {imported}"


def test_only_the_pipeline_and_its_server_know_prefect() -> None:
    knowing = {_module(path) for path in MODULES if any(name.split(".")[0] == "prefect" for name in _imports(path))}
    assert knowing == {"flows.pipeline", "flows.server"}


def _calls(path: Path) -> list[tuple[str, ast.Call]]:
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return [(call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", ""), call) for call in calls]


def _writes(name: str, call: ast.Call) -> bool:
    if name == "open":
        modes = [node.value for node in [*call.args, *(keyword.value for keyword in call.keywords)] if isinstance(node, ast.Constant)]
        return any(isinstance(mode, str) and set(mode) & set("wax+") and len(mode) <= 3 for mode in modes)
    if name == "replace":  # str.replace, dataclasses.replace and date.replace write nothing; Path.replace takes one argument
        return isinstance(call.func, ast.Attribute) and len(call.args) == 1 and not call.keywords
    return name in WRITING


@pytest.mark.parametrize("path", MODULES, ids=_module)
def test_only_staging_load_and_training_write_files(path: Path) -> None:
    if path.relative_to(PROJECT).as_posix().startswith(WRITERS):
        return
    assert [name for name, call in _calls(path) if _writes(name, call)] == []


@pytest.mark.parametrize("path", MODULES, ids=_module)
def test_importing_a_module_opens_nothing(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    statements = [node for node in body if isinstance(node, ast.Assign | ast.AnnAssign | ast.Expr)]
    names = {
        call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        for statement in statements
        for call in ast.walk(statement)
        if isinstance(call, ast.Call)
    }
    assert not names & {"open", "read_text", "read_bytes", "read_csv", "read_table", "connect", "mkdir"}


@pytest.mark.parametrize("path", MODULES, ids=_module)
def test_no_module_is_over_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_the_median_module_is_under_120_lines() -> None:
    assert median(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES) < 120
