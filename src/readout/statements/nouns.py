"""Noun phrases: where a subject begins, and whether it can speak."""

from readout.lang.cues import words
from readout.statements.around import bared, is_aside
from readout.statements.grammar import Grammar
from readout.text.phrases import INSIDE, NOMINAL, Sentence

_PREPOSITION = "ADP"
_WITHIN = INSIDE | {"ADP", "CCONJ", "PART"}
_MARKS = frozenset('“”"«»')


def skip_back(sentence: Sentence, grammar: Grammar, n: int) -> int:
    """The last word before a verb group: auxiliaries, adverbs, "on Wednesday" passed over."""
    while n >= 0:
        word, tag = sentence.lower(n), sentence.tag(n)
        time = word in grammar.weekdays
        if (time and sentence.tag(n - 1) == _PREPOSITION) or (time and sentence.lower(n - 1) in grammar.last):
            n -= 2
        elif (
            time
            or (tag in {"AUX", "ADV", "PART"} and word not in grammar.possessive)
            or word in grammar.modals | grammar.negations | grammar.reflexives
        ):
            n -= 1
        else:
            break
    return n


def phrase_before(sentence: Sentence, grammar: Grammar, last: int) -> tuple[int, int] | None:
    """The noun phrase that ends with the word `last`, an apposition behind it included.

    (first word, one past the last). None: no noun phrase ends there.
    """
    if last >= 0 and sentence.lower(last) == ")":  # "Rep. Gwen Moore (D-Wis.) said"
        opened = next((n for n in range(last, max(-1, last - 9), -1) if sentence.lower(n) == "("), None)
        last = opened - 1 if opened else last
    if last < 0 or sentence.in_quote(last):
        return None
    if sentence.lower(last) in {",", "—", "–"}:
        head = _before_apposition(sentence, grammar, last)
        if head is None:
            return _opening_phrase(sentence, grammar, last)
        first = _leftwards(sentence, grammar, head) if _all_names(sentence, head + 2, last) else None
        if first is not None and is_calling(sentence, grammar, first, head + 1):
            # "A spokesman for the government, Henrique Paz,": the apposition names him.
            return first, last
        last = head
    if sentence.tag(last) not in NOMINAL | {"ADJ"} and sentence.lower(last) not in grammar.pronouns:
        return None
    first = _leftwards(sentence, grammar, last)
    return None if first is None else bared(sentence, grammar, first, last + 1)


def _opening_phrase(sentence: Sentence, grammar: Grammar, comma: int) -> tuple[int, int] | None:
    """ "Ana Roth with the Committee for Work (CW), says": a name and more, and a comma too many."""
    last = comma - 1
    if sentence.lower(last) == ")":
        last = next((n for n in range(last, max(-1, last - 9), -1) if sentence.lower(n) == "("), last) - 1
    verbs = any(sentence.tag(n) in {"VFIN", "VBN", "VBG", "AUX"} for n in range(comma))
    if verbs or sentence.tag(last) not in NOMINAL:
        return None
    named = phrase_after(sentence, grammar, 0)
    return named if named and named[1] == last + 1 and sentence.tag(0) == "PROPN" else None


def is_calling(sentence: Sentence, grammar: Grammar, first: int, end: int, *, inverted: bool = False) -> bool:
    """Whether a phrase may be what a person named beside it is: an office, a body's, or any calling."""
    known = grammar.office_heads | grammar.collective
    if any(sentence.lower(n) in known for n in range(first, end)):
        return True
    whose = any(sentence.lower(n) in grammar.possessive for n in range(first, end))
    told = sentence.lower(first) in grammar.articles | grammar.definite or whose
    head = _head(sentence, grammar, first, end)
    governed = sentence.tag(first - 1) in {"ADP", "VFIN", "VB", "VBG", "VBN"}
    return told and (inverted or not governed) and sentence.tagged and sentence.tag(head) == "NOUN"


def _all_names(sentence: Sentence, first: int, end: int) -> bool:
    """Whether some words are a person's full name."""
    return 2 <= end - first <= 4 and all(sentence.tag(n) == "PROPN" for n in range(first, end))


