"""How statements are put in a language that has no tagger: the words around a cue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from readout.lang import table
from readout.lang.cues import Cue, cues
from readout.text.tokens import tokens

#: A form of a cue: its words, the cue, and whether it is a participle.
Form = tuple[tuple[str, ...], Cue, bool]
_LISTS = (
    "between",
    "negation",
    "conditionals",
    "like",
    "relative",
    "conjunctions",
    "have",
    "be",
    "that",
    "clause_open",
    "determiners",
    "prepositions",
    "of",
    "time",
    "no_speaker",
    "pronouns",
    "places",
    "speakers",
    "written",
    "reflexive",
    "oblique",
    "no_place",
)


@dataclass(frozen=True, slots=True)
class Frames:
    """The word lists of frames.toml, and the cues by their first word, the longest first."""

    language: str
    lists: Mapping[str, frozenset[str]]
    according: Sequence[tuple[str, ...]]
    according_quoted: Sequence[tuple[str, ...]]
    own: Sequence[tuple[str, ...]]
    addressees: Sequence[tuple[str, ...]]
    #: Entries of `between` that have several words.
    asides: Sequence[tuple[str, ...]]
    behind: str
    so: str
    adverb_ends: str
    drops: bool
    #: Every noun has a capital: a capital tells no name.
    capital_nouns: bool
    plural_ends: tuple[str, ...]
    forms: Mapping[str, Sequence[Form]]

    def has(self, name: str, word: str) -> bool:
        return word in self.lists[name]


def _phrases(written: str) -> list[tuple[str, ...]]:
    found = (tuple(t.lower for t in tokens(part.strip())) for part in written.split(",") if part.strip())
    return sorted(found, key=len, reverse=True)


@cache
def frames(language: str) -> Frames | None:
    """The frames of a language. None: nobody has written them, or it has a tagger and needs none."""
    row = table(language, "frames")
    if not row:
        return None
    forms: dict[str, list[Form]] = {}
    for cue in cues(language):
        agreeing = [form + end for form in cue.done for end in row["agreement"].split(",")]
        for written, done in ((cue.forms, False), ([form.strip() for form in agreeing], True)):
            for form in written:
                words = tuple(token.lower for token in tokens(form))
                forms.setdefault(words[0], []).append((words, cue, done))
    for choices in forms.values():
        choices.sort(key=lambda choice: (-len(choice[0]), not choice[1].beside))
    lists = {name: frozenset(" ".join(p) for p in _phrases(row[name])) for name in _LISTS}
    return Frames(
        language=language,
        lists=lists,
        according=_phrases(row["according"]),
        according_quoted=_phrases(row["according_quoted"]),
        own=_phrases(row["own"]),
        addressees=_phrases(row["addressees"]),
        asides=[p for p in _phrases(row["between"]) if len(p) > 1],
        behind=row["behind"],
        so=row["so"],
        adverb_ends=row["adverb_ends"],
        drops=row["drops"] == "yes",
        capital_nouns=row["capital_nouns"] == "yes",
        plural_ends=tuple(e.strip() for e in row["plural_ends"].split(",") if e.strip()),
        forms=forms,
    )
