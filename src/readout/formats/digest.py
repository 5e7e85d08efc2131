"""A digest as text, Markdown, HTML for a mail, or JSON. Pure."""

import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from readout.formats.look import STATUSES, UNRESOLVED, Voice, tidy, voices_of
from readout.formats.originals import counted
from readout.formats.places import Places
from readout.formats.words import _, day_words, n_, quoted
from readout.model import Digest, DigestEntry, Edition, Novelty


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One story of a digest, ready to be set."""

    id: str
    title: str
    #: "new · 3 articles, 1 original · Nordwire, The Tagus Gazette".
    about: str
    #: Why it stands where it stands.
    weight: str
    #: Each with the outlets that its passages stand in.
    sentences: tuple[tuple[str, str], ...]
    said: tuple[Voice, ...]
    disputes: tuple[tuple[str, str], ...]


def told(digest: Digest, edition: Edition) -> Iterator[Told]:
    """The stories of a digest in its order."""
    articles = {article.id: article for article in edition.articles}
    stories = {story.id: story for story in edition.told.stories}
    statements = {statement.id: statement for statement in edition.statements}
    disputes = {dispute.id: dispute for dispute in edition.disputes}
    outlets = Places(edition)
    for entry in digest.entries:
        story = stories[entry.story]
        mine = [articles[i] for i in story.articles if i in articles]
        named = list(dict.fromkeys(tidy(a.outlet) for a in mine if a.outlet))
        yield Told(
            id=story.id,
            title=tidy(story.title),
            about=" · ".join(filter(None, [_came(entry), _counts(entry), ", ".join(named[:5])])),
            weight=weight_words(entry),
            sentences=tuple((tidy(s.text), outlets.of(s.passages)) for s in entry.sentences),
            said=tuple(voices_of(edition, iter(statements[i] for i in entry.said if i in statements))),
            disputes=tuple(
                (tidy(disputes[i].topic), _(STATUSES[disputes[i].status]))
                for i in entry.disputes
                if i in disputes
            ),
        )


def _came(entry: DigestEntry) -> str:
    if entry.novelty is Novelty.NEW:
        return _("new")
    return n_("{n} new article", "{n} new articles", len(entry.fresh))


def _counts(entry: DigestEntry) -> str:
    return counted(entry.weight.articles, entry.weight.originals)


def weight_words(entry: DigestEntry) -> str:
    """The weight with what it is made of."""
    weight = entry.weight
    return _("weight {value}: {originals}, {outlets}, {fresh} of {articles} new").format(
        value=f"{weight.value:.1f}",
        originals=n_("{n} original", "{n} originals", weight.originals),
        outlets=n_("{n} outlet", "{n} outlets", weight.outlets),
        fresh=weight.fresh,
        articles=weight.articles,
    )


def heading(digest: Digest) -> str:
    """ "12 stories since 9 March 2026, 08:00"."""
    stories = n_("{n} story", "{n} stories", len(digest.entries))
    if digest.since is None:
        return stories
    return _("{stories} since {when}").format(stories=stories, when=_moment(digest.since))


def _moment(at: datetime) -> str:
    return f"{day_words(at.date())}, {at:%H:%M} UTC"


def _line(voice: Voice) -> str:
    words = quoted(voice.words) if voice.quoted else voice.words
    speaker = voice.speaker or f"{voice.as_written or _('somebody')} ({_(UNRESOLVED)})"
    where = f" ({', '.join(voice.outlets)})" if voice.outlets else ""
    return f"{speaker}, {voice.act}: {words}{where}"


def as_text(digest: Digest, edition: Edition, *, width: int = 78) -> Iterator[str]:
    """Plain text, good in a mail as it is."""
    yield f"{heading(digest)}\n"
    if not digest.entries:
        yield f"\n{_('Nothing new has come in.')}\n"
    for number, story in enumerate(told(digest, edition), 1):
        yield "\n" + textwrap.fill(f"{number}. {story.title}", width, subsequent_indent="   ") + "\n"
        yield textwrap.fill(story.about, width, initial_indent="   ", subsequent_indent="   ") + "\n"
        for sentence, where in story.sentences:
            words = f"{sentence} [{where}]" if where else sentence
            yield textwrap.fill(words, width, initial_indent="   ", subsequent_indent="   ") + "\n"
        if story.said:
            yield f"   {_('Said since:')}\n"
        for voice in story.said:
            yield textwrap.fill(_line(voice), width, initial_indent="   - ", subsequent_indent="     ") + "\n"
        for topic, status in story.disputes:
            line = f"{_('Disputed')} ({status}): {topic}"
            yield textwrap.fill(line, width, initial_indent="   ! ", subsequent_indent="     ") + "\n"
        yield f"   ({story.weight})\n"
    yield from _foot(digest)


def _foot(digest: Digest) -> Iterator[str]:
    if digest.more:
        yield "\n" + n_("{n} story more came or grew.", "{n} stories more came or grew.", digest.more) + "\n"
    yield f"\n{_('Every attribution was read by machine; the words are those of the articles.')}\n"


def as_markdown(digest: Digest, edition: Edition) -> Iterator[str]:
    """A heading a story, with footnotes for where each sentence stands."""
    from readout.formats.markdown import safe

    notes: list[str] = []
    yield f"# {heading(digest)}\n"
    for story in told(digest, edition):
        yield f"\n## {safe(story.title)}\n\n*{safe(story.about)}*\n\n"
        for sentence, where in story.sentences:
            note = ""
            if where:
                notes.append(where)
                note = f"[^{len(notes)}]"
            yield f"{safe(sentence)}{note}\n"
        if story.said:
            yield f"\n{_('Said since:')}\n\n"
        for voice in story.said:
            yield f"- {safe(_line(voice))}\n"
        for topic, status in story.disputes:
            yield f"\n**{_('Disputed')}** ({safe(status)}): {safe(topic)}\n"
        yield f"\n<sub>{safe(story.weight)}</sub>\n"
    yield from _foot(digest)
    if notes:
        yield "\n"
    yield from (f"[^{number}]: {safe(where)}\n" for number, where in enumerate(notes, 1))


_STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:40em;margin:1em auto;padding:0 1em}"
    "h2{font-size:1.15em;margin:1.6em 0 .2em}p{margin:.4em 0}"
    ".about,.weight,cite{color:#666;font:.85em sans-serif;font-style:normal}"
)


def as_html(digest: Digest, edition: Edition, home: str = "") -> Iterator[str]:
    """A page that stands alone, for a mail: no script, no picture, nothing from elsewhere.

    `home`: where the reader is served; titles point there. Empty: they point nowhere.
    """
    yield f'<!doctype html><html><head><meta charset="utf-8"><title>{escape(heading(digest))}</title>'
    yield f"<style>{_STYLE}</style></head><body><h1>{escape(heading(digest))}</h1>"
    for story in told(digest, edition):
        title = escape(story.title)
        linked = f'<a href="{escape(home)}/story/{story.id}">{title}</a>' if home else title
        yield f'<h2>{linked}</h2><p class="about">{escape(story.about)}</p>'
        for sentence, where in story.sentences:
            yield f"<p>{escape(sentence)}{f' <cite>{escape(where)}</cite>' if where else ''}</p>"
        if story.said:
            lines = "".join(f"<li>{escape(_line(voice))}</li>" for voice in story.said)
            yield f"<p>{escape(_('Said since:'))}</p><ul>{lines}</ul>"
        for topic, status in story.disputes:
            yield f"<p><strong>{escape(_('Disputed'))}</strong> ({escape(status)}): {escape(topic)}</p>"
        yield f'<p class="weight">{escape(story.weight)}</p>'
    yield from (f"<p>{escape(line.strip())}</p>" for line in _foot(digest))
    yield "</body></html>\n"


def as_json(digest: Digest, edition: Edition) -> Iterator[str]:
    """The digest with the ids of what it holds; sentences with their passages."""
    stories = {story.id: story for story in edition.told.stories}
    record = {
        "kind": "digest",
        "since": digest.since.isoformat() if digest.since else None,
        "until": digest.until.isoformat(),
        "more": digest.more,
        "entries": [
            {
                "story": entry.story,
                "title": stories[entry.story].title,
                "novelty": entry.novelty.value,
                "weight": {
                    "value": round(entry.weight.value, 3),
                    "originals": entry.weight.originals,
                    "outlets": entry.weight.outlets,
                    "fresh": entry.weight.fresh,
                    "articles": entry.weight.articles,
                },
                "sentences": [
                    {
                        "role": sentence.role.value,
                        "text": sentence.text,
                        "passages": [
                            {
                                "capture": p.capture_id,
                                "start": p.span.start,
                                "end": p.span.end,
                                "text": p.exact,
                            }
                            for p in sentence.passages
                        ],
                    }
                    for sentence in entry.sentences
                ],
                "fresh": list(entry.fresh),
                "said": list(entry.said),
                "disputes": list(entry.disputes),
            }
            for entry in digest.entries
        ],
    }
    yield json.dumps(record, ensure_ascii=False, indent=1) + "\n"
