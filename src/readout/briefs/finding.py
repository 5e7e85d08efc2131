"""What the verifier says of a sentence."""

from dataclasses import dataclass

from readout.model import Name, Passage


class Wrong(Name):
    """Why a sentence is not shown."""

    #: Nothing checks sentences of this language.
    LANGUAGE = "language"
    #: No sentence of the articles is near it.
    NOWHERE = "nowhere"
    WORD = "word"
    FIGURE = "figure"
    NAME = "name"
    TIME = "time"
    QUOTATION = "quotation"
    #: Who does what to whom.
    ORDER = "order"
    LINK = "link"
    DENIAL = "denial"
    MODAL = "modal"
    MEASURE = "measure"
    DOUBT = "doubt"
    CONDITION = "condition"
    JOIN = "join"
    PRONOUN = "pronoun"
    #: A verb between its words is left out.
    GOVERNED = "governed"
    SPEAKER = "speaker"
    ACT = "act"
    #: Words of somebody without whose they are.
    VOICE = "voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Where a sentence stands, or why it is not shown."""

    passages: tuple[Passage, ...] = ()
    #: What no passage says, with the words it is about. Empty: the sentence follows.
    wrong: tuple[tuple[Wrong, str], ...] = ()

    @property
    def follows(self) -> bool:
        return not self.wrong
