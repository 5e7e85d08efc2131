"""Find cues in a sentence, and with each of them who speaks and what is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from readout.lang.cues import Cue, Takes, cues_by_form, words
from readout.model import Act, Passage, Span
from readout.statements.around import is_governed, is_party
from readout.statements.chains import chain_at
from readout.statements.grammar import Grammar
from readout.statements.nouns import (
    can_speak,
    is_body,
    is_calling,
    is_somebody,
    phrase_after,
    phrase_before,
    skip_back,
)
from readout.statements.quoting import quoted_as, quoted_behind
from readout.text.phrases import INSIDE, NOMINAL, Sentence

_VERBAL = frozenset({"VFIN", "VBN", "VBG", "VB", "AUX"})
_LONGEST_CUE = 6
#: A participle among so many first words leads the sentence: its subject stands behind it.
LEADING = 4
_CLOSING = frozenset("”\"»“’'")
_OPENING = frozenset("“\"«„‘'")


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue at some words of a sentence: `tokens[start:end]`."""

    start: int
    end: int
    cue: Cue
    #: The words before the verb say that it was not done: "failed to say".
    undone: bool = False


@dataclass(slots=True)
class Found:
    """What was found of one statement; word numbers count in the sentence."""

    hit: CueHit | None
    act: Act
    rule: str
    #: The words that name the speaker, as (first, one past the last). None: no one is named here.
    speaker: tuple[int, int] | None = None
    #: The speaker is whoever speaks in this earlier find.
    shares: "Found | None" = None
    content: Span | None = None
    span: Span | None = None
    negated: bool = False
    #: Who reports it, outermost first.
    via: list["Found"] = field(default_factory=list)
    target: tuple[int, int] | None = None
    addressee: tuple[int, int] | None = None
    quotes: list[Span] = field(default_factory=list)
    #: Whether the speaker is a body (a ministry, a government, "it") rather than a person.
    body: bool = False
    #: The speaker is a pronoun that takes up the speaker of `shares`.
    taken_up: bool = False
    #: The find in whose content this one stands.
    inside: "Found | None" = None
    #: The verb has no subject of its own: whoever spoke last goes on.
    dropped: bool = False
    #: For a dropped one, the words that name whoever spoke last.
    carried: Passage | None = None


def cue_hits(sentence: Sentence, language: str) -> Iterator[CueHit]:
    """The cues of a sentence outside quotation marks, longest first at each place."""
    forms = cues_by_form(language)
    that, owners = words(language, "grammar", "that"), words(language, "grammar", "owners")
    n = 0
    while n < len(sentence.tokens):
        inside = sentence.in_quote(n) is not None and not _opens_quoted_verb(sentence, n)
        chained = None if inside else _chained(sentence, forms, n, language)
        hit = None if inside else chained or _hit_at(sentence, forms, n, that, owners)
        if hit:
            yield hit
            n = hit.end
        else:
            n += 1


def _opens_quoted_verb(sentence: Sentence, n: int) -> bool:
    """ "The ministry said Blinken “stressed the importance”": the quotation begins with the verb."""
    quoted = sentence.in_quote(n)
    assert quoted
    opens = sentence.tokens[n].span.start - quoted.start <= 1
    return opens and n >= 3 and sentence.tag(n - 2) == "PROPN" and sentence.tag(n) in {"VFIN", "VBN"}


def _hit_at(
    sentence: Sentence,
    forms: Mapping[tuple[str, ...], Cue],
    n: int,
    that: frozenset[str],
    owners: frozenset[str],
) -> CueHit | None:
    lowered = [sentence.lower(m) for m in range(n, min(n + _LONGEST_CUE, len(sentence.tokens)))]
    for size in range(len(lowered), 0, -1):
        cue = forms.get(tuple(lowered[:size]))
        if cue and (size > 1 or sentence.tag(n) in _VERBAL or _stray_verb(sentence, n, that, owners)):
            return CueHit(n, n + size, cue)
    return None


def _chained(
    sentence: Sentence, forms: Mapping[tuple[str, ...], Cue], n: int, language: str
) -> CueHit | None:
    """A cue with the verbs that lead to it: "went on to say"."""
    chain = chain_at(sentence, n, language)
    if chain is None or sentence.tag(chain[0]) != "VB":
        return None
    direct = _hit_at(sentence, forms, n, frozenset(), frozenset())
    hit = _hit_at(sentence, forms, chain[0], frozenset(), frozenset())
    if hit is None or (direct and direct.end - n > 2):
        return None  # "has yet to comment" is a cue as it stands
    return CueHit(n, hit.end, hit.cue, undone=chain[1])


def _stray_verb(sentence: Sentence, n: int, that: frozenset[str], owners: frozenset[str]) -> bool:
    """A verb that the tagger took for a noun: behind a name or pronoun, before a clause or an object.

    Where the sentence has no finite verb at all, a noun will do before it.
    """
    if sentence.tag(n) not in {"NOUN", "ADJ", "ADV", "PROPN", "X"}:
        return False
    before = n - 1
    while before > 0 and sentence.tag(before) == "ADV":
        before -= 1
    if before >= 0 and sentence.lower(before) in owners:
        return False  # "about his claims that ..."
    follows = (
        sentence.tag(n + 1) in {"DET", "SCONJ", "PROPN", "PRON", "PART"}
        or sentence.in_quote(n + 2) is not None
    )
    if before >= 0 and sentence.tag(before) == "CCONJ" and sentence.tag(n) != "NOUN":
        return follows
    verbless = not any(
        sentence.tag(m) in {"VFIN", "AUX"} and not sentence.in_quote(m) for m in range(len(sentence.tokens))
    )
    subject = sentence.tag(before) in {"PROPN", "PRON"} or (
        sentence.tag(before) == "NOUN" and (verbless or sentence.lower(n + 1) in that)
    )
    return before >= 0 and subject and (follows or (verbless and sentence.tag(n + 1) in {"NOUN", "ADJ"}))


def _spaced(sentence: Sentence, n: int) -> bool:
    """Whether a dash stands between spaces, and so is no hyphen."""
    span = sentence.tokens[n].span
    return (
        sentence.text[span.start - 1 : span.start].isspace()
        and sentence.text[span.end : span.end + 1].isspace()
    )


