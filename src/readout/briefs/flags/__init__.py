"""What a careful reader would distrust in some articles: one file per kind of flag."""

from collections.abc import Mapping, Sequence

from readout.briefs.flags.apart import apart
from readout.briefs.flags.comment import comment
from readout.briefs.flags.dates import dates
from readout.briefs.flags.offices import odd_offices
from readout.briefs.flags.page import page_of
from readout.briefs.flags.quotes import differing
from readout.briefs.flags.small import small
from readout.briefs.flags.voiceless import voiceless
from readout.model import Article, ArticleId, CaptureId, Compared, Dispute, Flag, Statement, Told

#: What is looked for in one article by itself.
KINDS = (voiceless, comment, small, dates)
#: An article with fewer sentences, and nobody who speaks, is a headline with a teaser.
FEW = 4


def find_flags(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    told: Told,
    disputes: Sequence[Dispute] = (),
    compared: Sequence[Compared] = (),
) -> tuple[Flag, ...]:
    """The flags of some articles, in the order of their pages, none twice.

    Contradictions, and offices that differ, are looked for among these articles alone. `compared`: how
    their quotations stand to each other.
    """
    said: dict[ArticleId, list[Statement]] = {}
    for statement in statements:
        said.setdefault(statement.article_id, []).append(statement)
    pages = [page_of(article, texts, said.get(article.id, [])) for article in articles]
    found = [flag for page in pages for kind in KINDS for flag in kind(page)]
    found += odd_offices(pages, told)
    found += apart(pages, disputes)
    told_in_full = {p.article.id for p in pages if len(p.lines) >= FEW or any(line.said for line in p.lines)}
    found += differing(compared, told_in_full)
    order = {capture: n for n, capture in enumerate(dict.fromkeys(a.capture_id for a in articles))}
    return tuple(
        sorted(dict.fromkeys(found), key=lambda f: (order[f.passage.capture_id], f.passage.span, f.what))
    )
