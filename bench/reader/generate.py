"""A store of invented news, as large as is asked for, written through the store's own functions.

    python bench/reader/generate.py STORE [--articles 147165] [--stories 20000] [--statements 300000]

The same from the same seed. Nothing is read by the steps: the readings are made up together with the text,
so that filling takes minutes. Every passage says what its capture says. Words have the frequencies of a
language; a few actors speak very often and most of them once or twice, as in news.
"""

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from readout.desk import house, open_desk
from readout.desk.indexing import index
from readout.desk.lists import MADE_BY, listed
from readout.desk.run import INTAKE, STORE, STORE_GROUPING
from readout.desk.run import MADE as LISTED
from readout.formats.glances import Glances
from readout.model import (
    Act,
    Actor,
    ActorId,
    ActorType,
    Article,
    ArticleId,
    Basis,
    Block,
    Brief,
    Capture,
    Cast,
    CopyGroup,
    Dispute,
    DisputeStatus,
    EventStatus,
    Link,
    Mention,
    Mode,
    Passage,
    Reading,
    Reason,
    Relation,
    Role,
    RoleHeld,
    Span,
    Statement,
    Story,
    Telling,
    Thread,
    Told,
    Voices,
    When,
    event_of,
    minted_story,
    minted_thread,
)
from readout.model.story import Sentence, SentenceRole, Side
from readout.store import open_store, tables

WORDS, LENGTH, OUTLETS, ACTORS = 12_000, 220, 120, 6_000
MADE = "bench/1"
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
_SHORT = tuple("the of to and in a that for on with is was by at it from as be has an".split())  # noqa: SIM905
_ACTS = (
    (Act.STATE, "said"), (Act.STATE, "said"), (Act.STATE, "said"), (Act.DENY, "denied"), (Act.ACCUSE, "charged"),
    (Act.WARN, "warned"), (Act.DEMAND, "demanded"), (Act.REJECT, "rejected"), (Act.ANNOUNCE, "announced"),
)  # fmt: skip
BEGAN = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass
class World:
    """Everything that is invented."""

    rng: random.Random
    words: list[str] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    actors: list[Actor] = field(default_factory=list)
    actor_steps: list[float] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    voices: dict[str, Voices] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    briefs: list[Brief] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    copies: list[CopyGroup] = field(default_factory=list)
    events: list[object] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = [self.word(2 + n % 3) for n in range(WORDS)]
        self.steps = _steps(WORDS, 20)
        self.actor_steps = _steps(ACTORS, 12)
        for number in range(ACTORS):
            name = f"{self.word(2).title()} {self.word(3).title()}"
            self.actors.append(
                Actor(id=ActorId(f"{number:016x}"), name=name, type=ActorType.PERSON, names=(name,))
            )

    def word(self, syllables: int) -> str:
        return "".join(self.rng.choice(_SYLLABLES) for _ in range(syllables))

    def sentence(self, topic: list[str], size: int) -> str:
        rng = self.rng
        common = iter(rng.choices(self.words, cum_weights=self.steps, k=size))
        line = [
            rng.choice(_SHORT)
            if (chance := rng.random()) < 0.4
            else rng.choice(topic)
            if chance < 0.6
            else next(common)
            for _ in range(size)
        ]
        return " ".join(line)

    def speakers(self, count: int) -> list[Actor]:
        return self.rng.choices(self.actors, cum_weights=self.actor_steps, k=count)


def _steps(count: int, flat: int) -> list[float]:
    total, steps = 0.0, []
    for rank in range(1, count + 1):
        total += 1 / (rank + flat)
        steps.append(total)
    return steps


def captures(
    world: World, articles: int, stories: int, statements: int
) -> Iterator[tuple[Capture, Reading, list[Statement]]]:
    """One capture an article, with its reading; what is told of them is put into the world."""
    rng = world.rng
    sizes = [1] * stories
    # Most stories have a few articles, a few have hundreds.
    weights = _steps(stories, 40)
    for index in rng.choices(range(stories), cum_weights=weights, k=articles - stories):
        sizes[index] += 1
    rng.shuffle(sizes)
    left, made = statements, 0
    for number, size in enumerate(sizes):
        at = BEGAN + timedelta(minutes=45 * number)
        topic = rng.sample(world.words[200:], 12)
        cast = world.speakers(min(2 + size, 12))
        ids, said, tellings, first = [], [], [], None
        for _ in range(size):
            share = left / (articles - made)
            count = int(share) + (rng.random() < share - int(share))
            published = at + timedelta(minutes=rng.randrange(60 * 30))
            capture, article, here, telling = _one(world, topic, cast, count, published, made)
            made, left = made + 1, left - len(here)
            ids.append(article.id)
            said += here
            tellings.append(telling)
            first = first or capture
            yield capture, Reading(articles=(article,)), here
        _tell(world, ids, said, tellings)


