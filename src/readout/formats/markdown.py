"""An edition as Markdown."""

import re
from collections.abc import Iterator, Mapping, Sequence

from readout.formats.damage import translated_words
from readout.formats.look import STATUSES, UNRESOLVED, Told, Voice, about_teasers, look, plain, tidy
from readout.formats.originals import counted
from readout.formats.places import Places, Sayers
from readout.formats.words import _, n_, quoted
from readout.model import ActorId, Dispute, Edition, Passage

#: So many passages of a side are shown.
SHOWN = 3

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def as_markdown(edition: Edition) -> Iterator[str]:
    """The front page: a heading a story, its brief, who said what, disputes, then the problems.

    Footnotes say where each sentence and statement stands: outlet, title, day, page and characters.
    """
    page = look(edition, voices=None)
    notes = _Notes(Places(edition))
    apart = {dispute.id: dispute for dispute in edition.disputes}
    names = {actor.id: actor.name for actor in edition.cast.actors}
    sayers = Sayers(edition)
    counted = (
        n_("{n} article", "{n} articles", page.articles),
        n_("{n} story", "{n} stories", len(page.stories)),
        n_("{n} statement", "{n} statements", page.statements),
    )
    yield f"# {', '.join(counted)}\n"
    yield "\n" + _("Every attribution was read by machine; the words are those of the articles.") + "\n"
    for story in page.stories:
        yield from _story(story, notes)
        yield from _apart([apart[i] for i in story.apart], names, sayers, notes)
    if page.problems:
        yield "\n## " + _("Problems") + "\n\n"
    for problem in page.problems:
        yield f"- {safe(problem.where)}: {safe(problem.what)}\n"
    yield from notes.told()


class _Notes:
    """Footnotes, the same place once."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._numbers: dict[str, int] = {}

    def mark(self, passages: Sequence[Passage]) -> str:
        note = self._places.note(passages)
        return f"[^{self._numbers.setdefault(note, len(self._numbers) + 1)}]" if note else ""

    def told(self) -> Iterator[str]:
        if self._numbers:
            yield "\n"
        yield from (f"[^{number}]: {safe(note)}\n" for note, number in self._numbers.items())


def _apart(
    disputes: Sequence[Dispute], names: Mapping[ActorId, str], sayers: Sayers, notes: _Notes
) -> Iterator[str]:
    """Each dispute with the words of its sides, one under the other."""
    for dispute in disputes:
        yield f"\n*{safe(_(STATUSES[dispute.status]))}*: {safe(plain(dispute.topic))}\n\n"
        for side in dispute.sides:
            name = names.get(side.actor, "") if side.actor else ""
            for passage in sayers.once(side)[:SHOWN]:
                who = safe(sayers.of(side, passage)) or _("Nobody named")
                yield f"- **{who}**: {quoted(safe(tidy(passage.exact)))}{notes.mark([passage])}\n"
            if not side.passages and name:
                yield f"- **{safe(tidy(name))}**: {_('no answer in these articles')}\n"


def _story(story: Told, notes: _Notes) -> Iterator[str]:
    yield f"\n## {safe(story.title)}\n\n"
    about = [*story.outlets, *story.ages]
    if story.articles > 1:
        about.append(counted(story.articles, story.originals))
    if about:
        yield f"*{safe(' · '.join(about))}*\n\n"
    if story.translated:
        yield f"*{translated_words(story.translated)}*\n\n"
    if story.sentences:
        told = zip(story.sentences, story.rests_on, strict=True)
        yield "\n".join(f"{safe(sentence)}{notes.mark(where)}" for sentence, where in told) + "\n\n"
    if teasers := about_teasers(story):
        yield f"{teasers}\n\n"
    for voice in story.voices:
        yield _voice(voice, notes)


def _voice(voice: Voice, notes: _Notes) -> str:
    written = safe(voice.as_written or "")
    if voice.speaker is None:
        speaker = f"*{written or _('somebody')}* ({_(UNRESOLVED)})"
    else:
        speaker = f"**{safe(voice.speaker)}**" + (f" ({written})" if written else "")
    mark = " *(" + _("machine-translated") + ")*" if voice.translated else ""
    note = notes.mark([voice.passage]) if voice.passage else ""
    return f"- {speaker}, {voice.act}: {_words(voice)}{mark}{note}\n"


def _words(voice: Voice) -> str:
    return quoted(safe(voice.words)) if voice.quoted else safe(voice.words)


def safe(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))
