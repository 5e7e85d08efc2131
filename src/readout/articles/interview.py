"""Interviews: which paragraphs ask, which answer, and who speaks."""

import re
from collections.abc import Sequence
from itertools import pairwise

from readout.articles.lines import Line
from readout.lang.pages import first_person, forms, replies, second_person
from readout.model import Turn

_LABEL = re.compile(r"(?P<name>[^\W\d_][\w.’'-]*(?:[ -][^\W\d_][\w.’'-]*){0,4})\s*:\s+\S")
_SHORT_LABELS = re.compile(r"(?P<name>Q|A|В|О|П|F|R|P)\s*[:.]\s+\S")
#: A full name right behind, or behind an office in small letters, and then a comma or the end.
_FULL_NAME = re.compile(
    r" (?:[a-zà-ÿ’'-]+ ){0,4}"
    r"(?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ]\.)?(?: [A-ZÀ-Þ][\w’'-]+){1,2})(?=[,.;:(]|$)"
)
#: Fewer turns than this make no interview.
FEWEST = 4
#: A question of more words is a rare one.
LONG_QUESTION = 70


class Spoken:
    """One paragraph as a turn."""

    def __init__(self, turn: Turn, speaker: str | None) -> None:
        self.turn = turn
        self.speaker = speaker


def label_of(line: Line) -> str | None:
    """The name before the colon, if the paragraph begins with one: "Ana Roth: Why ..."."""
    match = _LABEL.match(line.words) or _SHORT_LABELS.match(line.words)
    if not match:
        return None
    name = match["name"]
    capital = all(part[0].isupper() for part in re.split(r"[ -]", name) if len(part) > 3)
    return name if capital and name[0].isupper() else None


def read_turns(lines: Sequence[Line], title: str = "") -> dict[int, Spoken]:
    """The turns among some paragraphs, by their position. Empty: it is no interview.

    An interview has two labels, and a question between the answers. Paragraphs without a label are
    given by shape and place: one that asks at its end, or that stands alone before an answer which
    takes it up, is a question; what follows a question is its answer, over as many paragraphs as come.
    """
    paragraphs = [n for n, line in enumerate(lines) if line.is_paragraph or line.only_asks]
    labels = {n: label for n in paragraphs if (label := label_of(lines[n]))}
    people = list(dict.fromkeys(labels.values()))
    asking = [n for n in paragraphs if lines[n].asks]
    labelled = len(labels) >= 2 and len(people) == 2 and len(labels) >= 0.3 * len(paragraphs)
    opened = len(people) == 2 and len(labels) >= 2 and paragraphs[:1] == [min(labels)]
    if len(paragraphs) < FEWEST or len(asking) < 2:
        return {}
    if not (labelled or opened):
        return {} if labels else _without_labels(lines, paragraphs, asking, title)
    asker = _asker(lines, labels, people)
    answerer = next(name for name in people if name != asker)
    return _assigned(lines, paragraphs, labels, asker, answerer)


def _without_labels(
    lines: Sequence[Line], paragraphs: Sequence[int], asking: Sequence[int], title: str
) -> dict[int, Spoken]:
    """The turns of an interview that names nobody at its turns.

    What stands above it says that it is one and with whom; questions are short and many, and most are
    answered in the first person.
    """
    above = [title, *(lines[n].words for n in range(asking[0]))]
    who = next((name for words in above if (name := _interviewee(words))), None)
    answers = [b for a, b in pairwise(paragraphs) if a in asking and b not in asking]
    mine = [n for n in answers if _in_person(lines[n])]
    short = sum(lines[n].count <= LONG_QUESTION for n in asking)
    many = len(asking) >= FEWEST and len(asking) >= 0.2 * sum(n >= asking[0] for n in paragraphs)
    if who is None or not many or len(mine) < 0.6 * len(asking) or short < 0.8 * len(asking):
        return {}
    turns: dict[int, Spoken] = {}
    last: Turn | None = None
    talk = [n for n in paragraphs if n >= asking[0]]
    for place, n in enumerate(talk):
        following = talk[place + 1] if place + 1 < len(talk) else None
        asks = lines[n].asks and last is not Turn.QUESTION
        last = Turn.QUESTION if asks else _unlabelled(lines, n, following, {}, last)
        turns[n] = Spoken(last, who if last is Turn.ANSWER else None)
    return turns


def _in_person(line: Line) -> bool:
    return bool(set(re.findall(r"[\w’']+", line.words.casefold())) & (first_person() | replies()))


def _interviewee(line: str) -> str | None:
    """The full name behind the words of an interview: "interviewed Ana Roth, a pilot". None: no such name."""
    for form in forms("interviewee"):
        found = form.pattern.fullmatch(line.strip())
        name = _FULL_NAME.match(found["who"]) if found else None
        if name:
            return name["name"]
    return None


def _asker(lines: Sequence[Line], labels: dict[int, str], people: Sequence[str]) -> str:
    """Whoever ends with a question more often; between equals, who speaks first."""
    asks = {name: sum(lines[n].asks for n in labels if labels[n] == name) for name in people}
    return max(people, key=lambda name: asks[name])


def _assigned(
    lines: Sequence[Line],
    paragraphs: Sequence[int],
    labels: dict[int, str],
    asker: str,
    answerer: str,
) -> dict[int, Spoken]:
    turns: dict[int, Spoken] = {}
    last: Turn | None = None
    fully = len(labels) >= 0.9 * len(paragraphs)
    for place, n in enumerate(paragraphs):
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        if n in labels:
            turn = Turn.QUESTION if labels[n] == asker else Turn.ANSWER
        elif fully and last is not None:
            turn = last  # everyone else is labelled: this goes on
        else:
            turn = _unlabelled(lines, n, following, labels, last)
        turns[n] = Spoken(turn, asker if turn is Turn.QUESTION else answerer)
        last = turn
    return turns


def _unlabelled(
    lines: Sequence[Line], n: int, following: int | None, labels: dict[int, str], last: Turn | None
) -> Turn:
    line = lines[n]
    if last is Turn.QUESTION or following is None:
        # Somebody has to answer, and an interview does not end with a question.
        return Turn.ANSWER
    if following in labels or line.asks:
        short = line.count <= 90
        return Turn.QUESTION if short and not _answers_itself(line) else Turn.ANSWER
    # A short objection between two answers is the interviewer's.
    objects = line.count <= 40 and not lines[following].asks and _turns_to(lines, n, following)
    return Turn.QUESTION if objects else Turn.ANSWER


def _answers_itself(line: Line) -> bool:
    """Whether a long paragraph only ends with a question of rhetoric: more of it states than asks."""
    sentences = len(re.findall(r"[.!?…](?=\s|$)", line.words))
    return sentences >= 4 and line.words.count("?") == 1


def _turns_to(lines: Sequence[Line], n: int, following: int) -> bool:
    """Whether the next paragraph begins as a reply does: with yes or no, or with the first person."""
    opening = re.findall(r"[\w’']+", " ".join(lines[following].words.split()[:6]).casefold())
    mine = set(re.findall(r"[\w’']+", lines[n].words.casefold()))
    if mine & second_person() and not mine & first_person() and lines[n].count <= 25:
        return True
    if opening[:1] and opening[0] in replies():
        return True
    return bool(set(opening) & first_person()) and not mine & first_person()
