"""Words of a language under names that are the same in every language."""

from collections.abc import Iterator, Mapping, Sequence

_POSSESSIVE = frozenset({"’s", "'s"})
#: The first letters of a compound that may stand before the form in it.
_HEAD = 3
#: So many different words are remembered with what they are.
_KEPT = 50_000

#: The words of a form after its first, and the concept.
_Form = tuple[tuple[str, ...], str]


class Lexicon:
    """Forms of concepts, ready to be found in a row of words.

    A form is one to four words. "~" at the end of a word stands for any ending; at the start of a form
    of one word, for the beginning of a compound, of three letters at least. Forms of capitals alone
    ("US") are found in capitals alone. Of several that fit, the one with most words is found, then the
    one without "~", then the one with most letters.
    """

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._whole: dict[str, list[_Form]] = {}
        self._starts: dict[str, list[_Form]] = {}
        self._ends: dict[str, str] = {}
        self._inside: dict[str, str] = {}
        self._known: dict[str, tuple[_Form, ...]] = {}
        for concept, listed in forms.items():
            for form in listed.split(","):
                self._take(form.split(), concept)

    def _take(self, form: Sequence[str], concept: str) -> None:
        if not form:
            return
        first, *rest = (word if word.isupper() else word.casefold() for word in form)
        if first.startswith("~"):
            kept = self._inside if first.endswith("~") else self._ends
            kept.setdefault(first.strip("~"), concept)
            return
        held = self._starts if first.endswith("~") else self._whole
        held.setdefault(first.rstrip("~"), []).append((tuple(rest), concept))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The (place, concept) of each form, longest form first, none inside another."""
        for at, _, concept in self.spans(words):
            yield at, concept

    def spans(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """The (first place, place behind the last, concept) of each form."""
        words = [word[:-2] if word[-2:] in _POSSESSIVE else word for word in words]
        at = 0
        while at < len(words):
            size, concept = self._at(words, at)
            if concept:
                yield at, at + size, concept
            at += size

    def ending(self, word: str) -> str | None:
        """The concept of the end of a compound ("Präsidentschaftswahl" is an election)."""
        lower = word.casefold()
        found = (self._ends.get(lower[start:]) for start in range(_HEAD, len(lower)))
        return next((concept for concept in found if concept), None)

    def _at(self, words: Sequence[str], at: int) -> tuple[int, str | None]:
        known = self._known.get(words[at])
        if known is None:
            if len(self._known) > _KEPT:
                self._known.clear()
            known = self._known[words[at]] = self._beginning(words[at])
        for rest, concept in known:
            if not rest:
                return 1, concept
            if len(rest) < len(words) - at and all(map(_fits, rest, words[at + 1 : at + 1 + len(rest)])):
                return len(rest) + 1, concept
        return 1, None

    def _beginning(self, word: str) -> tuple[_Form, ...]:
        """The forms that may begin with a word, the best first."""
        lower = word.casefold()
        found = [*self._whole.get(word, ())]
        if word != lower:
            found += self._whole.get(lower, ())
        for size in range(len(lower), 0, -1):
            found += self._starts.get(lower[:size], ())
        for start in range(_HEAD, len(lower)):
            ended = self._ends.get(lower[start:])
            found += [((), ended)] if ended else []
        for start in range(_HEAD, len(lower) if self._inside else 0):
            for end in range(len(lower), start, -1):
                within = self._inside.get(lower[start:end])
                found += [((), within)] if within else []
        return tuple(sorted(found, key=lambda form: -len(form[0])))


def _fits(form: str, word: str) -> bool:
    if form.endswith("~"):
        return word.casefold().startswith(form[:-1].casefold())
    return word == form if form.isupper() else word.casefold() == form
