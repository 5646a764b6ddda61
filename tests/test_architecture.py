"""The rules of the house, read from the source: who imports whom, who touches the disk, how long a module is."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).parents[1]
MODULES = sorted([*(PROJECT / "flows").rglob("*.py"), *(PROJECT / "schemas").rglob("*.py")])

# Each room may import those named before it, and itself.
LAYERS = [
    {"schemas"},
    {"flows.ids", "flows.disk", "flows.scratch"},
    {"flows.issues"},
    {
        "flows.settings",
        "flows.dates",
        "flows.shingles",
        "flows.staging",
        "flows.summary",
        "flows.progress",
        "flows.server",
        "flows.locking",
        "flows.supervised",
    },
    {"flows.tagging", "flows.status", "flows.notices", "flows.code_version"},
    {"flows.extract", "flows.normalize", "flows.load", "flows.train", "flows.score", "flows.release"},
    {"flows.store"},
    {"flows.joins", "flows.batches", "flows.proof", "flows.checks", "flows.measuring", "flows.answers"},
    {"flows.increments", "flows.collect"},
    {"flows.workers", "flows.building"},
    {"flows.release_request", "flows.startup"},
    {"flows.cluster"},
    {"flows.pipeline", "flows.training", "flows.collecting"},
    {"flows.releasing", "flows.scheduled"},
    {"flows.serving"},
    {"flows.build_command", "flows.release_commands", "flows.serve_site_command", "flows.collect_command", "flows.serve_command"},
    {"flows.__main__"},
]
# Training and running share their features: those of the noise classifier, of names and of participants. Figures run what a build runs.
# A release writes Parquet and DuckDB as a build does.
GRANTED = {("flows.train", "flows.extract"), ("flows.train", "flows.normalize"), ("flows.release", "flows.load")}

WRITING = {
    "write_text", "write_bytes", "write_table", "ParquetWriter", "savez", "touch", "mkdir", "makedirs", "symlink_to",
    "rename", "replace", "move", "copyfile", "unlink", "rmdir", "rmtree",
}  # fmt: skip
WRITERS = (
    "flows/disk.py",
    "flows/store/",
    "flows/building.py",
    "flows/collect/",
    "flows/staging.py",
    "flows/server.py",
    "flows/scratch.py",
    "flows/locking.py",
    "flows/serving/children.py",
    "flows/serving/supervisor.py",
    "flows/status/",
    "flows/load/",
    "flows/train/",
    "flows/training.py",
    "flows/release/",
)


def _module(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


def _room(module: str) -> str:
    parts = module.split(".")
    return "schemas" if parts[0] == "schemas" else ".".join(parts[:2])


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names if node.module == "flows")
    return found


def _rank(room: str) -> int:
    return next(rank for rank, rooms in enumerate(LAYERS) if room in rooms)


def _wrong_imports(path: Path) -> list[str]:
    room = _room(_module(path))
    if room == "flows":
        return []
    others = [name for name in _imports(path) if name.startswith(("flows.", "schemas")) and _room(name) != room]
    return [name for name in others if (room, _room(name)) not in GRANTED and _rank(_room(name)) >= _rank(room)]


def test_imports_run_one_way() -> None:
    assert {_module(path): wrong for path in MODULES if (wrong := _wrong_imports(path))} == {}


def test_only_the_flows_and_what_serves_them_know_prefect() -> None:
    knowing = {_module(path) for path in MODULES if any(name.split(".")[0] == "prefect" for name in _imports(path))}
    serving = {f"flows.serving.{name}" for name in ("child", "deployment", "duties", "stuck", "supervisor")}
    assert (
        knowing
        == {"flows.pipeline", "flows.cluster", "flows.training", "flows.collecting", "flows.releasing", "flows.server", "flows.scheduled"}
        | serving
    )


def test_no_package_is_imported_whose_types_are_not_read() -> None:
    """mypy leaves out packages that only libraries of ours use; it would take what is imported from these for anything."""
    overrides = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]["overrides"]
    unread = {name.removesuffix(".*") for one in overrides if one.get("follow_imports") == "skip" for name in one["module"]}
    assert unread
    assert {_module(path): wrong for path in MODULES if (wrong := {name.split(".")[0] for name in _imports(path)} & unread)} == {}


def _calls(node: ast.AST) -> list[tuple[str, ast.Call]]:
    calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
    return [(call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", ""), call) for call in calls]


def _writes(name: str, call: ast.Call) -> bool:
    if name == "open":
        modes = [node.value for node in [*call.args, *(keyword.value for keyword in call.keywords)] if isinstance(node, ast.Constant)]
        return any(isinstance(mode, str) and set(mode) & set("wax+") and len(mode) <= 3 for mode in modes)
    if name == "replace":  # str.replace, dataclasses.replace and date.replace write nothing; Path.replace takes one argument
        return isinstance(call.func, ast.Attribute) and len(call.args) == 1 and not call.keywords
    return name in WRITING


def test_only_staging_load_training_and_release_write_files() -> None:
    readers = [path for path in MODULES if not path.relative_to(PROJECT).as_posix().startswith(WRITERS)]
    writing = {_module(path): [name for name, call in _calls(_tree(path)) if _writes(name, call)] for path in readers}
    assert {module: names for module, names in writing.items() if names} == {}


def test_importing_a_module_opens_nothing() -> None:
    opening = {"open", "read_text", "read_bytes", "read_csv", "read_table", "connect", "mkdir"}
    for path in MODULES:
        statements = [node for node in _tree(path).body if isinstance(node, ast.Assign | ast.AnnAssign | ast.Expr)]
        assert not {name for statement in statements for name, _ in _calls(statement)} & opening, _module(path)


def test_no_module_is_over_300_lines() -> None:
    assert [_module(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 300] == []


def test_the_median_module_is_under_120_lines() -> None:
    assert median(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES) < 120


def test_no_value_comes_from_the_name_of_a_folder() -> None:
    """DuckDB takes `language=kk/` in a path for a column, unless it is told not to."""
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        told = re.findall(r"read_parquet\(.*?hive_partitioning = false", source, re.DOTALL)
        assert path.name == "snippets.py" or len(told) == source.count("read_parquet("), path
