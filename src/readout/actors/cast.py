"""Who is who: one article's words resolved to persons and bodies, then joined across articles."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from readout.actors.describe import Description, Kind, describe, gender_of, is_another, office_heads
from readout.actors.entity import Entity, is_tail, name_tokens, offices_in
from readout.actors.evidence import Evidence
from readout.actors.fullnames import full_names
from readout.actors.joining import agree, clash, compatible
from readout.actors.kin import is_kin, kin_word
from readout.actors.mentions import bare_names, is_possessive, opens_sentence
from readout.actors.names import Named, named_persons
from readout.actors.wording import is_common, without_suffix
from readout.lang.cues import words
from readout.lang.frames import frames
from readout.lang.names import declines, inflected, skeleton
from readout.model import (
    Act,
    ActorType,
    Article,
    Passage,
    Span,
    Statement,
)

#: How far back a pronoun reaches: so many paragraphs.
REACH = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a statement that name somebody."""

    statement: Statement
    part: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Titled:
    """How a surname stands by itself with an office or an honorific: where first, and what these tell."""

    at: int = sys.maxsize
    offices: frozenset[str] = frozenset()
    genders: frozenset[Kind] = frozenset()


class ArticleCast:
    """The entities of one article, and which words name which."""

    def __init__(self, article: Article, text: str, statements: Sequence[Statement]) -> None:
        self.article, self.text = article, text
        self.language = article.language
        self.statements = statements
        #: Bodies are "he" and "she" too, and a wrong guess is worse than none.
        self.gendered = frames(self.language) is not None
        self.entities: dict[str, Entity] = {}
        self.evidence = Evidence(article, text)
        self.named = list(named_persons(article, text, self.evidence.describe))
        self.full = full_names(article, text)
        self.paragraphs = [block.span for block in article.reporting()]
        #: Words that are resolved, by their span.
        self.known: dict[Span, str] = {}
        self.why: dict[Span, str] = {}
        #: Where persons are named by their surname alone.
        self.bare: list[tuple[Span, str]] = []
        #: Whom each named person is, by the place of the name.
        self.key_at: dict[Span, str] = {}
        places = sorted(self._places(), key=lambda place: place.passage.span)
        #: What the words for everybody in the statements say.
        self.described = {place.passage.span: self._describe(place.passage) for place in places}
        self._persons(places)
        self._speakers(places)

    # -- names ------------------------------------------------------------------------------------

    def _describe(self, passage: Passage) -> Description:
        """What words name. In a headline any word may have a capital: "Defeated Roth" is Roth."""
        found = self.evidence.describe(passage.exact)
        last = found.name.split()[-1:]
        if found.kind is Kind.PERSON and len(found.name.split()) > 1 and self._in_title(passage.span):
            below = [span.of(self.text) for span in self.paragraphs]
            plain = re.compile(rf"\b{re.escape(found.name.split()[0].casefold())}\b")
            if any(last[0] in body for body in below) and any(plain.search(body) for body in below):
                return replace(found, name=last[0])
        return found

    def _persons(self, places: Sequence[Place]) -> None:
        """Everybody named as a person: those named in full first, whatever stands before them."""
        found = [(named.span, _described(named)) for named in self.named]
        spoken = {place.passage.span: self.described[place.passage.span] for place in places}
        found += [(span, said) for span, said in spoken.items() if said.kind is Kind.PERSON]
        found.sort(key=lambda pair: (len(name_tokens(pair[1].name, self.language)) == 1, pair[0]))
        self.titled = self._first_titled(found)
        for span, said in found:
            entity = self._person(said, span)
            self.key_at[span] = entity.key
            if span in spoken:
                continue
            entity.places.append(span)
        for named in self.named:
            entity = self.entities[self.key_at[named.span]]
            entity.names.add(named.name)
            if named.role and named.role_span:
                entity.roles.append((named.role, self.passage(named.role_span)))
            if named.territory:
                entity.territories.add(named.territory)

    def _first_titled(self, found: Sequence[tuple[Span, Description]]) -> Mapping[str, Titled]:
        """Where each surname stands first by itself with an office or an honorific, and what these tell."""
        first: dict[str, Titled] = {}
        for span, said in found:
            tokens = name_tokens(said.name, self.language)
            if len(tokens) == 1 and (said.title or said.role) and not self._in_title(span):
                known = first.get(tokens[0], Titled(span.start))
                genders = known.genders | ({said.gender} if said.gender else set())
                first[tokens[0]] = Titled(known.at, known.offices | self._offices(said), genders)
        return first

    def _in_title(self, span: Span) -> bool:
        title = self.article.title
        return title is not None and span in title.span

    def _person(self, said: Description, span: Span) -> Entity:
        """The person that a name at a place belongs to."""
        name = self._in_full(said.name, span.start)
        tokens = name_tokens(name, self.language)
        entity = self._full(name, tokens, said, span) if len(tokens) > 1 else self._alone(name, tokens, said)
        if len(name.split()) > len(entity.name.split()) and not is_tail(entity.name, name):
            entity.name = name
        entity.gender = entity.gender or said.gender
        if said.title:
            entity.titles.add(said.title)
        if said.territory:
            entity.territories.add(said.territory)
        if len(tokens) > 1:
            kin = kin_word(self.text, self._within(span, said.name), self.language)
            entity.kin = entity.kin or kin is not None
            entity.gender = entity.gender or gender_of([kin or ""], self.language)
            entity.first = min(entity.first, span.start)
        return entity

    def _within(self, span: Span, name: str) -> Span:
        """Where a name stands in some words."""
        at = self.text.find(name, span.start, span.end)
        return Span(at, at + len(name)) if at >= 0 else span

    def _people(self) -> Iterator[Entity]:
        return (entity for entity in self.entities.values() if entity.kind is ActorType.PERSON)

    def _full(self, name: str, tokens: tuple[str, ...], said: Description, span: Span) -> Entity:
        """The person of a full name: one whose full name agrees with it, else a new one."""
        key = "person:" + " ".join((*tokens, without_suffix(name.split(), self.language)[1])).strip()
        new = Entity(
            key=key,
            kind=ActorType.PERSON,
            name=name,
            article=self.article.id,
            capture=self.article.capture_id,
            language=self.language,
            gender=said.gender,
        )
        fits = [e for e in self._people() if agree(e, new) or inflected(e.name, name, self.language)]
        same = [e for e in fits if e.suffix == new.suffix]
        kin = is_kin(self.text, self._within(span, said.name), self.language)
        if same or (fits and not kin and not fits[0].kin):
            return (same or fits)[0]  # "Paul Roth Jr." may be "Paul Roth", but not "his father, Paul Roth"
        self.entities[key] = new
        return new

    def _alone(self, name: str, tokens: tuple[str, ...], said: Description) -> Entity:
        """The person that a surname alone names. Where several fit, nobody of them: the surname itself."""
        surname = tokens[-1] if tokens else ""
        fits = [
            entity
            for entity in self._people()
            if not clash(entity.gender, said.gender)
            and (compatible(entity.tokens, tokens) or inflected(entity.name, name, self.language))
        ]
        full = [e for e in fits if len(e.tokens) > 1]
        own = [e for e in fits if len(e.tokens) == 1]
        titled = self.titled.get(surname, Titled())
        full = [e for e in full if _may_be(e, titled.at, titled.offices | self._offices(said))]
        if len(titled.genders) > 1:  # "Mr. Roth" and "Ms. Roth": a full name is one of them, but which
            full = [e for e in full if e.gender is not None and e.gender is said.gender]
        if len(full) > 1 and not declines(self.language):
            full = self._likeliest(full, said)
        if full and (len(full) == 1 or declines(self.language)):
            return full[0]
        if own and not full:
            return own[0]
        key = f"person:{surname}" + ("|" if full else "")
        if key in self.entities and clash(self.entities[key].gender, said.gender):
            key += f"|{said.gender}"
        entity = self._entity(key, ActorType.PERSON, name)
        entity.shared = entity.shared or bool(full)
        return entity

    def _shares(self, entity: Entity, said: Description) -> bool:
        """Whether a person holds an office that somebody is called by."""
        return bool(entity.offices & self._offices(said))

    def _offices(self, said: Description) -> frozenset[str]:
        return offices_in((said.role or "", said.title or ""), self.language)

    def _likeliest(self, several: Sequence[Entity], said: Description) -> list[Entity]:
        """Of several persons of one surname those that are nobody's kin and hold the office named."""
        own = [entity for entity in several if not entity.kin] or list(several)
        holding = [entity for entity in own if self._shares(entity, said)]
        return holding or own

    def _entity(self, key: str, kind: ActorType, name: str) -> Entity:
        found = self.entities.get(key)
        if found is None:
            found = Entity(
                key=key,
                kind=kind,
                name=name,
                article=self.article.id,
                capture=self.article.capture_id,
                language=self.language,
            )
            self.entities[key] = found
        return found

    def passage(self, span: Span) -> Passage:
        return Passage(capture_id=self.article.capture_id, span=span, exact=span.of(self.text))

    # -- speakers ---------------------------------------------------------------------------------

    def _speakers(self, places: Sequence[Place]) -> None:
        """Every speaker's words in order: names first, then what refers to them."""
        for place in places:
            self._name(place.passage)
        self.bare = list(bare_names(self.text, self.paragraphs, self._surnames()))
        for statement in self.statements:
            for place in _places_of(statement):
                if place.passage.span not in self.known:
                    self._refer(place, statement)

    def _surnames(self) -> dict[str, str]:
        """The surname of each person, where only one has it, with the person's key."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity in self.entities.values():
            if entity.kind is ActorType.PERSON and not self.gendered:
                name, _ = without_suffix(entity.name.split(), self.language)
                found[name[-1]].add(entity.key)
        return {surname: keys.pop() for surname, keys in found.items() if len(keys) == 1}

    def _places(self) -> Iterator[Place]:
        for statement in self.statements:
            yield from _places_of(statement)

    def _name(self, passage: Passage) -> None:
        """Resolve words that name somebody by themselves."""
        found = self.described[passage.span]
        if found.kind is Kind.PERSON:
            entity = self.entities[self.key_at[passage.span]]
        elif found.kind is Kind.BODY:
            entity = self._body(found.name)
        elif found.kind is Kind.UNNAMED:
            key = f"unnamed:{self.article.id}:{found.name.casefold()}"
            if is_another(passage.exact, self.language):
                key += f":{passage.span.start}"
            entity = self._entity(key, ActorType.ANONYMOUS, found.name)
        else:
            return
        self._settle(passage, entity, "the words name them")

    def _in_full(self, name: str, at: int) -> str:
        """A bare surname with the first name that the article gives above it; other names as they are."""
        if len(name.split()) > 1:
            return name
        above = self.full.get(skeleton(name))
        known = any(e.surname == skeleton(name) and len(e.tokens) > 1 for e in self._people())
        if above is None or above[0] >= at or known:
            return name
        titled = self.titled.get(skeleton(name), Titled())
        other = is_kin(self.text, Span(above[0], above[0] + len(above[1])), self.language)
        before = titled.at < above[0]
        apart = (titled.offices and (before or other)) or (before and other) or len(titled.genders) > 1
        return name if apart else above[1]

    def _body(self, name: str) -> Entity:
        """A body by its name; one that has none ("the group") is this article's alone."""
        name = self.evidence.in_full(name)
        of_article = f"{self.article.id}:" if is_common(name, self.language) else ""
        return self._entity(f"body:{of_article}{name.casefold()}", ActorType.COLLECTIVE, name)

    def _settle(self, passage: Passage, entity: Entity, why: str) -> None:
        self.known[passage.span] = entity.key
        self.why[passage.span] = why
        entity.names.add(
            passage.exact if entity.kind is not ActorType.PERSON else self.described[passage.span].name
        )
        entity.places.append(passage.span)

    def _refer(self, place: Place, statement: Statement) -> None:
        """Resolve a pronoun or a role from what stands before it, or leave it open."""
        passage = place.passage
        found = self.described[passage.span]
        if found.kind is Kind.ROLE and place.part in {"target", "addressee"}:
            self._role_spoken_of(passage, found)
        elif found.kind is Kind.ROLE:
            self._role(passage, found)
        elif found.kind in {Kind.HE, Kind.SHE} and self._told_by_nobody(passage, statement):
            return  # "The A.G. said he had erred": whoever that is
        elif found.kind in {Kind.HE, Kind.SHE}:
            self._pronoun(passage, found, {ActorType.PERSON}, statement.act)
        elif found.kind is Kind.IT:
            self._pronoun(passage, found, {ActorType.COLLECTIVE}, statement.act)
            if passage.span not in self.known:
                self._opened_by(passage)
        elif found.kind is Kind.SELF:
            self._first_person(passage)

    def _told_by_nobody(self, passage: Passage, statement: Statement) -> bool:
        """Whether a pronoun stands in what somebody before it reports who is no known person."""
        before = [via.words.span for via in statement.via if via.words.span.end <= passage.span.start]
        if not before or self.described[before[-1]].kind in {Kind.HE, Kind.SHE}:
            return False
        key = self.known.get(before[-1])
        return key is None or self.entities[key].kind is not ActorType.PERSON

    def _opened_by(self, passage: Passage) -> None:
        """ "Russia bars people it says ...": a state or body that opens the sentence is meant by "it"."""
        at = passage.span.start
        starts = [span.start for span in self.paragraphs if span.start <= at]
        if self.article.title and self.article.title.span.start <= at < self.article.title.span.end:
            starts = [self.article.title.span.start]
        before = self.text[max(starts) : at] if starts else ""
        if not before or any(mark in before for mark in '.?!:;“”"'):
            return
        opening = before.split()[:3]
        for size in range(len(opening), 0, -1):
            found = describe(" ".join(opening[:size]), self.language)
            if found.kind is Kind.BODY:
                entity = self._body(found.name)
                self._refers(passage, entity, f"“{passage.exact}” in a sentence that {found.name} opens")
                return

    def _first_person(self, passage: Passage) -> None:
        """ "I" is whoever speaks the words that it stands in, if an article says who that is."""
        around = [
            s.speaker.span
            for s in self.statements
            if s.speaker and s.speaker.span != passage.span and passage.span in s.content.span
        ]
        speaker = next((span for span in around if span in self.known), None)
        if speaker is not None:
            self._refers(passage, self.entities[self.known[speaker]], "in the words of whoever speaks them")

    def _role_spoken_of(self, passage: Passage, found: Description) -> None:
        """An office that somebody is accused or asked in: its one holder here, else nobody; else the office.

        Whoever speaks goes on from the sentence before, whoever is spoken of need not: of two ministers the
        nearer may be the other country's.
        """
        holders = [e for e in self._persons_before(self.article.span.end) if self._holds(e, found)]
        if len(holders) == 1:
            self._refers(passage, holders[0], f"holds the office “{found.name}” in these articles")
        elif not holders:
            self._office(passage, found)

    def _role(self, passage: Passage, found: Description) -> None:
        """An office: its one holder here; else who spoke last without an office; else the office."""
        candidates = [e for e in self._persons_before(passage.span.start) if self._holds(e, found)]
        if not candidates:  # reports name the office first and its holder a sentence later
            candidates = [e for e in self._persons_before(self.article.span.end) if self._holds(e, found)]
            candidates = candidates if len(candidates) == 1 else []
        if not candidates and self._is_epithet(passage):
            candidates = [e for e in self._people() if e.offices & offices_in([found.name], self.language)]
            candidates = candidates if len(candidates) == 1 else []
        holders = {e.key for e in candidates}
        if len(holders) == 1 or (
            candidates and passage.exact.split()[0].casefold() in words(self.language, "grammar", "definite")
        ):
            self._refers(passage, candidates[0], f"holds the office “{found.name}” in these articles")
            return
        last = self._last_speaker(passage.span.start)
        bare = last is not None and not last.roles and self._only_one_without_office(passage.span.start)
        opened = passage.exact.split()[0].casefold() in words(self.language, "titles", "follow")
        if not candidates and last and bare and opened:
            self._refers(passage, last, f"follows {last.name}, the one person without an office so far")
            return
        self._office(passage, found)

    def _is_epithet(self, passage: Passage) -> bool:
        """ "The self-titled Boldest Sheriff": what somebody calls himself, and no office beside his own."""
        before = self.text[max(0, passage.span.start - 30) : passage.span.start].split()[-1:]
        near = {word.casefold() for word in (*before, *passage.exact.split()[:2])}
        return bool(near & words(self.language, "grammar", "epithets"))

    def _office(self, passage: Passage, found: Description) -> None:
        entity = self._entity(
            f"office:{self.article.id}:{found.name.casefold()}", ActorType.OFFICE, found.name
        )
        entity.names.add(found.name)
        entity.places.append(passage.span)
        self.known[passage.span] = entity.key
        self.why[passage.span] = "an office whose holder is not named here"

    def _last_speaker(self, at: int) -> Entity | None:
        """The person who spoke last, or whom a sentence began with, within reach."""
        before = [
            (span.end, key)
            for span, key in self._subjects()
            if self._floor(at) <= span.start and span.end <= at
        ]
        persons = [key for _, key in sorted(before) if self.entities[key].kind is ActorType.PERSON]
        return self.entities[persons[-1]] if persons else None

    def _only_one_without_office(self, at: int) -> bool:
        speakers = {key for span, key in self._subjects() if span.end <= at}
        persons = [self.entities[key] for key in speakers if self.entities[key].kind is ActorType.PERSON]
        return sum(not person.roles for person in persons) == 1

    def _holds(self, entity: Entity, found: Description) -> bool:
        head = (found.role or "").split()[-1].casefold()
        if found.territory and entity.territories and found.territory not in entity.territories:
            return False
        qualifier = (found.role or "").casefold().split()[:-1]
        for role, _ in entity.roles:
            tokens = role.casefold().replace("’s", "").replace("'s", "").split()
            if head in tokens and all(q in tokens or self._is_demonym(q) for q in qualifier):
                return True
        return False

    def _is_demonym(self, word: str) -> bool:
        return describe(word.capitalize(), self.language).territory is not None

    def _persons_before(self, at: int) -> list[Entity]:
        """Persons of this article named before a place, the nearest first."""
        nearest: list[tuple[int, Entity]] = []
        for entity in self.entities.values():
            if entity.kind is ActorType.PERSON:
                before = [span.end for span in entity.places if span.end <= at]
                if before:
                    nearest.append((max(before), entity))
        return [entity for _, entity in sorted(nearest, key=lambda pair: -pair[0])]

    def _refers(self, passage: Passage, entity: Entity, why: str) -> None:
        self.known[passage.span] = entity.key
        self.why[passage.span] = why
        entity.places.append(passage.span)

    def _pronoun(self, passage: Passage, found: Description, kinds: set[ActorType], act: Act) -> None:
        """The last who spoke, or whom a sentence began with, within REACH paragraphs; of a fitting gender."""
        at = passage.span.start
        floor = self._floor(at)
        subjects = [(span, key) for span, key in self._subjects() if floor <= span.start and span.end <= at]
        nested = [(span, key) for span, key in self._nested() if floor <= span.start and span.end <= at]
        nearest = sorted(subjects, key=lambda pair: -pair[0].end) + sorted(
            nested, key=lambda pair: -pair[0].end
        )
        quoted, before = self._own_words(passage.span)
        nearest = [(span, key) for span, key in nearest if not any(span in words_ for words_ in quoted)]
        if self.gendered and nearest and self.entities[nearest[0][1]].kind not in kinds:
            return  # "elle" may be the association that spoke last
        for span, key in nearest:
            entity = self.entities[key]
            if any(span in words_ for words_ in before):
                return  # "Roth was late, he said": Roth, or whoever speaks of him
            if entity.kind in kinds and not clash(entity.gender, found.kind):
                if act is Act.ANSWER and any(
                    s.act is Act.ASK and s.speaker and s.speaker.span == span for s in self.statements
                ):
                    return  # whoever asked does not answer
                if found.kind is Kind.IT and self._is_passed_over(span, at):
                    return
                if ActorType.PERSON in kinds and self._rivals(entity, span, passage, found.kind):
                    return  # "The minister met the envoy. He said": the words do not settle it
                self._refers(passage, entity, f"“{passage.exact}” follows {entity.name}")
                if found.kind in {Kind.HE, Kind.SHE} and entity.gender is None:
                    entity.gender = found.kind
                return
            if ActorType.PERSON in kinds and self._is_somebody_else(entity, span):
                return  # "An analyst said it. She ...": whoever that is

    def _own_words(self, speaker: Span) -> tuple[list[Span], list[Span]]:
        """What whoever is named at a place says in quotation marks; without them, what stands before it."""
        own = [s for s in self.statements if s.speaker and s.speaker.span == speaker]
        before = [s.content.span for s in own if s.content.span.end <= speaker.start and not s.quotations]
        return [span for s in own for span in s.quotations], before

    def _is_somebody_else(self, entity: Entity, at: Span) -> bool:
        """Whether one person without a name speaks at a place, and a pronoun behind it may well mean them."""
        if entity.kind is not ActorType.ANONYMOUS or self.gendered:
            return False
        head = entity.name.split()[-1] if " " not in entity.name else at.of(self.text).casefold()
        many = words(self.language, "people", "plural") | words(self.language, "people", "reports")
        return not any(word.strip(",.") in many for word in head.casefold().split())

    def _is_passed_over(self, named: Span, at: int) -> bool:
        """Whether "it" stands in a later paragraph than a body, with another sentence before it there."""
        paragraph = next((p for p in self.paragraphs if p.start <= at < p.end), None)
        if self.gendered or paragraph is None or named.start >= paragraph.start:
            return False
        return re.search(r"[.!?…][”\"’»)]*\s", self.text[paragraph.start : at]) is not None

    def _rivals(self, entity: Entity, named: Span, pronoun: Passage, asked: Kind) -> bool:
        """Whether another person, of no other gender, is named between a person and a pronoun.

        Whom either speaks about does not count, nor whose things are named.
        """
        speaking = {named, pronoun.span}
        own = [s.passage.span for s in self.statements if s.speaker and s.speaker.span in speaking]
        places = [(span, key) for span, key in self.bare]
        places += [(span, e.key) for e in self.entities.values() for span in e.places]
        for span, key in places:
            other = self.entities[key]
            between = named.end <= span.start and span.end <= pronoun.span.start
            if (
                between
                and other is not entity
                and other.kind is ActorType.PERSON
                and not clash(other.gender, asked)
                and not is_possessive(self.text, span.end)
                and not any(span in words_ for words_ in own)
            ):
                return True
        return False

    def _floor(self, at: int) -> int:
        """Where the reach of a pronoun ends: the start of a paragraph some way back."""
        before = [span.start for span in self.paragraphs if span.start <= at]
        return before[-1 - REACH] if len(before) > REACH else (before[0] if before else 0)

    def _subjects(self) -> Iterator[tuple[Span, str]]:
        for statement in self.statements:
            if statement.speaker and not statement.via and statement.speaker.span in self.known:
                yield statement.speaker.span, self.known[statement.speaker.span]
            for via in statement.via:
                if via.words.span in self.known:
                    yield via.words.span, self.known[via.words.span]
        for named in self.named:
            if named.opens and not self._has_somebody(named.span):
                yield named.span, self.key_at[named.span]
        for span, key in self.bare:
            paragraph = next(p for p in self.paragraphs if span in p)
            if opens_sentence(self.text, paragraph, span.start) and not is_possessive(self.text, span.end):
                yield span, key

    def _has_somebody(self, name: Span) -> bool:
        """Whether a name opens a sentence about somebody else: "Mr. Roth's wife" is not Mr. Roth."""
        if not is_possessive(self.text, name.end):
            return False
        behind = self.text[name.end : name.end + 60].casefold().lstrip("’'s").split()[:3]
        people = words(self.language, "people", "relatives") | words(self.language, "people", "singular")
        return any(word.strip(",.") in people | office_heads(self.language) for word in behind)

    def _nested(self) -> Iterator[tuple[Span, str]]:
        """Speakers whose words somebody else reports."""
        for statement in self.statements:
            if statement.speaker and statement.via and statement.speaker.span in self.known:
                yield statement.speaker.span, self.known[statement.speaker.span]


def _places_of(statement: Statement) -> Iterator[Place]:
    if statement.speaker:
        yield Place(statement, "speaker", statement.speaker)
    for via in statement.via:
        yield Place(statement, "via", via.words)
    if statement.addressee:
        yield Place(statement, "addressee", statement.addressee)
    if statement.target:
        yield Place(statement, "target", statement.target)


def _may_be(entity: Entity, at: int, offices: frozenset[str]) -> bool:
    """Whether a surname that first stands alone at a place, with some offices, may be a person's.

    Somebody who is named in full only below an office is another: "President Roth", and then "Lea Roth".
    """
    if entity.offices & offices:
        return True
    if entity.kin:
        return entity.first <= at and not offices
    return entity.first <= at or not offices


def _described(named: Named) -> Description:
    """What the words of a name in running text say."""
    return Description(
        kind=Kind.PERSON, name=named.name, role=named.role, gender=named.gender, title=named.title
    )
