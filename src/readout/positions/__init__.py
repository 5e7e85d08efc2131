"""Statements in, disputes and positions out."""

from collections.abc import Mapping, Sequence

from readout.model import Article, CaptureId, Cast, Dispute, Statement, Told
from readout.positions.accounts import accounts_apart
from readout.positions.across import denied_elsewhere
from readout.positions.charges import counter_charges, verdicts
from readout.positions.facts import facts_apart, offices_apart
from readout.positions.hearing import WideSpread, hear
from readout.positions.languages import across_languages
from readout.positions.merge import merged
from readout.positions.pairs import Clash, against, charged, judged, two_accounts, unanswered, unwilling
from readout.positions.reports import hearsay
from readout.positions.scored import contradicted_elsewhere, named_claims
from readout.positions.tunes import two_tunes
from readout.positions.turns import contradicted

ORIGIN = "positions/3"
#: In this order: a statement that is somebody's denial is not also an unanswered charge.
RULES = (against, judged, unwilling, two_accounts, hearsay, unanswered)


def find_disputes(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    cast: Cast,
    told: Told,
    spread: WideSpread | None = None,
) -> tuple[Dispute, ...]:
    """Claims with the statements that contradict them, each side with its own words.

    Precision before recall: a difference of topic is no dispute, and neither is a loaded verb.
    Nothing reaches beyond a thread: the disputes of some whole threads are theirs among all, where
    `spread` says how rare words are among all articles.
    """
    hearing = hear(articles, texts, statements, cast, told, spread)
    clashes: list[Clash] = [
        *denied_elsewhere(hearing),
        *contradicted_elsewhere(hearing),
        *named_claims(hearing),
        *counter_charges(hearing),
        *accounts_apart(hearing),
        *across_languages(hearing),
    ]
    used: set[str] = {h.statement.id for c in clashes for v in (c.one, c.other) for h in v.statements}
    for rule in RULES:
        for heard in hearing.heard:
            if rule is unanswered and heard.statement.id in used:
                continue
            for clash in rule(hearing, heard):
                if rule is unanswered and _in_dispute(clash, clashes):
                    continue
                clashes.append(clash)
                used |= {h.statement.id for v in (clash.one, clash.other) for h in v.statements}
    clashes += [
        clash for lines in hearing.lines.values() for line in lines for clash in charged(hearing, line)
    ]
    clashes += [clash for article in articles for clash in verdicts(hearing, article)]
    clashes += [clash for article in articles for clash in contradicted(hearing, article, texts)]
    clashes += two_tunes(hearing)
    clashes += facts_apart(hearing)
    clashes += offices_apart(hearing, cast)
    return merged(hearing, clashes)


def _in_dispute(charge: Clash, clashes: Sequence[Clash]) -> bool:
    """Whether the accused already stands on a side against another in the same article."""
    accused = charge.other.actor
    return accused is not None and any(
        accused in (clash.one.actor, clash.other.actor)
        for clash in clashes
        if clash.at and charge.at and clash.at.article.id == charge.at.article.id and clash.other.statements
    )
