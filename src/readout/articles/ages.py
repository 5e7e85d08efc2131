"""When something was published, from the age a page gives it and the time the page was captured."""

import itertools
import re
from datetime import datetime, timedelta

from readout.lang.pages import age_units, words_for_one
from readout.model import Basis, When

_WORDS = re.compile(r"\d+|[^\W\d_]+")
_LENGTHS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}


def published_from_age(age: str, captured_at: datetime) -> When | None:
    """ "5 days ago" on a page captured at a known time. None: the words give no number of a unit.

    Minutes and hours give a time, days and weeks a day: an age is as exact as its unit.
    """
    words = [word.casefold() for word in _WORDS.findall(age)]
    for number, unit in itertools.pairwise(words):
        length = _LENGTHS.get(age_units().get(unit, ""))
        count = int(number) if number.isdecimal() else 1 if number in words_for_one() else None
        if length and count is not None and count < 5000:
            at = captured_at - count * length
            iso = at.isoformat() if length < timedelta(days=1) else at.date().isoformat()
            return When(iso=iso, as_written=age, basis=Basis.CAPTURE)
    return None
