"""Places, matters, names and figures mean the same in every language."""

import pytest

from readout.lang import languages, table
from readout.lang.news import figures, has_news, matters, name_keys, places

LANGUAGES = list(languages("news"))
ENGLISH = table("en", "news")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["place", "matter"])
def test_every_language_has_every_concept(language, kind):
    rows = table(language, "news")[kind]
    assert rows.keys() == ENGLISH[kind].keys()
    assert [concept for concept, forms in rows.items() if not forms.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_names_two_concepts_and_no_beginning_is_too_short(language):
    seen, twice, short = {}, [], []
    for kind in ("place", "matter"):
        for concept, forms in table(language, "news")[kind].items():
            for form in (form.strip() for form in forms.split(",")):
                same = form if form.isupper() else form.casefold()
                twice += [form] if seen.setdefault(same, concept) != concept else []
                short += [word for word in form.split() if "~" in word and len(word.strip("~")) < 2]
    assert (twice, short) == ([], [])


EARTHQUAKE = {
    "en": "A quake killed twelve",
    "ru": "Землетрясение: двенадцать погибших",
    "uk": "Унаслідок землетрусу загинули дванадцять людей",
    "fr": "Un séisme fait douze morts",
    "de": "Zwölf Tote bei Erdbeben",
    "es": "Un terremoto deja doce muertos",
}


@pytest.mark.parametrize(("language", "text"), EARTHQUAKE.items(), ids=EARTHQUAKE)
def test_one_event_has_the_same_matters_and_figures_in_every_language(language, text):
    words = text.replace(":", " ").split()
    assert {"earthquake", "killed"} <= {concept for _, concept in matters(language).find(words)}
    assert "12" in set(figures(text, language))


ICELAND = {
    "en": "Icelandic",
    "ru": "исландского",
    "uk": "Ісландії",
    "fr": "islandaise",
    "de": "isländischen",
    "es": "Reikiavik",
}


@pytest.mark.parametrize(("language", "word"), ICELAND.items(), ids=ICELAND)
def test_demonyms_and_capitals_name_the_state(language, word):
    assert [place for _, place in places(language).find([word])] == ["iceland"]


NAMES = [
    ("Lavrov", "en", "Лаврова", "ru"),
    ("Lawrow", "de", "Лавровым", "ru"),
    ("Solvang", "en", "Сольванг", "ru"),
    ("Wilga", "de", "Вильгу", "ru"),
    ("Ximénez", "fr", "Ximénez", "es"),
    ("José", "es", "Хосе", "ru"),
    ("Tryfoniuk", "en", "Трифонюка", "uk"),
]


@pytest.mark.parametrize(("one", "language", "other", "theirs"), NAMES)
def test_a_name_is_heard_alike_in_two_languages(one, language, other, theirs):
    assert set(name_keys(one, language)) & set(name_keys(other, theirs))


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("12,400 of 1.4 million", "en", ["12400", "1.4"]),
        ("12 400 malades, 2,25 %", "fr", ["12400", "2.25"]),
        ("40 тысяч и 8,50", "ru", ["40000", "8.5"]),
        ("quince de 1982", "es", ["1982", "15"]),
    ],
)
def test_figures_are_plain_numbers(text, language, found):
    assert list(figures(text, language)) == found


def test_a_language_without_a_list_has_none():
    assert not has_news("fi")
    assert list(matters("fi").find(["tulipalo"])) == []
