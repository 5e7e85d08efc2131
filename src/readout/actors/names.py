"""Names of persons in running text, with the offices that stand beside them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from readout.actors.describe import Description, Kind, describe
from readout.lang.cues import words
from readout.lang.names import particles
from readout.model import Article, Block, Span, trimmed

_RUN = re.compile(
    r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-ÞЀ-Я][\w’'-]*\.?)"
    r"(?:[ \u00a0]+(?:(?:[A-Z]\.){2,}|[“\"][A-Z][\w’'-]+[”\"](?= [A-Z])"
    r"|(?:[a-z]{2,3}[ \u00a0]+)?[A-ZÀ-ÞЀ-ЯҐ][\w’'-]*\.?|[A-Z]\.))*"
)
APPOSITION = re.compile(r",\s+(?P<role>[^,.;:!?“”\"()]{3,90}?)(?=[,.;:]|$)")
_ROLE_BEFORE = re.compile(r"(?P<role>[\w’' -]{3,80}?),\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person's name at a place of the text."""

    span: Span
    name: str
    role: str | None
    role_span: Span | None
    territory: str | None
    gender: Kind | None
    #: Whether the name opens its sentence, and so is what the sentence is about.
    opens: bool
    #: The honorific or short title before the name.
    title: str | None = None


def named_persons(
    article: Article, text: str, described: Callable[[str], Description] | None = None
) -> Iterator[Named]:
    """Persons named with an office, an honorific or a full name in the reporting blocks, in order.

    `described`: what words name, where the article tells more than the words alone.
    """
    for block in article.reporting():
        yield from _in_block(block, text, article.language, described or _describing(article.language))


def _describing(language: str) -> Callable[[str], Description]:
    return lambda phrase: describe(phrase, language)


def _in_block(
    block: Block, text: str, language: str, described: Callable[[str], Description]
) -> Iterator[Named]:
    paragraph = block.span.of(text)
    for place in name_runs(paragraph, language):
        whole = place.of(paragraph)
        run = whole.rstrip(".’'") if not whole.endswith(("U.S.", "Jr.")) else whole
        run = re.sub(r"[’']s$", "", run)
        start, before = place.start, paragraph[: place.start]
        lead = _office_before(before, language)
        found = described(f"{lead}{run}")
        if found.kind is not Kind.PERSON or not _is_certain(found, run, lead, paragraph, place.end, language):
            continue
        at = start + run.rfind(found.name) if found.name in run else start
        role, role_span = _role(found, paragraph, start - len(lead), at, at + len(found.name), language)
        yield Named(
            span=Span(block.span.start + at, block.span.start + at + len(found.name)),
            name=found.name,
            role=role,
            role_span=role_span.shifted(block.span.start) if role_span else None,
            territory=found.territory or (describe(role, language).territory if role else None),
            gender=found.gender,
            opens=_opens(before[: len(before) - len(lead)]) and _leads(run, language),
            title=found.title,
        )


def name_runs(paragraph: str, language: str) -> Iterator[Span]:
    """Runs of capitalised words. A full stop ends one, unless it marks an initial or a short title.

    A small word ends one too, unless it is a particle of names or joins an office: "met" is no "van".
    """
    short = words(language, "titles", "honorifics") | words(language, "sentences", "abbreviations")
    small = particles(language) | words(language, "grammar", "of") if particles(language) else None
    for match in _RUN.finditer(paragraph):
        start = match.start()
        for word in re.finditer(r"\S+", match.group()):
            bare = word.group().rstrip(".").casefold()
            if small and word.group().islower() and word.group() not in small:
                before = trimmed(paragraph, start, match.start() + word.start())
                if before:
                    yield before
                start = match.start() + word.end() + 1
                continue
            ended = bare in words(language, "titles", "suffixes") and start < match.start() + word.start()
            dotted = word.group().endswith(".") and len(bare) > 1 and "." not in bare and bare not in short
            if ended or dotted:
                yield Span(start, match.start() + word.end())
                start = match.start() + word.end()
                while start < match.end() and paragraph[start].isspace():
                    start += 1
        if start < match.end():
            yield Span(start, match.end())