def _before_apposition(sentence: Sentence, grammar: Grammar, comma: int) -> int | None:
    """The last word of the phrase that an apposition between commas belongs to.

    "Lavrov, Russia's top diplomat," belongs to "Lavrov"; the apposition may hold commas of its own.
    """
    mark = sentence.lower(comma)
    commas = [n for n in range(comma - 1, 0, -1) if sentence.lower(n) == mark and not sentence.in_quote(n)]
    best = None
    for place, n in enumerate(commas[:5]):
        opens = sentence.tag(n + 1)
        before = commas[place + 1] if place + 1 < len(commas) else None
        if before is not None and is_aside(sentence, grammar, before + 1, n):
            continue
        fits = opens in {"DET", "NOUN", "PROPN", "ADJ", "VBN", "VBG", "ADP", "NUM", "PRON", "ADV"}
        if not fits or _is_clause(sentence, grammar, n + 1, comma):
            break
        if sentence.tag(n - 1) in NOMINAL:
            best = n - 1
            if sentence.tag(n - 1) == "PROPN" or sentence.lower(n + 1) in grammar.relative:
                break
    return best


def _is_clause(sentence: Sentence, grammar: Grammar, first: int, end: int) -> bool:
    """Whether a stretch has a verb with no "who" or "where" before it: it is no apposition."""
    if not sentence.tagged:
        return False
    verb = next((n for n in range(first, end) if sentence.tag(n) in {"VFIN", "AUX"}), None)
    linked = grammar.relative | grammar.whose | grammar.subordinators | grammar.complementisers
    return verb is not None and not any(
        sentence.lower(n) in linked or sentence.tag(n) in {"VBN", "VBG"} for n in range(first, verb)
    )


def _leftwards(sentence: Sentence, grammar: Grammar, last: int) -> int | None:
    """The first word of the noun phrase that ends with `last`."""
    if sentence.lower(last) in grammar.pronouns and sentence.tag(last) == "PRON":
        return last
    n = last
    while n - 1 >= 0 and _continues(sentence, grammar, n - 1):
        article = sentence.tag(n) == "DET" and sentence.lower(n) in grammar.articles
        whose = sentence.tag(n) == "PRON" and sentence.lower(n) in grammar.owners
        if (article or whose) and sentence.tagged and sentence.tag(n - 1) in {"NOUN", "PROPN", "PRON"}:
            break  # "this summer | the club said", "the reason | her group said"
        n -= 1
    n = _trimmed_start(sentence, grammar, n, last)
    if n <= last and any(sentence.tag(m) == "CCONJ" for m in range(n, last)):
        n = _list_start(sentence, grammar, n)
    return n if n <= last else None


def _list_start(sentence: Sentence, grammar: Grammar, first: int) -> int:
    """ "Estonia, Latvia and Lithuania": names before the comma belong to the list."""
    while first >= 2 and sentence.lower(first - 1) == "," and sentence.tag(first - 2) == "PROPN":
        n = first - 2
        while n > 0 and sentence.tag(n - 1) == "PROPN":
            n -= 1
        if sentence.tag(n - 1) == "ADP" or sentence.lower(n) in grammar.weekdays:
            break
        first = n
    return first


