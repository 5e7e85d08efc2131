"""The events that one article tells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from readout.events.clauses import Clause, Group, clause, groups, tagged
from readout.events.mentions import TELLING, Line, Mention, lines_of, published_on
from readout.events.status import said_status, told_status
from readout.lang.cues import Takes, cues_by_form
from readout.lang.events import EventWords, event_words
from readout.lang.times import time_words
from readout.model import Article, EventStatus, Passage, Role, Span, Statement, Telling, trimmed
from readout.text.phrases import INSIDE, Sentence
from readout.text.times import Expression, Means, expressions, resolve

ORIGIN = "events/1"
#: What happened longer than this before an article came out is background to it.
LONG_AGO = timedelta(days=60)
#: More sentences than this are no news report.
MOST_EVENTS = 60


def tellings(article: Article, text: str, statements: Sequence[Statement]) -> Iterator[Telling]:
    """The dated events of an article, and what its opening tells, in order.

    An event is told by a verb with a time beside it, by a noun that a time belongs to ("Monday's
    talks"), or by the opening sentence. What is inside a statement is at best reported.
    """
    words = event_words(article.language)
    if words is None:
        return
    reader = _Reader(article, text, statements, words)
    for count, telling in enumerate(reader.read()):
        if count == MOST_EVENTS:
            return
        yield telling


@dataclass(slots=True)
class _Reader:
    article: Article
    text: str
    statements: Sequence[Statement]
    words: EventWords
    #: The statements of the sentence that is read now.
    near: Sequence[Statement] = ()

    def read(self) -> Iterator[Telling]:
        blocks = {n: b.span for n, b in enumerate(self.article.blocks) if b.role in TELLING}
        opening = True
        for read in lines_of(self.article, self.text):
            line = replace(read, mentions=tuple(m for m in read.mentions if not self._begins(read, m)))
            if line.role is Role.TURN:
                continue  # an interview tells what somebody says
            paragraph = next(span for span in blocks.values() if line.span in span)
            if line.mentions or opening:
                self.near = [s for s in self.statements if s.passage.span.overlap(line.span)]
                yield from self._line(line, paragraph, opening=opening)
            opening = False

    def _begins(self, line: Line, mention: Mention) -> bool:
        """ "Since 2014": the time is where something begins, not when the sentence's event was."""
        before = self.text[line.span.start : mention.expression.span.start].casefold().split()
        own = mention.expression.words.casefold().split()
        return bool(before and before[-1] in self.words.since) or own[0] in self.words.since

    def _line(self, line: Line, paragraph: Span, *, opening: bool) -> Iterator[Telling]:
        sentence = tagged(self.text, paragraph, line.span, self.article.language)
        if sentence is None:
            yield from self._whole(line)
            return
        found = groups(sentence)
        times = [m.expression.span for m in line.mentions]
        told: dict[int, Telling] = {}
        nouns = 0
        for mention in line.mentions:
            noun = self._of_noun(sentence, mention)
            if noun:
                nouns += 1
                yield noun
                continue
            group = self._verb_of(sentence, found, mention)
            if group and self._is_apart(sentence, group, mention):
                continue
            if group and group.verb not in told:
                telling = self._of_verb(sentence, group, mention, times, found)
                if telling:
                    told[group.verb] = telling
        if opening and not told and not nouns:
            for group in found:
                telling = self._of_verb(sentence, group, None, times, found)
                if telling:
                    told[group.verb] = telling
                    break
        yield from (told[verb] for verb in sorted(told))

    # -- verbs -----------------------------------------------------------------------------------------

    def _verb_of(self, sentence: Sentence, found: Sequence[Group], mention: Mention) -> Group | None:
        """The verb that a time stands beside: the last one before it, or the first of the sentence."""
        at = mention.expression.span
        before = [g for g in found if sentence.tokens[g.verb].span.end <= at.start]
        if not before:
            return next((g for g in found if g.finite), None)
        group = before[-1]
        if group.finite:
            return group
        # "to meet with him on Friday" belongs to who travels; "will ... meet on Friday" is a plan, and
        # "..., signing a treaty in January" was done by whoever the sentence is about.
        led = [g for g in before if g.finite]
        if not led:
            return None
        hangs = sentence.tag(group.verb) == "VBG" and sentence.lower(group.verb - 1) == ","
        joins = sentence.tag(group.verb) == "VB" and sentence.lower(group.verb - 1) != "to"
        if not (hangs or joins):
            return led[-1]
        return replace(group, finite=True)

    def _is_apart(self, sentence: Sentence, group: Group, mention: Mention) -> bool:
        """ "sent a letter in advance of his visit on Thursday": the time is the visit's."""
        at = mention.expression.span.start
        between = (t.lower for t in sentence.tokens[group.end :] if t.span.end <= at)
        return any(word in self.words.apart for word in between)

    def _of_verb(
        self,
        sentence: Sentence,
        group: Group,
        mention: Mention | None,
        times: Sequence[Span],
        found: Sequence[Group],
    ) -> Telling | None:
        verb = sentence.tokens[group.verb]
        if not group.finite or verb.lower in self.words.idle or self._is_cue(sentence, group):
            return None
        if sentence.in_quote(group.verb):
            return None  # words of a quotation are somebody's, and often cut
        if sentence.tag(group.verb) == "VFIN" and not self._past(sentence, group):
            return None
        led = [g for g in found if g.finite and g.verb <= group.verb]
        made = clause(sentence, group, self.words, times)
        before = next((n for n, t in enumerate(sentence.tokens) if t.span.start >= made.span.start), 0) - 1
        governed = sentence.tag(before) in _GOVERN and not self._says(sentence, before)
        if made.subject and group.start == group.verb and governed:
            return None  # "held talks focused on the port": the talks are somebody's object
        whole = made.span
        if led and led[-1].verb < group.verb:  # a verb that hangs on another has its subject and its mood
            head = clause(sentence, led[-1], self.words, times)
            made = replace(made, subject=head.subject)
            whole = Span(head.span.start, made.span.end)
        if self._is_unasserted(sentence, whole.start):
            return None
        if mention:
            mention = self._in_tense(sentence, group, mention)
        telling = self._telling(sentence, made, whole, mention)
        if telling and telling.status in _SURE and self._is_attributed(sentence, group):
            return replace(telling, status=EventStatus.REPORTED)
        return telling

    def _is_unasserted(self, sentence: Sentence, start: int) -> bool:
        """Whether "if", "before" or "until" opens the clause: nobody says that it is so."""
        n = next((n for n, t in enumerate(sentence.tokens) if t.span.start >= start), 0) - 1
        for k in range(n, max(-1, n - OPENED), -1):
            if sentence.lower(k) in self.words.unasserted:
                return True
            if sentence.tag(k) in _GOVERN | {"PUNCT"}:
                return False
        return False

    def _says(self, sentence: Sentence, n: int) -> bool:
        """Whether a word is a verb of saying: "said the ship left"."""
        known = cues_by_form(self.article.language.partition("-")[0])
        return (sentence.lower(n),) in known

    def _is_attributed(self, sentence: Sentence, group: Group) -> bool:
        """Whether the sentence has a verb of saying that no statement was read from.

        "..., an officer told the paper": somebody says so, even where the reading did not find whom.
        """
        known = cues_by_form(self.article.language.partition("-")[0])
        for n, token in enumerate(sentence.tokens):
            cue = known.get((token.lower,))
            read = any(s.cue and s.cue.span.overlap(token.span) for s in self.near)
            if (
                cue
                and cue.takes & _REPORTS
                and n != group.verb
                and not read
                and sentence.tag(n) not in _THINGS
            ):
                return True
        verb = sentence.tokens[group.verb].span
        tails = (s for s in self.near if s.speaker and s.passage.span in sentence.span)
        return any(
            verb.end < s.passage.span.start and self.text[: s.passage.span.start].rstrip().endswith(",")
            for s in tails
        )

    def _in_tense(self, sentence: Sentence, group: Group, mention: Mention) -> Mention:
        """The time as the tense of its own verb has it, whatever stands around."""
        if sentence.tag(group.verb) == "VFIN":
            ahead = False
        elif group.start < group.verb:
            last = min(group.end + 1, len(sentence.tokens))
            words = sentence.words(group.start, last).of(self.text)
            ahead = any(name == "planned" and p.search(words) for name, p in self.words.statuses)
        else:
            return mention
        days = resolve(mention.expression, published_on(self.article), ahead=ahead)
        return replace(mention, days=days, ahead=ahead)

    def _past(self, sentence: Sentence, group: Group) -> bool:
        """Whether a finite verb is in the past tense: a present one tells of no one time."""
        word = sentence.lower(group.verb)
        return word.endswith("ed") or word in self.words.past_forms

    def _is_cue(self, sentence: Sentence, group: Group) -> bool:
        """Whether the verb reports an act of saying: that is a statement and no event."""
        verb = sentence.tokens[group.verb]
        return any(s.cue and s.cue.span.overlap(verb.span) for s in self.near)

    # -- nouns -----------------------------------------------------------------------------------------

    def _of_noun(self, sentence: Sentence, mention: Mention) -> Telling | None:
        """ "Wednesday's meeting in Vienna": the noun is the event."""
        first = self._noun_behind(sentence, mention.expression.span)
        if first is None:
            return None
        last = first
        while last < len(sentence.tokens) and (sentence.tag(last) in _NAMED or sentence.lower(last) == "-"):
            last += 1
        if last == first or mention.ahead or sentence.in_quote(first):
            return None
        place = None
        if sentence.lower(last) in self.words.places and sentence.tag(last + 1) == "PROPN":
            end = last + 1
            while sentence.tag(end) == "PROPN":
                end += 1
            place = sentence.words(last + 1, end).of(self.text)
        action = sentence.words(first, last)
        status = self._status(action.of(self.text), sentence, action, mention)
        if status is EventStatus.DENIED:
            status = EventStatus.REPORTED  # who rejects what was asked at a meeting does not deny the meeting
        if status is None or self._is_ahead(mention):
            return None
        return Telling(
            article_id=self.article.id,
            passage=self._passage(sentence.span),
            actor=None,
            action=action.of(self.text),
            target=None,
            place=place,
            when=mention.when,
            status=status,
            origin=f"{ORIGIN}/noun",
        )

    def _noun_behind(self, sentence: Sentence, at: Span) -> int | None:
        """The first word of what a time belongs to: "Monday’s talks", "his February 2022 invasion"."""
        n = next((n for n, t in enumerate(sentence.tokens) if t.span.start >= at.end), len(sentence.tokens))
        if sentence.lower(n) in {"'s", "'"} and sentence.tokens[n].span.start == at.end:
            return n + 1
        before = next((k for k, t in enumerate(sentence.tokens) if t.span.end > at.start), 0) - 1
        owned = sentence.tag(before) in {"DET", "PRON"} or sentence.lower(before) in {"'s", "'"}
        return n if owned and sentence.tag(n) in {"NOUN", "ADJ"} else None

    # -- what both make ----------------------------------------------------------------------------------

    def _telling(
        self, sentence: Sentence, made: Clause, whole: Span, mention: Mention | None
    ) -> Telling | None:
        status = self._status(whole.of(self.text), sentence, made.action, mention)
        if status is None:
            return None
        subject, target = made.subject, made.object
        if made.group.passive:
            subject, target = self._by(sentence, made), made.subject
        return Telling(
            article_id=self.article.id,
            passage=self._passage(sentence.span),
            actor=_words(subject, self.text),
            action=_words(made.action, self.text) or "",
            target=_words(target, self.text),
            place=_words(made.place, self.text),
            when=mention.when if mention else None,
            status=status,
            origin=f"{ORIGIN}/verb",
        )

    def _by(self, sentence: Sentence, made: Clause) -> Span | None:
        """Who did what was done: the words behind "by"."""
        by = next((n for n in range(made.group.end, len(sentence.tokens)) if sentence.lower(n) == "by"), None)
        if by is None or sentence.tokens[by].span.start >= made.span.end:
            return None
        last = by + 1
        while last < len(sentence.tokens) and sentence.tag(last) in INSIDE:
            last += 1
        if any(t.span.overlap(sentence.tokens[by + 1].span) for t in self._times(sentence) if last > by + 1):
            return None  # "by Friday" did nothing
        return sentence.words(by + 1, last) if last > by + 1 else None

    def _times(self, sentence: Sentence) -> list[Expression]:
        span = sentence.span
        return expressions(self.text, time_words(self.article.language), span.start, span.end)

    def _status(
        self, words: str, sentence: Sentence, at: Span, mention: Mention | None
    ) -> EventStatus | None:
        ahead = mention is not None and self._is_ahead(mention)
        told = told_status(words, sentence.span.of(self.text), self.words, ahead=ahead)
        return self._as_said(told, at, mention)

    def _as_said(self, told: EventStatus | None, at: Span, mention: Mention | None) -> EventStatus | None:
        if told is None:
            return None
        around = [s for s in self.near if at in s.content.span]
        if around:
            inner = min(around, key=lambda s: len(s.content.span))
            status = said_status(told, inner)
            aside = status is EventStatus.DENIED and at.start - inner.content.span.start > NEAR
            return None if aside else status
        if any(at in s.passage.span and not _beside_speaker(s, at) for s in self.near):
            return told if told in _UNSURE else EventStatus.REPORTED
        if told in (EventStatus.HAPPENED, EventStatus.ONGOING) and mention and self._is_old(mention):
            return EventStatus.BACKGROUND
        return told

    def _is_ahead(self, mention: Mention) -> bool:
        published = published_on(self.article)
        if mention.days is None or published is None:
            return mention.ahead
        return mention.days.first > published or (mention.ahead and mention.days.last >= published)

    def _is_old(self, mention: Mention) -> bool:
        published = published_on(self.article)
        if mention.days is None:
            return mention.expression.means is Means.MONTH
        # A whole date in an article that has none itself is looked back at.
        return published is None or mention.days.last < published - LONG_AGO

    def _passage(self, span: Span) -> Passage:
        place = self.article.dateline and self.article.dateline.place
        if place and span.of(self.text).startswith(place):  # nobody tells "MOSCOW (AP) —"
            mark = _DATELINE.match(span.of(self.text))
            span = Span(span.start + mark.end(), span.end) if mark else span
        return Passage(capture_id=self.article.capture_id, span=span, exact=span.of(self.text))

    # -- languages without parts of speech ---------------------------------------------------------------

    def _whole(self, line: Line) -> Iterator[Telling]:
        """The sentence as one event, where its words say that something was done, or will be."""
        around = [s for s in self.near if s.passage.span.overlap(line.span) > len(line.span) // 2]
        saying = max(around, key=lambda s: s.passage.span.overlap(line.span), default=None)
        # A time outside of what is said is when it was said.
        times = [m for m in line.mentions if not saying or m.expression.span in saying.content.span]
        mention = next((m for m in times if m.days), None) or next(iter(times), None)
        if mention is None and line.mentions:
            return
        told_in = saying.content.span if saying else line.span
        if saying and any(q.overlap(told_in) > 0.8 * len(told_in) for q in saying.quotations):
            return  # words of a quotation are somebody's, and often cut
        words = told_in.of(self.text)
        ahead = mention is not None and self._is_ahead(mention)
        told = told_status(words, line.span.of(self.text), self.words, ahead=ahead)
        if told is EventStatus.HAPPENED and not (self.words.past and self.words.past.search(words)):
            return
        status = said_status(told, saying) if told and saying else self._as_said(told, line.span, mention)
        span = trimmed(self.text, line.span.start, line.span.end)
        if status is None or span is None:
            return
        yield Telling(
            article_id=self.article.id,
            passage=self._passage(span),
            actor=None,
            action=_shortened(words),
            target=None,
            place=None,
            when=mention.when if mention else None,
            status=status,
            origin=f"{ORIGIN}/sentence",
        )


_DATELINE = re.compile(r".{0,60}?(?:[—–:]|\s--?)\s*(?=\S)")
#: What a denial denies is the first thing it names, within so many characters.
NEAR = 80


def _beside_speaker(statement: Statement, at: Span) -> bool:
    """ "Ryabkov, who led the delegation in Monday’s talks, said": what the article tells of a speaker."""
    if statement.speaker is None or statement.cue is None:
        return False
    edges = (statement.speaker.span, statement.cue.span)
    return min(e.start for e in edges) <= at.start and at.end <= max(e.end for e in edges)


#: What is no more than said anyway.
_UNSURE = frozenset(EventStatus) - {EventStatus.HAPPENED, EventStatus.ONGOING, EventStatus.BACKGROUND}
#: What may not stand where somebody only says so.
_SURE = frozenset({EventStatus.HAPPENED, EventStatus.ONGOING, EventStatus.BACKGROUND})
#: What a verb takes that reports words.
_REPORTS = frozenset({Takes.CLAUSE, Takes.QUOTE, Takes.ZERO, Takes.THAT})
#: A word with one of these tags is no verb of saying.
_THINGS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "VB", "VBG"})
#: So many words before a clause, what opens it may stand.
OPENED = 4
#: Before a subject stands none of these.
_GOVERN = frozenset({"AUX", "VFIN", "VB", "VBG", "VBN"})
#: Words of which the noun that a time belongs to is made.
_NAMED = INSIDE | {"VBG"}
#: An action is told in at most so many characters.
LONG = 160


def _words(span: Span | None, text: str) -> str | None:
    return " ".join(span.of(text).split()) if span else None


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONG else words[:LONG].rsplit(" ", 1)[0] + " …"


def day_of(telling: Telling) -> date | None:
    """The one day it happened on. None: unknown, or more than one."""
    try:
        return date.fromisoformat((telling.when and telling.when.iso) or "")
    except ValueError:
        return None
