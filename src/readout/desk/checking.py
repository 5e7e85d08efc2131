"""What is to be distrusted in an edition: every room that knows signs of it is asked."""

from dataclasses import replace

from readout.model import TRANSLATED, Edition, Flag


def flagged(edition: Edition) -> Edition:
    """The edition with the flags of its articles, in the order of their pages.

    Worked out when asked for, and kept nowhere: a better rule holds for what was read before it.
    Cost: about 2 ms of CPU for 1,000 characters.
    """
    from readout.articles.single import single_signs
    from readout.briefs.flags import find_flags
    from readout.ledger import compare_quotes

    texts = {capture.id: capture.text for capture in edition.captures}
    captures = {capture.id: capture for capture in edition.captures}
    known = {(flag.passage.capture_id, flag.passage.span) for flag in edition.flags}
    found: list[Flag] = [*edition.flags]
    for article in edition.articles:
        found += [
            flag
            for flag in single_signs(captures[article.capture_id], article)
            if (flag.passage.capture_id, flag.passage.span) not in known
        ]
    parts = (edition.articles, texts, edition.statements)
    compared = compare_quotes(*parts, edition.cast, edition.told, edition.copies, edition.versions)
    found += find_flags(*parts, edition.told, edition.disputes, compared)
    order = {capture.id: n for n, capture in enumerate(edition.captures)}
    found.sort(key=lambda f: (order[f.passage.capture_id], f.what.startswith(TRANSLATED), f.passage.span))
    return replace(edition, flags=tuple(dict.fromkeys(found)))
