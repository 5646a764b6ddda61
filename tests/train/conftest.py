from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from flows.train.authored import document_from_node
from flows.train.gold_pages import GoldPage, gold_page_from_document

PAGE = """<doc id="x1" language="en" published="2024-03-05">
<junk>Home | Contacts</junk>
<title><org id="o1">Union of Miners</org> signs agreement in <loc id="l1">Almaty</loc></title>

On <time v="2024-03-04">4 March 2024</time> the <org id="o1">Union of Miners</org> \
<ev id="v1" type="agreement" date="2024-03-04" with="o1" status="occurred">signed</ev> an accord in <loc id="l1">Almaty</loc>.
“<q id="q1" kind="direct" by="p1">We asked for respect</q>,” <cue q="q1">said</cue> <src q="q1"><per id="p1">Asel Nurbekova</per></src>.
</doc>"""


@pytest.fixture
def gold() -> GoldPage:
    return gold_page_from_document(document_from_node(ET.fromstring(PAGE)))
