from __future__ import annotations

import pytest

from flows.extract.html_metadata import metadata_from_page
from flows.extract.html_positions import page_from_html
from flows.extract.reading import Metadata


def metadata(source: str) -> Metadata:
    return metadata_from_page(page_from_html(source), source)


def test_json_ld_in_a_graph_tells_headline_author_date_and_publisher() -> None:
    found = metadata(
        '<script type="application/ld+json">{"@graph":[{"@type":"BreadcrumbList","name":"x"},{"@type":["NewsArticle"],'
        '"headline":"Talks open",'
        '"datePublished":"2020-05-01","author":[{"name":"A. Bek"},{"name":"D. Kim"}],"publisher":{"name":"The Post"}}]}</script>'
    )
    assert found == Metadata(title="Talks open", author="A. Bek, D. Kim", publisher="The Post", published="2020-05-01")


def test_broken_json_ld_leaves_the_other_statements() -> None:
    found = metadata('<script type="application/ld+json">{"@type": oops</script><meta property=og:title content="Talks &amp; talks">')
    assert found.title == "Talks & talks"


def test_the_name_of_the_site_is_cut_from_the_title() -> None:
    assert metadata('<title>Talks open | The Post</title><meta property="og:site_name" content="The Post">').title == "Talks open"


@pytest.mark.parametrize(
    ("source", "published"),
    [
        ('<meta name="DC.date.issued" content="2018-10-03">', "2018-10-03"),
        ('<meta property="article:modified_time" content="2019-01-02"><meta name="date" content="2018">', "2018"),
        ('<span itemprop="datePublished" content="2017-06-05">5 June</span>', "2017-06-05"),
        ('<p><time datetime="2016-02-01T10:00">1 February</time></p>', "2016-02-01T10:00"),
        ('<time datetime="2016-02-01">a</time><time datetime="2016-03-01">b</time>', None),
        ("<p>Updated 3 May 2015</p><footer>© 2024</footer>", None),
    ],
)
def test_published_is_what_the_page_states_for_machines(source: str, published: str | None) -> None:
    assert metadata(source).published == published


def test_language_comes_from_the_html_element() -> None:
    assert metadata("<html lang='kk-KZ'><meta property=og:locale content=ru_RU>").language == "kk"


def test_the_address_of_a_saved_page_is_read_from_its_comment() -> None:
    assert metadata("<!-- saved from url=(0030)https://union.example/news/5 --><html>").url == "https://union.example/news/5"


def test_an_address_is_no_author() -> None:
    assert (
        metadata('<meta property="article:author" content="https://facebook.example/post"><meta name=author content="A. Bek">').author
        == "A. Bek"
    )
