"""What an article as a whole says of its names: who stands alone, what is a body or a place."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from readout.actors.describe import Description, Kind, describe, without_article
from readout.actors.names import APPOSITION, is_apposed, name_runs
from readout.lang.cues import words
from readout.lang.frames import frames
from readout.lang.names import particles, state_names
from readout.model import Article

_OWNER = re.compile(r"^(?P<owner>.+?(?:[’']s|s[’']))\s+(?P<name>\S+(?:\s\S+){1,2})$")


class Evidence:
    """How one article uses its names."""

    def __init__(self, article: Article, text: str) -> None:
        self.language = article.language
        #: Capitalised words that stand by themselves somewhere, as surnames do.
        self.alone: set[str] = set()
        #: Names that an office stands behind: "Ana Roth, the mayor".
        self.apposed: set[str] = set()
        #: Names of papers and stations in full, by their last word: "Oslo Times".
        self.outlets: dict[str, set[str]] = defaultdict(set)
        #: All runs of capitalised words.
        self.runs: set[str] = set()
        #: Single names that are a body or a place here.
        self.things: set[str] = set()
        if frames(self.language) is not None:
            return  # nouns with capitals, and names that change their ends
        before, behind = self._patterns()
        titled: set[str] = set()
        for block in article.reporting():
            paragraph = block.span.of(text)
            for place in name_runs(paragraph, self.language):
                tokens = re.sub(r"[’']s?$", "", place.of(paragraph).rstrip(".’'")).split()
                found = describe(" ".join(tokens), self.language)
                if found.kind is Kind.PERSON and (found.title or found.role or len(found.name.split()) > 1):
                    titled.add(found.name.split()[-1])
                self.runs.add(" ".join(tokens))
                apposition = APPOSITION.match(paragraph, place.end)
                told = apposition and is_apposed(apposition["role"], " ".join(tokens), self.language)
                if told and 2 <= len(tokens) <= 3:
                    self.apposed.add(" ".join(tokens))
                self._outlet(without_article(" ".join(tokens), self.language))
                small = particles(self.language)
                if not tokens or not all(token in small for token in tokens[:-1]):
                    continue
                self.alone.add(tokens[-1])
                if before.search(paragraph[: place.start]) or behind.match(paragraph, place.end):
                    self.things.add(" ".join(tokens))
        self.things -= titled
        self.alone |= titled

    def _outlet(self, name: str) -> None:
        last = name.split()[-1:]
        if len(name.split()) > 1 and last[0].casefold() in words(self.language, "people", "outlet_ends"):
            self.outlets[last[0].casefold()].add(name)

    def in_full(self, outlet: str) -> str:
        """A paper's whole name for its last word: "Times". The word itself where several or none end so."""
        found = self.outlets.get(outlet.casefold(), set())
        return next(iter(found)) if len(found) == 1 else outlet

    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        def one_of(group: str, name: str) -> str:
            found = words(self.language, group, name)
            return "|".join(sorted(map(re.escape, found), key=len, reverse=True)) or "(?!)"

        places = one_of("grammar", "place_prepositions")
        spokes, for_ = one_of("people", "spokes"), one_of("grammar", "spokes_for")
        before = re.compile(rf"(?:\b(?:{places})|\b(?:{spokes}) (?:{for_}))\s+$", re.IGNORECASE)
        return before, re.compile(rf",\s+(?:{one_of('grammar', 'thing_relative')})\b")

    def describe(self, phrase: str) -> Description:
        """What a noun phrase names, as this article uses its words."""
        found = describe(phrase, self.language)
        if found.kind is Kind.PERSON:
            thing = found.name in self.things and not (found.title or found.role)
            return replace(found, kind=Kind.BODY) if thing else found
        whole = phrase.strip().startswith(found.name[:1])  # no article stands before it
        if found.kind is Kind.ROLE or (found.kind is Kind.BODY and whole):
            return self._named_last(found) or found
        return found

    def _is_called_as_a_state(self, tokens: Sequence[str]) -> bool:
        """ "Chad Roth" and "Ana Wales, the mayor": a first name or a surname that is a state's."""
        body = words(self.language, "people", "collective") | words(self.language, "people", "plural")
        states = state_names(self.language)
        if any(not token[:1].isupper() or token.casefold() in body for token in tokens):
            return False
        if tokens[-1].casefold() in states:
            named = [name for name in self.apposed if name.split()[-1] == tokens[-1]]
            whole = " ".join(tokens) in named or len(tokens) == 1
            return bool(named) and whole and tokens[-1] not in self.things
        return (
            2 <= len(tokens) <= 3
            and tokens[0].casefold() in states
            and (tokens[-1] in self.alone or " ".join(tokens) in self.apposed)
            and tokens[-1] not in self.things
            and tokens[-1].casefold() not in words(self.language, "people", "outlet_ends")
            and describe(tokens[-1], self.language).kind is Kind.PERSON
        )

    def _is_portfolio(self, before: Sequence[str]) -> bool:
        """Whether words before a name are an office with what it is in charge of: "Minister of Labour"."""
        lowered = [token.casefold() for token in before]
        known = words(self.language, "titles", "portfolios")
        of = words(self.language, "grammar", "of")
        return any(one in known and two in of for one, two in pairwise(lowered[:-1]))

    def _last_name(self, tokens: Sequence[str]) -> int:
        """Where the first name and surname at the end of some words begin, particles between them."""
        cut = len(tokens) - 1
        while cut > 1 and tokens[cut - 1] in particles(self.language):
            cut -= 1
        return max(1, cut - 1)

    def _named_last(self, found: Description) -> Description | None:
        """ "Director of Public Safety Ana Roth", "the channel's Ana Roth", where "Roth" stands alone too."""
        owned = _OWNER.match(found.name)
        tokens = found.name.split()
        if found.kind is Kind.BODY and self._is_called_as_a_state(tokens):
            return replace(found, kind=Kind.PERSON, territory=None)
        if owned:
            name, before = owned["name"].split(), owned["owner"]
        elif found.kind is Kind.ROLE and len(tokens) > 3:
            cut = self._last_name(tokens)
            name, before = tokens[cut:], " ".join(tokens[:cut])
            small = words(self.language, "grammar", "prepositions")
            within = small & {token.casefold() for token in tokens[: max(0, cut - 1)]}
            if not tokens[cut - 1][:1].isupper() or not within:
                return None
        elif len(tokens) == 3 and tokens[0].casefold() in words(self.language, "people", "collective"):
            name, before = tokens[1:], tokens[0]  # "Speaker of the | House Ana Roth"
        else:
            return None
        person = describe(" ".join(name), self.language)
        body = _end_a_body(before.split(), self.language)
        outlet = owned is not None and before[:-2].isupper() and len(name) == 2
        charge = found.kind is Kind.ROLE and self._is_portfolio(before.split())
        told = name[-1] in self.alone or (body and not owned) or outlet or charge
        if person.kind is not Kind.PERSON or not told or len(person.name.split()) < 2:
            return None
        role = before if found.kind is Kind.ROLE else None
        return replace(person, role=role, territory=found.territory)


def _end_a_body(tokens: Sequence[str], language: str) -> bool:
    """Whether words end with a body's whole name: "President of the European Commission", not "of World"."""
    small = words(language, "grammar", "prepositions") | words(language, "grammar", "articles")
    body = words(language, "people", "collective")
    return len(tokens) > 2 and tokens[-1].casefold() in body and tokens[-2].casefold() not in small
