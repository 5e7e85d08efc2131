"""Rewritten sentences with a known answer, made from articles: faithful ones, and ones that lie.

It knows nothing of how the verifier works: it turns what the articles say by means of their statements.
Every text it is used on is the project's own.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from readout.actors import cast_actors
from readout.articles import read_capture
from readout.briefs.told import Telling, telling
from readout.intake import take
from readout.model import Act, Actor, ActorType, Article, Cast, Mode, Statement
from readout.statements import read_statements

#: Acts that only tell.
NOW = datetime(2026, 3, 16, tzinfo=UTC)
TELLS = frozenset({Act.STATE, Act.ANNOUNCE, Act.CONFIRM})
#: What an act is turned into, and in which word.
TURNED = {
    Act.DENY: "admitted",
    Act.REJECT: "accepted",
    Act.REFUSE: "agreed to",
    Act.CONFIRM: "denied",
    Act.ACCUSE: "praised",
    Act.STATE: "denied",
    Act.ANNOUNCE: "denied",
    Act.WARN: "denied",
    Act.DEMAND: "rejected",
    Act.PROMISE: "refused",
    Act.CONDEMN: "welcomed",
}
ADVERBS = ("reluctantly", "angrily", "falsely", "secretly", "repeatedly", "desperately")
MOTIVES = (
    "in order to distract from the scandal",
    "to put pressure on its rivals",
    "fearing a defeat at the polls",
    "which highlights the fragile trust between the two sides",
    "marking a turning point in the conflict",
)
NAMES = ("Pavel Strand", "Miriam Oke", "Lars Venter", "Quentin Bell", "Oresia", "the Halden Institute")
PRONOUNS = frozenset(
    ["he", "she", "it", "they", "his", "her", "its", "their", "this", "these", "that", "those", "both", "we"]
)
WORDS = ("collapse", "invasion", "bribery", "apology", "victory", "surrender", "epidemic", "uranium")
NOT = re.compile(r"\b(not|never|no)\b|n['’]t\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article with everything that is read in it."""

    name: str
    text: str
    article: Article
    statements: tuple[Statement, ...]
    cast: Cast

    def telling(self) -> Telling:
        texts = {self.article.capture_id: self.text}
        return telling([self.article], texts, self.statements, self.cast)

    def speaker(self, statement: Statement) -> Actor | None:
        """A speaker who has a name."""
        voices = self.cast.voices.get(statement.id)
        actor = next((a for a in self.cast.actors if voices and a.id == voices.speaker), None)
        named = actor is not None and actor.type in {ActorType.PERSON, ActorType.COLLECTIVE}
        return actor if named and actor and actor.name[:1].isupper() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    page: Page
    text: str
    #: How it was made.
    kind: str


def pages(paths: Sequence[Path], *, fast: bool = True) -> Iterator[Page]:
    """The English articles of some files."""
    for path in paths:
        for taken in take(str(path), received_at=NOW, captured_at=NOW, limit=10_000_000):
            for article in read_capture(taken).articles:
                if article.language.partition("-")[0] != "en":
                    continue
                statements = read_statements(article, taken.text, fast=fast)
                texts = {article.capture_id: taken.text}
                cast = cast_actors([article], texts, statements, [])
                yield Page(name=path.name, text=taken.text, article=article, statements=statements, cast=cast)


def faithful(rng: random.Random, all_pages: Sequence[Page], count: int) -> list[Rewritten]:
    """So many sentences that say nothing but what their article says."""
    return _some(rng, all_pages, count, _faithful)


def false(rng: random.Random, all_pages: Sequence[Page], count: int) -> list[Rewritten]:
    """So many sentences that say what their article does not say."""
    return _some(rng, all_pages, count, _false)


def _some(
    rng: random.Random,
    all_pages: Sequence[Page],
    count: int,
    make: Callable[[random.Random, Page], Iterator[tuple[str, str]]],
) -> list[Rewritten]:
    found: dict[str, Rewritten] = {}
    for _ in range(count * 60):
        page = rng.choice(all_pages)
        made = list(make(rng, page))
        if made:
            kinds = sorted({kind for kind, _ in made})
            wanted = rng.choice(kinds)
            kind, text = rng.choice([pair for pair in made if pair[0] == wanted])
            text = " ".join(text.split())
            found.setdefault(text, Rewritten(page=page, text=text, kind=kind))
        if len(found) == count:
            break
    return list(found.values())


def _clause(statement: Statement) -> str | None:
    """What is said, if it is a clause of its own: an indirect report whole in one piece."""
    words = statement.content.exact.strip().rstrip(".,;")
    whole = statement.passage.exact
    if statement.mode is not Mode.INDIRECT or statement.quotations or len(words.split()) < 4:
        return None
    if any(mark in words for mark in '"“”«»\n') or f"that {words}" not in whole:
        return None
    return words


def _quoted(statement: Statement, text: str) -> str | None:
    if statement.mode is not Mode.DIRECT or not statement.quotations:
        return None
    words = statement.quotations[0].of(text).strip()
    return words if 4 <= len(words.split()) <= 40 and "\n" not in words and words[0].isupper() else None


