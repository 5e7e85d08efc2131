"""The message catalogues: what there is to say, and the file of each language brought up to it.

`make catalogues` runs this file: messages that are new stand in each `.po` with an empty translation, those
that are said no more go. test_catalogues.py compares the files with what there is to say.
"""

import tomllib
from collections.abc import Iterator
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from plan import HOUSE, ROOT

FOLDER = HOUSE / "formats" / "catalogues"
#: How code says something: the place of the words, and of their context, among the arguments.
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "n_": (1, 2),
    "ngettext": (1, 2),
    "p_": ((1, "c"), 2),
    "NP_": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
}
HEAD = """msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals};\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


def said() -> Catalog:
    """Every message of the program, each with the places where it is said."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]
    methods = [(one["pattern"], one["method"]) for one in settings["mappings"]]
    options = {
        one["pattern"]: {k: v for k, v in one.items() if k not in {"pattern", "method"}}
        for one in settings["mappings"]
    }
    found = Catalog()
    for name, line, words, _comments, context in extract_from_dir(
        str(HOUSE), methods, options, keywords=KEYWORDS
    ):
        found.add(words, locations=[(name, line)], context=context)
    return found


def held(language: str) -> Catalog:
    """The catalogue of a language as it lies in the repository."""
    return read_po(BytesIO((FOLDER / f"{language}.po").read_bytes()), locale=language)


def languages() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.po"))


def written(catalogue: Catalog, language: str) -> str:
    """A catalogue as its file: in the order of the code, without dates and line numbers."""
    out = BytesIO()
    write_po(out, catalogue, no_location=True, omit_header=True, ignore_obsolete=True, width=100)
    head = HEAD.format(language=language, plurals=catalogue.plural_forms.rstrip(";"))
    return head + out.getvalue().decode()


def messages(catalogue: Catalog) -> Iterator:
    return (message for message in catalogue if message.id)


if __name__ == "__main__":
    template = said()
    for language in languages():
        catalogue = held(language)
        catalogue.update(template, no_fuzzy_matching=True)
        (FOLDER / f"{language}.po").write_text(written(catalogue, language), encoding="utf-8")
        empty = sum(not all([m.string] if isinstance(m.id, str) else m.string) for m in messages(catalogue))
        print(f"{language}: {len(catalogue)} messages, {empty} to translate")
