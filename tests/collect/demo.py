"""`python -m tests.collect.demo`: the real command against servers that misbehave, and what came of it.

Every page is on a server of its own kind on the loopback address; the table tells what was kept and what was refused and why.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.collect import servers
from tests.collect.servers import Server, serving

# The private addresses are allowed as hosts, so that the check of the network is seen to refuse them.
SETTINGS = """[collect]
hosts = ["169.254.169.254", "10.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "3232235521"]
contact = "mailto:demo@example.org"
page_megabytes = 1
page_seconds = 2
delay_seconds = 0.05
retry_seconds = 0.1
host_failures = 3
recheck_days = 0
"""
CYRILLIC = servers.ARTICLE.format(title="Съезд профсоюзов прошёл в Астане")
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(f'<!ENTITY {chr(98 + n + 1)} "{f"&{chr(98 + n)};" * 10}">' for n in range(9))
    + "]><rss><channel><item><title>&k;</title><link>{url}</link></item></channel></rss>"
)


def well_behaved(server: Server) -> list[str]:
    server.paths.update(
        {
            "/article": servers.page("An ordinary article"),
            "/known": servers.conditional("A page that answers 304 when asked again"),
            "/wrong-charset": servers.sends(servers.answer(CYRILLIC.encode("cp1251"), kind="text/html; charset=utf-8")),
            "/moved": servers.redirect("/article-here"),
            "/article-here": servers.page("An article that moved within its host"),
            "/fine-at-last": servers.after(2, servers.status(500), servers.page("Fine at the third try")),
            "/busy": servers.after(1, servers.status(429, Retry_After="1"), servers.page("Busy, fine a second later")),
            "/gone": servers.status(410),
            "/forbidden": servers.status(403),
            "/private/page": servers.page("For people, not for programs"),
            "/robots.txt": servers.robots("User-agent: *\nDisallow: /private/\nCrawl-delay: 0.1\n"),
            "/image": servers.sends(servers.answer(b"\x89PNG", kind="image/png")),
            "/giant": servers.sends(servers.answer(b"x" * (3 << 20))),
            "/giant-unannounced": servers.endless(),
            "/bomb": servers.bomb(50),
            "/too-long-a-length": servers.sends(servers.answer(b"<p>cut", Content_Length="9999")),
            "/too-short-a-length": servers.sends(servers.answer(b"<p>there is more than told</p>", Content_Length="4")),
            "/circle": servers.redirect("/circle-2"),
            "/circle-2": servers.redirect("/circle"),
            "/stairs": servers.redirect("/stairs?1"),
            **{f"/stairs?{n}": servers.redirect(f"/stairs?{n + 1}") for n in range(1, 9)},
            "/other-host": servers.redirect("http://other.example/"),
            "/to-metadata": servers.redirect("http://169.254.169.254/latest/meta-data/"),
            "/to-network": servers.redirect("http://10.0.0.1/"),
            "/to-self-6": servers.redirect("http://[::1]/"),
            "/to-mapped-address": servers.redirect("http://[::ffff:10.0.0.1]/"),
            "/to-decimal-address": servers.redirect("http://3232235521/"),
            "/to-file": servers.redirect("file:///etc/passwd"),
        }
    )
    listed = [path for path in server.paths if path not in ("/robots.txt", "/article-here", "/circle-2") and "?" not in path]
    return [server.url(path) for path in listed] + ["http://169.254.169.254/", "http://name:word@example.org/", "ftp://example.org/"]


def alone(held: ExitStack, path: str, behaviour: servers.Behaviour, robots: servers.Behaviour | None = None, tls: Any = None) -> str:
    """A page on a server of its own, whose trouble is nobody else's."""
    server = held.enter_context(serving(tls=tls))
    server.paths.update({path: behaviour, "/robots.txt": robots or servers.status(404)})
    return server.url(path)


def sources(held: ExitStack, folder: Path) -> dict[str, tuple[str, str]]:
    """Each source of the demo: its kind and address."""
    server = held.enter_context(serving())
    (folder / "addresses.txt").write_text("\n".join(well_behaved(server)) + "\n", encoding="utf-8")
    troubled = [
        alone(held, "/one-byte-at-a-time", servers.drip()),
        alone(held, "/connection-reset", servers.reset()),
        alone(held, "/endless-header", servers.endless_header()),
        alone(held, "/always-503", servers.status(503)),
        alone(held, "/come-back-tomorrow", servers.status(503, Retry_After="86400")),
        alone(held, "/robots-unreachable", servers.page(), robots=servers.status(503)),
        alone(held, "/certificate-of-its-own", servers.page(), tls=servers.self_signed(folder.parent.parent)),
    ]
    (folder / "troubled.txt").write_text("\n".join(troubled) + "\n", encoding="utf-8")
    pages = [server.url(path) for path in ("/feed-1", "/feed-2", "/map-1", "/map-2")]
    server.paths.update({path: servers.page(f"Page {path}") for path in ("/feed-1", "/feed-2", "/map-1", "/map-2", "/laugh", "/whole")})
    broken = f"<rss><channel><item><link>{server.url('/whole')}</link></item><item><link>http://cut-off"
    server.paths |= {
        "/rss": servers.rss(*pages[:2]),
        "/laughs": servers.xml(LAUGHS.replace("{url}", server.url("/laugh")).encode()),
        "/broken": servers.xml(broken.encode()),
        "/no-feed": servers.page("No feed at all"),
        "/index": servers.xml(servers.sitemap_index(server.url("/index"), server.url("/map"))),
        "/map": servers.xml(servers.sitemap(*pages[2:])),
    }
    return {
        "pages": ("list", "addresses.txt"),
        "troubled hosts": ("list", "troubled.txt"),
        "feed": ("feed", server.url("/rss")),
        "feed with a billion laughs": ("feed", server.url("/laughs")),
        "feed cut in the middle": ("feed", server.url("/broken")),
        "no feed": ("feed", server.url("/no-feed")),
        "sitemap index that names itself": ("sitemap", server.url("/index")),
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as held:
        folder = Path(scratch) / "raw" / "demo"
        folder.mkdir(parents=True)
        tables = [f'[[collect.source]]\nname = "{name}"\n{kind} = "{place}"\n' for name, (kind, place) in sources(held, folder).items()]
        (folder / "corpus.toml").write_text(SETTINGS + "\n".join(tables), encoding="utf-8")
        command = [sys.executable, "-m", "flows", "collect", "--raw", str(folder.parent), "--all"]
        for title in ("First collect", "Second collect: what is unchanged is not kept again"):
            print(f"\n## {title}", flush=True)
            ended = subprocess.run(command, env={**os.environ, "KENES_COLLECT_LOOPBACK": "1", "COLUMNS": "150"}, check=False)
            print(f"Exit status {ended.returncode}.")
        for archive in sorted((folder / "collected").iterdir()):
            print(f"{archive.relative_to(folder.parent)}: {archive.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
