"""What speaks for it that a statement contradicts another of the same story, sign by sign.

Each sign has a name; a learned weight in `weights.toml` says how much it counts (`scored`), and
the reason of a dispute names the strongest. No sign is a word of a language: those are in `lang`.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from readout.encoder import tagger
from readout.lang.terms import term
from readout.model import Act
from readout.positions.hearing import (
    BLAMING,
    HOLDING,
    WANTING,
    Heard,
    Hearing,
    all_words,
    has,
    listed,
    negates,
    says_no,
)
from readout.positions.meeting import really_denies
from readout.positions.pairs import calls_baseless, points_back
from readout.positions.parties import Party, accused_of, names, speaker_of

#: Words with so long a common beginning are forms of one word.
ROOT = 4
#: "No gas", "not one box": so many words behind the negation.
BEHIND = 3
#: Sentences before a denial in which its article may say what is denied.
BEFORE = 2
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A statement with what is compared."""

    heard: Heard
    #: Roots of the content's words, function words left out.
    roots: frozenset[str]
    verbs: frozenset[str]
    #: Roots right behind a "no".
    gone: frozenset[str]
    #: Roots of words with a capital.
    named: frozenset[str]
    figures: frozenset[str]
    speaker: Party
    accused: Party
    #: Roots of the sentences before it, in its article.
    before: frozenset[str]
    denies: bool
    negates: bool
    points: bool
    #: The content speaks of the speaker himself: "he had ...", "having agreed".
    himself: bool


@cache
def root(word: str, language: str) -> str | None:
    """The word without its ending. None: a function word."""
    base = language.partition("-")[0]
    held = term(word, base)
    if held is None or held[0].isdigit():
        return held
    folded = word.casefold()
    folded = folded[:-2] if folded[-2:] in {"’s", "'s"} else folded
    for ending in _endings(base):
        if folded.endswith(ending) and len(folded) - len(ending) >= ROOT - 1:
            folded = folded[: -len(ending)]
            break
    return folded[:6]


@cache
def _endings(language: str) -> tuple[str, ...]:
    return tuple(sorted(listed(language, "endings"), key=len, reverse=True))


def roots_of(words: Sequence[str], language: str) -> frozenset[str]:
    return frozenset(found for word in words if (found := root(word, language)))


def weigh(hearing: Hearing, heard: Heard) -> Weighed:
    language = heard.article.language
    content = heard.statement.content.exact
    words = all_words(content)
    return Weighed(
        heard=heard,
        roots=roots_of(words, language),
        verbs=_verbs(tuple(words), language),
        gone=_gone(heard),
        named=roots_of([word for word in words if word[0].isupper()], language),
        figures=frozenset(f.strip(".,") for f in _FIGURE.findall(content)),
        speaker=speaker_of(hearing, heard),
        accused=accused_of(hearing, heard),
        before=_before(hearing, heard),
        denies=really_denies(heard),
        negates=negates(heard) or has(heard.words, language, "failing"),
        points=points_back(heard),
        himself=bool(heard.words) and has(heard.words[:1], language, "himself"),
    )


@lru_cache(maxsize=20_000)
def _verbs(words: tuple[str, ...], language: str) -> frozenset[str]:
    base = language.partition("-")[0]
    held = tagger.load(base)
    tags = held.tag(list(words)) if held and words else []
    return frozenset(
        found
        for word, tag in zip(words, tags, strict=False)
        if tag.startswith("V") and (found := root(word, language))
    )


def _gone(heard: Heard) -> frozenset[str]:
    language = heard.article.language
    found: set[str] = set()
    for at, word in enumerate(heard.words):
        if says_no(word, language) and not has((word,), language, "lacking"):
            found |= roots_of(heard.words[at + 1 : at + 1 + BEHIND], language)
    return frozenset(found)


def _before(hearing: Hearing, heard: Heard) -> frozenset[str]:
    lines = hearing.lines.get(heard.article.id, ())
    at = next((n for n, line in enumerate(lines) if line.passage.span.overlap(heard.span)), 0)
    words = [w for line in lines[max(0, at - BEFORE) : at + 1] for w in all_words(line.passage.exact)]
    return roots_of(words, heard.article.language)