def _continues(sentence: Sentence, grammar: Grammar, n: int) -> bool:
    if sentence.in_quote(n):
        return False
    word, tag = sentence.lower(n), sentence.tag(n)
    if word in grammar.subordinators | grammar.complementisers and tag in {"SCONJ", "ADV", "PRON"}:
        return False
    if sentence.tagged and word in (grammar.relative - grammar.that) | grammar.whose:
        return False  # "in which Brandt says"
    if sentence.tagged and word in grammar.possessive and tag == "AUX":
        return False  # "that 's what Brandt said"
    if word in grammar.possessive or tag in INSIDE:
        return not (tag == "PRON" and word in grammar.pronouns)
    if tag == "CCONJ":
        return sentence.tag(n - 1) in NOMINAL and word in grammar.and_
    if tag == "ADP" and word in grammar.as_ and sentence.lower(n - 1) in grammar.weekdays:
        return False  # "met on Sunday as the mayor said"
    if tag == "ADP":
        return sentence.tag(n - 1) in NOMINAL | {"ADJ", "PUNCT"} and sentence.lower(n - 1) not in {","}
    if word in {"-", "–", "/", "&"}:
        tight = sentence.tokens[n].span.end == sentence.tokens[n + 1].span.start
        return tight or word == "&"
    if tag in {"VBN", "VBG"} and sentence.lower(n - 1) == "-" and sentence.tag(n + 1) in {"NOUN", "ADJ"}:
        return sentence.tagged  # "an Oslo-based analyst"
    if tag in {"VBN", "VBG"}:  # "the visiting minister"
        return sentence.tag(n - 1) in {"DET", "ADJ"} and sentence.tag(n + 1) in {
            "NOUN",
            "ADJ",
            "PROPN",
        }
    return False


def _trimmed_start(sentence: Sentence, grammar: Grammar, first: int, last: int) -> int:
    """A start that belongs to the subject: no preposition, and no object of an earlier verb."""
    before = sentence.tag(first - 1)
    ands = [n for n in range(first + 1, last) if sentence.tag(n) == "CCONJ"]
    if before in {"VFIN", "VB", "VBG", "VBN", "ADP"} and ands:
        return ands[-1] + 1
    first = _after_reduced_relative(sentence, grammar, first, last)
    if sentence.tag(first) == "CCONJ" and first < last:  # "He and his secretary of state"
        return first - 1 if sentence.lower(first - 1) in grammar.pronouns else first + 1
    while first < last and sentence.tag(first) in {"ADP", "CCONJ", "ADV", "PART"}:
        # "In Geneva on Friday Blinken said": the subject is the last phrase without a preposition.
        following = [n for n in range(first + 1, last + 1) if sentence.tag(n) in {"ADP", "CCONJ"}]
        first = following[0] if following else _last_name(sentence, first + 1, last)
    return first


def _after_reduced_relative(sentence: Sentence, grammar: Grammar, first: int, last: int) -> int:
    """ "a move Russia vowed": the name begins the subject, unless the noun before it is its title."""
    if sentence.tag(last) != "PROPN":
        return first
    n = last
    while n > first and sentence.tag(n - 1) == "PROPN":
        n -= 1
    titles = (
        grammar.office_heads
        | grammar.collective
        | grammar.plural
        | words(grammar.language, "titles", "honorifics")
    )
    compound = any(sentence.lower(m) == "-" for m in range(first, n))  # "the Oslo-based news Agency"
    if n > first and sentence.tag(n - 1) == "NOUN" and sentence.lower(n - 1) not in titles and not compound:
        dets = any(sentence.tag(m) == "DET" for m in range(first, n))
        return n if dets else first
    return first


def _last_name(sentence: Sentence, first: int, last: int) -> int:
    """After "on Friday": where the run of nouns that `last` ends begins anew, with a weekday left out."""
    while first < last and sentence.tag(first) in {"NUM", "DET", "ADJ", "ADV"}:
        first += 1
    return first


def phrase_after(sentence: Sentence, grammar: Grammar, first: int) -> tuple[int, int] | None:
    """The noun phrase that begins with the word `first`: (first word, one past the last)."""
    n, count = first, len(sentence.tokens)
    while n < count:
        word, tag = sentence.lower(n), sentence.tag(n)
        if sentence.in_quote(n) or (word in grammar.weekdays and n > first):
            break
        if n > first and _begins_anew(sentence, grammar, n):
            break
        inside = tag in INSIDE or word in grammar.possessive or (tag == "PART" and word in grammar.possessive)
        joined = (
            tag in {"ADP", "CCONJ"}
            and n > first
            and sentence.tag(n + 1) in INSIDE
            and _joins(sentence, grammar, n)
        )
        hyphen = word in {"-", "–", "/", "&"} and n > first
        participle = (
            tag in {"VBN", "VBG"}
            and sentence.tag(n - 1) in {"DET", "ADJ"}
            and sentence.tag(n + 1) in {"NOUN", "PROPN"}
        )
        if not (inside or joined or hyphen or participle):
            break
        n += 1
    while n > first and sentence.tag(n - 1) not in NOMINAL | {"ADJ"}:
        n -= 1
    return (first, n) if n > first else None


