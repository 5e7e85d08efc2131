"""Articles of an invented newsroom, as many as are asked for, from a seed: the same each time.

Events follow each other in threads. Each event has its own names, places and figures, drawn from
invented words whose frequencies fall as those of a language do; its reports share them and word the
rest anew. Of the reports 30 % are agency copy, cut or topped by a local paragraph.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

#: Words of an article: the median; a title is taken from its first sentence.
LENGTH = 180
#: Events a day, and how many articles report one: from one to REPORTS.
EVENTS, REPORTS = 40, 12
#: How many different common words the language has.
WORDS = 12_000
#: The share of events that continue an earlier one, and how many days back it lies at most.
CONTINUES, BACK = 0.4, 21
COPIES = 0.3

_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
_SHORT = tuple("the of to and in a that for on with is was by at it from as be has an".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Piece:
    """One generated article."""

    name: str
    text: str
    published: str
    outlet: str
    event: int
    thread: int


class Newsroom:
    """Articles in order of publication."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self._words = [self._word(2 + n % 3) for n in range(WORDS)]
        total, self._steps = 0.0, []
        for rank in range(1, WORDS + 1):
            total += 1 / (rank + 20)
            self._steps.append(total)
        self._recent: list[tuple[int, int, list[str], list[str]]] = []

    def _word(self, syllables: int) -> str:
        return "".join(self._rng.choice(_SYLLABLES) for _ in range(syllables))

    def articles(self, count: int) -> Iterator[Piece]:
        rng, made, event = self._rng, 0, 0
        day = datetime(2026, 1, 1, tzinfo=UTC)
        while True:
            pieces: list[Piece] = []
            for _ in range(EVENTS):
                pieces += self._event(event, day)
                event += 1
            self._recent = [old for old in self._recent if event - old[0] < BACK * EVENTS]
            pieces.sort(key=lambda piece: piece.published)
            for piece in pieces:
                yield piece
                made += 1
                if made == count:
                    return
            rng.random()
            day += timedelta(days=1)

    def _event(self, event: int, day: datetime) -> list[Piece]:
        rng = self._rng
        names = [f"{self._word(2).title()} {self._word(3).title()}"]
        names += [self._word(3).title() for _ in range(3)]
        topic = rng.sample(self._words[200:], 14)
        topic += [" ".join(rng.sample(topic, 2)) for _ in range(4)]
        thread = event
        if self._recent and rng.random() < CONTINUES:
            _, thread, old_names, old_topic = rng.choice(self._recent)
            names[:2], topic[:5] = old_names[:2], old_topic[:5]
        self._recent.append((event, thread, names, topic))
        written: list[list[str]] = []
        pieces = []
        for number in range(1 + int(REPORTS * rng.random() ** 3)):
            if written and rng.random() < COPIES:
                sentences = list(rng.choice(written))
                if rng.random() < 0.5:
                    sentences = sentences[: max(3, len(sentences) * 2 // 3)]
                else:
                    sentences.insert(len(sentences) // 2, self._sentence(names, topic, 0.1))
            else:
                size = max(4, int(rng.gauss(LENGTH, LENGTH / 4)) // 18)
                sentences = [self._sentence(names, topic, 0.5 if n < 3 else 0.3) for n in range(size)]
                written.append(sentences)
            at = day + timedelta(minutes=rng.randrange(60 * 24))
            outlet = f"Paper {rng.randrange(60)}"
            pieces.append(
                Piece(f"{event}-{number}", "\n".join(sentences), at.isoformat(), outlet, event, thread)
            )
        return pieces

    def _sentence(self, names: list[str], topic: list[str], own: float) -> str:
        rng = self._rng
        common = iter(rng.choices(self._words, cum_weights=self._steps, k=24))
        words = []
        for _ in range(rng.randrange(12, 24)):
            chance = rng.random()
            if chance < 0.4:
                words.append(rng.choice(_SHORT))
            elif chance < 0.4 + 0.6 * own:
                words.append(rng.choice(names) if rng.random() < 0.4 else rng.choice(topic))
            else:
                words.append(next(common))
        line = " ".join(words)
        return line[0].upper() + line[1:] + "."
