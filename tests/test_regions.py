"""A region behind a language changes nothing in how a page is read."""

import pytest

from readout.desk import open_desk

PAGE = """<html lang="{tag}"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>{lead}</p>
<p>Transport Minister Giulia Ferri had said on Wednesday that the union had withdrawn the demand for a night bonus.</p>
<p>The union's secretary, Marco Belli, also denied that the union had dropped its demand for a night bonus.</p>
</article></body></html>"""
LEADS = (
    (
        "Strike in the port of Ravenna ends",
        "Dockers in Ravenna went back to work on Thursday after nine days of strike.",
    ),
    (
        "Ravenna dockers end their strike",
        "The dockers of Ravenna ended a strike of nine days in the port on Thursday.",
    ),
)


def read(folder, *tags):
    paths = []
    for number, (tag, (title, lead)) in enumerate(zip(tags, LEADS, strict=False)):
        path = folder / f"{number}.html"
        path.write_text(PAGE.format(tag=tag, title=title, lead=lead), encoding="utf-8")
        paths.append(str(path))
    with open_desk(None) as desk:
        desk.add(paths)
        return desk.edition()


def told(edition):
    names = {actor.id: actor.name for actor in edition.cast.actors}
    voices = edition.cast.voices
    return [(names.get(voices[s.id].speaker), s.act, s.content.exact) for s in edition.statements]


@pytest.mark.parametrize("tag", ["en-US", "en-GB"])
def test_the_same_is_said_by_the_same(tmp_path, tag):
    plain, regional = read(tmp_path, "en"), read(tmp_path, tag)
    assert regional.articles[0].language == tag
    assert told(regional) == told(plain)
    assert {name for name, _, _ in told(plain)} == {"Giulia Ferri", "Marco Belli"}


def test_articles_of_two_regions_are_compared_as_of_one_language(tmp_path):
    one = read(tmp_path, "en", "en")
    two = read(tmp_path, "en-US", "en-GB")
    assert len(two.told.stories) == len(one.told.stories)
