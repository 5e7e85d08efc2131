"""One office, two holders: who held it, as articles in order of time name them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from readout.lang.ledger import ledger_list
from readout.ledger.reading import Readings
from readout.ledger.states import states_in
from readout.model import Actor, ActorType, Article, Change, Passage, Reason, Span, Step

#: An office and a name that stand so near each other belong together, in characters.
BESIDE = 6
#: So many characters before an office may name its state.
BEFORE = 12
#: Initials that a role has lost: "U." before "S. President".
_CUT = re.compile(r"(?:[^\W\d_]\.)*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An article gives somebody an office of which a state has one holder."""

    actor: Actor
    office: str
    state: str
    article: Article
    #: The office and the name, where they stand side by side; else the office.
    passage: Passage

    @property
    def day(self) -> str | None:
        published = self.article.published.iso if self.article.published else None
        return published[:10] if published else None


def successions(made: Readings) -> Iterator[Change]:
    """Two persons in one office of one state, where the passages show who came later."""
    by: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in holdings(made):
        by[holding.state, holding.office].append(holding)
    for (state, office), found in by.items():
        found.sort(key=lambda h: (h.day or "9999", made.arrived[h.article.id], h.passage.span))
        first = found[0]
        then = next(
            (
                h
                for h in found[1:]
                if not _one_person(first.actor, h.actor)
                and made.behind(first.day, h.day, first.article.id, h.article.id)
            ),
            None,
        )
        if then is None:
            continue
        yield Change(
            topic=f"{office} ({state.replace('-', ' ').title()})",
            actor=None,
            steps=tuple(Step(label=h.actor.name, iso=h.day, passage=h.passage) for h in (first, then)),
            reasons=(
                Reason(
                    name="another holder", value=1.0, detail=f"{first.actor.name}, then {then.actor.name}"
                ),
            ),
        )


def holdings(made: Readings) -> Iterator[Holding]:
    """The offices of persons that a state has one of, with their state."""
    in_capture: dict[str, list[Article]] = defaultdict(list)
    for article in made.articles.values():
        in_capture[article.capture_id].append(article)
    names: dict[str, list[Passage]] = defaultdict(list)
    for mention in made.cast.mentions:
        names[mention.actor_id].append(mention.passage)
    for actor in made.cast.actors:
        if actor.type is not ActorType.PERSON:
            continue
        for role in actor.roles:
            for article in in_capture.get(role.passage.capture_id, ()):
                office = _single(role.text, article.language) if role.passage.span in article.span else None
                state = _state(made, actor, role.passage, article) if office else None
                if office and state:
                    passage = _beside(made, role.passage, names[actor.id])
                    yield Holding(actor=actor, office=office, state=state, article=article, passage=passage)


def _single(role: str, language: str) -> str | None:
    """The office that a role ends in, if a state has one of it and it is held now."""
    base = language.partition("-")[0]
    lower = " ".join(role.casefold().replace("’", "'").split())
    for office in ledger_list(base, "single"):
        match = re.search(rf"(?<!\w){re.escape(office)}$", lower)
        if match:
            before = set(re.findall(r"\w+", lower[: match.start()]))
            return None if before & set(ledger_list(base, "former")) else office
    return None


def _state(made: Readings, actor: Actor, role: Passage, article: Article) -> str | None:
    """The state of an office: named in or right before it, else the one state of all the holder's offices."""
    text = made.texts[role.capture_id]
    words = text[max(0, role.span.start - BEFORE) : role.span.end].split("\n")[-1]
    named = states_in(words, article.language)
    keys = {state.key for state in named}
    return next(iter(keys)) if len(keys) == 1 else made.side_of.get(actor.id) if not keys else None


def _beside(made: Readings, role: Passage, names: list[Passage]) -> Passage:
    text = made.texts[role.capture_id]
    for name in names:
        if name.capture_id != role.capture_id:
            continue
        start, end = min(role.span.start, name.span.start), max(role.span.end, name.span.end)
        start -= len(_CUT.search(text[max(0, start - 8) : start])[0])  # type: ignore[index]
        if end - start <= len(role.span) + len(name.span) + BESIDE:
            return Passage(capture_id=role.capture_id, span=Span(start, end), exact=text[start:end])
    return role


def _one_person(one: Actor, other: Actor) -> bool:
    """Whether two entries may be one person: a part of the names is the same."""
    first = {part.casefold() for name in (one.name, *one.names) for part in name.split() if len(part) > 2}
    second = {
        part.casefold() for name in (other.name, *other.names) for part in name.split() if len(part) > 2
    }
    return one.id == other.id or bool(first & second)
