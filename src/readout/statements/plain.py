"""Statements of a sentence in a language without a tagger: by cues, clause marks and the order of words.

The reader knows no parts of speech. It cuts a sentence at its marks and takes the words between a mark and
a cue, or right behind a cue, for a speaker where they may be one. What it cannot tell it leaves out.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from readout.lang.cues import Cue, Takes
from readout.lang.frames import Frames
from readout.lang.names import particles
from readout.model import Act, Span
from readout.statements.find import CueHit, Found
from readout.statements.grammar import Grammar
from readout.text.phrases import Sentence

_MARKS = frozenset(',;:.!?…—–()«»„“”"')
_ENDS = frozenset("!?…")
_DASHES = frozenset("—–")
_OPENERS = frozenset('«„“"—–')
_CLOSERS = frozenset('»“”"')
_LONGEST_SUBJECT = 14
_LONGEST_NAME = 4
Phrase = tuple[int, int]
#: What laws, weather and figures do as well: the subject has to name somebody.
_OF_THINGS = frozenset(
    {
        Act.STATE,
        Act.THREATEN,
        Act.WARN,
        Act.SUPPORT,
        Act.JUSTIFY,
        Act.CONFIRM,
        Act.BLAME,
        Act.PREDICT,
        Act.DEMAND,
        Act.ASSERT,
        Act.OFFER,
        Act.ACKNOWLEDGE,
        Act.ASSESS,
    }
)
_AGAINST = frozenset(
    {Act.ACCUSE, Act.BLAME, Act.CRITICISE, Act.CONDEMN, Act.INSULT, Act.PRAISE, Act.DISMISS, Act.THREATEN}
)


class PlainReader:
    """Reads the statements of one sentence."""

    def __init__(self, sentence: Sentence, grammar: Grammar, frames: Frames) -> None:
        self.s = sentence
        self.grammar = grammar
        self.f = frames
        self.count = len(sentence.tokens)
        #: Whether a cue is a participle, by its first word.
        self.done: set[int] = set()
        self.named = set(self._quoted_names())
        self.hits = list(self._cues())
        self.found: list[Found] = []

    # -- words --------------------------------------------------------------------------------------

    def _quoted_names(self) -> Iterator[int]:
        """Words and marks of names in quotation marks: the club «North Star»."""
        s = self.s
        for quoted in s.quoted:
            inside = [n for n in range(self.count) if quoted.start <= s.tokens[n].span.start < quoted.end]
            if not inside or len(inside) > _LONGEST_NAME or inside[0] < 2:
                continue
            before = s.tokens[inside[0] - 2].word
            behind = s.lower(inside[-1] + 2)
            ended = any(s.lower(n) in _MARKS for n in inside)
            if (
                before[:1].isalpha()
                and s.tokens[inside[0]].word[:1].isupper()
                and not ended
                and behind not in _DASHES
            ):
                yield from range(inside[0] - 1, inside[-1] + 2)

    def quoted(self, n: int) -> bool:
        """Whether a word stands in somebody's quoted words, not in a quoted name."""
        return n not in self.named and self.s.in_quote(n) is not None

    def low(self, n: int) -> str:
        return self.s.lower(n)

    def mark(self, n: int) -> bool:
        """Whether a word is a mark that parts clauses, or the edge of the sentence or of a quotation."""
        if not 0 <= n < self.count:
            return True
        if n in self.named:
            return False
        return self.low(n) in _MARKS or self.quoted(n) or self._spaced_hyphen(n)

    def _spaced_hyphen(self, n: int) -> bool:
        if self.low(n) != "-":
            return False
        at = self.s.tokens[n].span.start
        return self.s.text[at - 1 : at].isspace()

    def capital(self, n: int) -> bool:
        return 0 <= n < self.count and self.s.tokens[n].word[:1].isupper()

    def at(self, n: int, phrases: Sequence[tuple[str, ...]]) -> int:
        """How many words the longest of some phrases has that stands at a word. 0: none does."""
        for phrase in phrases:
            if all(self.low(n + m) == word for m, word in enumerate(phrase)):
                return len(phrase)
        return 0

    def aside(self, n: int) -> bool:
        """Whether a word may stand between a subject and its verb and belongs to neither."""
        word = self.low(n)
        f = self.f
        if f.has("between", word) or f.has("negation", word) or f.has("have", word) or word in {"'", "’"}:
            return True
        adverb = f.adverb_ends and word.endswith(f.adverb_ends) and len(word) > len(f.adverb_ends) + 2
        return bool(adverb) and not f.has("speakers", word) and not self.capital(n)

    def time(self, n: int) -> bool:
        return self.f.has("time", self.low(n)) or self.low(n).isdigit()

    # -- cues ---------------------------------------------------------------------------------------

    def _cues(self) -> Iterator[CueHit]:
        n = 0
        while n < self.count:
            hit = None if self.quoted(n) else self._cue_at(n)
            if hit:
                yield hit
            n = hit.end if hit else n + 1

    def _cue_at(self, n: int) -> CueHit | None:
        choices = self.f.forms.get(self.low(n), ())
        passive = self.f.so and self.f.has("be", self.low(n + 1))
        for words, cue, done in sorted(choices, key=lambda c: not (c[2] and self._has_done(n))):
            end = n + len(words)
            if any(self.low(n + m) != word or self.quoted(n + m) for m, word in enumerate(words)):
                continue
            if cue.beside and not self._beside(end, cue):
                continue
            if self.capital(n) and n > 0 and not self.mark(n - 1):
                continue  # a name, or a German noun
            if done and not self._has_done(n):
                continue
            if not done and self._is_noun(n):
                continue
            if passive and len(words) == 1:
                continue
            if done:
                self.done.add(n)
            return CueHit(n, end, cue)
        return None

    def _is_noun(self, n: int) -> bool:
        """Whether a determiner or a preposition before the word makes it a noun: "la demande"."""
        before = self.low(n - 1)
        if self._is_pronoun(n - 1) and self.mark(n - 2):
            return False
        if self.mark(n - 1) or self.f.has("between", before):
            clitic = self.f.has("between", before) and self.f.has("determiners", before)
            return clitic and self.mark(n - 2) and not self.f.drops and n >= 1 and n - 1 == 0
        return (
            self.f.has("determiners", before)
            or self.f.has("prepositions", before)
            or (
                self.f.has("of", before)
                and not self.f.has("conjunctions", before)
                and not self.f.capital_nouns
            )
        )

    def _beside(self, n: int, cue: Cue) -> bool:
        for m in range(n, min(n + 30, self.count)):
            closes = self.mark(m + 1) or self.f.has("conjunctions", self.low(m + 1))
            if self.low(m) in cue.beside or (
                closes and not self.quoted(m) and self.low(m) + "$" in cue.beside
            ):
                return True
            if self.low(m) in {";", "."} or (self.low(m) in _ENDS and not self.quoted(m)):
                return False
        return False

    def _has_done(self, n: int) -> int | None:
        """The auxiliary of having before a participle, or None. One of being between them makes a passive."""
        for m in range(n - 1, max(-1, n - (24 if self.f.so else 8)), -1):
            word = self.low(m)
            if self.quoted(m):
                continue
            if self.f.has("have", word) and not self.f.has("be", word):
                return m + 1
            if self.f.has("be", word):
                reflexive = self.low(m - 1) in {"'", "’"} or self.f.has("reflexive", self.low(m - 1))
                return m + 1 if reflexive and self.f.lists["reflexive"] else None
            if not self.f.so and not (self.aside(m) or word == "-" or self._is_pronoun(m) or self.time(m)):
                return None
        return None

    def _is_pronoun(self, n: int) -> bool:
        return self.f.has("pronouns", self.low(n))

    # -- reading ------------------------------------------------------------------------------------

    def read(self) -> list[Found]:
        """The statements, in order of their cues."""
        for hit in self.hits:
            found = self._one(hit)
            if found:
                self.found.append(found)
        self._according()
        self._arrange()
        for found in self.found:
            if found.hit:
                self._addressed(found)
        return [found for found in self.found if found.content and found.span]

    def bare(self) -> Found | None:
        """A speaker and a cue whose words stand in the next paragraph: "The minister said:"."""
        if self.low(self.count - 1) != ":" or not self.hits:
            return None
        hit = self.hits[-1]
        if hit.end < self.count - 4:
            return None
        subject = self._before(self._verb_start(hit) - 1, hit)
        if isinstance(subject, tuple):
            return Found(hit=hit, act=hit.cue.act, rule="cue-apart", speaker=subject)
        return None

    def _verb_start(self, hit: CueHit) -> int:
        """The first word of the verb group: auxiliaries, clitics and short adverbs before a cue."""
        n = hit.start
        aux = self._has_done(n) if n in self.done else None
        if aux is not None and self.f.so:
            n = aux - 1  # German: the auxiliary is where the verb stands
        while n > 0:
            if self.quoted(n - 1):
                break
            size = next((len(p) for p in self.f.asides if self._ends_at(n - 1, p)), 0)
            if size:
                n -= size
            elif (
                self.aside(n - 1)
                or (self.time(n - 1) and self._timed(n - 1))
                or (self.low(n - 1) == "-" and (self._is_pronoun(n) or self.aside(n)))
                or (hit.start in self.done and self._is_pronoun(n - 1) and self.low(n - 2) == "-")
            ):
                n -= 1
            else:
                break
        return n

    def _timed(self, n: int) -> bool:
        """Whether a word of time stands between a subject and its verb; it may not open the sentence."""
        return n > 0

    def _ends_at(self, n: int, phrase: tuple[str, ...]) -> bool:
        first = n - len(phrase) + 1
        return first >= 0 and all(self.low(first + m) == word for m, word in enumerate(phrase))

    def _one(self, hit: CueHit) -> Found | None:
        found = Found(hit=hit, act=hit.cue.act, rule="cue")
        start = self._verb_start(hit)
        group = [self.low(n) for n in range(start, hit.start)]
        if self.f.so:
            group += [
                self.low(n) for n in range(hit.end, min(hit.end + 12, self.count)) if not self.quoted(n)
            ]
            group = self._clause_words(group)
        found.negated = (
            any(self.f.has("negation", word) for word in group) and Takes.BARE not in hit.cue.takes
        )
        pos = self._past_brackets(start - 1)
        inner = self._pronoun_within(start, hit)
        if self._inverts(pos) or inner is not None:
            found.rule = "cue-inverted"
            found.speaker = inner or self._after(hit)
            if found.speaker is None and (self._after_quote(pos) or self._mid_clause(pos)):
                found.dropped = self.f.drops
            if found.speaker is None and not found.dropped:
                if self.low(pos) != ",":
                    return None
                return self._apposed(hit, found, pos)
            found.content = self._said_before(start, hit, found)
            return found if found.content else None
        if self.low(pos) == ",":
            apposed = self._apposed(hit, found, pos)
            if apposed:
                return apposed
            found.speaker = self._after(hit)
            if found.speaker is None:
                found.dropped = self.f.drops and self._mid_clause(pos)
            if found.speaker is None and not found.dropped:
                return None
            found.rule = "cue-inverted"
            found.content = self._said_before(start, hit, found)
            return found if found.content else None
        subject = None if self.mark(pos) else self._before(pos, hit)
        if self.f.so and hit.start in self.done and subject not in {"no", "shared"}:
            return self._bracketed(hit, found, start, subject if isinstance(subject, tuple) else None)
        if subject == "shared":
            found.shares = next((o for o in reversed(self.found) if o.hit), None)
            if found.shares is None or not self._content(hit, found):
                return None
            return found
        if isinstance(subject, tuple):
            found.speaker = subject
            return found if self._content(hit, found) else None
        if subject == "no":
            return None
        return self._verb_first(hit, found)

    def _past_brackets(self, n: int) -> int:
        """The word before a remark in brackets: "Roth (ind.) said"."""
        if self.low(n) != ")":
            return n
        opened = next((m for m in range(n, max(-1, n - 9), -1) if self.low(m) == "("), None)
        return opened - 1 if opened else n

    def _bracketed(self, hit: CueHit, found: Found, start: int, subject: Phrase | None) -> Found | None:
        """German: "Die Firma hat den Vorwurf zurückgewiesen", with the object between the two verbs."""
        found.speaker = subject or self._after(hit)
        if found.speaker is None or found.speaker[1] > hit.start:
            return None
        first = max(found.speaker[1], start + 1)
        behind = self._content_from(hit.end, hit)
        if self._opens_clause(hit) and behind:
            found.content = behind
        elif first < hit.start:
            found.content = self.s.words(first, hit.start)
            if not hit.cue.takes & {Takes.OBJECT} and not self._bare_quote(hit, found, found.content):
                return None
        if found.content and subject is None:
            found.span = Span(self.s.span.start, self.s.tokens[hit.end - 1].span.end)
        strict = hit.cue.act in _OF_THINGS and not self._opens_clause(hit)
        return None if found.content is None or (strict and not self._may_speak(*found.speaker)) else found

    def _clause_words(self, group: list[str]) -> list[str]:
        kept: list[str] = []
        for word in group:
            if word in {",", ":", ";"}:
                break
            kept.append(word)
        return kept

    def _pronoun_within(self, start: int, hit: CueHit) -> Phrase | None:
        """ "a-t-il déclaré": a pronoun behind a hyphen within the verb group, or right behind the cue."""
        for n in range(start, min(hit.end + 4, self.count)):
            if self._is_pronoun(n) and self.low(n - 1) == "-" and not self._spaced_hyphen(n - 1):
                return (n, n + 1)
        return None

    def _inverts(self, pos: int) -> bool:
        """Whether what stands before the verb ends a quotation."""
        return self._after_quote(pos)

    def _after_quote(self, pos: int) -> bool:
        if pos < 0:
            return False
        n = pos
        while n >= 0 and (self.low(n) in {",", "—", "–", "»", "”", "“", '"'} or self._spaced_hyphen(n)):
            if self.quoted(n):
                return True
            n -= 1
        if self.low(pos) in _ENDS:
            return True
        return n < pos and n >= 0 and self.quoted(n)

    def _mid_clause(self, pos: int) -> bool:
        """Whether a clause of some length stands before a comma."""
        return self.low(pos) == "," and pos >= 3

    def _apposed(self, hit: CueHit, found: Found, comma: int) -> Found | None:
        """ "The prefect, Ana Roth, denied": the subject before an apposition between commas."""
        opened = next((n for n in range(comma - 1, 0, -1) if self.low(n) == "," and not self.quoted(n)), None)
        if opened is None or any(self.quoted(n) for n in range(opened, comma)):
            return None
        if any(opened < h.start < comma for h in self.hits):
            relative = self.f.has("relative", self.low(opened + 1))
            if not relative:
                return None
        last = opened - 1
        if self.low(opened - 1) in _MARKS:
            return None
        subject = self._before(last, hit)
        if not isinstance(subject, tuple):
            return None
        named = comma - opened <= 6 and all(
            self.capital(n) or self.f.has("of", self.low(n)) or self.low(n) in {"-", "'", "’"}
            for n in range(opened + 1, comma)
        )
        relative = self.f.has("relative", self.low(opened + 1))
        if not named and not relative and not self._may_speak(*subject):
            return None
        found.speaker = (subject[0], comma) if named else subject
        return found if self._content(hit, found) else None

    # -- subjects -----------------------------------------------------------------------------------

    def _before(self, last: int, hit: CueHit) -> Phrase | str | None:
        """The phrase before the verb; "shared" behind a conjunction; "no" where nothing may be read."""
        first = last
        while first > 0 and not self.mark(first - 1) and not self.f.has("that", self.low(first - 1)):
            first -= 1
        f = self.f
        if self.mark(last):
            return None
        if f.has("conjunctions", self.low(last)):
            return "shared" if self.found else None
        for n in range(last, first, -1):
            joins = f.has("conjunctions", self.low(n)) and any(h.start < n for h in self.hits)
            if joins and self._verb_between(first, n):
                first = n
                break
        if f.has("conjunctions", self.low(first)):
            first += 1
            if first > last:
                return "shared"
        if f.has("conditionals", self.low(first)):
            return "no"
        if f.has("like", self.low(first)):
            return self._trim(first + 1, last, hit) if first < last else None
        if f.has("relative", self.low(first)) and (not f.so or self.low(first - 1) == ","):
            if f.so and hit.cue.takes & {Takes.CLAUSE, Takes.QUOTE} and not self._verb_last(hit):
                return self._trim(first, last, hit)
            return "no" if not f.has("that", self.low(first)) else None
        return self._trim(first, last, hit)

    def _verb_last(self, hit: CueHit) -> bool:
        """German: whether the verb ends its clause, as in a relative one."""
        return self.mark(hit.end)

    def _verb_between(self, first: int, n: int) -> bool:
        return any(first <= h.start < n for h in self.hits)

    def _trim(self, first: int, last: int, hit: CueHit) -> Phrase | str | None:
        f = self.f
        while first <= last and (size := self._leading(first)):
            first += size
        if first > last:
            return None
        if any(first <= h.start <= last and h is not hit for h in self.hits):
            return "no"
        if f.has("prepositions", self.low(first)):
            if self._is_pronoun(last) and not f.has("determiners", self.low(last)):
                return (last, last + 1)
            return self._in_place(first, last, hit)
        end = next(
            (n for n in range(first + 1, last + 1) if f.has("relative", self.low(n)) and not f.capital_nouns),
            last + 1,
        )
        if f.capital_nouns and not self._clean(first, end):
            return None
        if end - first > _LONGEST_SUBJECT or not self._could_speak(first, end):
            return None if f.has("no_speaker", self.low(first)) is False else "no"
        return (first, end)

    def _clean(self, first: int, end: int) -> bool:
        """Whether the words before a finite verb are one phrase and no circumstance."""
        if self._is_pronoun(first):
            return end == first + 1
        if self.f.has("oblique", self.low(first)):
            return False
        return self.f.has("determiners", self.low(first)) or self.capital(first)

    def _leading(self, n: int) -> int:
        """How many words of a circumstance of time, or of an adverb, open a clause at a word."""
        f = self.f
        if size := self.at(n, f.asides):
            return size
        if self.aside(n) and not f.has("determiners", self.low(n)):
            return 1
        if self.time(n):
            return 1
        timed = f.has("prepositions", self.low(n)) or f.has("determiners", self.low(n))
        if timed and self.time(n + 1):
            return 2
        return 0

    def _in_place(self, first: int, last: int, hit: CueHit) -> Phrase | None:
        """ "In the ministry they say": a body behind a preposition, with a verb in the plural."""
        f = self.f
        verb = self.low(hit.start if self.low(hit.start) not in f.lists["negation"] else hit.start + 1)
        plural = bool(f.plural_ends) and any(w.endswith(f.plural_ends) for w in verb.split())
        if f.has("places", self.low(first)) and plural and not f.has("no_place", self.low(first + 1)):
            return (first + 1, last + 1)
        return None

    def _could_speak(self, first: int, end: int) -> bool:
        if end - first == 1 and self.f.has("no_speaker", self.low(first)):
            return False
        if all(self.time(n) or self.aside(n) for n in range(first, end)):
            return False
        return self.s.tokens[first].word[:1].isalnum()

    def _may_speak(self, first: int, end: int) -> bool:
        """Whether a phrase names somebody: a name, a pronoun, or a word for people and bodies."""
        f = self.f
        if self._is_pronoun(first) and end - first == 1:
            return True
        german = f.capital_nouns
        inflects = not f.lists["determiners"]
        for n in range(first, min(end, self.count)):
            word = self.low(n)
            if self._known(word) and (not inflects or n < first + 2):
                return True
            if self.capital(n) and n > 0 and not german and len(word) > 1:
                return True
            if german and self.capital(n) and not f.has("determiners", self.low(first)):
                return True
            if german and self.capital(n) and self.capital(n + 1) and n + 1 < end:
                return True
            if self.s.tokens[n].word.isupper() and len(word) > 1:
                return True
        return (
            self.capital(first) and not f.has("determiners", self.low(first)) and bool(f.lists["determiners"])
        )

    def _known(self, word: str) -> bool:
        f, g = self.f, self.grammar
        if f.has("speakers", word):
            return True
        if word in g.people | g.plural | g.collective | g.office_heads | g.anonymous | g.reports:
            return True
        if f.capital_nouns:
            return any(word.endswith(w) for w in f.lists["speakers"] if len(w) > 3)
        if not f.lists["determiners"]:
            stems = f.lists["speakers"]
            return any(word[:size] in stems for size in range(3, len(word) + 1))
        return any(word.removesuffix(end) in f.lists["speakers"] for end in ("s", "es"))

    def _after(self, hit: CueHit) -> Phrase | None:
        """The phrase right behind the cue; behind the auxiliary, where German has the participle last."""
        f = self.f
        n = hit.end
        if f.so and hit.start in self.done and (behind := self._has_done(hit.start)):
            n = behind
        while n < self.count and not self.mark(n):
            if size := self.at(n, f.addressees) or self.at(n, f.asides):
                n += size
            elif self._leading(n) and not self._is_pronoun(n) and not f.has("determiners", self.low(n)):
                n += self._leading(n)
            elif f.has("determiners", self.low(n)) and self.time(n + 1):
                n += 2
            elif (
                self.low(n) == "-"
                or (f.has("between", self.low(n)) and not f.has("determiners", self.low(n)))
                or (f.has("be", self.low(n)) and f.so)
            ):
                n += 1
            else:
                break
        if (
            self.mark(n)
            or f.has("that", self.low(n))
            or (f.has("relative", self.low(n)) and not f.capital_nouns)
        ):
            return None
        place = f.has("places", self.low(n))
        if f.has("written", " ".join(self.low(m) for m in range(hit.start, hit.end))):
            if not f.has("prepositions", self.low(n)):
                return None
            end = self._phrase_end(n + 1)
            return (n + 1, end) if end > n + 1 else None
        if place and any(self.low(hit.start).endswith(e) for e in f.plural_ends):
            end = self._phrase_end(n + 1)
            return (n + 1, end) if end > n + 1 and self._may_speak(n + 1, end) else None
        if f.has("prepositions", self.low(n)):
            return None
        if self._is_pronoun(n) and (self.mark(n + 1) or not self.capital(n + 1)):
            return (n, n + 1)
        end = self._phrase_end(n)
        if end <= n or not self._could_speak(n, end):
            return None
        if f.lists["determiners"] and not (
            f.has("determiners", self.low(n)) or self.capital(n) or self._known(self.low(n))
        ):
            return None
        return self._with_name((n, end))

    def _phrase_end(self, n: int) -> int:
        f = self.f
        first = n
        while n < self.count and not self.mark(n):
            word = self.low(n)
            if n > first and (f.has("that", word) and not f.has("of", word)):
                break
            if n > first and f.has("prepositions", word) and not f.has("of", word):
                break
            if n > first and (self.time(n) or (f.has("conditionals", word))):
                break
            if n > first and f.has("of", word) and self.time(n + 1):
                break
            if n > first and f.has("relative", word) and not f.capital_nouns:
                break
            if f.capital_nouns and n > first and not self._german_goes_on(first, n):
                break
            if n > first and any(h.start == n for h in self.hits):
                break
            loose = self.aside(n) and word not in {"'", "’"}
            if n > first and loose and not f.has("of", word) and not f.has("determiners", word):
                break
            n += 1
        while n > first + 1 and (f.has("of", self.low(n - 1)) or f.has("determiners", self.low(n - 1))):
            n -= 1
        return n

    def _german_goes_on(self, first: int, n: int) -> bool:
        """A phrase goes on with a noun, "of" and what hangs on it, or an adjective before a noun."""
        word = self.low(n)
        if self.capital(n) or word in {"-", "&"}:
            return True
        if self.f.has("of", word) or self.f.has("determiners", word):
            genitive = word in self.f.lists["of"]
            return (genitive or not self.capital(n - 1)) and (self.capital(n + 1) or self.capital(n + 2))
        return not self.capital(n - 1) and self.capital(n + 1)

    def _with_name(self, phrase: Phrase) -> Phrase:
        """ "said its director, Ana Roth": a name behind the comma belongs to the speaker."""
        n = phrase[1]
        lower = not any(self.capital(m) for m in range(*phrase))
        if self.low(n) != "," or not (lower or self._titled(phrase)):
            return phrase
        end = n + 1
        while end < self.count and not self.mark(end) and (self.capital(end) or self._is_small(end)):
            end += 1
        return (phrase[0], end) if end - n >= 2 and self.mark(end) and self.capital(n + 1) else phrase

    def _is_small(self, n: int) -> bool:
        """Whether a word in lower case may stand within a name."""
        return (
            self.low(n) in {"-", "'"}
            or self.low(n) in particles(self.f.language)
            or self.f.has("of", self.low(n))
        )

    def _titled(self, phrase: Phrase) -> bool:
        """Whether a phrase is an office with no name behind it: "the minister of Foreign Affairs"."""
        names = self.capital(phrase[1] - 1) and self.capital(phrase[1] - 2)
        return (
            self.f.has("determiners", self.low(phrase[0]))
            and self._known(self.low(phrase[0] + 1))
            and not names
        )

    # -- content ------------------------------------------------------------------------------------

    def _verb_first(self, hit: CueHit, found: Found) -> Found | None:
        """A verb that opens its clause: the subject stands behind it, or is left out."""
        after = self._after(hit)
        opens = self._content_start(hit.end)
        if after and self._may_speak(*after) and (after[0] < opens or not self._clausal(hit)):
            behind = self._content_from(after[1], hit)
            if behind is None and Takes.BARE not in hit.cue.takes:
                found.content = self._said_before(self._verb_start(hit), hit, found)
                found.speaker, found.rule = after, "cue-inverted"
                return found if found.content else None
            if behind is not None or not self.f.drops:
                found.speaker = after
                found.content = behind or self.s.words(hit.start, hit.end)
                return found
        if not self.f.drops or (hit.start in self.done and self._has_done(hit.start) is None):
            return None
        found.dropped = True
        return found if self._content(hit, found) else None

    def _content_start(self, n: int) -> int:
        while n < self.count and not self.mark(n) and not self.f.has("that", self.low(n)):
            n += 1
        return n

    def _clausal(self, hit: CueHit) -> bool:
        return self.f.has("that", self.low(hit.end)) or self.low(hit.end) in {":"}

    def _content(self, hit: CueHit, found: Found) -> bool:
        """Set what is said behind the cue. False: the cue can take nothing here, or nobody says it."""
        takes = hit.cue.takes
        if Takes.BARE in takes and not self._content_from(hit.end, hit):
            found.content = self.s.words(hit.start, hit.end)
            strict = hit.cue.act in _OF_THINGS
            return found.speaker is None or not strict or self._may_speak(*found.speaker)
        content = self._content_from(hit.end, hit)
        if content is None:
            before = self._said_before(found.speaker[0] if found.speaker else hit.start, hit, found)
            quoted = before is not None and any(q.overlap(before) for q in self.s.quoted)
            if before is None or not (quoted or self.f.so):
                return False
            found.content, found.rule = before, "cue-after"
            return True
        if not self._opens_clause(hit):
            if not takes & {Takes.OBJECT}:
                return self._bare_quote(hit, found, content)
            strict = hit.cue.act in _OF_THINGS
            if found.speaker and strict and not self._may_speak(*found.speaker):
                return False
        found.content = content
        return True

    def _bare_quote(self, hit: CueHit, found: Found, content: Span) -> bool:
        """A verb of saying with no clause: only words in quotation marks make a statement of it."""
        if any(q.overlap(content) for q in self.s.quoted) or self._far_that(hit):
            found.content = content
            return True
        return False

    def _far_that(self, hit: CueHit) -> bool:
        ahead = range(hit.end, min(hit.end + 16, self.count))
        for n in ahead:
            if self.f.has("that", self.low(n)) or self.low(n) == ":":
                return True
            if self.f.so and self.low(n) == ",":
                return True
            if self.f.has("relative", self.low(n)) and not self.f.so:
                return False
        return False

    def _opens_clause(self, hit: CueHit) -> bool:
        """Whether a reported clause or a quotation follows, circumstances passed over."""
        n = hit.end
        if self.low(n) in {":"} or self.f.has("that", self.low(n)):
            return True
        if self.low(n) == "," and (self.f.has("clause_open", self.low(n + 1)) or self.f.so):
            return True
        if any(q.start >= self.s.tokens[hit.end - 1].span.end for q in self.s.quoted):
            return True
        return self._far_that(hit) and bool(hit.cue.takes & {Takes.CLAUSE})

    def _content_from(self, n: int, hit: CueHit) -> Span | None:
        """From a word to the end of the sentence, without "that". None: nothing but a circumstance."""
        while n < self.count and (self.low(n) in {",", ":"} or self.f.has("that", self.low(n))):
            n += 1
        if n < self.count and self.low(n) in {"'", "’"}:
            n += 1
        end = self.count
        while end > n and self.low(end - 1) in {".", ";"}:
            end -= 1
        if end <= n:
            return None
        words = [m for m in range(n, end) if self.low(m) not in _MARKS]
        rest = [
            m for m in words if not (self.time(m) or self.aside(m) or self.f.has("prepositions", self.low(m)))
        ]
        if not rest or (len(rest) == 1 and self.low(rest[0]) in hit.cue.beside):
            return None
        return self.s.words(n, end)

    def _said_before(self, start: int, hit: CueHit, found: Found) -> Span | None:
        """What stands before the cue: from the sentence's start, or from behind an earlier find."""
        end = start
        while end > 0 and (self.low(end - 1) in {",", "—", "–", ":"} or self._spaced_hyphen(end - 1)):
            end -= 1
        first = 0
        for one in self.hits:
            if one.end <= start and any(o.hit is one for o in self.found):
                cut = next((n for n in range(start - 1, one.end, -1) if self.low(n) in {";"}), None)
                if cut:
                    first = cut + 1
        while first < end and (self.low(first) in _DASHES or self._spaced_hyphen(first)):
            first += 1
        if end <= first:
            return None
        quoted = any(self.quoted(n) for n in range(first, end))
        if not quoted and end - first < 3:
            behind = found.speaker[1] if found.speaker and found.speaker[0] >= hit.end else hit.end
            if self.low(behind) != "," or behind > self.count - 4:
                return None
        return self.s.words(first, end)

    # -- sources that no verb names -------------------------------------------------------------------

    def _according(self) -> None:
        for n in range(self.count):
            if self.quoted(n) or (n and not self._may_open(n)):
                continue
            if size := self.at(n, self.f.own):
                self._own(n, size)
                continue
            size = self.at(n, self.f.according)
            if not size and n == 0 and self.s.quoted:
                size = self.at(n, self.f.according_quoted)
            if size and not any(h.start == n + size for h in self.hits):
                first = n + size
                while self.low(first) in {"'", "’"}:
                    first += 1
                if f_end := self._phrase_end(first):
                    self._source(n, size, (first, f_end))
            elif (
                self.f.so
                and self.low(n) == self.f.so
                and self.low(n - 1) in {",", "“", "”"}
                and (self.capital(n + 1) or self.f.has("determiners", self.low(n + 1)))
            ):
                self._source(n, 1, (n + 1, self._phrase_end(n + 1)))
        if self.f.behind:
            self._behind()

    def _may_open(self, n: int) -> bool:
        return self.mark(n - 1) or self.f.so != "" or not self.f.has("determiners", self.low(n - 1))

    def _behind(self) -> None:
        for n in range(1, self.count):
            if self.low(n) == self.f.behind and not self.quoted(n):
                first = n - 1
                while first > 0 and not self.mark(first - 1) and n - first < 8:
                    if (self.capital(first) and not self._german_goes_on(first - 1, first)) or (
                        self.f.has("determiners", self.low(first)) and not self.f.has("of", self.low(first))
                    ):
                        break
                    lower = not self.capital(first - 1) and not self.f.has("determiners", self.low(first - 1))
                    if lower and not self.f.has("determiners", self.low(first - 2)):
                        break
                    first -= 1
                if first < n:
                    self._source(n, 1, (first, n))

    def _own(self, n: int, size: int) -> None:
        pronoun = next(
            (m for m in range(n, n + size) if self.low(m) in self.grammar.pronouns or self._is_pronoun(m)),
            None,
        )
        self._source(n, size, (pronoun, pronoun + 1) if pronoun is not None else None)

    def _source(self, n: int, size: int, speaker: Phrase | None) -> None:
        if speaker is not None and (speaker[1] <= speaker[0] or not self._could_speak(*speaker)):
            return
        if speaker is not None and self.time(speaker[0]):
            return
        if any(o.speaker == speaker for o in self.found if speaker):
            return
        cue = Cue(forms=(), act=Act.STATE, takes=frozenset({Takes.CLAUSE}), example="")
        found = Found(hit=CueHit(n, n + size, cue), act=Act.STATE, rule="according-to", speaker=speaker)
        found.dropped = speaker is None
        behind = max(n + size, speaker[1] if speaker else 0)
        if n <= 2 or (speaker and speaker[0] == 0):
            after = self._content_from(self._past_apposition(behind), found.hit or self.hits[0])
            found.content = after
        else:
            end = n
            while end > 0 and self.low(end - 1) in {",", "—", "–"}:
                end -= 1
            first = next((m + 1 for m in range(end - 1, 0, -1) if self.low(m) in {";"}), 0)
            found.content = self.s.words(first, end) if end > first else None
            if end - first < 3 or (self.mark(n - 1) and self.low(n - 1) == "," and behind < self.count - 2):
                rest = self._content_from(behind, found.hit or self.hits[0])
                if rest and end - first < 6:
                    found.content = Span(self.s.tokens[first].span.start, rest.end)
        inside = [
            o
            for o in self.found
            if o.hit
            and found.content
            and found.content.start <= self.s.tokens[o.hit.start].span.start < found.content.end
            and (o.speaker is None or o.speaker[0] >= behind or n > o.hit.start)
        ]
        if inside and found.content:
            for other in inside[:1]:
                other.via.insert(0, found)
            return
        if found.content:
            self.found.append(found)

    def _past_apposition(self, n: int) -> int:
        """Behind ", which oversees the mines," where it follows a speaker."""
        if self.low(n) != ",":
            return n
        closing = next(
            (m for m in range(n + 1, self.count) if self.low(m) == "," and not self.quoted(m)), None
        )
        apposed = closing is not None and (
            self.f.has("relative", self.low(n + 1))
            or all(
                self.capital(m) or self.f.has("of", self.low(m)) or not self.low(m).isalpha()
                for m in range(n + 1, closing)
            )
            or self._known(self.low(n + 1))
        )
        return closing if apposed and closing is not None else n

    # -- spans --------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Each find's stretch, and who reports whom."""
        s = self.s
        self.found.sort(key=lambda one: one.hit.start if one.hit else 0)
        end = s.span.end
        while end > s.span.start and s.text[end - 1] in " .":
            end -= 1
        for one in self.found:
            if one.content is None or one.hit is None:
                continue
            places = [one.content.start, s.tokens[one.hit.start].span.start]
            ends = [one.content.end, s.tokens[one.hit.end - 1].span.end]
            if one.speaker:
                places.append(s.tokens[one.speaker[0]].span.start)
                ends.append(s.tokens[one.speaker[1] - 1].span.end)
            first, last = min(places), max(ends)
            if s.quoted and s.text[first - 1 : first] in _OPENERS and first - 1 >= s.span.start:
                first -= 1
            if s.text[last : last + 1] in _CLOSERS and last < s.span.end:
                last += 1
            if one.rule == "cue-inverted":
                behind = self._goes_on(one, last)
                last = max(last, behind)
            one.span = Span(first, max(min(last, s.span.end), first + 1))
        for one, other in pairwise([o for o in self.found if o.span]):
            self._part(one, other)
        for one in self.found:
            if one.span:
                one.quotes = [q for q in s.quoted if q.overlap(one.span) > 0.5 * len(q)]
                if one.content and not one.content.overlap(one.span):
                    one.content = one.span

    def _goes_on(self, one: Found, last: int) -> int:
        """Where words behind an inverted cue are still of what was said: a quotation, or a clause."""
        s = self.s
        behind = max((one.speaker[1] if one.speaker else 0), one.hit.end if one.hit else 0)
        if self.low(behind) not in {",", ":", "—", "–", "."} and not s.quoted:
            return last
        later = [q for q in s.quoted if q.start >= s.tokens[min(behind, self.count - 1)].span.start]
        if later:
            end = later[-1].end
            return end + 1 if s.text[end : end + 1] in _CLOSERS else end
        if self.low(behind) in {",", "—", "–"} and not any(
            q.end <= s.tokens[behind].span.start for q in s.quoted
        ):
            end = s.span.end
            while s.text[end - 1] in " .":
                end -= 1
            return end
        return last

    def _part(self, one: Found, other: Found) -> None:
        """Two finds side by side share the sentence between them; one within the other is reported by it."""
        s = self.s
        assert one.hit
        assert other.hit
        assert one.span
        assert other.span
        assert one.content
        assert other.content
        begin = min(other.speaker[0] if other.speaker else other.hit.start, self._verb_start(other.hit))
        if (
            other.rule in {"cue-inverted", "cue-after"}
            and other.content.start <= s.tokens[one.hit.start].span.start
        ):
            one.via = [other, *one.via] if one.speaker != other.speaker else one.via
            end = min(one.span.end, other.content.end)
            one.span = Span(one.span.start, max(end, one.span.start + 1))
            one.content = Span(min(one.content.start, one.span.end - 1), min(one.content.end, one.span.end))
            return
        if begin <= one.hit.end:
            return
        before = begin - 1
        nested = (
            one.rule == "cue"
            and other.shares is None
            and not other.dropped
            and (self.f.has("that", self.low(before)) or self.low(before) == ":")
        )
        if nested:
            other.via = [one, *other.via]
            return
        cut = before
        while cut > one.hit.end and (self.low(cut) in _MARKS or self.f.has("conjunctions", self.low(cut))):
            cut -= 1
        joined = cut < before or other.shares is one
        if not joined or cut < one.hit.start:
            return
        edge = s.tokens[cut].span.end
        if s.text[edge : edge + 1] in _CLOSERS:
            edge += 1
        if one.span.start < edge < one.span.end:
            one.span = Span(one.span.start, edge)
            if one.content.start < edge < one.content.end:
                one.content = Span(one.content.start, edge)
        if other.span.start < edge:
            start = s.tokens[min(cut + 1, self.count - 1)].span.start
            while start < other.span.end and s.text[start] in " ,;:—–":
                start += 1
            other.span = Span(start, other.span.end)
            if other.content.start < start < other.content.end:
                other.content = Span(start, other.content.end)

    def _addressed(self, found: Found) -> None:
        """Whom an act is done to: the phrase right behind a cue that blames or praises."""
        assert found.hit
        if found.act not in _AGAINST or found.rule != "cue" or self.mark(found.hit.end):
            return
        end = self._phrase_end(found.hit.end)
        phrase = (found.hit.end, end)
        if end > phrase[0] and self._may_speak(*phrase) and found.speaker != phrase:
            found.target = phrase
