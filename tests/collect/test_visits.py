from __future__ import annotations

import threading
import time
from itertools import pairwise

import pytest

from flows.collect.addresses import Allowed
from flows.collect.answers import Answer, Limits
from flows.collect.hosts import Hosts
from flows.collect.trouble import FailedError, LeftError, RefusedError
from flows.collect.visits import Manner, Visitor
from tests.collect import servers
from tests.collect.servers import Server, serving

HOSTS = ("169.254.169.254", "10.0.0.1", "[::1]", "192.168.0.1")


def visitor(retry_seconds: float = 0.01, failures: int = 3, seconds: float = 30) -> Visitor:
    return Visitor("Kenes/0.1 (+test)", Hosts(seconds, failures, retry_seconds, threading.Event()), loopback=True)


def asked(server: Server, path: str, visiting: Visitor | None = None, delay: float = 0) -> Answer:
    manner = Manner(Allowed([server.url("/")], HOSTS), Limits(3, 5), delay)
    return (visiting or visitor()).answer(server.url(path), manner)


def test_redirects_are_followed_to_the_page(server: Server) -> None:
    server.paths |= {"/a": servers.redirect("b?x=1"), "/b?x=1": servers.redirect(f"//127.0.0.1:{server.port}/c"), "/c": servers.page()}
    assert asked(server, "/a").url == server.url("/c")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("/a", "in a circle"),
        ("/step/1", "more than 5 times"),
        ("http://other.example/", "host other.example is not among the allowed"),
        ("http://127.0.0.2:22/", "host 127.0.0.2 is not among the allowed"),
        ("http://127.0.0.1:22/", "port 22 is not among the allowed"),
        ("http://169.254.169.254/latest/meta-data/", "no public address"),
        ("http://10.0.0.1/", "no public address"),
        ("http://[::1]/", "no public address"),
        ("file:///etc/passwd", "no http or https address"),
        ("http://a:b@127.0.0.1/", "holds a name or password"),
        ("https://[", "is no address"),
    ],
)
def test_redirects_that_lead_astray_are_refused(server: Server, target: str, reason: str) -> None:
    server.paths |= {f"/step/{number}": servers.redirect(f"/step/{number + 1}") for number in range(9)}
    server.paths["/a"] = servers.redirect(target)
    with pytest.raises(RefusedError, match=reason):
        asked(server, "/a")


def test_what_robots_txt_forbids_is_not_asked_for_even_after_a_redirect(server: Server) -> None:
    server.paths |= {"/robots.txt": servers.robots("User-agent: kenes\nDisallow: /no/\n\nUser-agent: *\nDisallow: /\n")}
    server.paths |= {"/a": servers.redirect("/no/b"), "/no/b": servers.page()}
    for path in ("/no/b", "/a"):
        with pytest.raises(RefusedError, match=r"robots\.txt forbids it"):
            asked(server, path)
    assert server.asked("/no/b") == 0


@pytest.mark.parametrize(("code", "is_allowed"), [(404, True), (403, True), (410, True), (500, False), (503, False), (429, False)])
def test_robots_txt_that_is_not_there_allows_and_that_can_not_be_read_forbids(server: Server, code: int, is_allowed: bool) -> None:
    server.paths |= {"/robots.txt": servers.status(code), "/a": servers.page()}
    if is_allowed:
        assert asked(server, "/a").status == 200
        return
    visiting = visitor()
    with pytest.raises(FailedError, match=rf"robots\.txt could not be read \(status {code}\), so nothing may be asked for"):
        asked(server, "/a", visiting)
    with pytest.raises(LeftError):
        asked(server, "/b", visiting)
    assert (server.asked("/a"), server.asked("/robots.txt")) == (0, 3)


def test_robots_txt_that_never_ends_forbids(server: Server) -> None:
    server.paths |= {"/robots.txt": servers.endless(), "/a": servers.page()}
    visiting = visitor()
    for path in ("/a", "/b"):
        with pytest.raises(RefusedError, match=r"its robots\.txt is larger than 2 MB, so nothing may be asked for"):
            asked(server, path, visiting)
    assert [request.path for request in server.requests] == ["/robots.txt"]


def test_the_delay_of_robots_txt_is_kept_where_it_is_longer(server: Server) -> None:
    server.paths |= {"/robots.txt": servers.robots("User-agent: *\nCrawl-delay: 0.3\n"), "*": servers.page()}
    visiting = visitor()
    for number in range(3):
        asked(server, f"/{number}", visiting, delay=0.01)
    times = [request.at for request in server.requests if request.path != "/robots.txt"]
    assert all(later - earlier >= 0.3 for earlier, later in pairwise(times))
    assert server.asked("/robots.txt") == 1


def test_a_host_is_asked_one_thing_at_a_time(server: Server) -> None:
    under_way, most = [0], [0]

    def slow(client: object, request: servers.Request) -> None:
        under_way[0] += 1
        most[0] = max(most[0], under_way[0])
        time.sleep(0.05)
        under_way[0] -= 1
        servers.page()(client, request)  # type: ignore[arg-type]

    server.paths["*"] = slow
    visiting = visitor()
    threads = [threading.Thread(target=asked, args=(server, f"/{number}", visiting)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(server.requests), most[0]) == (6, 1)


def test_errors_of_the_server_are_tried_again(server: Server) -> None:
    server.paths["/a"] = servers.after(2, servers.status(500), servers.page())
    assert asked(server, "/a").status == 200
    assert server.asked("/a") == 3


def test_after_429_the_server_is_left_alone_as_long_as_it_asks(server: Server) -> None:
    server.paths["/a"] = servers.after(1, servers.status(429, Retry_After="1"), servers.page())
    assert asked(server, "/a").status == 200
    first, second = (request.at for request in server.requests if request.path == "/a")
    assert second - first >= 1


@pytest.mark.parametrize("told", ["86400", "Fri, 31 Dec 2077 23:59:59 GMT"])
def test_a_host_that_wants_a_day_is_left_for_this_run(server: Server, told: str) -> None:
    server.paths |= {"/a": servers.status(503, Retry_After=told), "/b": servers.page()}
    visiting = visitor()
    with pytest.raises(FailedError, match="status 503, asks to wait"):
        asked(server, "/a", visiting)
    with pytest.raises(LeftError, match="wants to be left alone"):
        asked(server, "/b", visiting)
    assert (server.asked("/a"), server.asked("/b")) == (1, 0)


def test_a_host_that_fails_page_after_page_is_left_for_this_run(server: Server) -> None:
    server.paths["*"] = servers.status(500)
    server.paths["/robots.txt"] = servers.status(404)
    visiting = visitor(failures=2)
    for path in ("/1", "/2"):
        with pytest.raises(FailedError, match="status 500"):
            asked(server, path, visiting)
    with pytest.raises(LeftError, match="failed 2 times in a row"):
        asked(server, "/3", visiting)
    assert (server.asked("/1"), server.asked("/2"), server.asked("/3")) == (3, 1, 0)


def test_a_page_in_between_that_is_fine_ends_the_row(server: Server) -> None:
    server.paths |= {"/bad": servers.status(500), "/fine": servers.page()}
    visiting = visitor(failures=2)
    for _ in range(3):
        with pytest.raises(FailedError, match="status 500"):
            asked(server, "/bad", visiting)
        assert asked(server, "/fine", visiting).status == 200


def test_a_run_whose_time_is_up_asks_no_more() -> None:
    with serving() as server, pytest.raises(LeftError, match="time is up"):
        asked(server, "/a", visitor(seconds=0))
    assert server.requests == []
