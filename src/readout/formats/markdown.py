"""An edition as Markdown."""

import re
from collections.abc import Iterator

from readout.formats.look import UNRESOLVED, Told, Voice, look
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
        yield f"- {_safe(problem.where)}: {_safe(problem.what)}\n"


def _story(story: Told) -> Iterator[str]:
    yield f"\n## {_safe(story.title)}\n\n"
    about = [*story.outlets, *story.ages]
    if story.articles > 1:
        about.append(counted(story.articles, story.originals))
    if about:
        yield f"*{_safe(' · '.join(about))}*\n\n"
    if story.sentences:
        yield "\n".join(_safe(sentence) for sentence in story.sentences) + "\n\n"
    for voice in story.voices:
        yield _voice(voice)
    for topic, status in story.disputes:
        yield f"- *{_safe(status)}*: {_safe(topic)}\n"


def _voice(voice: Voice) -> str:
    written = _safe(voice.as_written or "")
    if voice.speaker is None:
        speaker = f"*{written or _('somebody')}* ({_(UNRESOLVED)})"
    else:
        speaker = f"**{_safe(voice.speaker)}**" + (f" ({written})" if written else "")
    return f"- {speaker}, {voice.act}: {_words(voice)}\n"


def _words(voice: Voice) -> str:
    return quoted(_safe(voice.words)) if voice.quoted else _safe(voice.words)


def _safe(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))
