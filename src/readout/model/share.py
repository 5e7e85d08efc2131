"""What a reader shares with others, and what they reply."""

from dataclasses import dataclass
from datetime import datetime

from readout.model.span import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    words: str
    by: str
    at: datetime
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """An article or a statement that somebody shares, as it was read at that time."""

    #: The words that anchor it: an article's title or how it begins, a statement's words.
    passage: Passage
    #: "article" or "statement".
    kind: str
    title: str
    #: Where it is on the web; empty: the capture came from nowhere on the web.
    link: str
    outlet: str | None
    #: BCP 47.
    language: str
    #: The whole text as it was; for whoever may read everything, never for the public.
    text: str
    #: In the words of whoever shares it; empty where they gave none.
    comment: str
    by: str
    at: datetime
    replies: tuple[Reply, ...] = ()
    number: int = 0

    @property
    def excerpt(self) -> str:
        """The first words of it, for those who have not the whole."""
        words = " ".join(self.text.split()).removeprefix(self.title).strip()
        return words if len(words) <= EXCERPT else words[:EXCERPT].rsplit(" ", 1)[0] + " …"


#: An excerpt has at most so many characters.
EXCERPT = 240
