"""Words of a language under names that are the same in every language."""

from collections.abc import Iterator, Mapping, Sequence

_POSSESSIVE = frozenset({"’s", "'s"})


class Lexicon:
    """Forms of concepts, ready to be found in a row of words.

    A form is one to four words; "~" at the end of a word stands for any ending. Forms of capitals
    alone ("US") are found in capitals alone.
    """

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for concept, listed in forms.items():
            for form in listed.split(","):
                words = tuple(word if word.isupper() else word.casefold() for word in form.split())
                if words:
                    self._by_first.setdefault(_key(words[0]), []).append((words, concept))
        for found in self._by_first.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The (place, concept) of each form, longest form first, none inside another."""
        words = [word[:-2] if word[-2:] in _POSSESSIVE else word for word in words]
        at = 0
        while at < len(words):
            size, concept = self._at(words, at)
            if concept:
                yield at, concept
            at += size

    def _at(self, words: Sequence[str], at: int) -> tuple[int, str | None]:
        for form, concept in self._by_first.get(_key(words[at]), ()):
            if len(form) <= len(words) - at and all(map(_fits, form, words[at : at + len(form)])):
                return len(form), concept
        return 1, None


def _key(word: str) -> str:
    return word.casefold()[:2].rstrip("~.")


def _fits(form: str, word: str) -> bool:
    if form.endswith("~"):
        return word.casefold().startswith(form[:-1].casefold())
    return word == form if form.isupper() else word.casefold() == form