def _faithful(rng: random.Random, page: Page) -> Iterator[tuple[str, str]]:
    if not page.statements:
        return
    statement = rng.choice(page.statements)
    actor = page.speaker(statement)
    if actor is None or statement.cue is None or statement.via:
        return
    cue = statement.cue.exact
    clause, quoted = _clause(statement), _quoted(statement, page.text)
    plain = statement.act in TELLS and cue in {"said", "told", "stated", "announced", "confirmed"}
    if clause and not statement.negated:
        if cue in {"said", "announced", "confirmed", "denied", "warned", "stated"}:
            yield "that", f"{actor.name} {cue} that {clause}."
        alone = clause.split()[0].casefold() not in PRONOUNS and " and that " not in clause
        if plain and alone:
            yield "according", f"According to {actor.name}, {clause}."
            yield "behind", f"{clause[0].upper()}{clause[1:]}, {actor.name} said."
    if quoted and statement.act not in {Act.DENY, Act.REJECT, Act.REFUSE, Act.ASK}:
        ended = quoted.rstrip(",")
        yield "quotation", f"{actor.name} said: “{ended}”"
        yield "quotation first", f"“{quoted.rstrip('.,')},” {actor.name} said."
    if statement.mode is Mode.NARRATED and cue in statement.passage.exact and not statement.negated:
        words = f"{cue} {statement.content.exact.strip().rstrip('.,')}"
        if words in page.text and len(words.split()) > 3 and '"' not in words and "“" not in words:
            yield "narrated", f"{actor.name} {words}."


def _paragraph(page: Page, statement: Statement | None) -> str:
    """The paragraphs around a statement, and the one before."""
    if statement is None:
        return page.text
    blocks = [b.span for b in page.article.blocks]
    at = next((n for n, b in enumerate(blocks) if b.overlap(statement.passage.span)), 0)
    return " ".join(b.of(page.text) for b in blocks[max(0, at - 2) : at + 1])


def _false(rng: random.Random, page: Page) -> Iterator[tuple[str, str]]:
    true = list(_faithful(rng, page))
    if not true:
        return
    how, text = rng.choice(true)
    statement = next((s for s in page.statements if s.content.exact.strip().rstrip(".,;") in text), None)
    names = [a.name for a in page.cast.actors if a.name[:1].isupper() and a.type is ActorType.PERSON]
    here = [name for name in names if name in text]
    # Whom the paragraph names may be the right one: the reading of the article may be wrong.
    near = _paragraph(page, statement)
    others = [name for name in names if not set(name.split()) & set(re.findall(r"\w+", text + near))]
    if here and others:
        yield "another name", text.replace(here[0], rng.choice(others))
    if here:
        yield "invented name", text.replace(here[0], rng.choice(NAMES))
    for match in re.finditer(r"\b\d+(?:[.,]\d+)?\b", text):
        figure = match.group()
        changed = str(int(figure) + rng.choice((1, 2, 10))) if figure.isdigit() else "9" + figure
        yield "figure", text[: match.start()] + changed + text[match.end() :]
    match = NOT.search(text)
    if match and match.group(1) in {"not", "never"}:
        yield "no left out", text[: match.start()].rstrip() + text[match.end() :]
    for auxiliary in re.finditer(r"\b(will|would|is|are|was|were|has|had|can|could)\b(?! not)", text):
        yield "no put in", text[: auxiliary.end()] + " not" + text[auxiliary.end() :]
    inside = re.search(r"“(.+)”", text)
    if inside:
        words = inside.group(1).split()
        n = rng.randrange(len(words))
        long = [i for i, word in enumerate(words) if len(word) > 3] or [n]
        n = rng.choice(long)
        changed = [*words[:n], rng.choice(WORDS), *words[n + 1 :]]
        yield "quotation altered", text.replace(inside.group(1), " ".join(changed))
        if len(words) > 5:
            dropped = [*words[:n], *words[n + 1 :]] if n + 1 < len(words) else [*words[: n - 2], words[n]]
            yield "quotation cut inside", text.replace(inside.group(1), " ".join(dropped))
    telling_words = re.findall(r"\b[a-z]{6,}\b", text)
    if telling_words:
        yield "word", text.replace(rng.choice(telling_words), rng.choice(WORDS), 1)
    yield "motive", f"{text.rstrip('.”,')}{'”' if text.endswith('”') else ''}, {rng.choice(MOTIVES)}."
    cue = re.search(r"\b(said|told|denied|warned|announced|confirmed|rejected|accused)\b", text)
    if cue:
        yield "adverb", f"{text[: cue.start()]}{rng.choice(ADVERBS)} {text[cue.start() :]}"
        turned = TURNED.get(statement.act) if statement else None
        if turned and turned != cue.group() and how in {"that", "narrated"}:
            yield "act turned", text[: cue.start()] + turned + text[cue.end() :]
    if statement and statement.mode is Mode.INDIRECT:
        clause = statement.content.exact.strip().rstrip(".,;")
        yield "claim as fact", f"{clause[0].upper()}{clause[1:]}."
    others = [s for s in page.statements if s is not statement]
    if statement and others and how == "that":
        other = rng.choice(others)
        wrong, right = page.speaker(other), page.speaker(statement)
        if wrong and right and wrong.id != right.id and not set(wrong.name.split()) & set(right.name.split()):
            yield "another's words", text.replace(right.name, wrong.name, 1)
    parts = re.match(r"(.+?) (accused|blamed|criticised|condemned) ((?:the )?[A-Z]\w+)( .*)", text)
    if parts:
        yield "roles turned", f"{parts[3]} {parts[2]} {parts[1]}{parts[4]}"
