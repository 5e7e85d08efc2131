"""The word lists that finding speakers needs."""

from readout.lang.cues import words


class Grammar:
    """The word lists that finding speakers needs, for one language."""

    def __init__(self, language: str) -> None:
        self.language = language

        def some(name: str) -> frozenset[str]:
            return words(language, "grammar", name)

        self.negations, self.relative = some("not"), some("relative")
        self.subordinators, self.complementisers = some("subordinators"), some("complementisers")
        self.modals, self.do, self.be, self.have = (
            some("modals"),
            some("do"),
            some("be"),
            some("have"),
        )
        self.openers = (
            self.subordinators | self.complementisers | {phrase.split()[0] for phrase in some("according")}
        )
        self.reflexives, self.concessive = some("reflexives"), some("concessive")
        self.weekdays, self.possessive = some("weekday_words"), some("possessive")
        self.by, self.to, self.of, self.as_ = some("by"), some("to"), some("of"), some("as")
        self.but, self.and_, self.that = some("but"), some("and"), some("that")
        self.indefinite, self.last = some("indefinite"), some("last")
        self.unsaid = some("unsaid")
        self.definite, self.articles = some("definite"), some("articles")
        self.conditionals, self.noun_links, self.citing = (
            some("conditionals"),
            some("noun_links"),
            some("citing"),
        )
        self.quoting, self.quoted = some("quoting"), some("quoted")
        self.perceives, self.said_words = some("perceives"), some("said_words")
        self.suffered = some("suffered")
        self.temporal, self.quantifiers = some("temporal"), some("quantifiers")
        self.owners, self.openers_of_names = some("owners"), some("openers")
        self.governing = some("governing")
        self.whose, self.trailing = some("whose"), some("trailing")
        self.free_objects, self.within = some("free_objects"), some("within")
        self.times, self.occasions = some("time_words"), some("occasions")
        self.party_letters = words(language, "titles", "party_letters")
        self.honorifics = words(language, "titles", "honorifics")
        self.it = some("it")
        self.pronouns = some("he") | some("she") | some("it") | some("they") | some("we")
        self.plural = words(language, "people", "plural")
        self.collective = words(language, "people", "collective")
        self.people = words(language, "people", "singular")
        self.anonymous = words(language, "people", "anonymous")
        self.reports = words(language, "people", "reports")
        self.offices = words(language, "titles", "offices")
        heads = [office.split()[-1] for office in self.offices]
        self.office_heads = frozenset([*heads, *(head.split("-")[-1] for head in heads)])
