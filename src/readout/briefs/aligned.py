"""A sentence beside a line of an article: which of its words stand where in the line."""

from collections.abc import Sequence

from readout.briefs.told import Line, Said
from readout.briefs.worded import Kind, Word, checked
from readout.model import Span, Statement


class Aligned:
    """A sentence beside a line; `at` says for its words where they stand there."""

    def __init__(
        self, sentence: str, words: Sequence[Word], said: Sequence[Statement], line: Line, language: str
    ) -> None:
        self.sentence = sentence
        self.words = words
        self.said = said
        self.line = line
        self.language = language
        #: Which statement of the line each statement of the sentence tells again.
        self.told: dict[int, Said] = {}
        #: Where each word of the sentence stands in the line.
        self.at: dict[int, int] = {}
        #: Words inside quotations that stand there letter for letter.
        self.exact: set[int] = set()

    def attributing(self, n: int) -> bool:
        """Whether the word names the speaker or the act of a statement that the line holds too."""
        span = self.words[n].span
        own = [self.said[k] for k in self.told]
        return any(p is not None and span in p.span for s in own for p in (s.speaker, s.cue))

    def block(self, i: int) -> int:
        """What the i-th word of the line belongs to: the content of a statement, its attribution, or none."""
        span = self.line.words[i].span
        for n, told in enumerate(self.line.said):
            if span in told.statement.content.span:
                return 2 * n + 2
        for n, told in enumerate(self.line.said):
            if span in told.statement.passage.span:
                return 2 * n + 1
        return 0

    def used(self) -> list[range]:
        """The stretches of the line that the sentence tells: each block up to its last word told."""
        aligned = sorted(set(self.at.values()))
        blocks: dict[int, list[int]] = {}
        for i in aligned:
            blocks.setdefault(self.block(i), []).append(i)
        ranges = []
        for block, places_ in blocks.items():
            own = [i for i in range(len(self.line.words)) if self.block(i) == block]
            ranges.append(range(min(own), max(places_) + 1))
        return ranges

    def in_use(self, kind: Kind) -> list[int]:
        blocks = {self.block(i) for i in self.at.values()}
        return [
            i
            for stretch in self.used()
            for i in stretch
            if self.line.words[i].kind is kind and self.block(i) in blocks
        ]

    def plain(self, word: Word) -> bool:
        return bool(word.keys & checked(self.language, "voice", "plain"))

    def inside(self, span: Span) -> list[Word]:
        return [w for w in self.words if w.span in span]

    def passive(self, words: Sequence[Word], n: int) -> bool:
        if words[n].kind is not Kind.VERB:
            return False
        before = words[n - 1] if n else None
        return before is not None and before.kind is Kind.FREE and bool(before.keys & {"be"})

    def turned_passive(self, n: int) -> bool:
        """Whether the verb is passive in the sentence and active in the line."""
        return self.passive(self.words, n) and not self.passive(self.line.words, self.at[n])
