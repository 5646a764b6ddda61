"""TOML -> a strict model: an unknown key or a wrong type ends at once, with the file, the key and the mend."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from flows.issues import SetupError


class Strict(BaseModel):
    """A table of a settings file: no key that is not declared, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


File = TypeVar("File", bound=Strict)


def settings_from_toml(path: Path, kind: type[File]) -> File:
    """The settings in `path`, the defaults where there is no such file. Raises SetupError with the mend."""
    if not path.exists():
        return kind()
    try:
        return kind.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise SetupError(f"{path}: can't be read ({error.strerror}). Check its permissions.") from error
    except UnicodeDecodeError as error:
        raise SetupError(f"{path}: is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise SetupError(f"{path}: is not valid TOML: {error}.") from error
    except ValidationError as error:
        raise SetupError("\n".join(_mend(path, kind, fault) for fault in error.errors())) from error


def _mend(path: Path, kind: type[Strict], fault: Any) -> str:
    """One sentence for a person: the file, the key, what is wrong and what would be right."""
    key = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"{path}: unknown key {key!r}. Known keys here: {', '.join(_known_keys(kind, fault['loc'][:-1]))}."
    if fault["type"] == "missing":
        return f"{path}: key {key!r} is needed."
    return f"{path}: key {key!r}: {fault['msg'][:1].lower()}{fault['msg'][1:]}, found {fault['input']!r}."


def _known_keys(kind: type[Strict], inside: tuple[str | int, ...]) -> list[str]:
    model: Any = kind
    for part in inside:
        if isinstance(part, str):
            annotation = model.model_fields[part].annotation
            model = getattr(annotation, "__args__", (annotation,))[0]
    return sorted(model.model_fields)
