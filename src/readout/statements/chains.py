"""Chains of verbs that end in a cue: "went on to say", "was quick to deny", "has failed to confirm"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from readout.lang.cues import words
from readout.text.phrases import Sentence


def chain_at(sentence: Sentence, n: int, language: str) -> tuple[int, bool] | None:
    """The word that a chain beginning at a word leads to, and whether it says that this was not done.

    None: no chain begins here. "is expected to", "plans to" are none: nothing has been said yet.
    """
    known = _chains(language).get(sentence.lower(n))
    if known is None:
        return None
    to = words(language, "grammar", "to")
    for phrase, undone in known:
        end = n + len(phrase)
        if any(sentence.lower(n + m) != word for m, word in enumerate(phrase)):
            continue
        end += sentence.tag(end) == "ADV"
        if sentence.lower(end) in to:
            return end + 1, undone
    return None


@cache
def _chains(language: str) -> Mapping[str, Sequence[tuple[tuple[str, ...], bool]]]:
    """The beginnings of chains by their first words, the longest first."""
    done = [(tuple(form.split()), False) for form in words(language, "grammar", "does_so")]
    undone = [(tuple(form.split()), True) for form in words(language, "grammar", "does_not")]
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = defaultdict(list)
    for chain in sorted([*done, *undone], key=lambda chain: (-len(chain[0]), chain)):
        found[chain[0][0]].append(chain)
    return found
