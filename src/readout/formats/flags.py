"""Flags in words: what is to be distrusted, why, and the words it is about."""

import json
from collections.abc import Iterator, Sequence
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from readout.formats.export import flag_record
from readout.formats.look import tidy
from readout.formats.words import N_, _, n_, quoted
from readout.model import ArticleId, Edition, Flag, FlagKind

#: Lines longer than this tire the eye.
WIDE = 108
#: More words of a passage than this are not needed to find it, in characters.
LONG = 240
#: What flags say, so that catalogues have it.
_SAID = (
    N_("claim without a voice"),
    N_("quotation that differs"),
    N_("damaged words"),
    N_("name written small"),
    N_("articles that contradict each other"),
    N_("date that cannot be"),
    N_("office no other article supports"),
    N_("commentary dressed as news"),
    N_("machine translation"),
    N_("nobody is named who says so"),
    N_("an accusation is told as a fact"),
    N_("another article gives these words otherwise"),
    N_("the headline gives these words otherwise than the text"),
    N_("the headline quotes what the text does not"),
    N_("no space between two sentences"),
    N_("no space behind a comma"),
    N_("a state or people with a small letter"),
    N_("the same article writes it with a capital"),
    N_("the same page gives it otherwise"),
    N_("the month has no such day"),
    N_("that day is another day of the week"),
    N_("another article gives this person another office"),
    N_("an opinion that nobody in the article voices"),
)


def kind_words(flag: Flag) -> str:
    """The kind of a flag, as a reader is told."""
    return _(flag.kind)


def why_words(flag: Flag) -> str:
    """Why it is flagged, as a reader is told."""
    return _(flag.reason) if flag.reason else ""


def flags_of(edition: Edition, article_id: ArticleId) -> tuple[Flag, ...]:
    """The flags of one article, apart from the signs that a machine translated it."""
    article = next(a for a in edition.articles if a.id == article_id)
    return tuple(
        flag
        for flag in edition.flags
        if flag.passage.capture_id == article.capture_id
        and flag.passage.span.overlap(article.span)
        and flag.kind in set(FlagKind) - {FlagKind.TRANSLATED}
    )


def as_jsonl(flags: Sequence[Flag]) -> Iterator[str]:
    """One flag a line, as in the export."""
    return (json.dumps(flag_record(flag), ensure_ascii=False) + "\n" for flag in flags)


def as_text(edition: Edition, *, width: int, colour: bool = False) -> str:
    """The flags page by page: kind, reason and words."""
    out = StringIO()
    console = Console(
        file=out,
        width=min(width, WIDE),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    console.print(Text(_count(edition), style="bold"))
    for capture in edition.captures:
        mine = [flag for flag in edition.flags if flag.passage.capture_id == capture.id]
        if mine:
            console.print()
            console.print(Text(tidy(capture.address), style="cyan"))
        for flag in mine:
            console.print(Padding(Text.assemble((kind_words(flag), "yellow"), _why(flag)), (0, 0, 0, 2)))
            console.print(Padding(Text(_words(flag.passage.exact)), (0, 0, 0, 4)))
            if flag.other:
                console.print(Padding(Text(_("against"), style="dim"), (0, 0, 0, 4)))
                console.print(Padding(Text(_words(flag.other.exact)), (0, 0, 0, 4)))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _count(edition: Edition) -> str:
    return _("{flags} in {articles}").format(
        flags=n_("{n} flag", "{n} flags", len(edition.flags)),
        articles=n_("{n} article", "{n} articles", len(edition.articles)),
    )


def _why(flag: Flag) -> str:
    return f" · {why_words(flag)}" if flag.reason else ""


def _words(words: str) -> str:
    shown = tidy(" ".join(words.split()))
    return quoted(shown if len(shown) <= LONG else shown[:LONG].rsplit(" ", 1)[0] + " …")
