"""The days that matter in what some articles tell: which ones a timeline must not miss.

A day's score is the sum of what each article says for it, times how many articles say it.

An article says the more for a day the longer after it the day is still remembered (what is told
weeks later mattered), the more exactly it is written (an editor who writes out a day of a month
means it to be looked up), and the more surely the sentence is about what the articles are about.
An article that lists many past days is a chronology: somebody has made the choice already.
Sentences that a copy repeats count once. What is only announced counts little: it is not yet
known to have happened.

After: Kessler et al. (2012), Finding salient dates for building thematic timelines; Tran et al.
(2015), Timeline summarization from relevant headlines.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from readout.events.mentions import Line, Mention, lines_of, published_on
from readout.model import Article, ArticleId, CaptureId, Reason
from readout.text.times import Means


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each thing counts. Round numbers, set once; `bench/timelines` says how little they matter."""

    #: What an article says for a day that it tells of: the same day's, the day before, a week old,
    #: older.
    same_day: float = 0.7
    day_before: float = 1.25
    week: float = 1.4
    remembered: float = 2.0
    #: ... for a day that lies ahead of it ...
    ahead: float = 0.1
    #: ... and for its own day, whether it names it or not.
    own_day: float = 0.4
    #: A day of a month, written out, of more than a day ago.
    written_out: float = 1.4
    #: What is left of a sentence that names nothing the articles are about.
    stray: float = 0.1
    #: A sentence is still about what the one before it named, by so much.
    carried: float = 0.7
    #: From so many days written out, more than a week old, an article is a chronology. For each
    #: doubling of their number, what it says counts so much more, up to three doublings.
    chronology: float = 7.0
    chosen: float = 0.4
    #: How much one article's say must be seconded by others; 0: not at all.
    seconded: float = 1.0


WEIGHTS = Weights()
#: Days before the first article by more than this are history.
HISTORY = timedelta(days=45)
#: A name of fewer articles than this is nobody's subject.
FEW = 3
#: A day this many days old is a week old.
WEEK = 7
#: So many doublings of a chronology's length count.
MOST = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day, and what speaks for it."""

    day: date
    score: float
    #: The articles that tell of it, or came out on it, in order of publication.
    articles: tuple[ArticleId, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What an article with a known date tells: its sentences, without those that others told before."""

    id: ArticleId
    published: date
    lines: Sequence[Line]


def rank_days(articles: Sequence[Article], texts: Mapping[CaptureId, str]) -> tuple[Day, ...]:
    """The days that some articles tell of, the weightiest first. Articles without a date say nothing.

    Cost: linear in the words of the articles.
    """
    return ranked(reports(articles, texts))


def ranked(read: Sequence[Report], weights: Weights = WEIGHTS) -> tuple[Day, ...]:
    """The days of some reports, the weightiest first."""
    if not read:
        return ()
    shares = _shares(read)
    first = min(one.published for one in read) - HISTORY
    last = max(one.published for one in read) + timedelta(days=2)
    scores: dict[date, float] = defaultdict(float)
    seconds: dict[date, float] = defaultdict(float)
    tellers: dict[date, list[ArticleId]] = defaultdict(list)
    for one in read:
        for day, (said, about) in _says(one, shares, weights).items():
            if first <= day <= last:
                scores[day] += said
                seconds[day] += about
                tellers[day].append(one.id)
    found = (
        Day(
            day=day,
            score=_seconded(score, seconds[day], weights),
            articles=tuple(tellers[day]),
            reasons=(Reason("articles", float(len(tellers[day])), f"{len(tellers[day])} tell of it"),),
        )
        for day, score in scores.items()
    )
    return tuple(sorted(found, key=lambda d: (-d.score, d.day)))


def _seconded(score: float, tellers: float, weights: Weights) -> float:
    return score * tellers / (tellers + weights.seconded) if tellers else 0.0


def reports(articles: Sequence[Article], texts: Mapping[CaptureId, str]) -> list[Report]:
    """Each article's sentences; those that an earlier one has already told are left out."""
    dated = [(day, a) for a in articles if (day := published_on(a)) is not None]
    told: set[str] = set()
    read = []
    for day, article in sorted(dated, key=lambda pair: (pair[0], pair[1].id)):
        text = texts[article.capture_id]
        lines = list(lines_of(article, text))
        keys = ["".join(line.span.of(text).split()).casefold() for line in lines]
        own = [line for line, key in zip(lines, keys, strict=True) if key not in told]
        told.update(keys)
        read.append(Report(article.id, day, own))
    return read


def _shares(read: Sequence[Report]) -> dict[str, float]:
    """In which share of the articles each name stands."""
    held = Counter(name for one in read for name in frozenset().union(*(line.names for line in one.lines)))
    least = min(FEW, len(read))
    return {name: count / len(read) for name, count in held.items() if count >= least}


def _says(one: Report, shares: Mapping[str, float], weights: Weights) -> dict[date, tuple[float, float]]:
    """For each day: how much the article says for it, and how surely it is about the subject."""
    chosen = _chronology(one, weights)
    said: dict[date, float] = {}
    about: dict[date, float] = {}
    before = 0.0
    for line in one.lines:
        subject = max((shares.get(name, 0.0) for name in line.names), default=0.0)
        sure = _surely(max(subject, weights.carried * before), weights)
        before = subject
        for mention in line.mentions:
            if mention.days is None or not mention.days.is_day:
                continue
            day = mention.days.first
            age = (one.published - day).days
            listed = chosen if age > WEEK and mention.expression.means is Means.DATE else 1.0
            said[day] = max(said.get(day, 0.0), _weight(mention, age, weights) * sure * listed)
            about[day] = max(about.get(day, 0.0), sure * listed if age >= 0 else 0.0)
    head = max((shares.get(n, 0.0) for line in one.lines[:2] for n in line.names), default=0.0)
    said[one.published] = max(said.get(one.published, 0.0), weights.own_day * _surely(head, weights))
    about[one.published] = max(about.get(one.published, 0.0), 0.5 * _surely(head, weights))
    return {day: (said[day], about[day]) for day in said}


def _surely(subject: float, weights: Weights) -> float:
    return weights.stray + (1 - weights.stray) * subject


def _weight(mention: Mention, age: int, weights: Weights) -> float:
    if age < 0 or (mention.ahead and age <= 0):
        return weights.ahead
    if age <= 1:
        return weights.day_before if age else weights.same_day
    weight = weights.week if age <= WEEK else weights.remembered
    return weight * weights.written_out if mention.expression.means is Means.DATE else weight


def _chronology(one: Report, weights: Weights) -> float:
    """How much more a day counts because the article lists so many."""
    listed = {
        mention.days.first
        for line in one.lines
        for mention in line.mentions
        if mention.days and mention.days.is_day and mention.expression.means is Means.DATE
        and (one.published - mention.days.first).days > WEEK
    }  # fmt: skip
    if len(listed) < weights.chronology:
        return 1.0
    return 1 + weights.chosen * min(MOST, math.log2((len(listed) + 1) / weights.chronology))


def best_days(ranked: Iterable[Day], count: int) -> list[Day]:
    """The `count` weightiest days in order of time."""
    return sorted(list(ranked)[:count], key=lambda d: d.day)
