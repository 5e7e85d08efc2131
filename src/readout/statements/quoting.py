"""One who quotes another: "A, citing B, said", "A reported, quoting B", "B was quoted by A as saying"."""

from readout.statements.grammar import Grammar
from readout.statements.nouns import can_speak, phrase_after, phrase_before, skip_back
from readout.text.phrases import Sentence

Phrase = tuple[int, int]


def quoted_as(sentence: Sentence, grammar: Grammar, at: int, end: int) -> tuple[Phrase, Phrase | None] | None:
    """Who is quoted before the "as" at a word, and by whom: "A quoted B as saying".

    `end` is one past "saying"; "by A" may stand there too. None: nobody is quoted; without a second phrase
    nobody says who quotes.
    """
    s, g = sentence, grammar
    verb = next((n for n in range(at - 1, max(-1, at - 14), -1) if s.lower(n) in g.quoted), None)
    if verb is None or any(s.lower(n) in {",", ";"} for n in range(verb, at)):
        return None
    subject = phrase_before(s, g, skip_back(s, g, verb - 1))
    if subject is None:
        return None
    if any(s.lower(n) in g.be for n in range(subject[1], verb)):
        by = next((n for n in (*range(verb + 1, at), end) if s.lower(n) in g.by), None)
        agent = phrase_after(s, g, by + 1) if by is not None else None
        return subject, agent
    whom = phrase_after(s, g, verb + 1)
    return (whom, subject) if whom and whom[1] <= at and can_speak(s, g, *whom) else None


def quoted_behind(sentence: Sentence, grammar: Grammar, end: int) -> Phrase | None:
    """Whom a participle behind a cue quotes: "..., the paper reported, quoting the dean".

    "citing" counts right behind the cue alone: further on it says why, not who.
    """
    s, g = sentence, grammar
    for n in range(end, len(s.tokens) - 1):
        near = n <= end + 1 and s.lower(n) in g.citing
        if s.lower(n - 1) == "," and not s.in_quote(n) and (near or s.lower(n) in g.quoting):
            phrase = phrase_after(s, g, n + 1)
            return phrase if phrase and can_speak(s, g, *phrase) else None
    return None
