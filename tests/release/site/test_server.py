from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.release.site.server import file_from_address, range_from_header, server_of_folder

CONTENT = bytes(range(256))


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "secret.txt").write_text("outside")
    (folder / "release" / "site").mkdir(parents=True)
    (folder / "release" / "site" / "index.html").write_text("<!doctype html>")
    (folder / "release" / "kenes.duckdb").write_bytes(CONTENT)
    (folder / "release" / "link").symlink_to(folder / "secret.txt")
    with server_of_folder(folder / "release") as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def asked(port: int, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    return answer, answer.read()


@pytest.mark.parametrize(
    ("asks", "part"),
    [("bytes=0-15", CONTENT[:16]), ("bytes=250-", CONTENT[250:]), ("bytes=-6", CONTENT[-6:]), ("bytes=200-999", CONTENT[200:])],
)
def test_a_range_is_answered_by_its_bytes_alone(port: int, asks: str, part: bytes) -> None:
    answer, body = asked(port, "/kenes.duckdb", Range=asks)
    start = CONTENT.index(part)
    assert (answer.status, body) == (206, part)
    assert answer.headers["Content-Range"] == f"bytes {start}-{start + len(part) - 1}/256"


@pytest.mark.parametrize("asks", ["bytes=256-", "bytes=999-1000", "bytes=-0"])
def test_a_range_after_the_end_is_refused_with_the_length(port: int, asks: str) -> None:
    answer, _ = asked(port, "/kenes.duckdb", Range=asks)
    assert (answer.status, answer.headers["Content-Range"]) == (416, "bytes */256")


@pytest.mark.parametrize("asks", ["lines=1-2", "bytes=5-2", "bytes=0-1,4-5", "bytes=-", "nonsense"])
def test_a_range_that_cannot_be_read_gets_the_whole_file(port: int, asks: str) -> None:
    answer, body = asked(port, "/kenes.duckdb", Range=asks)
    assert (answer.status, body) == (200, CONTENT)


def test_head_tells_length_and_ranges_without_a_body(port: int) -> None:
    answer, body = asked(port, "/kenes.duckdb", "HEAD")
    assert (answer.status, answer.headers["Content-Length"], answer.headers["Accept-Ranges"], body) == (200, "256", "bytes", b"")


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/site/..%2f..%2fsecret.txt", "/..%5csecret.txt", "/link", "//etc/passwd", "/%00", "/%ff"],
)
def test_nothing_outside_the_folder_is_served(port: int, path: str) -> None:
    assert asked(port, path)[0].status == 404


def test_a_name_of_another_host_is_refused(port: int) -> None:
    assert asked(port, "/kenes.duckdb", Host="elsewhere.example")[0].status == 421


def test_the_root_leads_to_the_first_page(port: int) -> None:
    answer, _ = asked(port, "/")
    assert (answer.status, answer.headers["Location"]) == (302, "/site/index.html")
    assert asked(port, "/site/")[0].headers["Content-Type"] == "text/html; charset=utf-8"


@given(st.text())
def test_no_address_names_a_file_that_is_not_in_the_folder(path: str) -> None:
    here = Path(__file__).parent.resolve()
    found = file_from_address(here, path)
    assert found is None or found.is_relative_to(here)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 400))
def test_a_range_lies_within_the_file(first: int, last: int, length: int) -> None:
    try:
        part = range_from_header(f"bytes={first}-{last}", length)
    except ValueError:
        assert first >= length
    else:
        assert part is None or (part[0] == first and part[0] < part[1] <= length)