def _office_before(before: str, language: str) -> str:
    """Lower-case words of an office or a calling right before a name.

    "Kremlin spokesman " before "Dmitry Peskov", "trader " before "Ana Roth".
    """
    tokens = before[-60:].split(" ")
    if tokens[-1:] != [""]:
        return ""
    tokens = tokens[:-1]
    offices = words(language, "titles", "offices")
    for size in (3, 2, 1):
        phrase = " ".join(tokens[-size:])
        if phrase.casefold() in offices:
            rest = tokens[: len(tokens) - size]
            extra = rest[-2:] if rest and rest[-1][:1].isupper() else []
            while extra and not extra[0][:1].isupper():
                extra.pop(0)
            lead = " ".join([*extra, phrase]) + " "
            return lead if before.endswith(lead) else phrase + " "
    callings = words(language, "people", "singular") - words(language, "people", "bodies_too")
    return f"{tokens[-1]} " if tokens and tokens[-1] in callings else ""


def _is_certain(found: Description, run: str, lead: str, paragraph: str, end: int, language: str) -> bool:
    """Whether it is surely a person: an office, an honorific, or an apposition with an office."""
    if found.role or found.gender:
        return True
    first = run.split()[0].casefold()
    if first in words(language, "titles", "honorifics"):
        return True
    apposition = APPOSITION.match(paragraph, end)
    if apposition and is_apposed(apposition["role"], run, language):
        return True
    if re.search(r"\s[A-Z]\.\s", run):  # Wendy R. Sherman
        return True
    # A full name that a possessive follows at the start of a sentence: "Ana Roth's remarks".
    start = paragraph.rfind(run, 0, end)
    return (
        2 <= len(found.name.split()) <= 3
        and start == 0
        and bool(re.match(r"[’']s\b", paragraph[start + len(run) :]))
    )


def is_apposed(words_: str, name: str, language: str) -> bool:
    """Whether words behind a comma are an office of the name before it.

    A name of one word needs an apposition that begins as one does: "Roth, the mayor", "Roth, Oslo's mayor".
    """
    first = words_.split()[0].casefold() if words_.split() else ""
    joints = words(language, "grammar", "and") | words(language, "grammar", "but")
    beside = joints | words(language, "grammar", "prepositions") | words(language, "grammar", "be")
    if not _is_office(words_, language) or first in beside:
        return False
    begins = words(language, "grammar", "articles") | words(language, "grammar", "definite")
    begins = begins | words(language, "titles", "offices") | words(language, "titles", "once")
    known = bool(words(language, "grammar", "openers"))  # elsewhere nobody has written what opens a sentence
    return len(name.split()) > 1 or not known or first in begins or words_[:1].isupper()


def _is_office(words_: str, language: str) -> bool:
    tokens = [t.strip("’'s") for t in words_.casefold().split()]
    heads = {office.split()[-1] for office in words(language, "titles", "offices")}
    return any(token in heads for token in tokens[:8]) and len(tokens) <= 14


def _role(
    found: Description, paragraph: str, start: int, at: int, end: int, language: str
) -> tuple[str | None, Span | None]:
    """The office of a person, and where it stands: before the name, or in an apposition."""
    if found.role:
        place = paragraph.find(found.role, max(0, start - 5), end)
        return found.role, Span(place, place + len(found.role)) if place >= 0 else None
    apposition = APPOSITION.match(paragraph, end)
    if apposition and is_apposed(apposition["role"], found.name, language):
        return apposition["role"], Span(*apposition.span("role"))
    before = _ROLE_BEFORE.search(paragraph[max(0, start - 90) : start])
    if before and _is_office(before["role"], language):
        role = before["role"].strip()
        place = paragraph.rfind(role, 0, start)
        if role[:1].isupper() or role.split()[0].casefold() in words(language, "grammar", "definite"):
            return role, Span(place, place + len(role))
    return None, None


def _leads(run: str, language: str) -> bool:
    """Whether a run that opens a sentence is about its name: "But Roth" is, "Saying Roth" is not."""
    first = run.split()[0].casefold() if run.split() else ""
    joints = words(language, "grammar", "but") | words(language, "grammar", "and")
    led = joints | words(language, "grammar", "subordinators")
    return first not in words(language, "grammar", "openers") - led


def _opens(before: str) -> bool:
    """Whether a name opens its sentence, a time or place before a comma passed over."""
    sentence = re.split(r"[.!?]\s+", before)[-1]
    return not sentence.strip(" “\"'‘") or (len(sentence) <= 40 and sentence.rstrip().endswith(","))
