from __future__ import annotations

from pathlib import Path

import pytest

from flows.extract.collect_settings import Source
from flows.extract.corpora import collecting_from_folder, corpus_from_folder
from flows.issues import SetupError

WHO = '[collect]\ncontact = "desk@example.org"\n'


def folder(tmp_path: Path, told: str) -> Path:
    (tmp_path / "corpus.toml").write_text(told, encoding="utf-8")
    return tmp_path


def test_a_corpus_without_collect_collects_nothing(tmp_path: Path) -> None:
    assert collecting_from_folder(folder(tmp_path, 'title = "Press"')) is None


def test_a_source_has_its_own_limits_before_those_of_all(tmp_path: Path) -> None:
    told = WHO + 'max_pages = 5\nhosts = ["a.example"]\n[[collect.source]]\nfeed = "https://example.org/rss"\n'
    told += '[[collect.source]]\nname = "map"\nsitemap = "https://example.org/map.xml"\nmax_pages = 7\n'
    collecting = collecting_from_folder(folder(tmp_path, told))
    assert collecting is not None
    assert collecting.user_agent == "Kenes/0.1 (+desk@example.org)"
    assert [(source.name, source.kind, source.max_pages, source.hosts) for source in collecting.sources] == [
        ("https://example.org/rss", "feed", 5, ("a.example",)),
        ("map", "sitemap", 7, ("a.example",)),
    ]


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ('[collect]\n[[collect.source]]\nfeed = "https://example.org/"', "key 'collect.contact' is needed"),
        ('[collect]\ncontact = "me"\n[[collect.source]]\nfeed = "https://example.org/"', "give a mail address or the address of a page"),
        ('[collect]\ncontact = "a@b\\r\\nX: y"\n[[collect.source]]\nfeed = "https://example.org/"', "give a mail address"),
        (WHO, "key 'collect.source' is needed"),
        (WHO + "[[collect.source]]\nmax_pages = 3", "names 0 of feed, sitemap, list, warcs; it needs one"),
        (WHO + '[[collect.source]]\nfeed = "https://a.example/"\nlist = "x"', "names 2 of feed, sitemap, list, warcs"),
        (WHO + '[[collect.source]]\nfeeds = "https://a.example/"', "unknown key 'collect.source.0.feeds'. Known keys here: delay_seconds"),
        (WHO + '[[collect.source]]\nfeed = "example.org/rss"', "give an address that begins with https://"),
        (WHO + '[[collect.source]]\nfeed = "https://u:p@example.org/rss"', "holds a name or password"),
        (WHO + '[[collect.source]]\nlist = "urls.txt"', "urls.txt is not there"),
        (WHO + '[[collect.source]]\nwarcs = "nowhere"', "lies in the corpus"),
        (WHO + '[[collect.source]]\nwarcs = "../no-such-folder-here"', "is no folder"),
        (WHO + 'delay = 3\n[[collect.source]]\nfeed = "https://a.example/"', "unknown key 'collect.delay'"),
        (
            WHO + 'page_seconds = 0\n[[collect.source]]\nfeed = "https://a.example/"',
            "'collect.page_seconds': input should be greater than 0",
        ),
        (WHO + 2 * '[[collect.source]]\nfeed = "https://a.example/"\n', "two sources are called 'https://a.example/'"),
    ],
)
def test_a_wrong_key_is_told_with_the_mend_by_every_command(tmp_path: Path, told: str, named: str) -> None:
    with pytest.raises(SetupError) as error:
        corpus_from_folder(folder(tmp_path, told))
    assert named in str(error.value)


@pytest.mark.parametrize(
    ("include", "exclude", "url", "wanted"),
    [
        ((), (), "https://example.org/a", True),
        (("/news/*",), (), "https://example.org/news/1", True),
        (("/news/*",), (), "https://example.org/about/news/1", False),
        (("https://example.org/*",), ("*?print=*",), "https://example.org/a?print=1", False),
        (("/a",), (), "https://example.org/a?b=1", False),
        (("/a[1].html",), (), "https://example.org/a[1].html", True),
        (("*/news/*/2026/*",), (), "https://example.org/news/en/2026/1", True),
        (("/aba*ba",), (), "https://example.org/aba", False),
        (("/*" + "a*" * 30 + "b",), (), "https://example.org/" + "a" * 2000, False),
    ],
)
def test_patterns_take_a_star_for_anything_and_the_rest_as_it_is(
    include: tuple[str, ...], exclude: tuple[str, ...], url: str, wanted: bool
) -> None:
    assert Source("s", "feed", "https://example.org/rss", include, exclude).wants(url) is wanted


def test_a_list_beside_corpus_toml_is_no_document(tmp_path: Path) -> None:
    from flows.extract.files import files_and_issues

    (tmp_path / "urls.txt").write_text("https://example.org/1\n", encoding="utf-8")
    corpus = corpus_from_folder(folder(tmp_path, WHO + '[[collect.source]]\nlist = "urls.txt"'))
    assert files_and_issues(corpus) == ([], [])
