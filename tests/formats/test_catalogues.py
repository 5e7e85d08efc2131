"""Every word of ours is in the catalogues, and every catalogue says every word."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

import catalogues
from newsroom import NOW
from plan import HOUSE, ROOT
from readout.desk import open_desk
from readout.formats import words
from readout.formats.html import _environment, as_html
from readout.formats.markdown import as_markdown
from readout.formats.terminal import as_text
from readout.formats.words import ago, day_words, speaking
from readout.lang import table
from readout.web.app import make_app

TEMPLATES = sorted((HOUSE / "formats").rglob("templates/*.html"))
PLACES = re.compile(r"%\(\w+\)s|\{\w*\}|%%|`[^`]+`|</?\w+")
#: Attributes that are read to somebody.
READ = re.compile(r"""\b(?:title|aria-label|placeholder|alt|content)=["']([^"']*)""")
LETTERS = re.compile(r"[A-Za-z]{2,}")
#: What needs no translation: the name, and what stands in the head of a page.
NAMES = {"readout", "noindex", "utf", "width", "device", "initial", "scale", "light", "dark"}
#: The policy of a page that stands alone.
POLICY = "default-src"


def unwrapped(source):
    """The (line, words) of a template that no catalogue can reach."""
    text, inside, lines = [], 0, []
    before = ""
    for line, kind, value in _environment().lex(source):
        if kind == "name" and before == "block_begin" and value in {"trans", "endtrans"}:
            inside += 1 if value == "trans" else -1
        if kind == "data" and not inside:
            text.append(value)
            lines.append((sum(map(len, text)) - len(value), line))
        elif kind == "variable_begin":
            text.append("\0")
        # A constant that is shown: right after the braces, or as what else is shown.
        if kind == "string" and before in {"variable_begin", "else", "or"} and value[1:2] not in {"/", "#"}:
            text.append(f"<>{value[1:-1]}<>")
            lines.append((sum(map(len, text)) - len(value), line))
        if kind != "whitespace":
            before = value if kind == "name" and value in {"else", "or"} else kind
    whole = re.sub(r"<(style|svg|pre)\b[^>]*>\s*\0*\s*</\1>", "", "".join(text))
    for attribute in READ.findall(whole):
        if POLICY not in attribute:
            yield from ((n, attribute) for n in _lines(whole, attribute, lines) if _ours(attribute))
    for shown in re.sub(r"<[^>]*>", "\1", whole).split("\1"):
        if _ours(shown):
            yield from ((n, " ".join(shown.replace("\0", "…").split())) for n in _lines(whole, shown, lines))


def _ours(shown):
    shown = re.sub(r"""\b[\w-]+=(["']).*?\1""", "", shown)  # attributes that a macro sets
    return [word for word in LETTERS.findall(re.sub(r"&\w+;", "", shown)) if word not in NAMES]


def _lines(whole, shown, lines):
    at = whole.find(shown)
    yield max((line for start, line in lines if start <= at), default=1)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_every_word_of_a_template_is_for_a_catalogue(path):
    found = [
        f'{path.relative_to(ROOT)}:{line}: “{text}” stands bare; write it as {{{{ _("…") }}}} or within trans'
        for line, text in unwrapped(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_bare_words_are_noticed_wherever_they_stand():
    bare = (
        '<h1>{{ _("Fine") }}</h1>\n<p title="Bad one">{% trans n=1 %}{{ n }} fine{% endtrans %}</p>\n'
        '<b class="fine">Bad two {{ x }}</b>{{ "bad three" if x == "fine" else y or "bad four" }}'
    )
    assert [text for _, text in unwrapped(bare)] == ["Bad one", "Bad two …", "bad three", "bad four"]


def test_the_catalogues_hold_what_there_is_to_say():
    now = catalogues.said()
    for language in catalogues.languages():
        held = catalogues.held(language)
        held.update(now, no_fuzzy_matching=True)
        file = (catalogues.FOLDER / f"{language}.po").read_text(encoding="utf-8")
        assert catalogues.written(held, language) == file, (
            f"{language}.po is not up to date: run make catalogues"
        )


@pytest.mark.parametrize("language", catalogues.languages())
def test_a_catalogue_is_complete_and_keeps_what_is_filled_in(language):
    for message in catalogues.messages(catalogues.held(language)):
        ones = [message.id] if isinstance(message.id, str) else list(message.id)
        theirs = [message.string] if isinstance(message.string, str) else list(message.string)
        assert all(theirs), f"{language}.po does not translate {message.id!r}"
        assert not message.fuzzy
        for text in theirs:
            of = {frozenset(PLACES.findall(one)) for one in ones}
            assert frozenset(PLACES.findall(text)) in of, f"{language}.po: {text!r} fills in other things"


class _Shown(HTMLParser):
    """What a page shows or reads out, but for what it says is English or code."""

    def __init__(self):
        super().__init__()
        self.shown, self.open = [], []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        void = {"meta", "link", "br", "input", "hr", "img", "line"}
        if tag not in void:
            apart = tag in {"code", "style", "pre"} or given.get("lang") == "en"
            self.open.append((tag, apart))
        self.shown += [
            given[name]
            for name in ("title", "aria-label", "placeholder", "alt")
            if given.get(name) and not self.apart
        ]

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, words):
        if not self.apart:
            self.shown.append(words)

    @property
    def apart(self):
        return any(apart for _, apart in self.open)


class _Veiled:
    """A catalogue that says everything in letters that are not Latin."""

    def __init__(self, real):
        self.real = real

    def _veil(self, words):
        keep = re.compile(r"(%\(\w+\)s|%%|\{\w*\}|<[^>]+>|`[^`]+`|READOUT_\w+)")
        return "".join(part if n % 2 else LETTERS.sub("ж", part) for n, part in enumerate(keep.split(words)))

    def gettext(self, words):
        return self._veil(words)

    def pgettext(self, context, words):
        return self._veil(words)

    def ngettext(self, one, many, number):
        return self._veil(one if number == 1 else many)


@pytest.fixture
def newsroom_in_cyrillic(tmp_path, monkeypatch):
    """The demo's pages in Cyrillic, so that a Latin word is the program's or a name."""
    real = words.catalogue
    monkeypatch.setattr(words, "catalogue", lambda language: _Veiled(real(language)))
    files = [str(p) for p in sorted((ROOT / "demo").glob("*.txt")) if p.name[:2] in {"07", "20", "22"}]
    with open_desk(tmp_path / "store.sqlite3") as desk:
        desk.add(files)
        yield desk


def _latin(texts):
    return {word for text in texts for word in LETTERS.findall(text)}


@speaking("fr")
def _foreign(desk):
    """Latin words that pages show and that are not ours: of the captures, of machines, of languages."""
    edition = desk.edition()
    kept = [c.text for c in edition.captures] + [c.address for c in edition.captures]
    kept += [c.media_type + " " + c.encoding for c in edition.captures]
    kept += [f"{a.id} {a.origin}" for a in edition.articles] + [
        f"{s.id} {s.origin}" for s in edition.statements
    ]
    kept += [actor.id for actor in edition.cast.actors] + [story.id for story in edition.told.stories]
    kept += [day_words(date(2026, month, 1)) for month in range(1, 13)] + [ago(2, "day"), ago(1, "day")]
    news = table("fr", "news")
    rows = (table("fr", "concepts")["concept"], news["place"], news["matter"])
    concepts = [forms.replace("~", "") for row in rows for forms in row.values()]
    return _latin(kept + concepts) | {"readout", "ru", "uk", "en", "fr", "Ctrl", "UTC"}


def test_no_page_shows_a_word_of_ours_that_no_catalogue_reaches(newsroom_in_cyrillic):
    client = TestClient(make_app(newsroom_in_cyrillic, lambda: NOW), headers={"accept-language": "fr"})
    known, todo, seen, ours = (
        _foreign(newsroom_in_cyrillic),
        ["/", "/search?q=x", "/nothing", "/?full=1"],
        set(),
        {},
    )
    while todo:
        address = todo.pop()
        if address in seen or len(seen) > 200:
            continue
        seen.add(address)
        page = client.get(address).text
        if not page.startswith("<!doctype"):
            continue
        reader = _Shown()
        reader.feed(page)
        for text in reader.shown:
            if bare := _latin([text]) - known:
                ours.setdefault(text.strip(), (address, bare))
        todo += [h.replace("&amp;", "&") for h in re.findall(r'href="(/[^"#]*)', page)]
    assert {a.split("/")[1] for a in seen} >= {"article", "story", "statement", "actor", "capture"}
    assert ours == {}


def test_no_edition_says_a_word_of_ours_that_no_catalogue_reaches(newsroom_in_cyrillic):
    edition, known = newsroom_in_cyrillic.edition(), _foreign(newsroom_in_cyrillic)
    with speaking("fr"):
        reader = _Shown()
        reader.feed(as_html(edition, now=NOW))
        told = {
            "html": reader.shown,
            "text": as_text(edition, width=100, explain=True).splitlines(),
            "md": list(as_markdown(edition)),
        }
    bare = {form: [line for line in lines if _latin([line]) - known] for form, lines in told.items()}
    # `readout read --explain` is what one types.
    assert {form: [line for line in lines if "`" not in line] for form, lines in bare.items()} == {
        "html": [], "text": [], "md": [],
    }  # fmt: skip
