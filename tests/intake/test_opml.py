from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from readout.formats.opml import as_opml
from readout.intake import opml
from readout.intake.opml import Listed
from readout.model import Problem, Subscription

AT = datetime(2026, 3, 1, tzinfo=UTC)


def listed(document: str) -> list[Listed | Problem]:
    return list(opml.read(document.encode(), where="list.opml"))


def test_folders_become_paths_in_the_order_of_the_list():
    document = """<?xml version="1.0"?><opml version="1.1"><head><title>x</title></head><body>
    <outline text="World"><outline text="Europe"><outline xmlUrl="https://a.example/f" text="A"/></outline>
    <outline xmlurl="https://b.example/f" title="B &amp; C"/></outline>
    <outline text="D" type="rss" xmlUrl="feed://d.example/f" category="/Sea/Ships,/x"/></body></opml>"""
    assert listed(document) == [
        Listed(address="https://a.example/f", title="A", folder=("World", "Europe")),
        Listed(address="https://b.example/f", title="B & C", folder=("World",)),
        Listed(address="http://d.example/f", title="D", folder=("Sea", "Ships")),
    ]


def test_what_cannot_be_fetched_is_a_problem_and_the_rest_is_listed():
    document = '<opml><body><outline xmlUrl="file:///etc/passwd" text="P"/><outline xmlUrl="http://a.example"/></body></opml>'
    problem, feed = listed(document)
    assert isinstance(problem, Problem)
    assert "file:///etc/passwd" in problem.what
    assert feed == Listed(address="http://a.example", title=None, folder=())


def test_a_list_that_is_none_is_a_problem():
    for document in ("", "hello", "<html></html>", "<opml><body/></opml>"):
        [problem] = listed(document)
        assert isinstance(problem, Problem)


WORDS = st.text(st.sampled_from("ab&<>\"'/é Щ"), min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=3)), max_size=8))
def test_a_list_written_and_read_is_the_same_list(feeds):
    subscriptions = [
        Subscription(address=f"https://{n}.example/f", title=title, folder=tuple(folder), by="r", at=AT)
        for n, (title, folder) in enumerate(feeds)
    ]
    back = [one for one in listed(as_opml(subscriptions)) if isinstance(one, Listed)]
    assert {(o.address, o.title, o.folder) for o in back} == {
        (s.address, s.title, s.folder) for s in subscriptions
    }


@given(st.binary(max_size=300))
def test_no_bytes_whatever_raise(junk):
    for document in (junk, b"<opml><body><outline xmlUrl='" + junk, b"<opml><body>" + junk):
        list(opml.read(document, where="x"))