def _one(world: World, topic: list[str], cast: list[Actor], count: int, published: datetime, number: int):
    rng = world.rng
    outlet = f"Paper {rng.randrange(OUTLETS)}"
    title = world.sentence(topic, 8).capitalize()
    lines, marks = [title], []
    for n in range(max(4, int(rng.gauss(LENGTH, LENGTH / 4)) // 20)):
        if n < count:
            actor, (act, cue) = rng.choice(cast), rng.choice(_ACTS)
            lines.append(f"{actor.name} {cue} that {world.sentence(topic, 16)}.")
            marks.append((len(lines) - 1, actor, act, cue))
        else:
            lines.append(world.sentence(topic, 20).capitalize() + ".")
    while len(marks) < count:
        actor, (act, cue) = rng.choice(cast), rng.choice(_ACTS)
        lines.append(f"{actor.name} {cue} that {world.sentence(topic, 16)}.")
        marks.append((len(lines) - 1, actor, act, cue))
    text = "\n\n".join(lines) + "\n"
    capture = Capture(
        address=f"https://news.example/{number}",
        body=text.encode(),
        media_type="text/plain",
        text=text,
        encoding="utf-8",
        received_at=published + timedelta(minutes=5),
    )
    capture_id, starts, place = capture.id, [], 0
    for line in lines:
        starts.append(place)
        place += len(line) + 2

    def passage(start: int, end: int) -> Passage:
        return Passage(capture_id=capture_id, span=Span(start, end), exact=text[start:end])

    blocks = tuple(
        Block(span=Span(start, start + len(line)), role=Role.BODY if n else Role.TITLE)
        for n, (start, line) in enumerate(zip(starts, lines, strict=True))
    )
    iso = published.isoformat(timespec="minutes")
    article = Article(
        id=ArticleId(f"{number:016x}"),
        capture_id=capture_id,
        blocks=blocks,
        title=passage(0, len(title)),
        title_clean=title,
        outlet=outlet,
        language="en",
        published=When(iso=iso, as_written=None, basis=Basis.METADATA),
        origin=MADE,
    )
    here = []
    for line, actor, act, cue in marks:
        start = starts[line]
        end, after = start + len(lines[line]), start + len(actor.name) + len(cue) + 2
        made = Statement(
            article_id=article.id,
            passage=passage(start, end),
            act=act,
            mode=Mode.INDIRECT,
            speaker=passage(start, start + len(actor.name)),
            cue=passage(start + len(actor.name) + 1, after - 1),
            content=passage(after + 5, end - 1),
            origin=MADE,
            confidence=0.9,
            reasons=(Reason("cue", 1.0, f"{cue} after its subject"),),
        )
        here.append(made)
        world.voices[made.id] = Voices(
            speaker=actor.id,
            target=rng.choice(cast).id if rng.random() < 0.2 else None,
            reasons=(Reason("name", 1.0, "the words are the name"),),
        )
        world.mentions.append(Mention(actor_id=actor.id, passage=made.speaker))
    world.articles.append(article)
    world.texts[capture_id] = text
    world.statements += here
    sentence = blocks[-1].span
    telling = Telling(
        article_id=article.id,
        passage=passage(sentence.start, sentence.end),
        actor=None,
        action=topic[0],
        target=None,
        place=None,
        when=When(iso=iso[:10], as_written=None, basis=Basis.METADATA),
        status=EventStatus.REPORTED,
        origin=MADE,
    )
    return capture, article, here, telling


def _tell(world: World, ids: list[ArticleId], said: list[Statement], tellings: list[Telling]) -> None:
    """A story over some articles, with its links, copies, brief, event and perhaps a dispute."""
    rng = world.rng
    ordered = tuple(sorted(ids))
    reasons = tuple(
        Reason("rare words in both leads", 1.0, f"{ordered[0]} and {i}: some words") for i in ordered[1:20]
    )
    titles = {a.id: a.title_clean for a in world.articles[-len(ids) :]}
    story = Story(
        id=minted_story(ordered[0]), title=titles[ordered[0]] or "", articles=ordered, reasons=reasons
    )
    world.stories.append(story)
    for number, i in enumerate(ordered[1:], 1):
        for other in {ordered[0], ordered[number - 1]}:
            world.links.append(Link(a=other, b=i, relation=Relation.SAME_EVENT, reasons=reasons[:1]))
    if len(ordered) > 3:
        copied = ordered[: 1 + len(ordered) // 3]
        world.copies.append(
            CopyGroup(id=f"c-{ordered[0]}", articles=copied, of=copied[0], agency=None, reasons=())
        )
    if said:
        shown = said[:2]
        world.briefs.append(
            Brief(
                id=f"b-{story.id}",
                story=story.id,
                sentences=tuple(
                    Sentence(
                        role=SentenceRole.SUMMARY, text=s.passage.exact, passages=(s.passage,), origin=MADE
                    )
                    for s in shown
                ),
            )
        )
    world.events += [event_of(tellings[n : n + 4]) for n in range(0, len(tellings), 4)]
    denied = next((s for s in said if s.act is Act.DENY), None)
    if denied and len(said) > 3 and rng.random() < 0.5:
        other = next(s for s in said if s is not denied)
        sides = tuple(
            Side(
                actor=world.voices[s.id].speaker,
                stance=s.act.value,
                statements=(s.id,),
                passages=(s.content,),
            )
            for s in (other, denied)
        )
        world.disputes.append(
            Dispute(
                id=f"d-{story.id}", topic=denied.content.exact, status=DisputeStatus.CONTESTED, sides=sides
            )
        )


def _threads(world: World) -> tuple[Thread, ...]:
    """Two stories in five go on in the next ones."""
    threads, at = [], 0
    while at < len(world.stories):
        size = world.rng.choice((1, 1, 1, 2, 3))
        part = world.stories[at : at + size]
        if len(part) > 1:
            threads.append(
                Thread(id=minted_thread(part[0].id), title=part[0].title, stories=tuple(s.id for s in part))
            )
        at += size
    return tuple(threads)


def fill(address: str, articles: int, stories: int, statements: int, seed: int) -> World:
    """Fill a new store. What was put into it."""
    world = World(rng=random.Random(seed))
    store, steps = open_store(address), house()
    batch: list[tuple[Capture, Reading, list[Statement]]] = []

    def put() -> None:
        with store.writing() as db:
            # A filling that was stopped goes on where it was.
            held = tables.captures.held(db, [capture.id for capture, _, _ in batch])
            for capture, reading, said in batch:
                if capture.id in held:
                    continue
                tables.captures.put(db, capture, INTAKE)
                tables.articles.put(db, capture.id, reading, MADE)
                tables.statements.put(db, capture.id, said, MADE)
                tables.steps.mark(db, capture.id, "reading", steps.reading)
        batch.clear()

    for one in captures(world, articles, stories, statements):
        batch.append(one)
        if len(batch) == 1000:
            put()
    put()
    roles = {a.id: a for a in world.actors}
    for mention in world.mentions[:2000]:
        actor = roles[mention.actor_id]
        if not actor.roles:
            roles[actor.id] = Actor(
                id=actor.id, name=actor.name, type=actor.type, names=actor.names,
                roles=(RoleHeld(text="minister", passage=mention.passage),),
            )  # fmt: skip
    cast = Cast(actors=tuple(roles.values()), mentions=tuple(world.mentions), voices=world.voices)
    told = tables.stories.in_order(
        Told(stories=tuple(world.stories), links=tuple(world.links), threads=_threads(world))
    )
    with store.writing() as db:
        write_told(db, world, cast, told)
        tables.steps.mark(db, STORE, STORE_GROUPING, steps.grouping)
        tables.steps.mark(db, STORE, "lists", LISTED)
    store.close()
    with open_desk(address) as desk, desk._store.writing() as db:
        tables.steps.mark(db, STORE, "grouping", desk._run._key())
    return world


def write_told(db, world: World, cast: Cast, told: Told) -> None:
    """What a run that groups writes."""
    tables.actors.replace(db, cast, MADE)
    tables.stories.replace(db, told, MADE)
    tables.copies.copies.replace(db, world.copies, MADE)
    tables.events.events.replace(db, world.events, MADE)
    tables.positions.disputes.replace(db, world.disputes, MADE)
    tables.briefs.briefs.replace(db, world.briefs, MADE)
    numbers, arrived = tables.lists.numbers(db), tables.lists.arrived(db)
    lists = listed(
        numbers=numbers,
        arrived=arrived,
        articles=world.articles,
        statements=world.statements,
        cast=cast,
        told=told,
        copies=world.copies,
        events=world.events,
        disputes=world.disputes,
    )
    tables.lists.replace(db, lists, MADE_BY)
    glances = Glances(world.articles, world.texts, world.statements, cast, world.copies, world.disputes)
    tables.glances.replace(db, (glances.of(story) for story in told.stories), MADE_BY)
    index(db, numbers, world.articles, world.statements, world.texts)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("store")
    parser.add_argument("--articles", type=int, default=147_165)
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--statements", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=20260301)
    asked = parser.parse_args()
    began, worked = time.monotonic(), time.process_time()
    world = fill(asked.store, asked.articles, asked.stories, asked.statements, asked.seed)
    size = Path(asked.store).stat().st_size
    print(
        f"{len(world.articles):,} articles, {len(world.stories):,} stories, {len(world.statements):,} statements: "
        f"{time.monotonic() - began:.0f} s, {time.process_time() - worked:.0f} s of CPU, {size / 2**20:,.0f} MiB"
    )
