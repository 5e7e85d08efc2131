"""An explainer: who takes part, in which words, what is disputed, wanted, refused, asked, and missing.

Nothing is written: every part is a statement, a sentence or a paragraph of an article, or one of the
ledger's messages, and is left out where the articles give none.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from readout.briefs.alone import comments, dangles, is_loaded, leans, points_back, row
from readout.briefs.insights import insights
from readout.briefs.verify import verified
from readout.lang.cues import words as listed
from readout.lang.reading import sentence_spans
from readout.lang.terms import common
from readout.model import (
    Act,
    Actor,
    ActorId,
    ActorType,
    Article,
    Asked,
    Brief,
    CaptureId,
    Cast,
    Dispute,
    DisputeStatus,
    Event,
    EventStatus,
    Explainer,
    Passage,
    Player,
    Role,
    RoleHeld,
    Sentence,
    SentenceRole,
    Span,
    Statement,
    Story,
    Turn,
    Wants,
)

ORIGIN = "explainers/1"
#: So many of each part at most.
PLAYERS, SAID, OFFICES, WISHES, QUESTIONS, BACKGROUND, SHORT, GAPS = 8, 3, 2, 3, 8, 6, 3, 6
#: A name of more words is likelier a phrase than a name.
NAME = 6
#: A word that is explained is so many words long at most; so many are.
TERM, GLOSSARY = 5, 6
#: An office of more words is likelier a clause; so far before it "former" may stand.
OFFICE, BEFORE = 7, 20
WANTING = frozenset({Act.DEMAND, Act.URGE, Act.PROPOSE})
REFUSING = frozenset({Act.REFUSE, Act.REJECT, Act.DISMISS})
#: What the articles only have from somebody.
_SECOND_HAND = frozenset({EventStatus.ALLEGED, EventStatus.REPORTED, EventStatus.DENIED})
#: What tells a position best comes first.
TELLING = (Act.DEMAND, Act.REFUSE, Act.REJECT, Act.DENY, Act.ACCUSE, Act.THREATEN, Act.WARN, Act.PROMISE)


def explain(
    about: str,
    title: str,
    stories: Sequence[Story],
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    cast: Cast,
    disputes: Sequence[Dispute],
    briefs: Sequence[Brief],
    events: Sequence[Event] = (),
) -> Explainer:
    """An explainer of some stories, oldest first, with their articles and all that is in them.

    The short version is the first sentence of each story's brief, else the brief of the only story.
    """
    order = {article.id: n for n, article in enumerate(articles)}
    said = sorted(statements, key=lambda s: (order.get(s.article_id, len(order)), s.passage.span))
    here = {s.id for s in said}
    ours = [d for d in disputes if any(i in here for side in d.sides for i in side.statements)]
    players = _players(said, cast, articles, texts)
    language = _tongue(articles)
    open_ = [d for d in ours if d.status is DisputeStatus.ONE_SIDED]
    gaps = list(insights(language, said, cast, open_))
    background = verified(_background(articles, texts), texts)
    tongue = {article.capture_id: article.language for article in articles}
    glossary = tuple(s for s in background if _defines(s.text, tongue[s.passages[0].capture_id]))
    return Explainer(
        about=about,
        title=title,
        stories=tuple(story.id for story in stories),
        short=tuple(_short(stories, briefs)),
        players=tuple(players[:PLAYERS]),
        disputes=tuple(d.id for d in ours),
        wants=tuple(_wants(said, cast, {player.actor for player in players[:PLAYERS]})),
        asked=tuple(_asked(articles, texts))[:QUESTIONS],
        events=tuple(_dated(events, articles)),
        background=tuple(s for s in background if s not in glossary)[:BACKGROUND],
        glossary=glossary[:GLOSSARY],
        gaps=tuple(verified(gaps, texts))[:GAPS],
        articles=tuple(article.id for article in articles),
    )


def _tongue(articles: Sequence[Article]) -> str:
    """The language of most articles."""
    counts = Counter(article.language for article in articles)
    return max(counts, key=lambda tag: counts[tag]) if counts else "und"


def _short(stories: Sequence[Story], briefs: Sequence[Brief]) -> list[Sentence]:
    by_story = {brief.story: brief for brief in briefs}
    told = [brief for story in stories if (brief := by_story.get(story.id))]
    if len(told) == 1:
        return list(told[0].sentences[:SHORT])
    firsts = [brief.sentences[0] for brief in told if brief.sentences]
    return [*firsts[:1], *firsts[1:][-(SHORT - 1) :]]


def _named(cast: Cast) -> dict[ActorId, Actor]:
    """Actors that have a name to be shown."""
    kinds = {ActorType.PERSON, ActorType.COLLECTIVE}
    return {
        actor.id: actor
        for actor in cast.actors
        if actor.type in kinds and actor.name[:1].isupper() and len(actor.name.split()) <= NAME
    }


def _speaker(statement: Statement, cast: Cast) -> ActorId | None:
    voices = cast.voices.get(statement.id)
    return voices.speaker if voices else None


def _defines(sentence: str, language: str) -> bool:
    """Whether it says what a word means: "Coastal states are states that ..."."""
    words = sentence.split()
    forms = [form.split() for form in row(language, "defines")]
    return any(
        [w.casefold() for w in words[at : at + len(form)]] == form
        for form in forms
        for at in range(1, min(TERM, len(words) - len(form)) + 1)
    )


def _dated(events: Sequence[Event], articles: Sequence[Article]) -> Iterator[str]:
    """The events that have a day and are told in a sentence that can stand alone.

    Not what an article only has from somebody; not a sentence that tells of two days, nor a year long
    before the article's, unless the sentence writes it out: there the day may belong to something else.
    """
    by_id = {article.id: article for article in articles}
    told = Counter(event.passages[0].span for event in events if event.passages)
    tongue = _tongue(articles)
    for event in events:
        if not (event.when and event.when.iso) or not event.tellings or event.status in _SECOND_HAND:
            continue
        exact, article = event.passages[0].exact, by_id.get(event.tellings[0].article_id)
        tag = article.language if article else "und"
        year = (article.published.iso if article and article.published else None) or event.when.iso
        if tag != tongue:
            continue
        near = abs(int(event.when.iso[:4]) - int(year[:4])) <= 1 or event.when.iso[:4] in exact
        alone = not (dangles(exact, tag) or leans(exact, tag) or points_back(exact, tag))
        once = told[event.passages[0].span] == 1
        if near and alone and once and not (comments(exact, tag) or is_loaded(exact, tag)):
            yield event.id


def _players(
    said: Sequence[Statement], cast: Cast, articles: Sequence[Article], texts: Mapping[CaptureId, str]
) -> list[Player]:
    """Who speaks, most outspoken first: in how many articles, then how often."""
    named = _named(cast)
    by: dict[ActorId, list[Statement]] = {}
    for statement in said:
        speaker = _speaker(statement, cast)
        if speaker in named and speaker is not None:
            by.setdefault(speaker, []).append(statement)
    spread = {actor: len({s.article_id for s in theirs}) for actor, theirs in by.items()}
    ordered = sorted(by, key=lambda actor: (-spread[actor], -len(by[actor]), named[actor].name))
    ordered = [actor for actor in ordered if _chosen(by[actor])]
    return [
        Player(
            actor=actor,
            offices=_offices(named[actor], articles, texts),
            said=tuple(s.id for s in _chosen(by[actor])),
            statements=len(by[actor]),
        )
        for actor in ordered
    ]


def _offices(
    actor: Actor, articles: Sequence[Article], texts: Mapping[CaptureId, str]
) -> tuple[tuple[RoleHeld, str | None], ...]:
    """Each office once, with the day of the latest article that gives it.

    Not what is no office ("clearly delighted to come"), nor one that somebody has held before.
    """
    found: dict[str, tuple[RoleHeld, str | None]] = {}
    tongue = _tongue(articles)
    for role in actor.roles:
        holds = [
            a for a in articles if a.capture_id == role.passage.capture_id and role.passage.span in a.span
        ]
        day = holds[0].published.iso if holds and holds[0].published else None
        key = role.text.casefold()
        if holds and holds[0].language != tongue:
            continue
        if holds and not _is_office(role, holds[0].language, texts[role.passage.capture_id]):
            continue
        if holds and (key not in found or (day or "") > (found[key][1] or "")):
            found[key] = role, day
    ordered = sorted(found.values(), key=lambda pair: pair[1] or "", reverse=True)
    return tuple(ordered[:OFFICES])


def _is_office(role: RoleHeld, language: str, text: str) -> bool:
    """Whether a role holds a word for an office, takes no side, and no "former" stands before it."""
    tag = language.partition("-")[0]
    offices = {part for office in listed(tag, "titles", "offices") for part in office.split()}
    once = listed(tag, "titles", "once")
    told = re.findall(r"[^\W\d_]+", role.text.casefold())
    start = role.passage.span.start
    before = re.findall(r"[^\W\d_]+", text[max(0, start - BEFORE) : start])
    if before and before[-1].casefold() in once:
        return False
    if told and told[0] in common(tag, "function") and told[0] not in row(language, "definite"):
        return False
    return len(told) <= OFFICE and not offices.isdisjoint(told) and not is_loaded(role.text, language)


def _chosen(said: Sequence[Statement]) -> list[Statement]:
    """The statements that tell most of a position, the same words once, in their order."""
    once: dict[str, Statement] = {}
    for statement in said:
        if len(statement.content.exact.split()) > 2:
            once.setdefault(" ".join(statement.content.exact.casefold().split()), statement)
    # Of two of which one holds the words of the other, the shorter one.
    within = {a for a in once for b in once if a != b and b in a}
    once = {words: statement for words, statement in once.items() if words not in within}
    counts = Counter(s.act for s in once.values())

    def worth(statement: Statement) -> tuple[int, int, int]:
        telling = TELLING.index(statement.act) if statement.act in TELLING else len(TELLING)
        return telling, -bool(statement.quotations), -counts[statement.act]

    chosen = sorted(once.values(), key=worth)[:SAID]
    return [s for s in once.values() if s in chosen]


def _wants(said: Sequence[Statement], cast: Cast, players: set[ActorId]) -> list[Wants]:
    found = []
    for actor in dict.fromkeys(a for s in said if (a := _speaker(s, cast)) in players and a is not None):
        theirs = [s for s in said if _speaker(s, cast) == actor and not s.negated]
        wants = _chosen([s for s in theirs if s.act in WANTING])[:WISHES]
        refused = _chosen([s for s in theirs if s.act in REFUSING])[:WISHES]
        if wants or refused:
            found.append(
                Wants(actor=actor, wants=tuple(s.id for s in wants), refused=tuple(s.id for s in refused))
            )
    return found


def _asked(articles: Sequence[Article], texts: Mapping[CaptureId, str]) -> list[Asked]:
    """Questions of interviews with the answers right below; a question without one is left out."""
    found = []
    for article in articles:
        text = texts[article.capture_id]
        blocks = [b for b in article.blocks if b.role is Role.TURN]
        for n, block in enumerate(blocks):
            if block.turn is not Turn.QUESTION:
                continue
            answers = []
            for behind in blocks[n + 1 :]:
                if behind.turn is Turn.QUESTION:
                    break
                answers.append(_passage(article, behind.span.of(text), behind.span.start))
            if answers:
                question = _passage(article, block.span.of(text), block.span.start)
                found.append(Asked(question=question, answers=tuple(answers[:2]), article_id=article.id))
    return found


def _passage(article: Article, exact: str, start: int) -> Passage:
    return Passage(capture_id=article.capture_id, span=Span(start, start + len(exact)), exact=exact)


def _background(articles: Sequence[Article], texts: Mapping[CaptureId, str]) -> list[Sentence]:
    """Sentences of paragraphs that a page marks as background, each once."""
    found: dict[str, Sentence] = {}
    for article in articles:
        text = texts[article.capture_id]
        for block in article.blocks:
            if block.role is not Role.BACKGROUND:
                continue
            for span in sentence_spans(text, block.span, article.language):
                exact = span.of(text)
                tag = article.language
                if len(exact.split()) < 5 or dangles(exact, tag) or comments(exact, tag):
                    continue
                passage = Passage(capture_id=article.capture_id, span=span, exact=exact)
                sentence = Sentence(
                    role=SentenceRole.BACKGROUND, text=exact, passages=(passage,), origin=ORIGIN
                )
                found.setdefault(" ".join(exact.casefold().split()), sentence)
    return list(found.values())
