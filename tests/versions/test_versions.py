from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newsroom import article, capture
from readout.articles import read_capture
from readout.model import (
    ArticleId,
    Basis,
    CaptureId,
    CopyGroup,
    CopyGroupId,
    EntryRef,
    Fate,
    Link,
    Relation,
    Told,
    Version,
    When,
)
from readout.statements import read_statements
from readout.versions import as_groups, compare, find_versions, linked, without_versions

FIRST = (
    "Norway held the cable ship at Bergen on Sunday, the coast guard said.\n"
    "The operator denied any survey.\n"
    "Nobody was hurt when the ship was brought in by two coast guard vessels."
)
SECOND = (
    "Norway held the cable ship at Bergen on Sunday, the coast guard said.\n"
    "The operator denied that any survey took place.\n"
    "Portugal recalled its ambassador, the ministry said.\n"
    "Nobody was hurt when the ship was brought in by two coast guard vessels."
)


def held(*texts, addresses=None, entries=None):
    """Versions among articles that came in this order, each with its texts."""
    articles, by_capture, came = [], {}, []
    for n, text in enumerate(texts):
        entry = EntryRef(feed="f", id=entries[n]) if entries else None
        articles.append(replace(article(text), id=ArticleId(f"a{n}"), entry=entry))
        by_capture[capture(text).id] = text
        came.append((capture(text).id, (addresses or [f"{n}.txt" for n in range(len(texts))])[n : n + 1]))
    return articles, by_capture, find_versions(articles, by_capture, (), came)


def test_an_address_read_again_with_another_text_is_a_new_version():
    _, _, [version] = held(FIRST, SECOND, addresses=["page.txt", "page.txt"])
    assert (version.later, version.earlier) == ("a1", "a0")
    assert "page.txt was read again" in version.reasons[0].detail


def test_another_article_at_the_same_address_is_none():
    other = "The mackerel quota was cut by a third, fishermen in Valletta heard on Friday from the council."
    assert held(FIRST, other, addresses=["front.txt", "front.txt"])[2] == ()


def test_the_same_text_is_no_version():
    assert held(FIRST, FIRST + "\n", addresses=["page.txt", "page.txt"])[2] == ()


def test_an_entry_read_again_with_another_text_is_a_new_version():
    _, _, [version] = held(FIRST, SECOND, entries=["1", "1"])
    assert (version.later, version.earlier) == ("a1", "a0")


def test_a_post_of_a_live_blog_read_again_is_a_later_text_of_itself_alone():
    other = "Portugal and Spain signed a treaty on fishing in the Gulf, and nobody spoke against it at all."
    page, again = f"{other}\n{FIRST}", f"{other}\n{SECOND}"
    entry, articles = EntryRef(feed="f", id="1"), []
    for n, text in enumerate((page, again)):
        whole = replace(article(text), entry=entry)
        for m, blocks in enumerate((whole.blocks[:1], whole.blocks[1:])):
            articles.append(replace(whole, id=ArticleId(f"{n}-{m}"), blocks=blocks))
    texts = {capture(text).id: text for text in (page, again)}
    came = [(capture(text).id, ()) for text in (page, again)]
    [version] = find_versions(articles, texts, (), came)
    assert (version.later, version.earlier) == ("1-1", "0-1")


def test_two_addresses_are_two_articles():
    assert held(FIRST, SECOND)[2] == ()


def test_one_outlet_with_two_times_has_published_again():
    articles, texts, _ = held(FIRST, SECOND)
    times = ["2026-03-02T08:00:00+00:00", "2026-03-02T18:00:00+00:00"]
    dated = [
        replace(a, outlet="Nordwire", published=When(iso=at, as_written=None, basis=Basis.METADATA))
        for a, at in zip(articles, times, strict=True)
    ]
    group = CopyGroup(id=CopyGroupId("c"), articles=(ArticleId("a0"), ArticleId("a1")), of=None, reasons=())
    [version] = find_versions(dated, texts, [group], [])
    assert (version.later, version.earlier) == ("a1", "a0")


