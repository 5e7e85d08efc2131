"""The export records: names and meanings change only with VERSION."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from readout import __version__
from readout.formats.originals import originals
from readout.model import (
    Actor,
    Article,
    Block,
    Brief,
    Capture,
    Change,
    CopyGroup,
    Dispute,
    Edition,
    Event,
    Flag,
    Furniture,
    Link,
    Mention,
    Passage,
    Problem,
    Reason,
    Role,
    Statement,
    Story,
    Thread,
    Voices,
    When,
)

VERSION = 1

Record = Mapping[str, Any]


def records(edition: Edition) -> Iterator[Record]:
    """Every record of an edition, the header first, each kind in a row."""
    yield {"kind": "export", "version": VERSION, "program": f"readout {__version__}"}
    yield from map(_capture, edition.captures)
    yield from map(_article, edition.articles)
    yield from map(_furniture, edition.furniture)
    yield from map(_actor, edition.cast.actors)
    yield from map(_mention, edition.cast.mentions)
    for statement in edition.statements:
        yield _statement(statement, edition.cast.voices.get(statement.id))
    yield from map(event_record, edition.events)
    yield from map(_copies, edition.copies)
    for story in edition.told.stories:
        yield _story(story, originals(story.articles, edition.copies))
    yield from map(_link, edition.told.links)
    yield from map(_thread, edition.told.threads)
    yield from map(_dispute, edition.disputes)
    yield from map(_change, edition.changes)
    yield from map(_brief, edition.briefs)
    yield from map(flag_record, edition.flags)
    yield from map(_problem, edition.problems)


def as_jsonl(edition: Edition) -> Iterator[str]:
    """One JSON object a line."""
    return (_line(record) + "\n" for record in records(edition))


def as_json(edition: Edition) -> Iterator[str]:
    """The same records as one JSON array."""
    before = "[\n"
    for record in records(edition):
        yield before + _line(record)
        before = ",\n"
    yield "\n]\n"


def _line(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _passage(passage: Passage | None) -> Record | None:
    if passage is None:
        return None
    span = passage.span
    return {
        "capture": passage.capture_id,
        "start": span.start,
        "end": span.end,
        "text": passage.exact,
    }


def _passages(passages: Iterable[Passage]) -> list[Record | None]:
    return [_passage(passage) for passage in passages]


def _when(when: When | None) -> Record | None:
    if when is None:
        return None
    return {"iso": when.iso, "as_written": when.as_written, "basis": when.basis}


def _reasons(reasons: Iterable[Reason]) -> list[str]:
    return [f"{reason.name}: {reason.detail}" for reason in reasons]


def _capture(capture: Capture) -> Record:
    return {
        "kind": "capture",
        "id": capture.id,
        "address": capture.address,
        "sha256": capture.sha256,
        "media_type": capture.media_type,
        "received_at": capture.received_at.isoformat(),
        "characters": len(capture.text),
    }


def _article(article: Article) -> Record:
    dateline, entry = article.dateline, article.entry
    return {
        "kind": "article",
        "id": article.id,
        "capture": article.capture_id,
        "entry": entry and {"feed": entry.feed, "id": entry.id},
        "start": article.span.start,
        "end": article.span.end,
        "title": _passage(article.title),
        "title_clean": article.title_clean,
        "outlet": article.outlet,
        "byline": list(article.byline),
        "dateline": dateline and {"place": dateline.place, "credit": dateline.credit},
        "credit": article.credit,
        "language": article.language,
        "provenance": [
            {"role": hand.role, "name": hand.name, "passage": _passage(hand.passage)}
            for hand in article.provenance
        ],
        "published": _when(article.published),
        "blocks": [_block(block) for block in article.blocks],
    }


def _block(block: Block) -> Record:
    record = {"start": block.span.start, "end": block.span.end, "role": block.role}
    if block.role is Role.TURN:
        return {**record, "speaker": block.speaker, "turn": block.turn}
    return record


def _furniture(piece: Furniture) -> Record:
    return {
        "kind": "furniture",
        "capture": piece.capture_id,
        "start": piece.span.start,
        "end": piece.span.end,
        "type": piece.type,
    }


def _actor(actor: Actor) -> Record:
    return {
        "kind": "actor",
        "id": actor.id,
        "name": actor.name,
        "type": actor.type,
        "roles": [{"text": role.text, "passage": _passage(role.passage)} for role in actor.roles],
        "names": list(actor.names),
    }


def _mention(mention: Mention) -> Record:
    span = mention.passage.span
    return {
        "kind": "mention",
        "actor": mention.actor_id,
        "capture": mention.passage.capture_id,
        "start": span.start,
        "end": span.end,
        "text": mention.passage.exact,
    }


def _statement(statement: Statement, voices: Voices | None) -> Record:
    voices = voices or Voices()
    speaker, span = statement.speaker, statement.passage.span
    via = voices.via or (None,) * len(statement.via)
    return {
        "kind": "statement",
        "id": statement.id,
        "article": statement.article_id,
        "capture": statement.passage.capture_id,
        "start": span.start,
        "end": span.end,
        "act": statement.act,
        "mode": statement.mode,
        "speaker": {
            "text": speaker and speaker.exact,
            "start": speaker and speaker.span.start,
            "end": speaker and speaker.span.end,
            "actor": voices.speaker,
        },
        "cue": _passage(statement.cue),
        "addressee": _named(statement.addressee, voices.addressee),
        "target": _named(statement.target, voices.target),
        "content": _passage(statement.content),
        "quotations": [{"start": q.start, "end": q.end} for q in statement.quotations],
        "via": [{"actor": actor, "act": hand.act} for actor, hand in zip(via, statement.via, strict=True)],
        "said": _when(statement.said),
        "negated": statement.negated,
        "certainty": statement.certainty,
        "origin": statement.origin,
    }


def _named(words: Passage | None, actor: str | None) -> Record | None:
    return None if words is None else {"text": words.exact, "actor": actor}


def event_record(event: Event) -> Record:
    """One event as the contract has it."""
    return {
        "kind": "event",
        "id": event.id,
        "actor": event.actor,
        "action": event.action,
        "target": event.target,
        "place": event.place,
        "when": _when(event.when),
        "status": event.status,
        "passages": _passages(event.passages),
    }


def _copies(group: CopyGroup) -> Record:
    return {
        "kind": "copies",
        "id": group.id,
        "articles": list(group.articles),
        "of": group.of,
        "agency": group.agency,
        "reasons": _reasons(group.reasons),
    }


def _story(story: Story, independent: int) -> Record:
    return {
        "kind": "story",
        "id": story.id,
        "title": story.title,
        "articles": list(story.articles),
        "originals": independent,
        "reasons": _reasons(story.reasons),
    }


def _link(link: Link) -> Record:
    return {
        "kind": "link",
        "a": link.a,
        "b": link.b,
        "relation": link.relation,
        "reasons": _reasons(link.reasons),
    }


def _thread(thread: Thread) -> Record:
    return {
        "kind": "thread",
        "id": thread.id,
        "title": thread.title,
        "stories": list(thread.stories),
        "reasons": _reasons(thread.reasons),
    }


def _dispute(dispute: Dispute) -> Record:
    return {
        "kind": "dispute",
        "id": dispute.id,
        "topic": dispute.topic,
        "status": dispute.status,
        "sides": [
            {
                "actor": side.actor,
                "stance": side.stance,
                "statements": list(side.statements),
                "passages": _passages(side.passages),
            }
            for side in dispute.sides
        ],
    }


def _change(change: Change) -> Record:
    return {
        "kind": "change",
        "topic": change.topic,
        "actor": change.actor,
        "steps": [
            {"label": step.label, "iso": step.iso, "passage": _passage(step.passage)} for step in change.steps
        ],
    }


def _brief(brief: Brief) -> Record:
    return {
        "kind": "brief",
        "id": brief.id,
        "story": brief.story,
        "sentences": [
            {
                "role": sentence.role,
                "text": sentence.text,
                "passages": _passages(sentence.passages),
                "origin": sentence.origin,
            }
            for sentence in brief.sentences
        ],
    }


def flag_record(flag: Flag) -> Record:
    other = _passage(flag.other) if flag.other else None
    return {"kind": "flag", "what": flag.what, "passage": _passage(flag.passage), "other": other}


def _problem(problem: Problem) -> Record:
    return {
        "kind": "problem",
        "where": problem.where,
        "what": problem.what,
        "origin": problem.origin,
    }