class Scene:
    """The statements of one story, and how common each root is among them."""

    def __init__(self, hearing: Hearing, said: Sequence[Heard]) -> None:
        self.hearing = hearing
        self.said = [weigh(hearing, heard) for heard in said]
        self._spread = Counter(r for one in self.said for r in one.roots)
        self._claims_of: dict[tuple[str, str], list[Weighed]] = {}
        for one in self.said:
            if one.heard.actor is not None:
                self._claims_of.setdefault((one.heard.article.id, one.heard.actor), []).append(one)

    def rarity(self, found: str) -> float:
        """How telling a root is: 0 where every statement has it, 1 where one has."""
        whole = math.log(len(self.said) + 1)
        return max(0.0, math.log((len(self.said) + 1) / self._spread.get(found, 1))) / whole if whole else 0.0

    def shared(self, one: frozenset[str], other: frozenset[str], without: frozenset[str]) -> frozenset[str]:
        """Roots of the first that the other has too, or has a longer or shorter form of."""
        found = one & other
        loose = (r for r in one - found if len(r) >= ROOT and any(_one_word(r, o) for o in other))
        return frozenset(r for r in (*found, *loose) if r not in without)

    def restates(self, claim: Weighed, denial: Weighed) -> bool:
        """Whether the denial's article tells, of the same speaker, what is claimed elsewhere."""
        actor = claim.heard.actor
        told = self._claims_of.get((denial.heard.article.id, actor), ()) if actor is not None else ()
        return any(
            len(self.shared(claim.roots, one.roots, claim.speaker.words)) >= 2
            for one in told
            if not (one.denies or one.negates)
        )

    def may_clash(self, claim: Weighed, denial: Weighed) -> bool:
        """Whether the two can be set against each other at all.

        Not two voices of one side, nor where they share but a name. Who only says "not" must say it of
        something that the claim holds.
        """
        voice, voices = claim.speaker, denial.speaker
        if claim.heard.article.id == denial.heard.article.id or claim.heard.same_voice(denial.heard):
            return False
        if voice.states and voice.states == voices.states:
            return False
        shared = self.shared(claim.roots, denial.roots, voice.words | voices.words)
        telling = shared - (claim.named & denial.named)
        if not telling and not claim.figures & denial.figures:
            return False
        return denial.denies or bool(shared & denial.gone)

    def rests_on_one_word(self, claim: Weighed, denial: Weighed) -> bool:
        """Whether one word is all that is shared, and nothing else says that the claim is meant."""
        shared = self.shared(claim.roots, denial.roots, claim.speaker.words | denial.speaker.words)
        telling = shared - (claim.named & denial.named)
        return len(telling) < 2 and not self._meant(claim, denial, telling)

    def _is_accused(self, claim: Weighed, denial: Weighed) -> bool:
        """Whether a charge or a wish is aimed at who denies."""
        aims = claim.heard.statement.act in BLAMING | WANTING
        return aims and claim.accused.is_known() and claim.accused.may_be(denial.speaker)

    def _meant(self, claim: Weighed, denial: Weighed, shared: frozenset[str]) -> bool:
        """Whether one shared word is enough: a charge or wish means who denies, or it is a verb of both."""
        act, language = claim.heard.statement.act, claim.heard.article.language
        meant = self._is_accused(claim, denial) or names(
            claim.heard.statement.passage.exact, language, denial.speaker
        )
        answered = act in BLAMING or (
            act in WANTING and denial.heard.statement.act in {Act.REFUSE, Act.REJECT}
        )
        return answered and (meant or bool(shared & claim.verbs & denial.verbs))

    def signs(self, claim: Weighed, denial: Weighed) -> dict[str, float]:
        """Each sign with how far it is there, most of them 0 or 1."""
        one, other = claim.heard, denial.heard
        act, reply = one.statement.act, other.statement.act
        without = claim.speaker.words | denial.speaker.words
        shared = self.shared(claim.roots, denial.roots, without)
        weight = sorted((self.rarity(r) for r in shared), reverse=True)
        around = self.shared(claim.roots, denial.before, without) - shared
        text = one.statement.passage.exact
        answer = other.statement.passage.exact
        language, theirs = one.article.language, other.article.language
        named = names(text, language, denial.speaker)
        voice, voices = claim.speaker, denial.speaker
        accused = self._is_accused(claim, denial)
        return {
            "words shared": sum(weight[:4]),
            "rarest word shared": weight[0] if weight else 0.0,
            "two words shared": float(len(shared) >= 2),
            "three words shared": float(len(shared) >= 3),
            "share of the denial": len(shared) / max(3, len(denial.roots)),
            "share of the claim": len(shared) / max(3, len(claim.roots)),
            "verb shared": float(bool(claim.verbs & denial.verbs & shared)),
            "behind a no": float(bool(shared & denial.gone)),
            "words beside": min(3.0, sum(self.rarity(r) for r in around)),
            "claim retold": float(self.restates(claim, denial)),
            "accused denies": float(accused),
            "claim names who denies": float(named),
            "denial names who claims": float(names(answer, theirs, claim.speaker)),
            "of himself, unnamed": float(denial.himself and not (named or accused)),
            "figure shared": float(bool(claim.figures & denial.figures)),
            "points back": float(denial.points),
            "denies": float(reply is Act.DENY),
            "rejects": float(reply is Act.REJECT),
            "dismisses": float(reply is Act.DISMISS),
            "refuses": float(reply is Act.REFUSE),
            "says not": float(not denial.denies),
            "calls baseless": float(calls_baseless(other)),
            "blames": float(act in BLAMING),
            "wants": float(act in WANTING),
            "blame denied": float(act in BLAMING and reply in {Act.DENY, Act.REJECT, Act.DISMISS}),
            "wish refused": float(act in WANTING and reply in {Act.REFUSE, Act.REJECT}),
            "refusal of no wish": float(act not in WANTING and reply is Act.REFUSE),
            "agreement denied": float(act in {Act.AGREE, Act.PROMISE, Act.ACKNOWLEDGE} and reply is Act.DENY),
            "name shared": float(bool(voice.words & voices.words)),
            "headline": float(one.statement.mode.value == "title" or other.statement.mode.value == "title"),
        }


