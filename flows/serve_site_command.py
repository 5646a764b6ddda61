"""The command `kenes serve-site`. Heavy imports wait until it runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.settings import PROJECT

PORT = 8765


def serve_site(
    release: Annotated[str | None, typer.Option("--release", help="Its version, or its folder; the newest if left out.")] = None,
    warehouse: Annotated[Path, typer.Option(help="Folder whose releases/ holds it.")] = PROJECT / "warehouse",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes a free one.")] = PORT,
) -> None:
    """Show a release in the browser, on this machine alone. Ctrl+C ends it."""
    from flows.issues import SetupError
    from flows.release.site.server import server_of_folder

    try:
        folder, first_page = _served(release, warehouse.resolve() / "releases")
        server = server_of_folder(folder, port, first_page)
    except SetupError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    except OSError as error:
        print(f"Port {port} can't be used ({error.strerror}); name another by --port.", file=sys.stderr)
        raise typer.Exit(1) from error
    print(f"Open http://127.0.0.1:{server.server_port}{first_page} in a browser. Ctrl+C ends it.", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()


def _served(release: str | None, releases: Path) -> tuple[Path, str]:
    """The folder that is served and the page to begin with: all releases, so that links from one to another lead somewhere."""
    from flows.issues import SetupError
    from flows.release.latest import latest_version

    if release and (Path(release) / "site" / "index.html").is_file():
        return Path(release).resolve(), "/site/index.html"
    version = release or latest_version(releases)
    if version is None:
        raise SetupError(f"{releases}: there is no release yet; run `kenes release`.")
    if not (releases / version / "site" / "index.html").is_file():
        raise SetupError(f"{releases / version}: there is no release with a site; leave --release out for the newest.")
    return releases, f"/{version}/site/index.html"