def _begins_anew(sentence: Sentence, grammar: Grammar, n: int) -> bool:
    """Whether a word begins another phrase: a pronoun, "who", or "a" behind a noun ("called him a liar")."""
    word, tag = sentence.lower(n), sentence.tag(n)
    if word in grammar.that or (word in grammar.relative and tag in {"PRON", "DET", "SCONJ"}):
        return True
    if word in grammar.pronouns and tag == "PRON":
        return True
    article = word in grammar.indefinite | grammar.articles
    return tag == "DET" and article and sentence.tag(n - 1) in {"NOUN", "PROPN", "PRON"}


def _joins(sentence: Sentence, grammar: Grammar, n: int) -> bool:
    """Whether a preposition or conjunction goes on with the phrase: "of", "for", "and" do."""
    word = sentence.lower(n)
    if sentence.tag(n) == "CCONJ":
        return word in grammar.and_ and sentence.tag(n + 1) in {"PROPN", "NOUN", "DET"}
    following = sentence.lower(n + 1)
    return following not in grammar.weekdays and word not in grammar.as_ | grammar.by


def can_speak(sentence: Sentence, grammar: Grammar, first: int, end: int) -> bool:
    """Whether a noun phrase names somebody who can say something: a name, people, a body, a pronoun."""
    head = _head(sentence, grammar, first, end)
    word, tag = sentence.lower(head), sentence.tag(head)
    if end - first == 1 and word in grammar.openers:
        return False  # "When asked ..."
    if word in grammar.pronouns:
        return True
    if not sentence.tagged:  # adjectives look like nouns, and may stand behind: any word may tell
        speaks = (
            grammar.people | grammar.plural | grammar.collective | grammar.office_heads | grammar.anonymous
        )
        said = [n for n in range(first, end) if sentence.lower(n) not in grammar.weekdays]
        return any(sentence.lower(n) in speaks or sentence.tag(n) == "PROPN" for n in said)
    if word in grammar.weekdays:
        return False
    if tag in {"PROPN", "X"} or (sentence.tokens[head].word[:1].isupper() and head > 0):
        return True
    if (
        word
        in grammar.people
        | grammar.reports
        | grammar.plural
        | grammar.collective
        | grammar.office_heads
        | grammar.anonymous
    ):
        return True
    return sentence.tokens[head].word.isupper() and len(word) > 1


def is_somebody(sentence: Sentence, grammar: Grammar, first: int, end: int) -> bool:
    """Whether a phrase may be the subject of a verb of saying: any noun, number or quantity but a time."""
    head = _head(sentence, grammar, first, end)
    word = sentence.lower(head)
    if word in grammar.weekdays | grammar.relative | grammar.definite | grammar.openers:
        return False
    return sentence.tag(head) in {"NOUN", "PROPN", "NUM", "X"} or word in grammar.quantifiers


def _head(sentence: Sentence, grammar: Grammar, first: int, end: int) -> int:
    """The head noun: the last noun before the first preposition or conjunction; after "of" none counts."""
    head = None
    for n in range(first, end):
        tag = sentence.tag(n)
        if tag in {"ADP"} and head is not None:
            break
        if tag in NOMINAL and sentence.lower(n) not in grammar.possessive:
            head = n
    return end - 1 if head is None else head


def is_body(sentence: Sentence, grammar: Grammar, first: int, end: int) -> bool:
    """Whether a noun phrase names a body (a ministry, a government, "it") rather than a person."""
    head = sentence.lower(_head(sentence, grammar, first, end))
    return head in grammar.collective | grammar.it
