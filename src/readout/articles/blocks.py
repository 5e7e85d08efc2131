"""The blocks of one article: what each of its lines is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from readout.articles import credits, posts, title
from readout.articles.interview import Spoken, read_turns
from readout.articles.lines import Line
from readout.articles.split import Layout, Part, outlet_labels
from readout.lang.pages import form_of
from readout.model import Block, Dateline, Role, Span, Turn, trimmed

#: Below these headings links stand, not text.
_LISTS = frozenset({"related", "most_read", "contents", "comments", "tags"})
_HEADLINE = re.compile(r"[:|]\s*\w+(?:\s+\S+){2,}")
_MARKED = {"background": Role.BACKGROUND, "summary": Role.SUMMARY, "insight": Role.INSIGHT}


@dataclass
class Draft:
    """An article while its lines are read."""

    blocks: list[Block] = field(default_factory=list)
    title: Span | None = None
    suffixes: tuple[str, ...] = ()
    dashed: bool = False
    dateline: Dateline | None = None
    #: Agencies that supplied it, with the span that says so.
    credits: list[tuple[str, Span]] = field(default_factory=list)
    labels: list[tuple[str, Span]] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)
    byline: tuple[str, ...] = ()
    age: str | None = None
    dates: list[str] = field(default_factory=list)

    def add(self, span: Span | None, role: Role, kind: str | None = None) -> None:
        if span:
            self.blocks.append(Block(span=span, role=role, type=kind))


def draft(text: str, lines: Sequence[Line], part: Part) -> Draft:
    """The blocks of the article in one part of a page; every line of it is in one of them."""
    own = lines[part.start : part.end]
    made = Draft()
    if part.layout is Layout.DIGEST:
        _digest(text, own, made)
    elif part.layout is Layout.POST:
        made.blocks = list(posts.blocks(own))
        made.title = next((b.span for b in made.blocks if b.role is Role.TITLE), None)
        made.age = own[0].words
    else:
        _article(text, own, part, made)
    return made


def _digest(text: str, lines: Sequence[Line], made: Draft) -> None:
    """Title, where there is one, then summary, insight, question."""
    body = list(lines)
    if len(body) > 2 and body[0].is_heading:
        _title(text, body.pop(0), made)
    for n, line in enumerate(body):
        last = n == len(body) - 1
        role = Role.QUESTION if last else Role.SUMMARY if n == 0 else Role.INSIGHT
        made.add(line.span, role)


def _title(text: str, line: Line, made: Draft) -> None:
    made.title, made.suffixes = title.cut(text, line.span)
    made.dashed = "|" not in Span(made.title.start, line.span.end).of(text)
    made.add(made.title, Role.TITLE)
    made.add(trimmed(text, made.title.end, line.span.end), Role.FURNITURE, "suffix")


def _article(text: str, lines: Sequence[Line], part: Part, made: Draft) -> None:
    labels = outlet_labels(lines)
    titled = _title_line(lines, part, labels)
    captions = _captions(lines)
    contents = _contents(lines, titled)
    body_from = titled + 1 if titled is not None else 0
    heading = lines[titled].words if titled is not None else ""
    turns = read_turns(lines[body_from:], heading)
    reader = _Reader(text, lines, made, captions=captions, contents=contents, titled=titled)
    for n, line in enumerate(lines):
        if n == titled:
            _title(text, line, made)
            reader.below = None  # a list heading above the title heads the page, not the article
        elif n in labels:
            made.labels.append((labels[n], line.span))
            made.add(line.span, Role.FURNITURE, "outlet")
        elif (spoken := turns.get(n - body_from)) and n >= body_from:
            made.blocks.append(_turn(line, spoken))
        else:
            reader.read(n, line)


def _turn(line: Line, spoken: Spoken) -> Block:
    return Block(span=line.span, role=Role.TURN, speaker=spoken.speaker, turn=Turn(spoken.turn))


def _title_line(lines: Sequence[Line], part: Part, labels: dict[int, str]) -> int | None:
    """Which line is the title: the first that looks like one above the text. None: there is none.

    Where several headings stand above the first paragraph, the first of at least five words is
    taken; a kicker is shorter, and what follows the title is its deck. A question above another
    heading leads to the story and is not its title.
    """
    first_text = next((n for n, line in enumerate(lines) if line.is_paragraph), len(lines))
    found = [n for n in range(first_text) if lines[n].is_heading and n not in labels]
    found = [n for n in found if not form_of("byline", lines[n].words) or lines[n].count > 6]
    if not found:
        return _ended_title(lines, part, first_text, labels)
    stated = [n for n in found if not lines[n].asks] or found
    return next((n for n in stated if lines[n].count >= 5), max(stated, key=lambda n: lines[n].count))


def _ended_title(lines: Sequence[Line], part: Part, first_text: int, labels: dict[int, str]) -> int | None:
    """A title that ends like a sentence: short, first, and set off from a text behind it."""
    if first_text >= len(lines) or first_text in labels:
        return None
    line = lines[first_text]
    following = lines[first_text + 1] if first_text + 1 < len(lines) else None
    if line.count > 20 or following is None:
        return None
    marked = following.furniture in {"share", "age"}
    set_off = following.after_gap and following.is_paragraph and following.count >= 2 * line.count
    above = part.layout is Layout.STORY and marked
    return first_text if above or (set_off and line.count <= 14 and first_text == 0) else None


def _captions(lines: Sequence[Line]) -> dict[int, Role]:
    """Lines that belong to a picture: the credit says so, and what stands right above it is the caption."""
    found: dict[int, Role] = {}
    for n, line in enumerate(lines):
        if line.credit != "photo":
            continue
        if n and lines[n - 1].is_paragraph and lines[n - 1].count <= 60:
            found[n - 1] = Role.CAPTION
            # A machine's copy of a page shows the alternative text too, above the caption.
            if n > 1 and lines[n - 2].is_plain and lines[n - 2].count <= 14 and not _quotes(lines[n - 2]):
                found[n - 2] = Role.CAPTION
    return found


def _quotes(line: Line) -> bool:
    return any(mark in line.words for mark in '“”"«»')


def _contents(lines: Sequence[Line], titled: int | None) -> frozenset[int]:
    """The entries of a contents list: bullets or numbers right below a heading that says so."""
    found: set[int] = set()
    for n, line in enumerate(lines):
        if line.furniture != "contents":
            continue
        for m in range(n + 1, len(lines)):
            listed = lines[m].is_bullet or lines[m].is_numbered
            repeated = lines[m].is_heading and any(lines[m].words == x.words for x in lines[m + 1 :])
            if not listed and not repeated:
                break
            found.add(m)
    return frozenset(found - {titled})


class _Reader:
    """Reads the lines of an article in order; a heading changes what the lines below it are."""

    def __init__(
        self,
        text: str,
        lines: Sequence[Line],
        made: Draft,
        *,
        captions: dict[int, Role],
        contents: frozenset[int],
        titled: int | None,
    ) -> None:
        self.text, self.lines, self.made = text, lines, made
        self.captions, self.contents, self.titled = captions, contents, titled
        self.below: str | None = None
        self.begun = False

    def read(self, n: int, line: Line) -> None:
        made = self.made
        if n in self.contents:
            made.add(line.span, Role.FURNITURE, "contents")
        elif n in self.captions:
            made.add(line.span, self.captions[n])
        elif form_of("pull_quote", line.words) == "attribution":
            self._pull_quote(line)
        elif line.credit:
            self._credit(line)
        elif not self.begun and self._byline(n, line):
            made.add(line.span, Role.CREDIT, "byline")
        elif line.furniture:
            self._furniture(line)
        elif line.is_table:
            made.add(line.span, Role.TABLE)
        elif marked := form_of("marked", line.words):
            made.add(line.span, _MARKED[marked])
        elif line.is_heading and not line.is_paragraph:
            self._heading(n, line)
        else:
            self._paragraph(n, line)

    def _pull_quote(self, line: Line) -> None:
        """The paragraph above an attribution line is the quotation; both are the pull quote."""
        blocks = self.made.blocks
        if blocks and blocks[-1].role is Role.BODY:
            blocks[-1] = Block(span=blocks[-1].span, role=Role.PULL_QUOTE)
        self.made.add(line.span, Role.PULL_QUOTE)

    def _credit(self, line: Line) -> None:
        agency = credits.agency_in(line.words)
        if agency and line.credit in {"contributor", "agency"}:
            self.made.credits.append((agency, line.span))
        if line.credit == "republication":
            self.made.notes.append(line.span)
        self.made.add(line.span, Role.CREDIT, line.credit)

    def _byline(self, n: int, line: Line) -> bool:
        if self.titled is None or n < self.titled - 2 or len(line.words) > 150:
            return False
        for form in credits.byline_forms():
            found = form.pattern.fullmatch(line.words)
            names = credits.names_in(found["names"]) if found else ()
            if names:
                self.made.byline = names
                return True
        return False

    def _furniture(self, line: Line) -> None:
        if line.furniture == "age" and self.made.age is None:
            self.made.age = line.words
        if line.furniture == "dates":
            self.made.dates.append(line.words)
        agency = credits.agency_in(line.words) if line.furniture == "copyright" else None
        if agency:
            self.made.credits.append((agency, line.span))
        # "Related: Ferry cancelled again" is the whole list; the text goes on below it.
        heads = line.furniture in _LISTS - {"contents"} and not _HEADLINE.search(line.words)
        self.below = line.furniture if heads else self.below
        self.made.add(line.span, Role.FURNITURE, line.furniture)

    def _heading(self, n: int, line: Line) -> None:
        if self.titled is not None and n < self.titled:
            role = Role.QUESTION if line.asks and line.count > 5 else Role.FURNITURE
            self.made.add(line.span, role, None if role is Role.QUESTION else "navigation")
        elif self.below in _LISTS:
            self.made.add(line.span, Role.FURNITURE, self.below)
        elif line.asks and line.count > 10:
            self.made.add(line.span, Role.QUESTION)
        elif line.words == self._title_words():
            self.made.add(line.span, Role.FURNITURE, "title_again")
        else:
            self.below = form_of("heading", line.words)
            self.made.add(line.span, Role.SUBHEAD)

    def _title_words(self) -> str | None:
        return self.made.title.of(self.text) if self.made.title else None

    def _paragraph(self, n: int, line: Line) -> None:
        if self.below in {"comments", "most_read"} or (self.below == "related" and not _is_long(line)):
            self.made.add(line.span, Role.FURNITURE, self.below)
            return
        if self.below == "faq" and (line.is_bullet or "?" in line.words):
            self.made.add(line.span, Role.FAQ)
        elif self.below == "background":
            self.made.add(line.span, Role.BACKGROUND)
        elif line.only_asks:
            self.made.add(line.span, Role.QUESTION)
        elif not line.is_paragraph and not line.is_bullet and line.count <= 3 and not self.begun:
            self.made.add(line.span, Role.FURNITURE, "fragment")
        else:
            self._body(line)

    def _body(self, line: Line) -> None:
        """A paragraph of the text, its dateline read and its closing credits set apart."""
        words = self.lines_words(line)
        if not self.begun or self.made.dateline is None:
            found = credits.dateline_of(words)
            if found and self.made.dateline is None:
                self.made.dateline = found[0]
                if found[0].credit:
                    opening = trimmed(self.text, line.span.start, line.span.start + found[1])
                    self.made.credits.append((found[0].credit, opening or line.span))
        self.begun = True
        end = line.span.end
        wire = credits.wire_credit(words)
        closing = credits.closing_credit(words)
        cut = wire[0] if wire else closing
        if cut is not None:
            end = line.span.start + cut
            rest = trimmed(self.text, end, line.span.end)
            self.made.add(trimmed(self.text, line.span.start, end), Role.BODY)
            self.made.add(rest, Role.CREDIT, "agency" if wire else "contributor")
            agency = wire[1] if wire else credits.agency_in(rest.of(self.text)) if rest else None
            if agency and rest:
                self.made.credits.append((agency, rest))
            return
        self.made.add(line.span, Role.BODY)

    def lines_words(self, line: Line) -> str:
        return line.span.of(self.text)


def _is_long(line: Line) -> bool:
    return line.count >= 40


def in_order(blocks: Sequence[Block]) -> Iterator[Block]:
    return iter(sorted(blocks, key=lambda block: block.span))
