import pytest
from lxml import html

from readout.intake.facts import facts_of, names_of

NAMES = {
    "By Ana Roth and Tom Weir": ("Ana Roth", "Tom Weir"),
    "Ana Roth, Tom Weir": ("Ana Roth", "Tom Weir"),
    "Ana Roth | The Quay": ("Ana Roth",),
    "Ana Roth, editor of the weekend pages and of all the supplements": ("Ana Roth",),
    ", The Quay": (),
    "The Quay": (),
    "https://quay.example/roth": (),
    "roth@quay.example": (),
    "Nordwire": ("Nordwire",),
    "Zo&euml; Weir": ("Zoë Weir",),
}


@pytest.mark.parametrize(("written", "names"), NAMES.items(), ids=NAMES)
def test_a_byline_field_is_its_names(written, names):
    assert names_of([written], outlet="The Quay") == names


def test_an_author_who_is_only_pointed_at_is_looked_up():
    graph = """{"@graph": [{"@type": "NewsArticle", "headline": "No letter", "author": {"@id": "#roth"}},
      {"@type": "Person", "@id": "#roth", "name": "Ana Roth"}]}"""
    page = f'<html><head><script type="application/ld+json">{graph}</script></head><body></body></html>'
    assert facts_of(html.document_fromstring(page)).authors == ("Ana Roth",)


@pytest.mark.parametrize(("content", "names"), [("Ana Roth", ("Ana Roth",)), ("aroth", ())])
def test_a_template_s_own_author_field_is_believed_where_it_is_a_name(content, names):
    page = f'<html><head><meta name="quay.author" content="{content}"></head><body></body></html>'
    assert facts_of(html.document_fromstring(page)).authors == names
