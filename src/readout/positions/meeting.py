"""Whether a claim in one article and a denial in another speak of one thing.

Nothing points from one article to another. Where many speak about one matter, a word or two in common
is chance, and what says "not" mostly says it of something else. So the act counts first: who refuses
must have been asked, who rejects must speak of somebody's claim, and who only says "not" must say it of
what the claim says, in its words.
"""

from functools import lru_cache

from readout.encoder import tagger
from readout.lang.terms import term
from readout.model import Act
from readout.positions.hearing import BLAMING, WANTING, Heard, Hearing, all_words, has
from readout.positions.pairs import calls_baseless, denies

#: Of the telling words of a denial so large a part stands in the claim, and of the claim's in the denial.
OF_DENIAL, OF_CLAIM = 0.25, 0.1
#: ... of a rejection that speaks of somebody's claim.
OF_REJECTION = 0.4
#: ... of what only says "not", and so many words.
OF_NOT, WORDS_OF_NOT = 0.75, 2
#: ... where the claim is but what somebody thinks or fears.
OF_THOUGHT = (0.5, 0.4)
_THINKING = frozenset({Act.ASSESS, Act.PREDICT, Act.WARN, Act.HOPE, Act.DOUBT})
_WANTS = WANTING - {Act.ASK}


def really_denies(heard: Heard) -> bool:
    """As `pairs.denies`, but not where the act itself is denied: "did not reject"."""
    return denies(heard) and (calls_baseless(heard) or not heard.statement.negated)


def speak_of_one_thing(hearing: Hearing, claim: Heard, denial: Heard) -> bool:
    """Whether a claim and a denial of two articles may be set against each other."""
    act, reply = claim.statement.act, denial.statement.act
    named = _names(hearing, claim) | _names(hearing, denial) | (_capitals(claim) & _capitals(denial))
    ours, theirs = _telling(claim) - named, _telling(denial) - named
    shared = len(ours & theirs)
    if act is Act.ASK:
        return False
    if not really_denies(denial):
        met = _names(hearing, claim) & _names(hearing, denial)
        part = shared >= WORDS_OF_NOT and shared >= OF_NOT * len(theirs)
        return part and not met and bool(_verbs(claim) & _verbs(denial))
    if reply in {Act.REFUSE, Act.REJECT, Act.DISMISS}:
        if act in BLAMING or (act in _WANTS and shared):
            return True
        if act in _WANTS or reply is Act.REFUSE:
            return False
        speaks_of_a_claim = has(denial.words, denial.article.language, "claim")
        return speaks_of_a_claim and shared >= OF_REJECTION * max(1, len(theirs))
    if act in {Act.DEMAND, Act.URGE}:
        # What somebody wants is refused, not denied.
        return False
    of_denial, of_claim = OF_THOUGHT if act in _THINKING else (OF_DENIAL, OF_CLAIM)
    return act in BLAMING or (
        shared >= of_denial * max(1, len(theirs)) and shared >= of_claim * max(1, len(ours))
    )


def _names(hearing: Hearing, heard: Heard) -> frozenset[str]:
    return hearing.names.get(heard.actor, frozenset()) if heard.actor is not None else frozenset()


def _capitals(heard: Heard) -> frozenset[str]:
    """The words with a capital, as terms: two who name a third person do not yet speak of one thing."""
    base = heard.article.language.partition("-")[0]
    words = all_words(heard.statement.content.exact)
    return frozenset(t for word in words if word[0].isupper() and (t := term(word, base)))


def _telling(heard: Heard) -> frozenset[str]:
    return frozenset(t for t in heard.terms if not t.startswith("about "))


@lru_cache(maxsize=20_000)
def verbs(text: str, language: str) -> frozenset[str]:
    """The verbs of a text, as terms; none in a language without a tagger."""
    base = language.partition("-")[0]
    words, held = all_words(text), tagger.load(base)
    tags = held.tag(words) if held and words else []
    found = (term(word, base) for word, tag in zip(words, tags, strict=False) if tag.startswith("V"))
    return frozenset(verb for verb in found if verb)


def _verbs(heard: Heard) -> frozenset[str]:
    return verbs(heard.statement.content.exact, heard.article.language)
