"""The statements of one article: paragraph by paragraph, with what one hands on to the next."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from readout.encoder.reader import Attribution, Heard
from readout.lang.cues import cues, words
from readout.lang.frames import frames
from readout.lang.pages import first_person, forms
from readout.model import (
    Act,
    Article,
    Block,
    Certainty,
    Mode,
    Passage,
    Reason,
    Role,
    Span,
    Statement,
    Turn,
    Via,
    trimmed,
)
from readout.statements.acts import Judged, act_by_rule, judged
from readout.statements.find import Found, Reader
from readout.statements.grammar import Grammar
from readout.statements.heard import hear, unheard_of, voted
from readout.statements.noun_cues import noun_finds
from readout.statements.plain import PlainReader
from readout.statements.sentences import read_paragraph
from readout.statements.times import said_when
from readout.text.phrases import Sentence
from readout.text.quotes import quotations

#: How sure each rule is, as measured on the project's gold.
SURE = {
    "cue": 0.9,
    "cue-after": 0.9,
    "cue-inverted": 0.9,
    "cue-amid": 0.85,
    "shared": 0.8,
    "participle": 0.75,
    "with-participle": 0.7,
    "passive": 0.75,
    "according-to": 0.85,
    "noun": 0.6,
    "cue-apart": 0.85,
    "carried": 0.6,
    "turn": 0.9,
    "pull-quote": 0.85,
    "title": 0.6,
}


def read_article(article: Article, text: str, *, fast: bool = False) -> Iterator[Statement]:
    """Every statement of an article. None where the language has no cues. `fast`: by rules alone."""
    if not cues(article.language):
        return
    reader = _ArticleReader(article, text, fast=fast)
    blocks = list(article.reporting())
    if article.title:
        yield from reader.title()
    for n, block in enumerate(blocks):
        if block.role is Role.PULL_QUOTE:
            yield from reader.pull_quote(block, blocks[n + 1] if n + 1 < len(blocks) else None)
        else:
            yield from reader.paragraph(block)


class _ArticleReader:
    def __init__(self, article: Article, text: str, *, fast: bool) -> None:
        self.article = article
        self.text = text
        self.language = article.language
        self.grammar = Grammar(article.language)
        #: The speaker of the last paragraph, for a quotation that follows without one.
        self.last: Statement | None = None
        self.last_span = Span(0, 1)
        #: "The minister said:" at the end of the last paragraph: what she said follows in this one.
        self.opened: tuple[Sentence, Found] | None = None
        self.hedges = words(self.language, "grammar", "hedges")
        spans = [self._past_dateline(block.span) for block in article.reporting()]
        if article.title:
            spans.insert(0, article.title.span)
        self.heard = {} if fast else hear(spans, text, self.language)
        #: What was heard in the paragraph that is being read.
        self.here = Heard()

    def passage(self, span: Span) -> Passage:
        return Passage(capture_id=self.article.capture_id, span=span, exact=span.of(self.text))

    # -- blocks -------------------------------------------------------------------------------------

    def paragraph(self, block: Block) -> Iterator[Statement]:
        turn = self._turn(block)
        if turn:
            yield turn
        asker = self._asker(block)
        made: list[Statement] = []
        span = self._past_dateline(block.span)
        heard = self.here = self.heard.get(span, Heard())
        sentences = list(read_paragraph(self.text, span, self.language, heard.parts))
        if self.opened and block.role is Role.BODY:
            made += self._spoken_below(span)
        opened = self.opened
        self.opened = None
        for sentence in sentences:
            if self._is_all_quoted(sentence):
                if made or sentence is sentences[0] or not sentence.tagged:
                    made = self._carried(sentence, made, block)
                continue  # behind a sentence of nobody's speech it may be anybody's
            reader = self._reader(sentence)
            finds = reader.read()
            for found in finds:
                found.carried = self._goes_on_from(made) if found.dropped else None
            if not finds and (bare := reader.bare()):
                if sentence is sentences[-1] and sentence.lower(len(sentence.tokens) - 1) == ":":
                    self.opened = sentence, bare
                elif (before := _sentence_before(sentence, sentences)) and self._is_all_quoted(before):
                    made = [m for m in made if m.passage.span not in before.span]
                    made.append(self._apart(sentence, bare, before.span))
                    continue
            finds += [f for f in noun_finds(sentence, self.grammar) if not _covered(f, finds)]
            made += self._statements(sentence, finds, turn or asker)
        made = [statement for one in made if (statement := voted(one, heard, self.language)) is not None]
        made += self._heard_alone(heard.attributions, made, sentences, turn or asker)
        yield from made
        if opened and not self.opened and self._goes_on(made, span):
            self.opened = opened
        if made:
            self.last, self.last_span = made[-1], span
        elif block.role is Role.BODY:
            self.last = None

    def _past_dateline(self, span: Span) -> Span:
        """A paragraph without the dateline that opens it: nobody says "MOSCOW (AP)"."""
        dateline = self.article.dateline
        if dateline is None or dateline.place is None:
            return span
        words_ = span.of(self.text)
        mark = re.match(rf"{re.escape(dateline.place)}[^—–:]{{0,40}}?(?:[—–:]|\s-+)\s*", words_)
        return Span(span.start + mark.end(), span.end) if mark and mark.end() < len(words_) else span

    def _turn(self, block: Block) -> Statement | None:
        """An answer of an interview is a statement of whoever answers."""
        if block.role is not Role.TURN or block.turn is not Turn.ANSWER or not block.speaker:
            return None
        label = self._label(block)
        content = block.span
        if label and label.start == block.span.start:
            rest = trimmed(self.text, label.end + 1, block.span.end)
            content = rest or content
        return Statement(
            article_id=self.article.id,
            passage=self.passage(content),
            act=Act.ANSWER,
            mode=Mode.UNMARKED_DIRECT,
            speaker=self.passage(label) if label else None,
            cue=None,
            content=self.passage(content),
            origin="rules/turn",
            confidence=SURE["turn"],
            reasons=(Reason("turn", 1.0, f"an answer in an interview; {block.speaker} answers"),),
        )

    def _asker(self, block: Block) -> Via | None:
        """Whoever asks in an interview reports what others said."""
        if block.role is not Role.TURN or block.turn is not Turn.QUESTION or not block.speaker:
            return None
        label = self._label(block)
        return Via(words=self.passage(label), act=Act.ASK) if label else None

    def _label(self, block: Block) -> Span | None:
        """Where the article names the speaker of a turn: at this turn, else at the nearest one before."""
        assert block.speaker
        at = self.text.rfind(block.speaker, self.article.span.start, block.span.start + len(block.speaker))
        return Span(at, at + len(block.speaker)) if at >= 0 else None

    def pull_quote(self, block: Block, following: Block | None) -> Iterator[Statement]:
        """A quotation set apart, with the line below it that says whose it is."""
        if following is None or following.role is not Role.PULL_QUOTE:
            return
        line = following.span.of(self.text)
        for form in forms("pull_quote"):
            match = form.pattern.fullmatch(line)
            if match:
                name = re.split(r"\s*,\s*", match["who"])[0]
                at = following.span.start + match.start("who")
                content = self._inside_marks(block.span)
                yield Statement(
                    article_id=self.article.id,
                    passage=self.passage(Span(block.span.start, following.span.end)),
                    act=Act.STATE,
                    mode=Mode.DIRECT,
                    speaker=self.passage(Span(at, at + len(name))),
                    cue=None,
                    content=self.passage(content),
                    quotations=(content,),
                    origin="rules/pull-quote",
                    confidence=SURE["pull-quote"],
                    reasons=(Reason("pull quote", 1.0, line),),
                )
                return

    def _inside_marks(self, span: Span) -> Span:
        words = span.of(self.text)
        inner = words.strip('“”"«» \u00a0')
        at = span.start + words.find(inner) if inner else span.start
        return Span(at, at + len(inner)) if inner else span

    def title(self) -> Iterator[Statement]:
        """A headline without an article: it reports a statement where it quotes one or has a cue."""
        assert self.article.title
        span = self.article.title.span
        heard = self.here = self.heard.get(span, Heard())
        for sentence in read_paragraph(self.text, span, self.language, heard.parts):
            finds = list(self._reader(sentence).read())
            for statement in self._statements(sentence, finds[:1], None):
                if statement.speaker:
                    yield _as_title(statement)

    # -- sentences ------------------------------------------------------------------------------------

    def _reader(self, sentence: Sentence) -> Reader | PlainReader:
        """By parts of speech where the language has a tagger; else by its frames, if they are written."""
        known = None if sentence.tagged else frames(self.language)
        return PlainReader(sentence, self.grammar, known) if known else Reader(sentence, self.grammar)

    def _goes_on_from(self, made: Sequence[Statement]) -> Passage | None:
        """Who spoke last in this paragraph: a verb without a subject of its own is theirs."""
        named = [m.speaker for m in made if m.speaker and not m.via]
        return named[-1] if named else None

    def _apart(self, sentence: Sentence, found: Found, words_: Span) -> Statement:
        """A statement whose attribution is a sentence of its own, before or behind what is said."""
        assert found.hit
        quoted = tuple(q.shifted(words_.start) for q in quotations(words_.of(self.text)))
        content = Span(quoted[0].start, quoted[-1].end) if quoted else words_
        cue = self.passage(sentence.words(found.hit.start, found.hit.end))
        speaker = self._words(sentence, found.speaker)
        return Statement(
            article_id=self.article.id,
            passage=self.passage(
                Span(min(words_.start, sentence.span.start), max(words_.end, sentence.span.end))
            ),
            act=found.act,
            mode=Mode.DIRECT if quoted else Mode.UNMARKED_DIRECT,
            speaker=speaker,
            cue=cue,
            content=self.passage(content),
            quotations=quoted or (content,),
            origin="rules/cue-apart",
            confidence=SURE["cue-apart"],
            reasons=(Reason("cue-apart", SURE["cue-apart"], _why(cue, speaker)),),
        )

    def _spoken_below(self, span: Span) -> list[Statement]:
        """What stands below "The minister said:", as far as it is somebody's speech."""
        assert self.opened
        sentence, found = self.opened
        marked = self.text[span.start] in _OPENING_MARKS
        if marked or self._speaks_in_person(span) or sentence.span.end + 4 >= span.start:
            return [self._apart(sentence, found, span)]
        return []

    def _goes_on(self, made: Sequence[Statement], span: Span) -> bool:
        """Whether a speech below its attribution may go on in the next paragraph."""
        return bool(made) and made[0].origin == "rules/cue-apart" and made[0].passage.span.end == span.end

    def _is_all_quoted(self, sentence: Sentence) -> bool:
        inside = sum(q.overlap(sentence.span) for q in sentence.quoted)
        return bool(sentence.quoted) and inside >= len(sentence.span) - 4

    def _carried(self, sentence: Sentence, made: list[Statement], block: Block) -> list[Statement]:
        """A quotation without a speaker goes on with the one before it."""
        quoted = tuple(q for q in sentence.quoted if q.overlap(sentence.span) > 0.5 * len(q))
        if made and made[-1].quotations:
            return [*made[:-1], self._extended(made[-1], sentence.span, quoted)]
        before = made[-1] if made else self._leads_on()
        if before is None or block.role is Role.TURN or not quoted or len(quoted[0]) < 25:
            return made
        statement = Statement(
            article_id=self.article.id,
            passage=self.passage(sentence.span),
            act=Act.STATE,
            mode=Mode.DIRECT,
            speaker=before.speaker,
            cue=None,
            content=self.passage(Span(quoted[0].start, quoted[-1].end)),
            quotations=quoted,
            via=before.via,
            origin="rules/carried",
            confidence=SURE["carried"],
            reasons=(Reason("carried", SURE["carried"], "a quotation without a speaker, right after one"),),
        )
        return [*made, statement]

    def _leads_on(self) -> Statement | None:
        """The statement that ends the last paragraph, if a quotation of nobody's may go on with it.

        It has to end there, and to hold no quotation that is closed: who speaks behind one is not settled.
        """
        last = self.last
        if last is None:
            return None
        end = max(self.last_span.end, last.passage.span.end)
        if self.text[: self.last_span.end].rstrip().endswith(":"):
            return last
        rest = self.text[last.passage.span.end : end]
        closed = last.quotations and self.text[last.quotations[-1].end : end].strip()
        ends = not re.search(r"[.!?…]\s+\S", rest.lstrip(_CLOSING_MARKS))
        return last if ends and not closed else None

    def _extended(self, statement: Statement, span: Span, quoted: tuple[Span, ...]) -> Statement:
        whole = Span(statement.passage.span.start, span.end)
        return replace(statement, passage=self.passage(whole), quotations=(*statement.quotations, *quoted))

    def _statements(
        self, sentence: Sentence, finds: Sequence[Found], turn: Statement | Via | None
    ) -> Iterator[Statement]:
        for found in finds:
            if not (self._is_relay(found, finds) or self._is_denied(sentence, found)):
                statement = self._statement(sentence, found, turn)
                if statement:
                    yield statement

    def _heard_alone(
        self,
        heard: Sequence[Attribution],
        made: Sequence[Statement],
        sentences: Sequence[Sentence],
        turn: Statement | Via | None,
    ) -> Iterator[Statement]:
        """What only the learned reader hears."""
        for one, act in unheard_of(heard, made, sentences, self.grammar):
            assert one.cue
            assert one.speaker
            content = Span(one.contents[0].start, one.contents[-1].end)
            if self._says_nothing(content):
                continue
            places = [one.cue, one.speaker, content]
            whole = Span(min(s.start for s in places), max(s.end for s in places))
            quoted = tuple(q.shifted(whole.start) for q in quotations(whole.of(self.text)))
            cue, speaker = self.passage(one.cue), self.passage(one.speaker)
            negated = any(w in self.grammar.negations for w in cue.exact.casefold().split())
            inside = sum(q.overlap(content) for q in quoted)
            mode = Mode.INDIRECT if not quoted else Mode.PARTIAL
            judgement = judged(act, one.cue, content, self.here, self.language, negated=negated)
            heard_so = Reason("reader", one.confidence, f"heard by the learned reader; {_why(cue, speaker)}")
            yield Statement(
                article_id=self.article.id,
                passage=self.passage(whole),
                act=judgement.act,
                mode=Mode.DIRECT if quoted and inside >= 0.9 * len(content) else mode,
                speaker=speaker,
                cue=cue,
                content=self.passage(content),
                quotations=quoted,
                via=self._turns_via(turn),
                negated=negated,
                origin="reader",
                confidence=one.confidence,
                reasons=(heard_so, *_of_act(judgement, act)),
            )

    def _says_nothing(self, content: Span) -> bool:
        """ "said goodbye to them", "denied himself nothing": the words behind a cue are not what was said."""
        first = re.findall(r"\w+", content.of(self.text).casefold())[:2]
        aux = self.grammar.be | self.grammar.have | self.grammar.modals | self.grammar.do
        clause = len(first) > 1 and first[1] in aux
        return bool(first) and not clause and first[0] in self.grammar.reflexives | self.grammar.said_words

    def _turns_via(self, turn: Statement | Via | None) -> tuple[Via, ...]:
        if isinstance(turn, Via):
            return (turn,)
        return (Via(words=turn.speaker, act=turn.act),) if turn and turn.speaker else ()

    def _is_denied(self, sentence: Sentence, found: Found) -> bool:
        """ "denied that he had agreed": what stands within a denial is not said to have been said.

        Neither is "asked not to be named" a question.
        """
        outer = found.inside
        assert found.content
        if outer is not None and (outer.act is Act.DENY or (found.taken_up and outer.negated)):
            return found.rule != "noun"
        said = found.content.of(self.text).casefold()
        return any(said.startswith(words_) for words_ in words(self.language, "grammar", "unnamed"))

    def _is_relay(self, found: Found, finds: Sequence[Found]) -> bool:
        """Whether a find only passes on another's statement, or is what another thinks, as told by one."""
        if any(f.taken_up and f.shares is found for f in finds) and found.act is Act.STATE:
            return True
        if found.inside is not None and not found.taken_up and found.act in _INNER:
            return True
        inner = [f for f in finds if f.inside is found and f.hit and f.content and f.rule == "cue"]
        if not inner or found.act is not Act.STATE or found.speaker is None or found.content is None:
            return False
        first = min(inner, key=lambda f: f.span.start if f.span else 0)
        opens = first.span is not None and first.span.start - found.content.start <= 3
        return opens and first.act not in _INNER and found.body

    def _statement(self, sentence: Sentence, found: Found, turn: Statement | Via | None) -> Statement | None:
        if found.span is None or found.content is None:
            return None
        if found.rule == "participle" and found.shares and not self._adds(sentence, found):
            return None
        holder = found
        while holder.speaker is None and holder.shares is not None:
            holder = holder.shares
        speaker = self._words(sentence, holder.speaker) or holder.carried
        if holder.dropped and speaker is None:
            return None
        reporters = [*holder.via, *(f for f in found.via if f not in holder.via)]
        via = tuple(v for f in reporters if (v := self._via(sentence, f)))
        via = (*self._turns_via(turn), *via)
        quoted = tuple(q for q in found.quotes if q.overlap(found.span) > 0.5 * len(q))
        mode = self._mode(found, quoted)
        if mode is Mode.UNMARKED_DIRECT:
            quoted = (found.content,)
        cue = self.passage(sentence.words(found.hit.start, found.hit.end)) if found.hit else None
        rule = "shared" if found.shares and found.rule == "cue" else found.rule
        judgement = self._judged(found, cue)
        return Statement(
            article_id=self.article.id,
            passage=self.passage(found.span),
            act=judgement.act,
            mode=mode,
            speaker=speaker,
            cue=cue,
            content=self.passage(found.content),
            quotations=quoted,
            addressee=self._words(sentence, found.addressee),
            target=self._words(sentence, found.target),
            via=via,
            said=said_when(sentence, found, self.article, self.language),
            negated=found.negated,
            certainty=self._certainty(sentence, found),
            origin=f"rules/{rule}",
            confidence=SURE[rule],
            reasons=(Reason(rule, SURE[rule], _why(cue, speaker)), *_of_act(judgement, found.act)),
        )

    def _judged(self, found: Found, cue: Passage | None) -> Judged:
        assert found.content
        said = found.content.of(self.text)
        act = act_by_rule(found.act, said, negated=found.negated, language=self.language)
        at = cue.span if cue else None
        return judged(act, at, found.content, self.here, self.language, negated=found.negated)

    def _adds(self, sentence: Sentence, found: Found) -> bool:
        """Whether a participle adds a statement of its own; else it is part of the one it hangs on."""
        assert found.hit
        return sentence.lower(found.hit.start) in words(self.language, "grammar", "adding")

    def _words(self, sentence: Sentence, phrase: tuple[int, int] | None) -> Passage | None:
        return self.passage(sentence.words(*phrase)) if phrase else None

    def _via(self, sentence: Sentence, found: Found) -> Via | None:
        holder = found
        while holder.speaker is None and holder.shares is not None:
            holder = holder.shares
        speaker = self._words(sentence, holder.speaker)
        return Via(words=speaker, act=found.act) if speaker else None

    def _mode(self, found: Found, quoted: Sequence[Span]) -> Mode:
        assert found.content
        inside = sum(q.overlap(found.content) for q in quoted)
        if quoted and inside >= 0.9 * len(found.content):
            return Mode.DIRECT
        if quoted:
            return Mode.PARTIAL
        if found.rule == "cue-after" and self._speaks_in_person(found.content):
            return Mode.UNMARKED_DIRECT
        return Mode.INDIRECT if found.hit and found.hit.cue.takes else Mode.NARRATED

    def _speaks_in_person(self, span: Span) -> bool:
        found = set(re.findall(r"\w+", span.of(self.text).casefold()))
        return bool(found & first_person())

    def _certainty(self, sentence: Sentence, found: Found) -> Certainty:
        near = range(max(0, (found.hit.start if found.hit else 0) - 4), found.hit.end if found.hit else 0)
        if any(sentence.lower(n) in self.hedges for n in near):
            return Certainty.HEDGED
        reports = self.grammar.reports
        speaker = found.speaker
        if speaker and sentence.lower(speaker[1] - 1) in reports:
            return Certainty.REPORTED
        return Certainty.STATED


