"""An edition on a terminal: stories, what they say in brief, and who said what."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from readout.formats.damage import translated_words
from readout.formats.look import UNRESOLVED, Look, Told, Voice, about_teasers, look, once, tidy, voices_of
from readout.formats.originals import counted
from readout.formats.words import _, n_, quoted
from readout.model import Edition

#: Below this width, names stand above the words and not beside them.
NARROW = 72
#: Lines longer than this tire the eye.
WIDE = 108
#: More reasons than this hide what they explain.
REASONS = 3
#: So many disputes of a story stand on the front page.
DISPUTES = 3


def as_text(
    edition: Edition, *, width: int, colour: bool = False, explain: bool = False, voices: int = 4
) -> str:
    """The front page, `width` columns wide. With `explain`: why each thing is read as it is."""
    page = look(edition, voices=None if explain else voices)
    return _printed(_page(page, width, explain), width, colour)


def statements_as_text(edition: Edition, *, width: int, colour: bool = False) -> str:
    """The statements of an edition, one under the other."""
    voices = once(voices_of(edition))
    rows: list[RenderableType] = [_voices(voices, width, explain=False, where=True)]
    if not voices:
        rows = [Text(_("no statement"), style="dim")]
    return _printed(rows, width, colour)


def _printed(rows: Iterable[RenderableType], width: int, colour: bool) -> str:
    out = StringIO()
    console = Console(
        file=out,
        width=min(width, WIDE),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    for row in rows:
        console.print(row)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _page(page: Look, width: int, explain: bool) -> Iterable[RenderableType]:
    stories = n_("{n} story", "{n} stories", len(page.stories))
    line = _("{stories} from {articles} in {captures}, {statements}").format(
        stories=stories,
        articles=n_("{n} article", "{n} articles", page.articles),
        captures=n_("{n} capture", "{n} captures", page.captures),
        statements=n_("{n} statement", "{n} statements", page.statements),
    )
    head = Text(line)
    head.highlight_words([stories], "bold")
    yield head
    yield Text(_("Every attribution was read by machine; `readout read --explain` says why."), style="dim")
    for story in page.stories:
        yield Text("")
        yield from _story(story, width, explain)
    if page.problems:
        yield Text("")
        yield Text(n_("{n} problem", "{n} problems", len(page.problems)), style="bold yellow")
    for problem in page.problems:
        yield Padding(Text.assemble((tidy(problem.where), "yellow"), "  ", tidy(problem.what)), (0, 0, 0, 2))


def _story(story: Told, width: int, explain: bool) -> Iterable[RenderableType]:
    yield Text(story.title, style="bold")
    about = [*_few(story.outlets), *_few(story.ages)]
    if story.articles > 1:
        about.append(counted(story.articles, story.originals))
    if about:
        yield Text(" · ".join(about), style="dim")
    if story.translated:
        yield Text(translated_words(story.translated), style="yellow")
    if explain:
        yield Text(_("story {id}").format(id=story.id), style="dim")
        for reason in story.reasons[:REASONS]:
            yield Padding(Text(_("because {why}").format(why=reason), style="dim"), (0, 0, 0, 2))
        if len(story.reasons) > REASONS:
            others = n_("and {n} reason more", "and {n} reasons more", len(story.reasons) - REASONS)
            yield Padding(Text(others, style="dim"), (0, 0, 0, 2))
    for sentence in story.sentences:
        yield Padding(Text(sentence), (0, 0, 0, 2))
    if story.voices:
        yield Padding(_voices(story.voices, width - 2, explain), (0, 0, 0, 2))
    for language in story.unread:
        yield Padding(Text(_unread(language), "dim"), (0, 0, 0, 2))
    if teasers := about_teasers(story):
        yield Padding(Text(teasers, "dim"), (0, 0, 0, 2))
    more = story.statements - len(story.voices)
    if more > 0:
        yield Padding(
            Text(n_("and {n} statement more", "and {n} statements more", more), "dim"), (0, 0, 0, 2)
        )
    for topic, status in story.disputes[:DISPUTES]:
        yield Padding(Text.assemble((status, "bold red"), "  ", topic), (0, 0, 0, 2))
    more = len(story.disputes) - DISPUTES
    if more > 0:
        yield Padding(Text(n_("and {n} dispute more", "and {n} disputes more", more), "dim"), (0, 0, 0, 2))


def _voices(voices: Iterable[Voice], width: int, explain: bool, where: bool = False) -> RenderableType:
    if width < NARROW:
        return Group(
            *(
                Group(
                    Text.assemble(_speaker(voice), "  ", (voice.act, "green")),
                    Padding(_words(voice, explain, where), (0, 0, 0, 2)),
                )
                for voice in voices
            )
        )
    table = Table.grid(padding=(0, 2))
    table.add_column(width=min(28, width // 4))
    table.add_column(width=12)
    table.add_column(ratio=1)
    for voice in voices:
        table.add_row(_speaker(voice), Text(voice.act, style="green"), _words(voice, explain, where))
    return table


def _speaker(voice: Voice) -> Text:
    if voice.speaker is None:
        written = voice.as_written or _("somebody")
        return Text.assemble((written, "italic"), (f" ({_(UNRESOLVED)})", "dim"))
    name = Text(voice.speaker, style="cyan")
    if voice.as_written:
        name.append(f" ({voice.as_written})", style="dim")
    return name


def _words(voice: Voice, explain: bool, where: bool) -> Text:
    words = Text(quoted(voice.words) if voice.quoted else voice.words)
    if where:
        words.append("\n" + " · ".join([*voice.outlets, voice.id]), style="dim")
    if voice.translated and where:
        words.append("\n" + _("machine-translated"), style="yellow")
    for done in voice.corrected:
        words.append(f"\n{done}", style="yellow")
    if explain:
        why = "; ".join(voice.reasons)
        read = _("read by {origin}").format(origin=voice.origin) if not voice.corrected else ""
        about = " · ".join(filter(None, [voice.id, read, why]))
        words.append(f"\n{about}", style="dim")
    return words


def _few(names: tuple[str, ...], most: int = 4) -> list[str]:
    shown = list(names[:most])
    return [*shown, n_("{n} more", "{n} more", len(names) - most)] if len(names) > most else shown


def _unread(tag: str) -> str:
    """That no statements are read in a language: by its tag, or not known."""
    if tag == "und":
        return _("Statements are not read in a language that was not recognised.")
    return _("Statements are not read in “{language}”.").format(language=tag)
