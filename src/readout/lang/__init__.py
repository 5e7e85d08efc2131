"""What a language needs, as data: one folder per language, the same files in each.

`lang/any/` holds what is the same in every language (agencies, signs). Each datum that can be
tested carries its example, which is its test.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """One file of one language, e.g. `table("en", "cues")`. Empty where nobody has written it yet.

    A tag with a region ("pt-BR") falls back to its language ("pt").
    """
    for tag in (language, language.partition("-")[0]):
        path = files(__name__) / tag / f"{name}.toml"
        if path.is_file():
            return tomllib.loads(path.read_text(encoding="utf-8"))
    return {}


def languages(name: str) -> Iterator[str]:
    """The languages that have a file of this name, in alphabetical order; "any" is not one."""
    folders = sorted(entry.name for entry in files(__name__).iterdir() if entry.is_dir())
    return (tag for tag in folders if tag != "any" and (files(__name__) / tag / f"{name}.toml").is_file())
