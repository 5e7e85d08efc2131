"""When something was said, from a weekday beside the cue and the date of the article."""

from datetime import date, timedelta

from readout.lang.dates import weekdays
from readout.model import Article, Basis, When
from readout.statements.find import Found
from readout.text.phrases import Sentence


def said_when(sentence: Sentence, found: Found, article: Article, language: str) -> When | None:
    """The day that stands beside the cue. `iso` is None where the article has no date to count from."""
    if found.hit is None:
        return None
    names = weekdays(language)
    near = [
        *range(found.hit.end, found.hit.end + 4),
        *range(found.hit.start - 1, max(-1, found.hit.start - 4), -1),
    ]
    opening = range(0, 3) if found.hit.start > 3 else range(0)
    for n in [*near, *opening]:
        if n < 0 or n >= len(sentence.tokens) or sentence.in_quote(n):
            continue
        day = names.get(sentence.lower(n))
        if day is not None:
            word = sentence.tokens[n].word
            if article.published is None or article.published.iso is None:
                return When(iso=None, as_written=word, basis=Basis.NONE)
            return When(iso=_before(article.published.iso, day), as_written=word, basis=Basis.INFERENCE)
    return None


def _before(published: str, weekday: int) -> str:
    """The last such weekday up to the day of publication."""
    day = date.fromisoformat(published[:10])
    return (day - timedelta(days=(day.weekday() - weekday) % 7)).isoformat()
