"""An edition as Markdown."""

import re
from collections.abc import Iterator

from readout.formats.damage import translated_words
from readout.formats.look import UNRESOLVED, Told, Voice, about_teasers, look
from readout.formats.originals import counted
from readout.formats.words import _, n_, quoted
from readout.model import Edition

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def as_markdown(edition: Edition) -> Iterator[str]:
    """The front page: a heading a story, its brief, who said what, then the problems."""
    page = look(edition, voices=None)
    counted = (
        n_("{n} article", "{n} articles", page.articles),
        n_("{n} story", "{n} stories", len(page.stories)),
        n_("{n} statement", "{n} statements", page.statements),
    )
    yield f"# {', '.join(counted)}\n"
    yield "\n" + _("Every attribution was read by machine; the words are those of the articles.") + "\n"
    for story in page.stories:
        yield from _story(story)
    if page.problems:
        yield "\n## " + _("Problems") + "\n\n"
    for problem in page.problems:
        yield f"- {safe(problem.where)}: {safe(problem.what)}\n"


def _story(story: Told) -> Iterator[str]:
    yield f"\n## {safe(story.title)}\n\n"
    about = [*story.outlets, *story.ages]
    if story.articles > 1:
        about.append(counted(story.articles, story.originals))
    if about:
        yield f"*{safe(' · '.join(about))}*\n\n"
    if story.translated:
        yield f"*{translated_words(story.translated)}*\n\n"
    if story.sentences:
        yield "\n".join(safe(sentence) for sentence in story.sentences) + "\n\n"
    if teasers := about_teasers(story):
        yield f"{teasers}\n\n"
    for voice in story.voices:
        yield _voice(voice)
    for topic, status in story.disputes:
        yield f"- *{safe(status)}*: {safe(topic)}\n"


def _voice(voice: Voice) -> str:
    written = safe(voice.as_written or "")
    if voice.speaker is None:
        speaker = f"*{written or _('somebody')}* ({_(UNRESOLVED)})"
    else:
        speaker = f"**{safe(voice.speaker)}**" + (f" ({written})" if written else "")
    mark = " *(" + _("machine-translated") + ")*" if voice.translated else ""
    return f"- {speaker}, {voice.act}: {_words(voice)}{mark}\n"


def _words(voice: Voice) -> str:
    return quoted(safe(voice.words)) if voice.quoted else safe(voice.words)


def safe(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))
