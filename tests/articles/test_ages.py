from datetime import UTC, datetime

import pytest

from readout.articles.ages import published_from_age
from readout.model import Basis

CAPTURED = datetime(2022, 1, 24, 12, 0, tzinfo=UTC)
AGES = {
    "5 days ago": "2022-01-19",
    "2 hours ago": "2022-01-24T10:00:00+00:00",
    "an hour ago": "2022-01-24T11:00:00+00:00",
    "a week ago": "2022-01-17",
    "il y a 5 jours": "2022-01-19",
    "vor einer Stunde": "2022-01-24T11:00:00+00:00",
    "hace 2 semanas": "2022-01-10",
    "5 дней назад": "2022-01-19",
    "2 години тому": "2022-01-24T10:00:00+00:00",
}


@pytest.mark.parametrize(("age", "iso"), AGES.items())
def test_an_age_counts_from_the_capture_and_is_as_exact_as_its_unit(age, iso):
    found = published_from_age(age, CAPTURED)
    assert found is not None
    assert (found.iso, found.as_written, found.basis) == (iso, age, Basis.CAPTURE)


@pytest.mark.parametrize("age", ["just now", "yesterday", "5", "ago", "999999 days ago"])
def test_words_without_a_number_of_a_unit_give_no_time(age):
    assert published_from_age(age, CAPTURED) is None
