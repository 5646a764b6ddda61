from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from flows.collect.answers import Answer, Limits, answer_from_url
from flows.collect.trouble import FailedError, RefusedError
from tests.collect import servers
from tests.collect.servers import Behaviour, Server, serving

LIMITS = Limits(megabytes=0.5, seconds=5)


def asked(server: Server, behaviour: Behaviour, limits: Limits = LIMITS) -> Answer:
    server.paths["/a"] = behaviour
    return answer_from_url(server.url("/a"), {"User-Agent": "Kenes/0.1 (+test)"}, limits, loopback=True)


def test_an_answer_is_kept_byte_for_byte(server: Server) -> None:
    sent = (
        b"HTTP/1.1 200 Fine\r\nconTENT-type: text/html\r\nX-Odd:  two  spaces\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npage\r\n0\r\n\r\n"
    )
    answer = asked(server, servers.sends(sent))
    assert (answer.block, answer.body, answer.headers["content-type"]) == (sent, b"page", "text/html")


def test_what_is_said_before_the_answer_is_no_part_of_it(server: Server) -> None:
    fine = servers.answer(b"page")
    assert asked(server, servers.sends(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + fine)).block == fine


def test_a_packed_page_is_unpacked_and_kept_packed(server: Server) -> None:
    packed = gzip.compress(b"a page")
    answer = asked(server, servers.sends(servers.answer(packed, Content_Encoding="gzip")))
    assert (answer.page, answer.body) == (b"a page", packed)


def test_the_request_names_who_asks_and_nothing_secret(server: Server) -> None:
    asked(server, servers.page())
    headers = server.requests[0].headers
    assert headers["user-agent"] == "Kenes/0.1 (+test)"
    assert not {"cookie", "authorization", "referer"} & set(headers)


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (servers.sends(servers.answer(b"x" * 600_000)), "larger than 0.5 MB"),
        (servers.endless(), "larger than 0.5 MB"),
        (servers.endless(chunked=True), "larger than 0.5 MB"),
        (servers.bomb(5), "unpacks to more than 0.5 MB"),
        (servers.sends(servers.answer(b"x", Content_Encoding="br")), "packed as 'br'"),
        (servers.sends(servers.answer(b"x", Content_Encoding="gzip, gzip")), "packed as 'gzip, gzip'"),
    ],
)
def test_what_is_too_much_is_refused(server: Server, behaviour: Behaviour, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        asked(server, behaviour)


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (servers.sends(servers.answer(b"cut", Content_Length="999")), r"cut short \(received 3 bytes, expected 999\)"),
        (servers.sends(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"), "cut short"),
        (servers.sends(servers.answer(b"longer than told", Content_Length="3")), "sent more than its Content-Length says"),
        (servers.sends(servers.answer(gzip.compress(b"page" * 99)[:-9], Content_Encoding="gzip")), "end too early"),
        (servers.sends(servers.answer(b"no gzip", Content_Encoding="gzip")), "damaged"),
        (servers.sends(b""), "hung up|no valid HTTP"),
        (servers.sends(b"SSH-2.0-OpenSSH_9.6\r\n"), "no valid HTTP"),
        (servers.sends(servers.answer(b"x", Content_Length="-5")), "no valid HTTP"),
        (servers.endless_header(), "no valid HTTP"),
        (servers.reset(), "the connection broke"),
    ],
)
def test_what_is_not_whole_fails(server: Server, behaviour: Behaviour, reason: str) -> None:
    with pytest.raises(FailedError, match=reason):
        asked(server, behaviour)


@pytest.mark.parametrize("behaviour", [servers.drip(), lambda client, request: time.sleep(3)])
def test_a_slow_answer_ends_at_the_deadline_over_the_whole_of_it(server: Server, behaviour: Behaviour) -> None:
    started = time.monotonic()
    with pytest.raises(FailedError, match=r"took longer than 0\.5 s"):
        asked(server, behaviour, Limits(megabytes=0.5, seconds=0.5))
    assert time.monotonic() - started < 2.5


def test_a_port_where_nothing_listens_fails(server: Server) -> None:
    with serving() as gone:
        url = gone.url("/")
    with pytest.raises(FailedError, match="no connection"):
        answer_from_url(url, {}, LIMITS, loopback=True)


def test_a_certificate_that_nobody_vouches_for_fails(tmp_path: Path) -> None:
    with serving(tls=servers.self_signed(tmp_path)) as server, pytest.raises(FailedError, match="certificate does not stand"):
        asked(server, servers.page())
    assert server.requests == []


def test_tls_where_there_is_none_fails(server: Server) -> None:
    with pytest.raises(FailedError, match=r"no connection|took longer"):
        answer_from_url(server.url("/").replace("http:", "https:"), {}, Limits(1, 0.5), loopback=True)
