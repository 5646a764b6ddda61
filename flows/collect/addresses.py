"""An address as it is written -> the one form in which it is asked for and remembered."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string, url_query_cleaner

from flows.collect.trouble import RefusedError

# What feeds and newsletters add to count readers; the page is the same without.
TRACKERS = (
    "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id",
    "fbclid", "gclid", "yclid", "_openstat", "mc_cid", "mc_eid",
)  # fmt: skip
_DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST = 2048  # no crawler or search engine takes longer ones; they come from pages that link to themselves


def normal_url(written: str, base: str = "") -> str:
    """Absolute, ASCII (host in IDNA, the rest percent-encoded), without fragment, default port and trackers.

    Raises RefusedError for what is no public http address.
    """
    try:
        joined = urljoin(base, written.strip())
        parts = urlsplit(joined)
        if parts.scheme not in _DEFAULT_PORTS:
            raise RefusedError(f"is no http or https address ({parts.scheme or 'none'})")
        if parts.username is not None or parts.password is not None:
            raise RefusedError("holds a name or password")
        parts = urlsplit(safe_url_string(joined))
        host, port = parts.hostname, parts.port
        path = urlsplit(urljoin(joined, parts.path or "/")).path or "/"  # resolves /../
    except (ValueError, UnicodeError) as error:
        raise RefusedError(f"is no address ({error})") from error
    if not host or any(character.isspace() for character in host):
        raise RefusedError("names no host")
    place = f"[{host}]" if ":" in host else host.rstrip(".")
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        place += f":{port}"
    url = urlunsplit((parts.scheme, place, path, parts.query, ""))
    url = url_query_cleaner(url, TRACKERS, remove=True, unique=False) if parts.query else url
    if len(url) > LONGEST:
        raise RefusedError(f"is longer than {LONGEST} characters")
    return url


def host_and_port(url: str) -> tuple[str, int]:
    """Of a normal address."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or _DEFAULT_PORTS[parts.scheme]


def origin(url: str) -> str:
    """Scheme, host and port: what a robots.txt is for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def server(url: str) -> str:
    """Whom a delay is for: http and https of one host are one machine."""
    host, port = host_and_port(url)
    return host if port in _DEFAULT_PORTS.values() else f"{host}:{port}"


class Allowed:
    """The hosts and ports that may be asked: those of the addresses named, with and without www, and those listed."""

    def __init__(self, urls: list[str], hosts: tuple[str, ...]) -> None:
        places = [host_and_port(normal_url(url)) for url in urls] + [
            host_and_port(normal_url(host if "://" in host else f"http://{host}")) for host in hosts
        ]
        self._hosts = {_bare(host) for host, _ in places}
        self._ports = {80, 443} | {port for _, port in places}

    def check(self, url: str) -> None:
        """Raises RefusedError with the key that would allow it."""
        host, port = host_and_port(url)
        if _bare(host) not in self._hosts:
            raise RefusedError(f"host {host} is not among the allowed (key 'hosts')")
        if port not in self._ports:
            raise RefusedError(f"port {port} is not among the allowed (80, 443 and those of the sources)")


def _bare(host: str) -> str:
    return host.removeprefix("www.")
