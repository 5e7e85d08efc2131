"""Articles glued on one page that give one thing two ways."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from readout.briefs.flags.page import Page
from readout.model import Dispute, DisputeStatus, Flag, FlagKind, Passage

APART = "another article on the same page reports it otherwise"


def apart(pages: Sequence[Page], disputes: Sequence[Dispute]) -> Iterator[Flag]:
    """Reports that cannot both be right, where one page has both."""
    for dispute in disputes:
        if dispute.status is not DisputeStatus.REPORT_CONFLICT:
            continue
        passages = [side.passages[0] for side in dispute.sides if side.passages]
        for one, other in combinations(passages, 2):
            if one.capture_id == other.capture_id and _in(pages, one) != _in(pages, other):
                yield Flag(what=f"{FlagKind.CONTRADICTION}: {APART}", passage=one, other=other)
                yield Flag(what=f"{FlagKind.CONTRADICTION}: {APART}", passage=other, other=one)


def _in(pages: Sequence[Page], passage: Passage) -> str | None:
    """The article in which a passage stands."""
    return next(
        (
            page.article.id
            for page in pages
            if page.article.capture_id == passage.capture_id and passage.span in page.article.span
        ),
        None,
    )
