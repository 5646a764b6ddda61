from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.collect.outcomes import conditions, is_due
from flows.extract.collected import Page

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("page", "due"),
    [
        (Page("u"), True),
        (Page("u", outcome="kept", last_asked="2026-11-21T12:00:00Z"), False),
        (Page("u", outcome="kept", last_asked="2026-10-23T12:00:00Z"), True),
        (Page("u", outcome="failed", last_asked="2026-11-22T11:00:00Z"), True),
        (Page("u", outcome="refused", last_asked="2026-11-22T11:00:00Z"), False),
        (Page("u", outcome="gone", last_asked="2026-11-22T11:00:00Z"), False),
        (Page("u", outcome="kept", last_asked="2026-11-21T12:00:00Z", modified="2026-11-21T12:00:01+00:00"), True),
        (Page("u", outcome="kept", last_asked="2026-11-21T12:00:00Z", modified="2077-11-21T12:00:01+00:00"), False),
        (Page("u", outcome="kept", last_asked="2026-11-21T12:00:00Z", modified="2026-11-20T00:00:00+00:00"), False),
    ],
)
def test_when_a_page_is_asked_for_again(page: Page, due: bool) -> None:
    assert is_due(page, NOW, recheck_days=30) is due


def test_only_a_page_that_we_have_is_asked_for_with_conditions() -> None:
    assert conditions(Page("u", etag='"1"', last_modified="x")) == {}
    assert conditions(Page("u", etag='"1"', sha256="0")) == {"If-None-Match": '"1"'}
    assert conditions(Page("u", last_modified="Fri", sha256="0")) == {"If-Modified-Since": "Fri"}
