"""Sentences that could stand in a brief, and which of them do."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from readout.briefs.alone import (
    WORD,
    asks,
    behind_dateline,
    comments,
    dangles,
    is_loaded,
    is_own_voice,
    leans,
    plans,
    points_back,
    turns,
    unbound,
    voices_gone,
    within,
)
from readout.lang.reading import sentence_spans
from readout.lang.terms import common, term
from readout.model import (
    Act,
    ActorId,
    ActorType,
    Article,
    ArticleId,
    Block,
    Cast,
    Dispute,
    Mode,
    Passage,
    Role,
    Span,
    Statement,
    StatementId,
    Turn,
)

#: What the page itself reports. Never its insights, questions, background or furniture.
ROLES = frozenset({Role.BODY, Role.SUMMARY, Role.TURN})
#: Words of a sentence that can stand alone.
SHORTEST, LONGEST = 6, 60
#: Two sentences that share more of the shorter one's words than this say one thing twice.
SAME = 0.4
#: ... and of the same speaker doing the same, than this.
SAME_VOICE = 0.25
#: The two sides of a dispute speak of one thing in the same words.
SAME_SIDE = 0.8
#: So many telling words a further sentence shares with the title and the first sentence: it is on the matter.
ABOUT = 1
#: ... unless it stands so near the head of its article.
NEAR = 3
#: What a speaker costs who is called by a last name that nothing has told.
UNTOLD = 1.5
#: What a word that takes a side costs a sentence.
LOADED = 3.0
#: Sentences of an article after which no new one is worth considering.
DEEP = 30

#: "... on Sunday, the 17." is not the end of a sentence; a quotation alone has no voice.
_CUT = re.compile(r"(?<![\d.,])\d{1,2}\.$")
_QUOTED = re.compile(r"[\"“„«][^\"”“»]*[\"”“»]")
_OPENING, _CLOSING = frozenset('"“„«‘'), frozenset('"”“»’')
#: "theNorth Atlantic", "in the morning. later, the": letters were lost on the way.
_DAMAGED = re.compile(r"\b[a-zà-ÿ]{2,}[A-ZÀ-Þ][a-zà-ÿ]{2,}|[a-zà-ÿ]{4,}\. [a-zà-ÿ]{4,}")
#: A word with a capital inside a sentence; a word without.
_INSIDE = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Þ][a-zà-ÿ]{3,}")
_SMALL = re.compile(r"\b[a-zà-ÿ]{4,}\b")
#: Capitals to one small letter at which a word is a name.
NAMES = 3
#: A feed cuts its summary: "whose conservative leaders…" ends nothing.
_ENDS = re.compile(r"(?<![.…])[.!?。！？؟][\"”»’']*$")
_MARKS = (("“", "”"), ("«", "»"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A sentence of an article that can stand alone, and what speaks for it."""

    article: ArticleId
    language: str
    outlet: str | None
    passages: tuple[Passage, ...]
    text: str
    #: The beginnings of the different words that tell something.
    words: frozenset[str]
    #: How many sentences of its article stand before it.
    place: int
    statements: tuple[StatementId, ...]
    #: Who does what in it by saying.
    voices: frozenset[tuple[ActorId, Act]]
    #: Whether the page's own words take a side.
    loaded: bool
    #: Whether it speaks of something that the sentence before it says.
    back: bool
    #: Whether it tells of what is still to come.
    plans: bool
    #: Persons whom it calls by less than their name.
    short: frozenset[str]


def choices(
    article: Article, text: str, statements: Sequence[Statement], cast: Cast | None = None
) -> Iterator[Choice]:
    """The sentences of an article that could be printed alone, in its order."""
    mine = [s for s in statements if s.article_id == article.id]
    spans = [
        (block, span)
        for block in article.blocks
        if block.role in ROLES and block.turn is not Turn.QUESTION
        for span in sentence_spans(text, block.span, article.language)
    ]
    cast = cast or Cast()
    people = _people(cast)
    small = _made_small(text[article.span.start : article.span.end])
    for place, (block, span) in enumerate(spans[:DEEP]):
        if small and not small.isdisjoint(_SMALL.findall(span.of(text))):
            continue
        behind = spans[place + 1][1].of(text) if place + 1 < len(spans) else ""
        if place and turns(behind, article.language):
            # What the next sentence takes back would say the contrary alone.
            continue
        choice = _choice(article, block, text, span, place, mine, cast, people)
        if choice:
            # Half of what a lead says, where the next sentence sets the other half against it.
            yield replace(choice, loaded=choice.loaded or turns(behind, article.language))