def _one_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= ROOT and long.startswith(short)


#: Acts that may claim what another denies.
CLAIMING = (HOLDING | WANTING | {Act.AGREE, Act.ACKNOWLEDGE, Act.PROMISE}) - {Act.ASK}
#: Acts that may deny by a "no" in what they say.
NEGATING = HOLDING - BLAMING - {Act.CONFIRM, Act.PREDICT, Act.WARN}


def may_deny(one: Weighed) -> bool:
    """Whether it sets itself against something: by its act, or by a "no"."""
    return one.denies or (bool(one.gone) and one.heard.statement.act in NEGATING)


def may_claim(one: Weighed) -> bool:
    """Whether it holds or wants something. What says "not" may well agree with a denial."""
    said = one.heard.statement
    return said.act in CLAIMING and not (said.negated or one.denies or one.negates)


@cache
def weights() -> Mapping[str, float]:
    """The learned weight of each sign; "always" is there in every pair."""
    path = files("readout.positions") / "weights.toml"
    held: Mapping[str, float] = tomllib.loads(path.read_text(encoding="utf-8"))["weight"]
    return held


def scored(signs: Mapping[str, float]) -> float:
    """How likely the pair is a dispute, from 0 to 1, as the weights say. No share of true ones in news:
    the pairs they were learned from are rich in disputes."""
    held = weights()
    total = held["always"] + sum(held[name] * value for name, value in signs.items())
    return 1 / (1 + math.exp(-total))


def strongest(signs: Mapping[str, float], most: int = 3) -> tuple[str, ...]:
    """The names of the signs that counted most for it, the strongest first."""
    held = weights()
    counted = sorted((-held[name] * value, name) for name, value in signs.items())
    return tuple(name for value, name in counted[:most] if value < 0)
