"""Charges that answer charges, and verdicts that nobody answers.

A counter-charge is a dispute only where each accuses the other, and of one thing: they share a word, a
word says that one answers the other ("in turn"), or whoever accuses back also denies.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from readout.lang.cues import cues_by_form
from readout.model import Act, Article, DisputeStatus, Passage, Reason, Span
from readout.positions.evidence import roots_of
from readout.positions.hearing import BLAMING, HOLDING, Heard, Hearing, Line, all_words, has, listed
from readout.positions.pairs import Clash, Voice, denies
from readout.positions.parties import Party, accused_of, party_of, speaker_of

#: So many words behind "in turn" stands the cue, behind that the accused, and before a verdict its verb.
NEAR = 4
#: So many charges of others are set against one that answers.
MOST = 3
#: Charges are one word for word if they share so many roots, and this share of the shorter.
WORDS, SHARE = 3, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """Somebody says that somebody did wrong."""

    heard: Heard
    speaker: Party
    accused: Party
    passage: Passage
    roots: frozenset[str]
    #: A word says that it answers another charge.
    answers: bool


def counter_charges(hearing: Hearing) -> Iterator[Clash]:
    """ "Oslo accused Lisbon of ...; Lisbon in turn accused Oslo of ...": each with what it answers."""
    for _, said in sorted(hearing.by_thread.items(), key=lambda pair: str(pair[0])):
        charges = [charge for heard in said for charge in _charges(hearing, heard)]
        told: set[tuple[int, int]] = set()
        for back in charges:
            found = [(one, n) for n, one in enumerate(charges) if _answers(hearing, one, back)]
            found = [(one, n) for one, n in found if back.answers or (id(back), id(one)) not in told]
            found.sort(key=lambda pair: _nearness(pair[0], back, pair[1]))
            told |= {(id(one), id(back)) for one, _ in found[:MOST]}
            yield from (_clash(one, back) for one, _ in found[:MOST])


def _charges(hearing: Hearing, heard: Heard) -> Iterator[Charge]:
    statement, language = heard.statement, heard.article.language
    if statement.negated:
        return
    if statement.act in BLAMING:
        turned = has(_before_cue(hearing, heard), language, "turn")
        yield _charge(hearing, heard, accused_of(hearing, heard), statement.passage, answers=turned)
    elif statement.act in HOLDING and (at := _fault(heard)):
        accused = party_of(hearing, None, " ".join(all_words(statement.content.exact)[:at]), language)
        yield _charge(hearing, heard, accused, statement.passage, answers=False)
    else:
        yield from _second_clause(hearing, heard)


def _charge(hearing: Hearing, heard: Heard, accused: Party, passage: Passage, *, answers: bool) -> Charge:
    return Charge(
        heard=heard,
        speaker=speaker_of(hearing, heard),
        accused=accused,
        passage=passage,
        roots=roots_of(all_words(passage.exact), heard.article.language),
        answers=answers,
    )


def _before_cue(hearing: Hearing, heard: Heard) -> list[str]:
    cue, line = heard.statement.cue, _line(hearing, heard)
    if cue is None or line is None:
        return []
    start = line.passage.span.start
    return [w.casefold() for w in all_words(line.passage.exact[: max(0, cue.span.end - start)])]


def _line(hearing: Hearing, heard: Heard) -> Line | None:
    lines = hearing.lines.get(heard.article.id, ())
    return next((line for line in lines if line.passage.span.overlap(heard.span)), None)


def _fault(heard: Heard) -> int:
    """How many words name the guilty: "Lima | created the crisis by ...". 0: no guilt is told."""
    language, words = heard.article.language, heard.words
    for at in range(1, min(len(words), 8)):
        if has(words[at : at + 1], language, "fault") and has(
            words[at + 1 : at + 1 + NEAR], language, "harm"
        ):
            return at
        if any(has(words[at : at + size], language, "guilty") for size in (2, 3)):
            return at
    return 0


def _second_clause(hearing: Hearing, heard: Heard) -> Iterator[Charge]:
    """ "Oslo denies it and in turn accuses Lisbon of ...": one sentence, two acts."""
    language, text = heard.article.language, heard.statement.passage.exact
    plain = text.casefold()
    for mark in listed(language, "turn"):
        at = plain.find(f" {mark} ")
        if at < 0:
            continue
        behind = [w.casefold() for w in all_words(text[at + len(mark) + 2 :])[: NEAR * 2]]
        cue = next((n for n, w in enumerate(behind[:NEAR]) if _blames((w,), language)), None)
        if cue is None:
            continue
        whole = all_words(text[at + len(mark) + 2 :])
        accused = party_of(hearing, None, " ".join(whole[cue + 1 : cue + 1 + NEAR]), language)
        start = heard.span.start + at + 1
        passage = Passage(
            capture_id=heard.article.capture_id, span=Span(start, heard.span.end), exact=text[at + 1 :]
        )
        yield _charge(hearing, heard, accused, passage, answers=True)
        return


def _blames(form: tuple[str, ...], language: str) -> bool:
    cue = cues_by_form(language.partition("-")[0]).get(form)
    return cue is not None and cue.act in BLAMING


def _answers(hearing: Hearing, one: Charge, back: Charge) -> bool:
    if one.heard is back.heard or one.speaker.may_be(back.speaker) or one.heard.same_voice(back.heard):
        return False
    if not (one.accused.is_known() and back.accused.is_known()):
        return False
    meet = (one.accused.may_be(back.speaker), back.accused.may_be(one.speaker))
    if not all(meet) and not (any(meet) and _word_for_word(one, back)):
        return False
    if one.answers and not back.answers:
        return False
    if not back.answers and _order(back) < _order(one) and one.heard.article.id == back.heard.article.id:
        return False
    names = one.speaker.words | back.speaker.words | one.accused.words | back.accused.words
    language = back.heard.article.language
    shared = {root for root in one.roots & back.roots if root not in names and not _blames((root,), language)}
    return back.answers or len(shared - _cue_roots(one) - _cue_roots(back)) > 0 or _also_denies(hearing, back)


def _word_for_word(one: Charge, back: Charge) -> bool:
    """Whether both charge others with one thing: "of holding the island hostage"."""
    if one.accused.may_be(back.accused):
        return False
    ours, theirs = (c.roots - c.speaker.words - c.accused.words - _cue_roots(c) for c in (one, back))
    shared = ours & theirs
    return len(shared) >= WORDS and len(shared) >= SHARE * min(len(ours), len(theirs))


def _cue_roots(charge: Charge) -> frozenset[str]:
    cue = charge.heard.statement.cue
    return roots_of(all_words(cue.exact), charge.heard.article.language) if cue else frozenset()


def _order(charge: Charge) -> int:
    return charge.passage.span.start


def _also_denies(hearing: Hearing, back: Charge) -> bool:
    """Whether whoever accuses back denies something in the same article."""
    return any(
        denies(h) and h.same_voice(back.heard) for h in hearing.of(back.heard.article) if h is not back.heard
    )


def _nearness(one: Charge, back: Charge, order: int) -> tuple[bool, bool, int, int]:
    ours, theirs = one.heard.article, back.heard.article
    return (one.heard.story != back.heard.story, ours.id != theirs.id, -len(one.roots & back.roots), order)


def _clash(one: Charge, back: Charge) -> Clash:
    return Clash(
        topic=one.heard.statement.content.exact,
        terms=one.heard.terms | back.heard.terms,
        status=DisputeStatus.CONTESTED,
        one=_voice(one),
        other=_voice(back),
        reason=Reason(name="each accuses the other", value=1.0, detail=back.passage.exact[:80]),
        at=back.heard,
    )


def _voice(charge: Charge) -> Voice:
    whole = charge.passage.span == charge.heard.span
    return Voice(
        actor=charge.heard.actor,
        stance=charge.heard.statement.act.value if whole else Act.ACCUSE.value,
        statements=(charge.heard,) if whole else (),
        passages=(charge.passage,),
    )


def verdicts(hearing: Hearing, article: Article) -> Iterator[Clash]:
    """ "Alarms among growers who view it as a mistake": told without a statement, and nobody answers."""
    language = article.language
    if any(denies(h) for h in hearing.of(article)):
        return
    for line in hearing.lines.get(article.id, ()):
        covered = any(h.span.overlap(line.passage.span) for h in hearing.of(article))
        if not covered and _is_verdict(line, language):
            yield Clash(
                topic=line.passage.exact,
                terms=line.terms,
                status=DisputeStatus.ONE_SIDED,
                one=Voice(actor=None, stance=Act.CRITICISE.value, passages=(line.passage,)),
                other=Voice(actor=None, stance="no reply in these articles"),
                reason=Reason(name="no reply", value=1.0, detail=line.passage.exact[:80]),
                at=None,
            )


def _is_verdict(line: Line, language: str) -> bool:
    words = all_words(line.passage.exact)
    for at, word in enumerate(line.words):
        if not has((word,), language, "views"):
            continue
        named = any(w[0].isupper() for w in words[max(1, at - NEAR) : at])
        behind = line.words[at + 1 : at + 2 * NEAR + 1]
        if named and has(behind[:NEAR], language, "as") and has(behind, language, "verdict"):
            return True
    return False