def _made_small(text: str) -> frozenset[str]:
    """Names that the text writes small in places and with a capital elsewhere: "to ukraine"."""
    capitals = Counter(word.casefold() for word in _INSIDE.findall(text))
    if not capitals:
        return frozenset()
    small = Counter(_SMALL.findall(text))
    return frozenset(w for w, n in capitals.items() if n >= NAMES and 0 < small[w] * NAMES <= n)


def _choice(
    article: Article,
    block: Block,
    text: str,
    span: Span,
    place: int,
    statements: Sequence[Statement],
    cast: Cast,
    people: Mapping[ActorId, str],
) -> Choice | None:
    dateline = article.dateline.place if article.dateline else None
    span = Span(span.start + behind_dateline(span.of(text), dateline), span.end)
    exact, language = span.of(text), article.language
    found = WORD.findall(exact)
    if not SHORTEST <= len(found) <= LONGEST or not _whole(exact) or asks(exact):
        return None
    inside = [s for s in statements if within(span, s)]
    if comments(exact, language) or dangles(exact, language) or voices_gone(inside, language):
        return None
    if (place and leans(exact, language)) or unbound(
        exact, language, {name.split()[-1] for name in people.values()}
    ):
        return None
    spoken = any(s.speaker and s.speaker.span in span for s in inside)
    if exact[0] in _OPENING and exact[-1] in _CLOSING and not spoken:
        return None
    passages = [Passage(capture_id=article.capture_id, span=span, exact=exact)]
    if block.role is Role.TURN or any(_voice_outside(s, span) for s in inside):
        label = next((s.speaker for s in inside if s.speaker and s.mode is Mode.UNMARKED_DIRECT), None)
        if label is None or block.role is not Role.TURN:
            return None
        if label.span not in span:
            passages.insert(0, label)
    elif is_own_voice(exact, language):
        return None
    speakers = {(s.act, voices.speaker) for s in inside if (voices := cast.voices.get(s.id))}
    return Choice(
        article=article.id,
        language=language.partition("-")[0],
        outlet=article.outlet,
        passages=tuple(passages),
        text=": ".join(p.exact for p in passages),
        words=_telling(found, language),
        place=place,
        statements=tuple(s.id for s in inside),
        voices=frozenset((who, act) for act, who in speakers if who),
        loaded=is_loaded(exact, language),
        back=points_back(exact, language),
        plans=plans(exact, language),
        short=_short(exact, inside, cast, people),
    )


def _short(
    exact: str, statements: Sequence[Statement], cast: Cast, people: Mapping[ActorId, str]
) -> frozenset[str]:
    """The last names of speakers whom the sentence calls by no more than them."""
    voices = (cast.voices.get(s.id) for s in statements)
    names = (people.get(v.speaker, "").split() for v in voices if v and v.speaker)
    return frozenset(name[-1] for name in names if len(name) > 1 and name[0] not in exact)


def _people(cast: Cast) -> dict[ActorId, str]:
    return {actor.id: actor.name for actor in cast.actors if actor.type is ActorType.PERSON}


def _telling(found: Sequence[str], language: str) -> frozenset[str]:
    base, everyday = language.partition("-")[0], _common(language)
    terms = (term(word, base) or word.casefold() for word in found if word.casefold() not in everyday)
    return frozenset(terms)


def _whole(sentence: str) -> bool:
    """Whether it ends like a sentence and opens no quotation that it does not close."""
    if _CUT.search(sentence) or _QUOTED.fullmatch(sentence.strip()) or _DAMAGED.search(sentence):
        return False
    balanced = all(sentence.count(a) == sentence.count(b) for a, b in _MARKS)
    return balanced and sentence.count('"') % 2 == 0 and _ENDS.search(sentence) is not None


def _voice_outside(statement: Statement, sentence: Span) -> bool:
    """Whether the words are somebody's and the sentence does not say whose."""
    whose = statement.speaker or statement.cue
    if statement.mode not in {Mode.DIRECT, Mode.PARTIAL, Mode.UNMARKED_DIRECT}:
        return False
    return whose is None or whose.span not in sentence


def _common(language: str) -> frozenset[str]:
    base = language.partition("-")[0]
    return common(base, "function") | common(base, "news")


