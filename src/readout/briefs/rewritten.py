"""Whether a rewritten sentence says what one sentence of the articles says, and nothing else.

Each word of it that tells something must stand there: in the same order around its verbs, under the
same prepositions, with the same words of denial, doubt, measure and condition. Where it takes words
that somebody is reported to have said, it must name that speaker and an act that is no stronger.
It knows nothing of meaning: much that is true is refused, and that is the wish.
"""

from collections.abc import Callable, Iterator, Sequence

from readout.briefs.aligned import Aligned
from readout.briefs.finding import Finding as Finding
from readout.briefs.finding import Wrong as Wrong
from readout.briefs.told import Said, Telling
from readout.briefs.turns import turned
from readout.briefs.worded import SUPPORTED, Kind, Word, can_check, checked, words_of
from readout.model import Act, Span, Statement
from readout.text.finding import places
from readout.text.quotes import quotations

#: Reads the statements of one sentence in a language.
Read = Callable[[str, str], Sequence[Statement]]


#: Acts of which the content says the contrary of what is meant, or that only ask.
TURNING = frozenset(
    {
        Act.DENY,
        Act.REJECT,
        Act.DISMISS,
        Act.REFUSE,
        Act.DOUBT,
        Act.ASK,
        Act.WITHHOLD,
        Act.NO_COMMENT,
        Act.THREATEN,
        Act.HOPE,
    }
)
_MISSING = {Kind.NAME: Wrong.NAME, Kind.FIGURE: Wrong.FIGURE, Kind.TIME: Wrong.TIME}
#: Behind these a quotation may begin: behind a comma the words before it are missing.
_BEGINS = frozenset("\"“”«»„‟‘’'.:;?!…—–([")
#: What stands around a quotation and is no word of it.
MARKS = "\"“”«»„‟‘’' .,;:?!"


def checked_sentence(sentence: str, telling: Telling, read: Read, language: str) -> Finding:
    """Where the sentence stands among the lines, or what is wrong with it beside the nearest line.

    Cost: about a millisecond a line that is near.
    """
    language = language.partition("-")[0]
    if not can_check(language):
        return Finding(wrong=((Wrong.LANGUAGE, language),))
    words = words_of(sentence, language)
    said = tuple(read(sentence, language))
    best: Finding | None = None
    for line in telling.near(words):
        if line.language != language:
            continue
        found = Check(sentence, words, said, line, language).finding()
        if found.follows:
            return found
        if best is None or len(found.wrong) < len(best.wrong):
            best = found
    return best or Finding(wrong=((Wrong.NOWHERE, sentence),))


