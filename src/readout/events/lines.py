"""What several articles tell of one event, put into one line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from readout.events.find import day_of
from readout.lang.terms import telling
from readout.model import ArticleId, Event, EventStatus, Telling, Told, event_of

#: Of the terms of the poorer sentence, the share that the other must have: with the same verb on one
#: day ...
ALIKE = 0.34
#: ... with either alone ...
SURELY_ALIKE = 0.5
#: ... and where only one of them names a day: nearly the same sentence.
SAME_WORDS = 0.75
#: Verbs are the same that begin alike.
STEM = 4
#: So many shared terms at least.
TERMS = 3
#: Two statuses that no line can hold together: what is denied, and what will be.
_APART = (EventStatus.DENIED, EventStatus.PLANNED)


def lines(tellings: Sequence[Telling], languages: Mapping[ArticleId, str], told: Told) -> tuple[Event, ...]:
    """The tellings as events, each once, in order of time; those without a time last.

    Two tellings are one event if their articles are in one thread (or story), they do not name
    different days, and they say it in like words. Across languages nothing is joined. The result
    does not depend on the order of the tellings.
    """
    by_thread: dict[str, list[Telling]] = defaultdict(list)
    place = _threads(told)
    for one in tellings:
        by_thread[place.get(one.article_id, one.article_id)].append(one)
    events = [event_of(group) for some in by_thread.values() for group in _joined(some, languages)]
    return tuple(sorted(events, key=lambda e: (not e.day, e.day, e.id)))


def _threads(told: Told) -> dict[ArticleId, str]:
    """The first thread of each article, else its story."""
    thread: dict[str, str] = {}
    for one in told.threads:
        for story_id in one.stories:
            thread.setdefault(story_id, one.id)
    return {a: thread.get(s.id, s.id) for s in told.stories for a in s.articles}


def _joined(some: Sequence[Telling], languages: Mapping[ArticleId, str]) -> Iterable[list[Telling]]:
    ordered = sorted(some, key=lambda t: (t.passage.capture_id, t.passage.span, t.action))
    terms = [frozenset(telling(t.passage.exact, languages.get(t.article_id, "und"))) for t in ordered]
    groups: list[list[int]] = []
    #: The groups that hold a telling of this day, or with this verb: no others are compared.
    holding: dict[str, dict[int, None]] = defaultdict(dict)
    for n, one in enumerate(ordered):
        keys = [f"verb {_verb(one)}", *([f"day {day}"] if (day := day_of(one)) else [])]
        near = (
            g for g in dict.fromkeys(g for key in keys for g in holding[key])
            if all(_may_join(ordered[k], one) for k in groups[g])
            and any(_one_event(ordered[k], one, terms[k], terms[n], languages) for k in groups[g])
        )  # fmt: skip
        place = next(near, None)
        if place is None:
            place = len(groups)
            groups.append([])
        groups[place].append(n)
        for key in keys:
            holding[key][place] = None
    return [[ordered[n] for n in group] for group in groups]


def _may_join(a: Telling, b: Telling) -> bool:
    """Two events of one sentence stay two, and two days are two events."""
    if a.passage == b.passage:
        return False
    if {a.status, b.status} == set(_APART):
        return False
    one, other = day_of(a), day_of(b)
    return one is None or other is None or one == other


def _one_event(
    a: Telling, b: Telling, of_a: frozenset[str], of_b: frozenset[str], languages: Mapping[ArticleId, str]
) -> bool:
    if languages.get(a.article_id) != languages.get(b.article_id):
        return False
    if a.article_id == b.article_id:
        return False
    if a.action == b.action and a.passage.exact.split() == b.passage.exact.split():
        return True
    shared = len(of_a & of_b)
    if shared < TERMS:
        return False
    one_day = day_of(a) is not None and day_of(a) == day_of(b)
    same_verb = _verb(a) == _verb(b)
    if not same_verb and not one_day:
        return False
    least = ALIKE if one_day and same_verb else SURELY_ALIKE
    if (day_of(a) is None) != (day_of(b) is None):
        least = SAME_WORDS
    return shared >= least * min(len(of_a), len(of_b))


def _verb(telling: Telling) -> str:
    return telling.action.split()[-1].casefold()[:STEM]
