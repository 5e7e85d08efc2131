"""Chains of verbs that end in a cue: "went on to say", "was quick to deny", "has failed to confirm"."""

from functools import cache

from readout.lang.cues import words
from readout.text.phrases import Sentence


def chain_at(sentence: Sentence, n: int, language: str) -> tuple[int, bool] | None:
    """The word that a chain beginning at a word leads to, and whether it says that this was not done.

    None: no chain begins here. "is expected to", "plans to" are none: nothing has been said yet.
    """
    to = words(language, "grammar", "to")
    for phrase, undone in _chains(language):
        end = n + len(phrase)
        if any(sentence.lower(n + m) != word for m, word in enumerate(phrase)):
            continue
        end += sentence.tag(end) == "ADV"
        if sentence.lower(end) in to:
            return end + 1, undone
    return None


@cache
def _chains(language: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """The beginnings of chains, the longest first."""
    done = [(tuple(form.split()), False) for form in words(language, "grammar", "does_so")]
    undone = [(tuple(form.split()), True) for form in words(language, "grammar", "does_not")]
    return tuple(sorted([*done, *undone], key=lambda chain: (-len(chain[0]), chain)))
