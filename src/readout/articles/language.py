"""Which language a text is in, from its script and its function words."""

import re
from collections import Counter
from functools import cache
from typing import Any

from readout.lang.pages import function_words

#: How much of a text is looked at.
SAMPLE = 6000
#: So many function words settle it; with fewer, a classifier is asked.
ENOUGH = 2
_WORD = re.compile(r"[^\W\d_]+")
#: Languages the classifier may answer with.
_KNOWN = (
    "en ru uk fr de es it pt nl pl cs sk ro hu bg sr hr sl el tr ar fa "
    "he zh ja ko vi id sv da no fi et lv lt be"
)


def language_of(text: str) -> str:
    """A BCP 47 tag; "und" where the text is too short to tell.

    Function words decide between the languages of `lang/`; the classifier, which costs more than a
    second to load, is asked only where they do not.
    """
    words = [word.casefold() for word in _WORD.findall(text[:SAMPLE])]
    known = function_words()
    votes = Counter(language for word in words for language in known.get(word, ()))
    ranked = votes.most_common(2)
    if ranked and ranked[0][1] >= ENOUGH:
        best, count = ranked[0]
        second = ranked[1][1] if len(ranked) > 1 else 0
        clear = 1.25 if count >= 8 else 2
        if count >= clear * second and count >= 0.1 * len(words):
            return best
    return _classified(text[:SAMPLE]) if len(words) >= 3 else "und"


def _classified(text: str) -> str:
    language, probability = _identifier().classify(text)
    return str(language) if probability >= 0.6 else "und"


@cache
def _identifier() -> Any:  # noqa: ANN401 - py3langid has no types
    from py3langid.langid import (
        MODEL_DIR,
        MODEL_FILE,
        LanguageIdentifier,
    )  # imported here: slow to load

    identifier = LanguageIdentifier.from_modelpath(MODEL_DIR / MODEL_FILE, norm_probs=True)
    identifier.set_languages(_KNOWN.split())
    return identifier