GLUED = """Nordwire
UPDATE: Portugal recalls ambassador

LISBON (Nordwire) — Portugal recalled its ambassador to Norway on Tuesday, the ministry said.

Nordwire's earlier story follows below.

OSLO (Nordwire) — Norway said on Tuesday that the ship would stay in Bergen.

Portugal denies that any survey took place.
"""


def test_an_update_above_its_earlier_story_is_one_article_with_two_versions():
    page = capture(GLUED)
    [report] = read_capture(page).articles
    [version] = find_versions([report], {page.id: page.text}, (), [(page.id, ("page.txt",))])
    assert version.later == version.earlier == report.id
    assert version.later_part.of(page.text).startswith("LISBON")
    assert version.earlier_part.of(page.text).startswith("OSLO")
    found = compare(version, report, report, {page.id: page.text}, read_statements(report, page.text))
    assert {edit.fate for edit in found.sentences} >= {Fate.ADDED, Fate.REMOVED}


def difference(before, after):
    articles, texts, _ = held(before, after)
    said = [s for a, text in zip(articles, (before, after), strict=True) for s in read_statements(a, text)]
    said = [
        replace(s, article_id=a.id) for a in articles for s in said if s.passage.capture_id == a.capture_id
    ]
    return compare(Version(later=ArticleId("a1"), earlier=ArticleId("a0")), *articles, texts, said)


def test_the_difference_names_what_was_added_changed_and_kept():
    found = difference(FIRST, SECOND)
    fates = [edit.fate for edit in found.sentences]
    assert fates == [Fate.KEPT, Fate.CHANGED, Fate.ADDED, Fate.KEPT]
    changed = found.sentences[1]
    assert (Fate.ADDED, "that ") in changed.words
    assert found.sentences[2].after.exact.startswith("Portugal recalled")


def test_the_difference_names_statements_that_changed_and_appeared():
    fates = {(e.after or e.before).content.exact: e.fate for e in difference(FIRST, SECOND).statements}
    assert Fate.ADDED in fates.values()
    assert Fate.CHANGED in fates.values()
    gone = difference(SECOND, FIRST).statements
    assert Fate.REMOVED in {edit.fate for edit in gone}


def test_the_same_text_differs_in_nothing():
    found = difference(FIRST, FIRST + "\n")
    assert {edit.fate for edit in (*found.sentences, *found.statements)} == {Fate.KEPT}


SENTENCES = st.lists(
    st.sampled_from(["A ship left.", "It rained.", "The port closed.", "Crews came home."]), max_size=6
)


@given(SENTENCES, SENTENCES)
def test_every_sentence_of_both_texts_stands_once_in_the_difference(before, after):
    before, after = " ".join(["Start.", *before]), " ".join(["Begin.", *after])
    found = difference(before, after).sentences
    assert " ".join(e.before.exact for e in found if e.before) == before
    assert " ".join(e.after.exact for e in found if e.after) == after
    for edit in found:
        if edit.words:
            kept = "".join(w for fate, w in edit.words if fate is not Fate.REMOVED)
            assert kept == edit.after.exact


def test_versions_are_told_apart_from_copies():
    a, b, c = map(ArticleId, "abc")
    version = Version(later=b, earlier=a)
    pair = CopyGroup(id=CopyGroupId("1"), articles=(a, b), of=a, reasons=())
    three = CopyGroup(id=CopyGroupId("2"), articles=(a, b, c), of=a, reasons=())
    assert without_versions([pair], [version]) == ()
    [kept] = without_versions([three], [version])
    assert (kept.articles, kept.of) == ((b, c), b)
    told = linked(Told(links=(Link(a=a, b=b, relation=Relation.SAME_TEXT, reasons=()),)), [version])
    assert [(x.a, x.b, x.relation) for x in told.links] == [(b, a, Relation.UPDATE_OF)]
    assert as_groups([version])[0].articles == (a, b)


def test_a_capture_that_nobody_holds_any_more_stops_nothing():
    articles, texts, _ = held(FIRST)
    assert find_versions(articles, texts, (), [(CaptureId("gone"), ("page.txt",))]) == ()