_CLOSING_MARKS = "”\"»’'.!?… "
_OPENING_MARKS = frozenset('“"«„')
#: Acts that are thought rather than said: what a body reports of them is its own statement.
_INNER = frozenset({Act.ASSESS, Act.PREDICT, Act.HOPE, Act.DOUBT, Act.DESCRIBE})


def _of_act(judgement: Judged, act: Act) -> tuple[Reason, ...]:
    if judgement.learned is None:
        return ()
    detail = f"what is said makes it {judgement.act.value}, not {act.value}"
    return (Reason("act", judgement.learned, detail),)


def _sentence_before(sentence: Sentence, sentences: Sequence[Sentence]) -> Sentence | None:
    """The sentence right before one of a paragraph. None: it is the first."""
    n = sentences.index(sentence)
    return sentences[n - 1] if n else None


def _covered(found: Found, finds: Sequence[Found]) -> bool:
    """Whether a noun cue stands where a verb already speaks for the same words."""
    return any(f.speaker == found.speaker and f.hit is not None for f in finds)


def _as_title(statement: Statement) -> Statement:
    return replace(statement, mode=Mode.TITLE, origin="rules/title", confidence=SURE["title"])


def _why(cue: Passage | None, speaker: Passage | None) -> str:
    named = f"“{speaker.exact}”" if speaker else "no speaker named"
    return f"the words “{cue.exact}” report it; {named}" if cue else named