def pick(
    found: Sequence[Choice], disputes: Sequence[Dispute], language: str, *, at_most: int, title: str = ""
) -> list[Choice]:
    """At most so many choices: what the story is about, told by several accounts, nothing twice.

    In one language, where it has any; the sides of a dispute come in theirs. If the story holds a
    dispute of two sides, a sentence of each of two sides comes with it. What speaks of "the accusation"
    comes right behind the sentence that tells it, or not at all; who is called by a last name alone
    should stand in the title or in a sentence before.
    """
    base = language.partition("-")[0]
    own = [c for c in found if c.language == base and not c.back] or [c for c in found if not c.back]
    spread = Counter(word for choice in own for word in choice.words)
    if not own:
        return []
    first = max(
        own,
        key=lambda c: (
            _worth(c, spread, frozenset()) + 2.0 / (1 + c.place) - UNTOLD * _unknown(c, title),
            -c.place,
            c.text,
        ),
    )
    picked = [first]
    for wanted in _sides(disputes):
        if len(picked) < at_most and not any(set(c.statements) & wanted for c in picked):
            fitting = [
                c for c in found if set(c.statements) & wanted and not _said(c, picked, SAME_SIDE, SAME)
            ]
            fitting.sort(
                key=lambda c: (
                    c.language != base,
                    UNTOLD * _unknown(c, title, picked) - _worth(c, spread, frozenset()),
                    c.text,
                )
            )
            with_what = ([*_before(c, found, picked), c] for c in fitting if not c.back or _before(c, found))
            picked += next((group for group in with_what if len(picked) + len(group) <= at_most), [])
    about = first.words | _telling(WORD.findall(title), language)
    while len(picked) < at_most:
        covered = frozenset(word for choice in picked for word in choice.words)
        told = {choice.article for choice in picked}
        outlets = {choice.outlet for choice in picked}
        heard = {who for choice in picked for who, _ in choice.voices}
        rest = [
            c
            for c in own
            if not (c.loaded or c in picked or _said(c, picked))
            and (c.place <= NEAR or len(c.words & about) >= ABOUT)
        ]
        if not rest:
            break
        picked.append(
            max(
                rest,
                key=lambda c: (
                    _worth(c, spread, covered)
                    + 0.5 * (c.article not in told)
                    + 0.3 * (c.outlet not in outlets)
                    + 0.4 * any(who not in heard for who, _ in c.voices)
                    - UNTOLD * _unknown(c, title, picked),
                    c.text,
                ),
            )
        )
    order = {id(choice): number for number, choice in enumerate(found)}
    behind = sorted((c for c in picked if c is not first), key=lambda c: order[id(c)])
    # What points back to the first sentence stands right behind it.
    behind.sort(key=lambda c: not (c.back and c.article == first.article and c.place == first.place + 1))
    return [first, *behind]


def _before(choice: Choice, found: Sequence[Choice], picked: Sequence[Choice] = ()) -> list[Choice]:
    """The sentence right before one that points back, unless it is picked already."""
    if not choice.back:
        return []
    near = [c for c in found if c.article == choice.article and c.place == choice.place - 1 and not c.back]
    return [c for c in near if c not in picked]


def _unknown(choice: Choice, title: str, picked: Sequence[Choice] = ()) -> int:
    """How many it calls by a last name who are named neither in the title nor in a sentence before."""
    told = " ".join([title, *(c.text for c in picked)])
    return sum(name not in told for name in choice.short)


def _worth(choice: Choice, spread: Mapping[str, int], covered: frozenset[str]) -> float:
    """How much it tells: words that the story repeats, not yet covered; its place; a voice; an outlet."""
    new = choice.words - covered
    told = sum(math.log(1 + spread[word]) for word in new) / math.sqrt(8 + len(choice.words))
    return (
        told
        + 1.0 / (1 + choice.place)
        + 0.4 * bool(choice.statements)
        + 0.8 * bool(choice.outlet)
        - LOADED * choice.loaded
    )


def _said(
    choice: Choice, picked: Sequence[Choice], same: float = SAME, same_voice: float = SAME_VOICE
) -> bool:
    """Whether one that is picked says it already: in the same words, or the same voice in near ones."""
    for other in picked:
        shared = len(choice.words & other.words)
        alike = same_voice if choice.voices & other.voices else same
        if shared > alike * max(1, min(len(choice.words), len(other.words))):
            return True
        if choice.language != other.language and choice.voices & other.voices:
            return True
    return False


def _sides(disputes: Sequence[Dispute]) -> Iterator[set[StatementId]]:
    for dispute in disputes[:1]:
        for side in dispute.sides[:2]:
            if side.statements:
                yield set(side.statements)
