"""One person's name in two languages, and in the cases of one."""

import pytest

from readout.lang.names import inflected, same_name

SAME = {
    "German and Russian": ("Sergej Lawrin", "de", "Сергей Лаврин", "ru"),
    "English and a Russian genitive": ("Sergei Lavrin", "en", "Сергея Лаврина", "ru"),
    "French and Ukrainian": ("Andrii Tchepil", "fr", "Андрія Чепіля", "uk"),
    "a woman in the instrumental": ("Alla Veresova", "en", "Аллой Вересовой", "ru"),
    "a surname that takes no ending": ("Roman Tevzadze", "en", "Романа Тевзадзе", "ru"),
}
DIFFERENT = {
    "his sister": ("Sergei Lavrov", "en", "Марии Лавровой", "ru"),
    "a woman of that name": ("Maria Lavrova", "en", "Сергея Лаврова", "ru"),
    "a longer surname": ("Pavel Kotov", "en", "Павла Котовского", "ru"),
    "another first name": ("Knut Helsvik", "de", "Карл Хельсвик", "ru"),
    "a surname alone": ("Lavrin", "en", "Лаврин", "ru"),
}


@pytest.mark.parametrize("names", SAME.values(), ids=SAME)
def test_one_name_is_one_in_two_languages(names):
    assert same_name(*names)


@pytest.mark.parametrize("names", DIFFERENT.values(), ids=DIFFERENT)
def test_names_that_only_look_alike_stay_apart(names):
    assert not same_name(*names)


def test_a_surname_alone_joins_its_full_name_save_where_it_may_be_a_womans():
    assert inflected("Глеб Щукин", "Щукиным", "ru")
    assert not inflected("Иван Иванов", "Иванова", "ru")
    assert not inflected("Ivan Ivanov", "Ivanova", "en")