class Check(Aligned):
    """One sentence beside one line."""

    def finding(self) -> Finding:
        wrong = tuple(dict.fromkeys(self._wrong()))
        return Finding(passages=(self.line.passage,), wrong=wrong)

    def _wrong(self) -> Iterator[tuple[Wrong, str]]:
        yield from self._voices()
        self._align()
        yield from self._unsupported()
        yield from self._quotations()
        yield from self._attributed()
        yield from turned(self)

    # Who speaks.

    def _voices(self) -> Iterator[tuple[Wrong, str]]:
        """Every statement of the sentence tells one of the line again: same speaker, no stronger act."""
        for n, statement in enumerate(self.said):
            tries = [(told, self._voice_wrong(statement, told)) for told in self.line.said]
            fitting = next((told for told, wrong in tries if wrong is None), None)
            if fitting is not None:
                self.told[n] = fitting
            elif tries:
                wrong = min((w for _, w in tries if w), key=lambda w: w is not Wrong.ACT)
                yield wrong, statement.passage.exact
            else:
                yield Wrong.SPEAKER, statement.passage.exact

    def _voice_wrong(self, statement: Statement, told: Said) -> Wrong | None:
        speaker = self.inside(statement.speaker.span) if statement.speaker else []
        telling = [w for w in speaker if w.kind in SUPPORTED]
        heads = [w for w in telling if not w.link]
        if not any(w.keys & told.telling for w in heads or telling):
            return Wrong.SPEAKER
        if any(w.kind is Kind.NAME and not w.keys & told.names for w in telling):
            return Wrong.SPEAKER
        return None if self._act_fits(statement, told.statement) else Wrong.ACT

    def _act_fits(self, ours: Statement, theirs: Statement) -> bool:
        cue = [w for w in self.inside(ours.cue.span) if w.kind in SUPPORTED] if ours.cue else []
        if ours.act is theirs.act:
            return ours.negated is theirs.negated and all(
                self.plain(w) or w.keys & self.line.keys for w in cue
            )
        if ours.negated or theirs.negated or theirs.act in TURNING:
            return False
        if any(w.keys & checked(self.language, "voice", "called") for w in cue):
            return any(ours.content.span.overlap(q) for q in quotations(self.sentence))
        return bool(cue) and all(self.plain(w) for w in cue)

    # Where the words stand.

    def _align(self) -> None:
        last = -1
        for n, word in enumerate(self.words):
            if word.kind not in SUPPORTED:
                continue
            places_ = [i for i, other in enumerate(self.line.words) if word.like(other)]
            if places_:
                last = min(places_, key=lambda i: (i - last - 1) if i > last else 3 * (last - i) + 3)
                self.at[n] = last

    def _unsupported(self) -> Iterator[tuple[Wrong, str]]:
        for n, word in enumerate(self.words):
            if word.kind in SUPPORTED and n not in self.at and not self._excused(word):
                yield _MISSING.get(word.kind, Wrong.WORD), word.lower

    def _excused(self, word: Word) -> bool:
        """A name of the speaker that stands elsewhere; a cue that says no more than "said"."""
        for n, told in self.told.items():
            statement = self.said[n]
            if statement.speaker and self._speaking(word, statement) and word.keys & told.names:
                return True
            if statement.cue and word.span in statement.cue.span:
                called = checked(self.language, "voice", "called")
                if self.plain(word) or (word.keys & called and told.statement.act is not statement.act):
                    return True
        return False

    def _speaking(self, word: Word, statement: Statement) -> bool:
        """Whether the word stands in the attribution, not in what is said."""
        return (
            (word.span in statement.passage.span and word.span not in statement.content.span)
            or bool(statement.speaker and word.span in statement.speaker.span)
            or not any(word.span in s.content.span for s in self.said)
        )

    def _quotations(self) -> Iterator[tuple[Wrong, str]]:
        """Words in marks stand word for word in the line, from one mark or stop to another."""
        for span in quotations(self.sentence):
            words = span.of(self.sentence).strip(MARKS)
            place = self._quoted_at(words)
            if place is None:
                yield Wrong.QUOTATION, words
                continue
            here = [n for n, w in enumerate(self.words) if w.span in span]
            there = [i for i, w in enumerate(self.line.words) if w.span in place]
            if len(here) == len(there):
                for n, i in zip(here, there, strict=True):
                    self.exact.add(n)
                    if n in self.at:
                        self.at[n] = i

    def _quoted_at(self, words: str) -> Span | None:
        """Where the words stand in the line in quotation marks and are cut nowhere inside a clause."""
        start = self.line.passage.span.start
        there = self.line.passage.exact
        quoted = quotations(there)
        spoken = [s.statement.passage.span for s in self.line.said if s.statement.quotations]
        for place in places(words, there):
            before, behind = there[: place.start].rstrip(" "), there[place.end :].lstrip(" ")
            ends = (not before or before[-1] in _BEGINS) and (not behind or not behind[0].isalnum())
            at = place.shifted(start)
            if ends and (any(place in q for q in quoted) or any(at in span for span in spoken)):
                return at
        return None

    def _attributed(self) -> Iterator[tuple[Wrong, str]]:
        """Words that somebody is reported to have said stand with who said them."""
        aligned = set(self.at.values())
        for told in self.line.said:
            statement = told.statement
            used = [i for i in aligned if self.line.words[i].span in statement.content.span]
            if not used or any(t is told for t in self.told.values()):
                continue
            if not self._word_for_word(told):
                yield Wrong.VOICE, self.sentence

    def _word_for_word(self, told: Said) -> bool:
        """Whether the sentence keeps speaker and cue of the line, and all in its order."""
        order = [self.at[n] for n in sorted(self.at)]
        if order != sorted(order):
            return False
        statement, aligned = told.statement, set(order)
        parts = [p.span for p in (statement.speaker, statement.cue) if p]
        if len(parts) < 2:
            return False
        for part in parts:
            own = [i for i, w in enumerate(self.line.words) if w.span in part and w.kind in SUPPORTED]
            if not own or not aligned & set(own):
                return False
        return True

    # Who does what to whom.

    # What turns it.