class Reader:
    """Reads the statements of one sentence."""

    def __init__(self, sentence: Sentence, grammar: Grammar) -> None:
        self.sentence = sentence
        self.grammar = grammar
        self.found: list[Found] = []
        self.hits = list(cue_hits(sentence, grammar.language))

    def read(self) -> list[Found]:
        """The statements, in order of their cues."""
        for hit in self.hits:
            found = self._read_hit(hit)
            if found:
                self.found.append(found)
        self._according()
        self._quoting()
        for found in self.found:
            found.body = found.speaker is not None and is_body(self.sentence, self.grammar, *found.speaker)
        self._bound()
        self._nest()
        return [
            found
            for found in self.found
            if found.content or Takes.BARE in (found.hit.cue.takes if found.hit else ())
        ]

    def bare(self) -> Found | None:
        """A speaker and a cue whose words stand in another sentence: "The minister said:", "he said."

        None: the sentence tells more than that.
        """
        s, g = self.sentence, self.grammar
        last = len(s.tokens) - 1
        for hit in reversed(self.hits):
            if not hit.cue.takes & {Takes.CLAUSE, Takes.QUOTE} or s.tag(hit.start) not in {"VFIN", "VBN"}:
                continue
            behind = range(hit.end, last)
            told = any(s.tag(n) in {"VFIN", "AUX", "SCONJ"} or s.in_quote(n) for n in behind)
            if told or s.lower(last) not in {":", "."} or (s.lower(last) == "." and len(behind) > 0):
                return None
            subject = self._subject(skip_back(s, g, hit.start - 1), hit)
            if isinstance(subject, tuple) and not self._is_conditional(subject[0] - 1, hit):
                return Found(hit=hit, act=hit.cue.act, rule="cue-apart", speaker=subject)
            return None
        return None

    # -- one cue --------------------------------------------------------------------------------

    def _read_hit(self, hit: CueHit) -> Found | None:
        s, g = self.sentence, self.grammar
        tag = s.tag(hit.start)
        found = Found(hit=hit, act=hit.cue.act, rule="cue")
        found.negated = self._is_negated(hit)
        before = self._verb_group(hit)
        joined = tag == "VB" and not before and hit.start > 0 and s.tag(hit.start - 1) == "CCONJ"
        if (tag == "VB" and not joined) or (before and s.lower(before[-1]) in g.to):
            return self._infinitive(hit, found, before)
        if not s.quoted and s.lower(hit.end) in g.reflexives:
            return None  # "denied himself nothing", "told herself that it was over"
        if tag == "VBG" and not any(s.lower(n) in g.be for n in before):
            return self._participle(hit, found)
        if any(s.lower(n) in g.modals for n in before):
            return None  # "would say", "will demand": not said yet
        if tag == "VBN" and not any(s.tag(n) == "AUX" for n in before) and self._is_reduced(hit):
            return None  # "companies deemed hostile": a passive without its verb
        if tag in {"VBN", "VFIN"} and hit.end - hit.start == 1 and self._is_passive(before):
            return self._passive(hit, found)
        return self._active(hit, found)

    def _verb_group(self, hit: CueHit) -> list[int]:
        """The auxiliaries, adverbs and "to" right before a cue, first to last."""
        s, g = self.sentence, self.grammar
        n, group = hit.start - 1, []
        while n >= 0 and (s.tag(n) in {"AUX", "ADV", "PART"} or s.lower(n) in g.modals | g.to | g.negations):
            if s.lower(n) in g.possessive and s.tag(n) != "AUX":
                break
            group.append(n)
            n -= 1
        return group[::-1]

    def _is_reduced(self, hit: CueHit) -> bool:
        """Whether the noun before a participle is the object of another verb."""
        s, g = self.sentence, self.grammar
        phrase = phrase_before(s, g, skip_back(s, g, hit.start - 1))
        return phrase is not None and s.tag(phrase[0] - 1) in {"VFIN", "VB", "VBG", "VBN", "ADP"}

    def _is_passive(self, group: Sequence[int]) -> bool:
        aux = [self.sentence.lower(n) for n in group if self.sentence.tag(n) == "AUX"]
        return bool(aux) and aux[-1] in self.grammar.be

    def _is_negated(self, hit: CueHit) -> bool:
        near = [self.sentence.lower(n) for n in range(max(0, hit.start - 3), hit.start)]
        return hit.undone or any(word in self.grammar.negations for word in near)

    def _active(self, hit: CueHit, found: Found) -> Found | None:
        s, g = self.sentence, self.grammar
        if self._is_suffered(hit):
            return None
        opened = 1 if s.in_quote(hit.start) and s.lower(hit.start - 1) in _OPENING else 0
        last = skip_back(s, g, hit.start - 1 - opened)
        subject = self._subject(last, hit)
        if subject == "shared":
            found.shares = self._earlier(hit)
            if found.shares is None or self._crosses_clause(found.shares, hit):
                return None
        elif isinstance(subject, tuple):
            if s.lower(subject[0] - 1) in g.negations:
                return None  # "not all countries agree"
            found.speaker = subject
            if self._is_conditional(subject[0] - 1, hit):
                return None  # "if the minister agrees": nobody has agreed
            plain = s.lower(hit.start) == hit.cue.forms[0] if hit.cue.forms else False
            if plain and s.lower(subject[0] - 1) in g.perceives:
                return None  # "to see the council agree"
            self._cited(hit, found)
        else:
            return self._inverted(hit, found)
        return self._with_content(hit, found)

    def _is_suffered(self, hit: CueHit) -> bool:
        """ "A general accused of abuses" accuses nobody; "the group, which it accused of lies" does."""
        s, g = self.sentence, self.grammar
        if f"{s.lower(hit.end - 1)} {s.lower(hit.end)}" not in g.suffered:
            return False
        before = [s.lower(n) for n in range(max(0, hit.start - 6), hit.start)]
        told = any(word in g.relative or word in g.pronouns for word in before)
        return not told and not any(s.lower(n) in g.by for n in range(hit.end, len(s.tokens)))

    def _is_conditional(self, n: int, hit: CueHit) -> bool:
        """Whether a word makes what follows it a mere case. "When she said, “...”" tells what was said."""
        s, g = self.sentence, self.grammar
        if s.lower(n) not in g.conditionals:
            return False
        quoted = any(s.in_quote(m) for m in range(hit.end, len(s.tokens)))
        told = Takes.VOICED in hit.cue.takes and (self._colon_quote(hit) or quoted)
        return not (told and s.lower(n) in g.temporal)

    def _cited(self, hit: CueHit, found: Found) -> None:
        """ "The paper, citing officials, said": the officials speak, the paper reports them."""
        s, g = self.sentence, self.grammar
        assert found.speaker
        for n in range(found.speaker[1], hit.start):
            if s.lower(n) in g.citing:
                phrase = phrase_after(s, g, n + 1)
                if phrase and can_speak(s, g, *phrase):
                    paper = Found(hit=hit, act=hit.cue.act, rule="citing", speaker=found.speaker)
                    found.via, found.speaker = [paper], phrase
                return

    def _subject(self, last: int, hit: CueHit) -> tuple[int, int] | str | None:
        """The subject phrase, "shared" where an earlier cue has it, None where there is none."""
        s, g = self.sentence, self.grammar
        if last < 0:
            return None
        word, tag = s.lower(last), s.tag(last)
        if tag == "CCONJ" or (word == "," and s.tag(last - 1) == "CCONJ"):
            return "shared" if self._earlier(hit) else self._joined_subject(last, hit)
        if word == "," and self._after_quote(last):
            return None
        if word in {",", "”", '"'} and self.found and not self._phrase(last):
            return "shared" if word == "," and self._coordinated(last) else None
        if word in g.relative and tag in {"PRON", "DET", "SCONJ"}:
            return self._antecedent(last)
        voiced = Takes.VOICED in hit.cue.takes and s.tagged
        near, far = self._phrase(last, voiced=voiced, free=True), self._far_subject(last, hit)
        amid = near and s.lower(near[0] - 1) == "," and s.lower(near[1]) != "," and word != ","
        if far and not (near and (near[0] <= far[0] or amid)):
            return far  # but "The reason that it is late, Brandt said, is ..."
        return near or self._past_circumstance(last)

    def _joined_subject(self, conjunction: int, hit: CueHit) -> tuple[int, int] | None:
        """ "The president met survivors and said ...": the subject of the verb that the cue is joined to."""
        s = self.sentence
        if not s.tagged or Takes.VOICED not in hit.cue.takes or not self._opens_content(hit):
            return None
        if any(s.lower(n) in self.grammar.relative | self.grammar.subordinators for n in range(conjunction)):
            return None
        return self._main_subject(hit)

    def _far_subject(self, last: int, hit: CueHit) -> tuple[int, int] | None:
        """ "The official who met the minister said": the first phrase of the sentence, with more about it
        between it and the cue, and no verb of its own before that. None: the subject is nearer."""
        s, g = self.sentence, self.grammar
        quoted = any(q.start < s.tokens[hit.start].span.start for q in s.quoted)
        having = s.tag(hit.start) == "VBN" and any(s.lower(n) in g.have for n in self._verb_group(hit))
        if not s.tagged or self.found or not (s.tag(hit.start) == "VFIN" or having) or quoted:
            return None
        first = self._past_opening()
        phrase = phrase_after(s, g, first)
        if phrase is None or phrase[1] > last or s.lower(phrase[1] - 1) in g.weekdays:
            return None
        n = phrase[1]
        comma = s.lower(n) == ","
        if comma and s.lower(last) != ",":
            return None
        n += comma
        finite = [m for m in range(n, last + 1) if s.tag(m) in {"VFIN", "AUX"} and not s.in_quote(m)]
        told_of = s.lower(n) in g.relative and bool(finite)
        bare = not finite and (s.tag(n) in {"VBG", "VBN", "PART"} or (comma and s.tag(n) in INSIDE))
        if not (told_of or bare) or any(s.lower(m) in g.subordinators for m in range(n + 1, last)):
            return None
        voiced = Takes.VOICED in hit.cue.takes
        speaks = can_speak(s, g, *phrase) or (voiced and is_somebody(s, g, *phrase))
        return phrase if speaks else None

    def _past_opening(self) -> int:
        """The first word behind a circumstance that opens the sentence: "On Monday, ..."."""
        s = self.sentence
        commas = (n for n in range(min(12, len(s.tokens))) if s.lower(n) == ",")
        verbs = (n for n in range(len(s.tokens)) if s.tag(n) in {"VFIN", "AUX"})
        comma, verb = next(commas, None), next(verbs, 0)
        times = comma is not None and any(s.lower(n) in self.grammar.times for n in range(comma))
        if s.tag(0) not in {"ADP", "ADV", "CCONJ"} and not (times and comma and comma < 5):
            return 0
        if comma is not None and comma < verb:
            return comma + 1
        return 1 if s.tag(0) == "CCONJ" else 0

    def _past_circumstance(self, last: int) -> str | None:
        """ "and in turn accuses": a conjunction behind a short circumstance shares the subject."""
        s = self.sentence
        for n in range(last, max(-1, last - 5), -1):
            if s.tag(n) == "CCONJ":
                return "shared" if n < last and self.found else None
            if s.tag(n) not in {"ADP", "NOUN", "ADV", "DET", "ADJ", "PUNCT"} or s.in_quote(n):
                return None
        return None

    def _coordinated(self, comma: int) -> bool:
        return any(f.hit and f.hit.end <= comma for f in self.found)

    def _phrase(self, last: int, *, voiced: bool = False, free: bool = False) -> tuple[int, int] | None:
        """The phrase that ends with a word, if it can speak; whatever it names, where the cue is `voiced`.

        `free`: no preposition has it, since it is to be a subject.
        """
        s, g = self.sentence, self.grammar
        phrase = phrase_before(s, g, last)
        if phrase is None and voiced and s.lower(last) in g.quantifiers and not s.in_quote(last):
            phrase = (last, last + 1)
        if phrase and free and is_governed(s, g, phrase[0]):
            return None
        if phrase and can_speak(s, g, *phrase):
            return phrase
        subject = phrase and s.tag(phrase[0] - 1) not in {"VFIN", "VB", "VBG", "VBN", "ADP", "AUX"}
        return phrase if phrase and voiced and subject and is_somebody(s, g, *phrase) else None

    def _antecedent(self, relative: int) -> tuple[int, int] | None:
        """The noun phrase before "who"."""
        s, n = self.sentence, relative - 1
        if s.lower(n) == ",":
            n -= 1
            comma = next((m for m in range(n, max(-1, n - 5), -1) if s.lower(m) == ","), None)
            if comma and is_party(s, self.grammar, comma + 1):
                n = comma - 1  # "Rep. Ana Roth, R-Ohio, who ..."
        phrase = self._phrase(n)
        timed = phrase and all(s.lower(m) in self.grammar.times for m in range(*phrase))
        if phrase and timed and is_governed(s, self.grammar, phrase[0]):
            return None  # "a plan released in July, which states ..."
        return phrase

    def _after_quote(self, n: int) -> bool:
        s = self.sentence
        at = s.tokens[n].span.start
        return any(q.end in (at - 1, at, at - 2) or q.end == s.tokens[n].span.end for q in s.quoted)

    def _earlier(self, hit: CueHit) -> Found | None:
        """The find whose subject a coordinated or participial verb shares: the last main one before it."""
        before = [f for f in self.found if f.hit and f.hit.end <= hit.start]
        return before[-1] if before else None

    def _crosses_clause(self, earlier: Found, hit: CueHit) -> bool:
        """ "said the government was not asked and did not approve": the second verb is the clause's own.

        A verb of saying with a clause or quotation of its own may go on with the first speaker.
        """
        s, g = self.sentence, self.grammar
        assert earlier.hit
        between = range(earlier.hit.end, hit.start)
        clause = any(s.tag(n) in {"VFIN", "AUX"} and not s.in_quote(n) for n in between[:-1])
        own = s.lower(hit.end) in g.complementisers or self._quote_from(hit.end - 1) or self._colon_quote(hit)
        says = Takes.CLAUSE in hit.cue.takes and (own or self._opens_content(hit))
        return clause and s.tagged and not says and not self._steps_out_at(hit)

    def _earlier_main(self, hit: CueHit) -> Found | None:
        """The last find before a cue that stands in nobody's words: whoever goes on, "adding that ..."."""
        before = [f for f in self.found if f.hit and f.hit.end <= hit.start]
        main = [f for f in before if not any(self._holds(other, f) for other in before)]
        return (main or before)[-1] if before else None

    def _holds(self, outer: Found, inner: Found) -> bool:
        """Whether a find's subject stands in what another reports."""
        if outer is inner or outer.content is None or inner.speaker is None:
            return False
        at = self.sentence.tokens[inner.speaker[0]].span.start
        return outer.content.start <= at < outer.content.end

    def _inverted(self, hit: CueHit, found: Found) -> Found | None:
        """`"...," said NAME`, or `..., said NAME`: the speaker stands behind the cue."""
        s, g = self.sentence, self.grammar
        if not hit.cue.takes & {Takes.CLAUSE, Takes.QUOTE} or hit.start == 0:
            return None
        at = hit.start - 1
        while at >= 0 and (
            s.lower(at) in {"”", '"', "’", "'", "»", "“", "—", "–", "-"} or s.tag(at) in {"ADV", "AUX"}
        ):
            at -= 1
        ended = at >= 0 and (s.in_quote(at) is not None or s.lower(at) in {",", "?", "!", "…"})
        first = hit.end
        if s.tag(first) == "VBG" and s.tag(first + 1) == "NOUN":
            first += 1  # "said visiting professor Ana Roth"
        phrase = self._before_topic(phrase_after(s, g, first)) or self._pronoun_in(hit)
        if not ended or not phrase:
            return None
        known = s.lower(phrase[0]) in g.articles and s.in_quote(at) is not None and s.tagged
        somebody = known and Takes.VOICED in hit.cue.takes and is_somebody(s, g, *phrase)
        if not (somebody or can_speak(s, g, *phrase)):
            return None
        found.speaker = self._with_apposition(phrase)
        found.rule = "cue-inverted"
        found.content = self._content_before(hit, inverted=True)
        self._addressed(hit, found)
        return found if found.content else None

    def _before_topic(self, phrase: tuple[int, int] | None) -> tuple[int, int] | None:
        """ "said the coach of his team": whom, without what it is said about."""
        s, g = self.sentence, self.grammar
        if phrase is None:
            return None
        own = (
            n
            for n in range(phrase[0] + 1, phrase[1] - 1)
            if s.lower(n) in g.of and (s.tag(n - 1) == "PROPN" or s.lower(n + 1) in g.definite - g.articles)
        )
        return phrase[0], next(own, phrase[1])

    def _pronoun_in(self, hit: CueHit) -> tuple[int, int] | None:
        """The pronoun inside a cue: "a-t-il déclaré"."""
        inside = (n for n in range(hit.start, hit.end) if self.sentence.lower(n) in self.grammar.pronouns)
        return next(((n, n + 1) for n in inside), None)

    def _with_apposition(self, phrase: tuple[int, int]) -> tuple[int, int]:
        """ "said the spokesman, Jonas Brekke": a name behind the comma belongs to the speaker."""
        s, g = self.sentence, self.grammar
        n = phrase[1]
        end = n + 1
        while s.tag(end) == "PROPN" and end < n + 6:
            end += 1
        titled = is_calling(s, g, *phrase, inverted=True)
        closes = s.lower(end) in {",", ".", ";", "", "—", "–"} or end >= len(s.tokens)
        return (phrase[0], end) if titled and s.lower(n) == "," and end - n >= 3 and closes else phrase

    def _infinitive(self, hit: CueHit, found: Found, before: Sequence[int]) -> Found | None:
        """ "did not say" counts; "to say", "would say", "wants to say" do not, but for fixed phrases."""
        s, g = self.sentence, self.grammar
        if any(s.lower(n) in g.do for n in before):
            return self._active(hit, found)
        return None

    def _participle(self, hit: CueHit, found: Found) -> Found | None:
        """ ", adding that ...", "by saying ...": whoever acts in the main clause speaks."""
        s, g = self.sentence, self.grammar
        if Takes.FINITE in hit.cue.takes:
            return None
        at = hit.start - 1
        while at >= 0 and s.tag(at) == "ADV":
            at -= 1
        word = s.lower(at)
        opens = at < 0
        if word in g.as_ and (quoted := quoted_as(s, g, at, hit.end)):
            found.speaker, agent = quoted
            found.via = [Found(hit=hit, act=hit.cue.act, rule="citing", speaker=agent)] if agent else []
            before = [q for q in s.quoted if q.end <= s.tokens[found.speaker[0]].span.start]
            if before and s.lower(hit.end) in {".", ",", *g.by}:
                found.content, found.rule = before[-1], "cue-after"
                return found
            return self._with_content(hit, found)
        if word in g.unsaid:
            return None  # "without naming", "stopped short of calling": it is not said
        with_subject = self._absolute(at)
        if with_subject:
            found.speaker = with_subject
            found.rule = "with-participle"
            return self._with_content(hit, found)
        written = s.lower(at) in g.reports  # "issued a statement condemning ..."
        if not (
            opens
            or written
            or word in {",", "—", "–", "”", '"'}
            or word in g.by | g.and_ | g.but
            or s.tag(at) in {"SCONJ", "CCONJ"}
        ):
            return None
        goes_on = s.lower(hit.start) in words(g.language, "grammar", "adding")
        found.shares = self._earlier_main(hit) if goes_on else self._earlier(hit)
        found.rule = "participle"
        if found.shares is None:
            found.speaker = self._main_subject(hit)
            if found.speaker is None:
                return None
        return self._with_content(hit, found)

    def _absolute(self, last: int) -> tuple[int, int] | None:
        """ "with Foreign Minister X stating": the phrase between a preposition and the participle."""
        s = self.sentence
        if last < 0 or s.tag(last) not in NOMINAL:
            return None
        phrase = self._phrase(last)
        if phrase and s.tag(phrase[0] - 1) in {"ADP", "SCONJ"} and s.lower(phrase[0] - 2) in {",", ""}:
            return phrase
        return None

    def _main_subject(self, hit: CueHit) -> tuple[int, int] | None:
        """The subject of the sentence's main verb: the first phrase that a finite verb follows."""
        s, g = self.sentence, self.grammar
        opens = s.tag(hit.start) == "VBG" and not any(s.tag(n) in {"VFIN", "AUX"} for n in range(hit.start))
        leads = opens and hit.start < LEADING
        for n in range(hit.end, len(s.tokens)) if leads else range(hit.start):
            if s.in_quote(n) or s.tag(n) not in {"VFIN", "AUX"}:
                continue
            phrase = phrase_before(s, g, skip_back(s, g, n - 1))
            if phrase:
                return phrase if can_speak(s, g, *phrase) else None
        return None

    def _passive(self, hit: CueHit, found: Found) -> Found | None:
        """ "was condemned by X": the agent speaks; without one nobody is named, and nothing is read."""
        s, g = self.sentence, self.grammar
        for n in range(hit.end, min(hit.end + 14, len(s.tokens))):
            if s.lower(n) in g.by and not s.in_quote(n):
                phrase = phrase_after(s, g, n + 1)
                if phrase and can_speak(s, g, *phrase):
                    found.speaker, found.rule = phrase, "passive"
                    found.content = s.words(0, hit.start)
                    found.span = Span(s.span.start, s.span.end)
                    return found
            if s.lower(n) in {",", ";"}:
                break
        return None

    # -- content ----------------------------------------------------------------------------------

    def _with_content(self, hit: CueHit, found: Found) -> Found | None:
        """The find with what is said, or None where the cue has nothing it can take."""
        s, takes = self.sentence, hit.cue.takes
        after = self._content_after(hit)
        quoted_before = self._content_before(hit) if takes & {Takes.CLAUSE, Takes.QUOTE} else None
        first = s.lower(hit.end)
        closing = hit.end >= len(s.tokens) - 1 or (
            first in {",", ".", ";", "—", "–", ":"} and not self._colon_quote(hit)
        )
        closing = closing or (quoted_before is not None and self._only_addressed(hit))
        quote_first = quoted_before is not None and any(q == quoted_before for q in s.quoted)
        closing = closing or (quote_first and not self._reports_after(hit))
        postposed = quoted_before and (
            closing or self._is_circumstance(hit.end) or not self._opens_content(hit)
        )
        if postposed and found.speaker and self._goes_on_behind(hit, found):
            return self._amid(hit, found)
        if postposed and found.speaker and not self._has_own_clause(hit):
            found.content = quoted_before
            found.rule = "cue-after"
            self._addressed(hit, found)
            return found
        if Takes.THING in takes and self._is_person_at(hit.end):
            return None
        amid = first == "," and quoted_before is None and not self._colon_quote(hit)
        amid = amid and self._that_ahead(hit.end) is None
        if amid and Takes.CLAUSE in takes and found.speaker:
            return self._amid(hit, found)
        if after is None or not self._opens_content(hit):
            return found if Takes.BARE in takes and self._bare(found, hit) else None
        found.content = after
        self._addressed(hit, found)
        self._past_addressee(hit, found)
        return found

    def _goes_on_behind(self, hit: CueHit, found: Found) -> bool:
        """ "Unless it rains, Brandt said, we sail": what stands before the cue is not all of what is said."""
        s, g = self.sentence, self.grammar
        assert found.speaker
        n = hit.end + 1
        if s.lower(hit.end) != "," or s.lower(found.speaker[0] - 1) != "," or s.in_quote(n):
            return False
        opened = s.lower(0) in g.subordinators | g.conditionals
        return opened and self._clause_from(n) and s.tag(n) not in {"CCONJ", "SCONJ", "VBG"}

    def _only_addressed(self, hit: CueHit) -> bool:
        """Whether only the addressee stands behind the cue: "..., he told the Post, speaking from Rome"."""
        s, g = self.sentence, self.grammar
        phrase = phrase_after(s, g, hit.end) if Takes.PERSON in hit.cue.takes else None
        if phrase is None:
            return False
        return s.lower(phrase[1]) in {",", ";", "—", "–"} or phrase[1] >= len(s.tokens) - 1

    def _amid(self, hit: CueHit, found: Found) -> Found | None:
        """ "To prevent that, he said, officials should be vigilant": the cue stands amid what is said."""
        s = self.sentence
        assert found.speaker
        n = hit.end + 1
        opened = s.lower(found.speaker[0] - 1) == "," or found.speaker[0] <= 1
        if not opened or n >= len(s.tokens) or not self._clause_from(n):
            return None
        found.rule = "cue-amid"
        found.content = Span(s.tokens[n].span.start, s.span.end)
        found.span = s.span
        return found

    def _past_addressee(self, hit: CueHit, found: Found) -> None:
        """ "warned them that it was late": what was said begins behind whom it was said to."""
        s, g = self.sentence, self.grammar
        if found.addressee is None or Takes.PERSON not in hit.cue.takes or found.addressee[0] > hit.end + 1:
            return
        n = found.addressee[1]
        if s.lower(n) in {",", ":"}:
            n += 1
        clause = s.lower(n) in g.complementisers or (
            s.tag(n) in {"DET", "PRON", "PROPN"} and self._clause_from(n)
        )
        if n < len(s.tokens) and (clause or s.in_quote(n + 1) is not None or s.in_quote(n) is not None):
            n += s.lower(n) in g.that
            start = s.tokens[min(n, len(s.tokens) - 1)].span.start
            if found.content and start < found.content.end:
                found.content = Span(start, found.content.end)

    def _reports_after(self, hit: CueHit) -> bool:
        """Whether a clause or quotation of its own stands behind the cue: "told them that ..."."""
        s, g = self.sentence, self.grammar
        behind = range(hit.end, min(hit.end + 8, len(s.tokens)))
        return any(s.lower(n) in g.complementisers and s.tag(n) in {"SCONJ", "PRON", "ADV"} for n in behind)

    def _is_person_at(self, n: int) -> bool:
        """Whether the object that begins at a word is somebody: a name, or an office with one."""
        s, g = self.sentence, self.grammar
        if s.lower(n + 1) in g.possessive:
            return False
        titled = s.lower(n) in g.office_heads and s.tag(n + 1) == "PROPN"
        phrase = phrase_after(s, g, n)
        return titled or (s.tag(n) == "PROPN" and phrase is not None and can_speak(s, g, *phrase))

    def _bare(self, found: Found, hit: CueHit) -> bool:
        found.content = self.sentence.words(hit.start, hit.end)
        return True

    def _colon_quote(self, hit: CueHit) -> bool:
        s = self.sentence
        return s.lower(hit.end) in {":", ","} and any(
            s.tokens[hit.end].span.end <= q.start <= s.tokens[hit.end].span.end + 3 for q in s.quoted
        )

    def _is_circumstance(self, n: int) -> bool:
        """Whether only when, where and to whom stand behind the cue: "on Friday", "in a statement"."""
        s, g = self.sentence, self.grammar
        return s.lower(n) in g.weekdays or s.tag(n) in {"ADP", "ADV"} or s.lower(n) == "."

    def _has_own_clause(self, hit: CueHit) -> bool:
        """Whether a clause or quotation of its own follows the cue: "said that ..."."""
        s, g = self.sentence, self.grammar
        n = hit.end
        while n < len(s.tokens) and (
            s.tag(n) == "ADV"
            or s.lower(n) in g.weekdays
            or (s.tag(n) == "ADP" and s.lower(n + 1) in g.weekdays)
        ):
            n += 1
        return s.lower(n) in g.complementisers or (
            s.tag(n) in {"PRON", "DET", "PROPN"} and self._clause_from(n)
        )

    def _clause_from(self, n: int) -> bool:
        """Whether a clause begins at a word: a finite verb follows before any comma."""
        s = self.sentence
        end = next(
            (m for m in range(n + 1, len(s.tokens)) if s.lower(m) in {",", ";", "—", "–"}), len(s.tokens)
        )
        if (
            any(s.lower(m) in self.grammar.relative for m in range(n, min(end + 2, len(s.tokens))))
            or end < n + 7
        ):
            end = min(n + 20, len(s.tokens)) if self._plain_saying(n) else end
        return any(s.tag(m) in {"VFIN", "AUX"} and not s.in_quote(m) for m in range(n, min(n + 12, end)))

    def _plain_saying(self, n: int) -> bool:
        """Whether the cue right before a word takes nothing but clauses and quotations."""
        before = next((h for h in self.hits if h.end == n), None)
        return before is not None and not before.cue.takes & {Takes.OBJECT, Takes.PERSON, Takes.AS}

    def _opens_content(self, hit: CueHit) -> bool:
        """Whether what follows the cue is something it can take."""
        s, g, takes = self.sentence, self.grammar, hit.cue.takes
        n = hit.end
        while n < len(s.tokens) and (
            s.tag(n) == "ADV"
            or s.lower(n) in g.weekdays
            or (s.tag(n) == "ADP" and s.lower(n + 1) in g.weekdays)
        ):
            n += 2 if s.tag(n) == "ADP" else 1
        if s.lower(n) == "," and s.lower(n + 1) in g.complementisers:
            n += 1  # "сказал, что", "sagte, dass"
        if n >= len(s.tokens):
            return False
        if takes & {Takes.QUOTE, Takes.CLAUSE} and self._quote_ahead(n) is not None:
            return True
        if takes & {Takes.CLAUSE, Takes.THAT} and self._that_ahead(hit.end) is not None:
            return True
        word, tag = s.lower(n), s.tag(n)
        quoted = (
            s.in_quote(n) is not None
            or word in {"“", '"', "'", "‘", "«"}
            or (word in {":", ","} and self._quote_from(n))
        )
        if quoted:
            return bool(takes & {Takes.QUOTE, Takes.OBJECT, Takes.AS, Takes.CLAUSE})
        if word in g.said_words and s.tag(n + 1) not in {"VFIN", "AUX"}:
            return False  # "said little", "said goodbye to them"
        if Takes.ZERO in takes and tag in {"DET", "NOUN", "PRON", "PROPN", "ADJ"}:
            return True
        if Takes.CLAUSE in takes and (
            word in g.complementisers
            or (self._clause_from(n) and (tag != "PUNCT" and (tag != "CCONJ" or self._plain_saying(n))))
        ):
            return True
        if Takes.TO in takes and word in g.to:
            return True
        if Takes.AS in takes and Takes.OBJECT not in takes and Takes.PERSON not in takes:
            return self._has_as(n)
        if takes & {Takes.OBJECT, Takes.PERSON}:
            nominal = tag in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "VBG", "ADP", "VBN", "X"}
            linked = tag == "SCONJ" and word in g.noun_links  # "support for pausing"
            paired = tag == "CCONJ" and s.tag(n + 1) in {"NOUN", "ADJ"}  # "urged both sides"
            return linked or paired or (nominal and word not in g.by)
        return False

    def _that_ahead(self, n: int) -> int | None:
        """The first word of a clause behind a comma and its complementiser: "sagte in Berlin, dass ..."."""
        s, g = self.sentence, self.grammar
        aside = s.tagged and (s.tag(n) in {"ADP", "ADV"} or s.lower(n) in g.weekdays)
        for m in range(n, min(n + 10, len(s.tokens) - 2)):
            if s.lower(m) == ",":
                return m + 2 if s.lower(m + 1) in g.complementisers else None
            if aside and m > n and s.lower(m) in g.that:
                return m + 1  # "said late on Tuesday that ..."
            if s.tag(m) in {"VFIN", "AUX", "PUNCT"}:
                return None
        return None

    def _quote_ahead(self, n: int) -> int | None:
        """The first word of a quotation behind a circumstance: "said in a statement, “..."."""
        s = self.sentence
        if s.tag(n) != "ADP":
            return None
        for m in range(n, min(n + 14, len(s.tokens))):
            if s.in_quote(m):
                return m
            if s.tag(m) in {"VFIN", "AUX", "SCONJ"}:
                return None
        return None

    def _has_as(self, n: int) -> bool:
        """Whether an object with "as", or with a name in quotation marks, follows."""
        s, g = self.sentence, self.grammar
        if s.tag(n) not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
            return False
        named = phrase_after(s, g, n)
        if named and s.tag(named[1]) == "DET" and s.lower(named[1]) in g.indefinite:
            return True  # "called the vote a sham"
        ahead = range(n, min(n + 16, len(s.tokens)))
        return any(s.lower(m) in g.as_ for m in ahead) or any(s.in_quote(m) for m in ahead)

    def _quote_from(self, n: int) -> bool:
        end = self.sentence.tokens[n].span.end
        return any(end <= q.start <= end + 3 for q in self.sentence.quoted)

    def _content_after(self, hit: CueHit) -> Span | None:
        s, g = self.sentence, self.grammar
        n = hit.end
        clause = hit.cue.takes & {Takes.CLAUSE, Takes.THAT}
        ahead = self._that_ahead(n) if clause else None
        if ahead is not None:
            n = ahead
        elif s.lower(n) in g.that and s.tag(n) in {"SCONJ", "PRON", "DET"} and clause:
            n += 1
        if n >= len(s.tokens):
            return None
        quoted = self._quote_ahead(n) if hit.cue.takes & {Takes.QUOTE, Takes.CLAUSE} else None
        start, end = s.tokens[n if quoted is None else quoted].span.start, self._stop(n)
        while start < end and s.text[start] in ",:; ":
            start += 1
        while end > start and s.text[end - 1] in " .":
            end -= 1
        return Span(start, end) if end > start else None

    def _stop(self, first: int) -> int:
        """Where an indirect content ends that begins with a word: before a lone dash, or ", though"."""
        s, g = self.sentence, self.grammar
        if s.in_quote(first) or s.in_quote(first + 1):
            return s.span.end
        free = [n for n in range(first, len(s.tokens)) if not s.in_quote(n)]
        dashes = [n for n in free if s.lower(n) in {"—", "–", "-"} and _spaced(s, n)]
        stops = [n for n in free if s.lower(n) == "," and s.lower(n + 1) in g.concessive]
        stops += dashes if len(dashes) == 1 and dashes[0] > first else []
        return s.tokens[min(stops)].span.start if stops else s.span.end

    def _content_before(self, hit: CueHit, *, inverted: bool = False) -> Span | None:
        """What stands before the speaker and the cue: a clause with a comma, or a quotation."""
        s = self.sentence
        edge = hit.start
        last = skip_back(s, self.grammar, hit.start - 1)
        subject = None if inverted else phrase_before(s, self.grammar, last)
        if subject:
            edge = subject[0]
        elif inverted:
            edge = last + 1
        n = edge - 1
        while n >= 0 and s.lower(n) in {"”", '"', "'", "’", "»", "—", "–"}:
            n -= 1
        if n > 0 and s.lower(n) == "," and s.lower(n - 1) in _CLOSING:
            n -= 2  # "...», said": the comma stands behind the mark
        if n < 0:
            return None
        closed = s.lower(n) in {",", "?", "!", "…", "."} or s.in_quote(n) is not None
        if not closed or (n < 2 and not s.in_quote(n)):
            return None
        start = s.span.start
        inner = [
            q for q in s.quoted if q.end <= s.tokens[edge].span.start and q.end >= s.tokens[n].span.end - 1
        ]
        if inner and inner[-1].start - start <= 1:
            return inner[-1]
        if not inner and not self._clause_before(n):
            return None
        end = s.tokens[n].span.start if s.lower(n) == "," and not s.in_quote(n) else s.tokens[n].span.end
        while start < end and s.text[start] in "“\"'‘« ":
            start += 1
        return Span(start, end) if end > start else None

    def _clause_before(self, n: int) -> bool:
        s = self.sentence
        if not s.tagged:
            return n >= 3
        return any(s.tag(m) in {"VFIN", "AUX"} for m in range(n))

    def _addressed(self, hit: CueHit, found: Found) -> None:
        """The person a cue names right behind it: "told reporters", "accused the port"."""
        s, g = self.sentence, self.grammar
        n = hit.end
        if s.lower(n) in g.to:
            n += 1
        phrase = phrase_after(s, g, n) if s.tag(n) in {"DET", "NOUN", "PROPN", "PRON", "ADJ"} else None
        if s.tag(n) == "PRON" and s.lower(n) in g.complementisers:
            return  # "asked what Roth is waiting for"
        told = phrase and Takes.PERSON in hit.cue.takes and s.lower(phrase[1]) in g.that
        if not phrase or not (can_speak(s, g, *phrase) or (told and is_somebody(s, g, *phrase))):
            return
        against = {
            Act.ACCUSE,
            Act.BLAME,
            Act.CRITICISE,
            Act.CONDEMN,
            Act.INSULT,
            Act.PRAISE,
            Act.DISMISS,
            Act.REJECT,
            Act.THREATEN,
        }
        if found.act in against:
            found.target = phrase
        elif Takes.PERSON in hit.cue.takes or n > hit.end:
            found.addressee = phrase

    # -- the whole sentence -------------------------------------------------------------------------

    def _according(self) -> None:
        """ "according to NAME" before or behind a clause that no cue has."""
        s, g = self.sentence, self.grammar
        for phrase in words(g.language, "grammar", "according"):
            parts = phrase.split()
            for n in range(len(s.tokens) - len(parts)):
                if [s.lower(n + m) for m in range(len(parts))] != parts or s.in_quote(n):
                    continue
                speaker = phrase_after(s, g, n + len(parts))
                if speaker:
                    self._add_according(n, len(parts), speaker)

    def _add_according(self, n: int, size: int, speaker: tuple[int, int]) -> None:
        s, g = self.sentence, self.grammar
        cue = Cue(forms=(), act=Act.STATE, takes=frozenset({Takes.CLAUSE}), example="")
        # "statements released by the ministry": the ministry speaks.
        for m in range(speaker[1], min(speaker[1] + 3, len(s.tokens))):
            written = any(
                s.lower(n).rstrip("s") in {r.rstrip("s") for r in g.reports} for n in range(*speaker)
            )
            if written and s.lower(m) in g.by and (agent := phrase_after(s, g, m + 1)):
                speaker = agent
        found = Found(hit=CueHit(n, n + size, cue), act=Act.STATE, rule="according-to", speaker=speaker)
        if n == 0:
            after = speaker[1]
            while after < len(s.tokens) and s.lower(after) != ",":
                after += 1
            described = self._described(after + 1)
            if described is not None:  # "according to Ana Roth, a lecturer in law at the school, ..."
                after = described
            if s.lower(after + 1) in g.relative:  # "according to the ministry, which oversees the mines, ..."
                closing = (n for n in range(after + 2, len(s.tokens)) if s.lower(n) == ",")
                after = next(closing, after)
            if after + 1 < len(s.tokens):
                found.content = Span(s.tokens[after + 1].span.start, s.span.end)
        else:
            end = s.tokens[n - 1].span.start if s.lower(n - 1) == "," else s.tokens[n - 1].span.end
            found.content = Span(s.span.start, end) if end > s.span.start else None
        inner = [
            f
            for f in self.found
            if f.hit
            and found.content
            and found.content.start <= s.tokens[f.hit.start].span.start < found.content.end
        ]
        for f in inner[:1]:
            f.via.insert(0, found)
        # "According to the bank, cells that are full, meaning they keep ...": it says more than that.
        tells = inner and found.content and n == 0 and self._begin(inner[0]) > found.content.start + 2
        if found.content and (tells or not inner):
            found.span = s.span
            self.found.append(found)

    def _described(self, first: int) -> int | None:
        """The comma that ends what a person is: "a lecturer in law,". None: no such words are there."""
        s, g = self.sentence, self.grammar
        if s.lower(first) not in g.articles or not s.tagged:
            return None
        for n in range(first + 1, len(s.tokens)):
            if s.tag(n) in {"VFIN", "AUX"} or s.lower(n) in {";", ":"}:
                return None
            if s.lower(n) == ",":
                return n
        return None

    def _quoting(self) -> None:
        """ "..., the paper reported, quoting the dean": the dean speaks, the paper reports it."""
        s, g = self.sentence, self.grammar
        if not self.found or not any(token.lower in g.citing for token in s.tokens):
            return
        for found in self.found:
            if not found.hit or not found.speaker or found.via or Takes.CLAUSE not in found.hit.cue.takes:
                continue
            whom = quoted_behind(s, g, max(found.hit.end, found.speaker[1]))
            if whom and found.act is Act.STATE:
                found.via = [Found(hit=found.hit, act=found.act, rule="citing", speaker=found.speaker)]
                found.speaker = whom

    def _bound(self) -> None:
        """Each find's own stretch: finds that stand side by side share the sentence between them."""
        s = self.sentence
        for place, found in enumerate(self.found):
            if found.span is None and found.hit and found.content:
                self._bound_one(found, self.found[place + 1 :])
        for found in self.found:
            self._clamp(found)
        for found in self.found:
            if found.rule == "participle" and found.shares and found.shares.span and self._belongs(found):
                whole = found.shares.span
                assert found.span
                found.shares.span = Span(min(whole.start, found.span.start), max(whole.end, found.span.end))
        for found in self.found:
            if found.span:
                if 0 <= s.span.end - found.span.end <= 2:
                    found.span = Span(found.span.start, s.span.end)
                found.quotes = [q for q in s.quoted if q.overlap(found.span) > 0.5 * len(q)]

    def _clamp(self, found: Found) -> None:
        """A find inside what a later cue reports ends where that does: "X agreed to meet, Y said"."""
        s = self.sentence
        for outer in self.found:
            if (
                outer is found
                or not found.hit
                or not outer.content
                or outer.rule not in {"cue-after", "cue-inverted"}
            ):
                continue
            at = s.tokens[found.hit.start].span.start
            if outer.content.start <= at < outer.content.end and found.span and found.content:
                if found.content.start < outer.content.end < found.content.end:
                    found.content = Span(found.content.start, outer.content.end)
                end = min(found.span.end, outer.content.end)
                found.span = Span(found.span.start, max(end, found.span.start + 1))

    def _belongs(self, found: Found) -> bool:
        """Whether a participle is part of the statement it hangs on, and no statement of its own.

        Where it alone holds the quoted words, it is both.
        """
        s = self.sentence
        assert found.hit
        if found.span is None or found.shares is None or found.shares.span is None:
            return False
        if s.lower(found.hit.start) not in words(self.grammar.language, "grammar", "adding"):
            return True
        main = found.shares.span
        return any(q.overlap(found.span) for q in s.quoted) and not any(q.overlap(main) for q in s.quoted)

    def _bound_one(self, found: Found, later: Sequence[Found]) -> None:
        s = self.sentence
        assert found.hit
        assert found.content
        start, end = min(self._begin(found), found.content.start), found.content.end
        for follower in later:
            inside = follower.hit and found.content.start <= s.tokens[follower.hit.start].span.start < end
            if inside and self._apart(found, follower):
                cut = self._edge_before(follower)
                if cut > found.content.start:
                    found.content, end = Span(found.content.start, cut), cut
                break
        behind = max(found.hit.end, found.speaker[1] if found.speaker else 0)
        found.span = Span(start, max(end, s.tokens[behind - 1].span.end))

    def _apart(self, found: Found, later: Found) -> bool:
        """Whether a later find stands beside this one, not within what it reports."""
        s, g = self.sentence, self.grammar
        if later.shares is not None:
            same = later.shares in (found, found.shares) or self._holds(later.shares, found)
            return same or self._steps_out(later)
        if later.speaker is None or later.hit is None or later.speaker[0] > later.hit.start:
            return later.rule == "with-participle"
        if later.rule == "with-participle":
            return True
        n = later.speaker[0] - 1
        if s.lower(n) == ";":
            return True
        if s.lower(n) == "," and found.hit and self._begins_subordinate(found):
            return True
        while n > 0 and (s.lower(n) == "," or s.tag(n) == "ADV"):
            n -= 1
        joined = s.tag(n) == "CCONJ" and (
            s.lower(n - 1) in {",", "”", '"'} or s.lower(later.speaker[0]) in g.pronouns
        )
        beside = s.lower(n) in g.subordinators - g.complementisers
        return joined or beside

    def _steps_out(self, later: Found) -> bool:
        """ "denied that he had agreed to it, and said": behind a comma the first subject goes on."""
        assert later.hit
        return self._steps_out_at(later.hit)

    def _steps_out_at(self, hit: CueHit) -> bool:
        s = self.sentence
        n = hit.start - 1
        while n > 0 and s.tag(n) in {"ADV", "AUX"}:
            n -= 1
        return s.tag(n) == "CCONJ" and s.lower(n - 1) == ","

    def _begins_subordinate(self, found: Found) -> bool:
        """Whether a find's clause is the first half of "While ..., ..."."""
        s, g = self.sentence, self.grammar
        first = found.speaker[0] if found.speaker else 0
        return any(s.lower(n) in g.subordinators - g.complementisers for n in range(max(0, first - 2), first))

    def _begin(self, found: Found) -> int:
        s = self.sentence
        assert found.hit
        if found.speaker and found.speaker[0] < found.hit.start:
            first = found.speaker[0]
            opening = s.tokens[0].span.start
            leading = not any(f is not found and f.hit and f.hit.start < found.hit.start for f in self.found)
            # What opens the sentence ("On Monday, ...") belongs to its first statement.
            return (
                opening
                if leading and first <= 14 and not self._clause_before(first)
                else s.tokens[first].span.start
            )
        return s.tokens[found.hit.start].span.start

    def _edge_before(self, found: Found) -> int:
        """Where the stretch before a later find ends: before its conjunction or comma."""
        s = self.sentence
        assert found.hit
        n = (
            found.speaker[0] if found.speaker and found.speaker[0] < found.hit.start else found.hit.start
        ) - 1
        while n > 0 and (s.tag(n) in {"CCONJ", "ADV", "AUX", "SCONJ", "ADP"} or s.lower(n) in {",", ";"}):
            n -= 1
        return s.tokens[n].span.end

    def _nest(self) -> None:
        """A find within what another reports: the outer one is its via.

        "The minister said he hoped": the pronoun takes up the outer speaker, and nobody reports anybody.
        """
        s = self.sentence
        for inner in self.found:
            if not inner.hit or not inner.speaker or inner.rule == "according-to":
                continue
            at = s.tokens[inner.speaker[0]].span.start
            around = [
                f
                for f in self.found
                if f is not inner
                and f.hit
                and f.content
                and f.content.start <= at < f.content.end
                and (f.hit.end <= inner.hit.start or f.rule in {"cue-after", "cue-inverted"})
            ]
            if not around or (s.lower(inner.speaker[0] - 1) in self.grammar.temporal and s.quoted):
                continue  # "apologised when a guest said “...”": nobody reports the guest
            outer = around[-1]
            inner.inside = outer
            opens = outer.content is not None and at - outer.content.start <= 2 and outer.rule == "cue"
            alone = inner.speaker[1] - inner.speaker[0] == 1
            if opens and alone and s.lower(inner.speaker[0]) in self.grammar.pronouns:
                inner.shares, inner.speaker, inner.taken_up = outer, None, True
                inner.via = list(outer.via)
            elif outer not in inner.via:
                inner.via = [*outer.via, outer, *inner.via]
