"""Templates to pages. Everything put into a page is escaped; a link from the data is one only if it leads to the web."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from flows.release.site.charts import bar, columns

UNITS = ("bytes", "KB", "MB", "GB", "TB")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("flows.release.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": number, "size": size, "web": web_address, "part": lambda text: quote(str(text), safe="")}
    environment.tests["id_of"] = is_id_of
    environment.globals |= {"bar": bar, "columns": columns}
    return environment


def page_from_template(name: str, **values: object) -> str:
    return _environment().get_template(name).render(values)


def is_id_of(value: object, kind: str = "[a-z]{3}") -> bool:
    """Whether a value is an id of ours, of the kind if one is named."""
    return isinstance(value, str) and re.fullmatch(f"{kind}-[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}", value) is not None


def number(value: int) -> str:
    """12,345 with thin spaces that do not break."""
    return f"{value:,}".replace(",", "\u202f")


def size(count: int) -> str:
    value = float(count)
    for unit in UNITS:
        if value < 1000 or unit == UNITS[-1]:
            return f"{value:.0f} {unit}" if unit == UNITS[0] or value >= 10 else f"{value:.1f} {unit}"
        value /= 1000
    raise AssertionError("unreachable")


def web_address(text: str | None) -> str | None:
    """The text if it is an address of the web; `javascript:` and its like lead nowhere."""
    try:
        return text if text and urlsplit(text).scheme in ("http", "https") else None
    except ValueError:
        return None
