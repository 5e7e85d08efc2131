"""Parts of speech by word lists and capitals, for languages that have no trained tagger."""

from collections.abc import Mapping, Sequence
from functools import cache

from readout.lang.cues import cues_by_form, words
from readout.text.tokens import Token

#: Lists of `words.toml` under [grammar], and the part of speech of what stands in them; the first wins.
_LISTS = (
    ("auxiliaries", "AUX"),
    ("complementisers", "SCONJ"),
    ("he", "PRON"),
    ("she", "PRON"),
    ("it", "PRON"),
    ("they", "PRON"),
    ("we", "PRON"),
    ("relative", "PRON"),
    ("prepositions", "ADP"),
    ("and", "CCONJ"),
    ("but", "CCONJ"),
    ("subordinators", "SCONJ"),
    ("definite", "DET"),
    ("indefinite", "DET"),
    ("not", "ADV"),
    ("adverbs", "ADV"),
)


def lexical_tags(tokens: Sequence[Token], language: str) -> list[str]:
    """A tag for each word: function words by list, cues as verbs, capitals as names, the rest nouns.

    Coarse: a verb that is no cue is a noun here. Enough to find speakers beside cues.
    """
    known = _known(language)
    return [known.get(token.lower) or _by_look(token) for token in tokens]


def _by_look(token: Token) -> str:
    if not token.word[0].isalnum():
        return "PUNCT"
    if token.word[0].isdigit():
        return "NUM"
    return "PROPN" if token.word[0].isupper() else "NOUN"


@cache
def _known(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, tag in _LISTS:
        for word in words(language, "grammar", name):
            found.setdefault(word.replace("’", "'"), tag)
    for form in cues_by_form(language):
        if len(form) == 1:
            found[form[0]] = "VFIN"
    return found
