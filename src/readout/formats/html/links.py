"""Where pages point: addresses of the reader, or places in the one-file edition."""

from typing import Protocol

from readout.model import Passage


class Links(Protocol):
    """How one page points to another."""

    #: Whether all pages are places in one file.
    single: bool

    def article(self, article_id: str) -> str: ...
    def story(self, story_id: str) -> str: ...
    def thread(self, thread_id: str) -> str: ...
    def actor(self, actor_id: str) -> str: ...
    def dispute(self, dispute_id: str) -> str: ...
    def statement(self, statement_id: str) -> str: ...
    def passage(self, passage: Passage) -> str: ...
    def capture(self, capture_id: str) -> str: ...
    def difference(self, later: str, earlier: str) -> str: ...


class PageLinks:
    """Addresses of the reader."""

    single = False

    def article(self, article_id: str) -> str:
        return f"/article/{article_id}"

    def story(self, story_id: str) -> str:
        return f"/story/{story_id}"

    def thread(self, thread_id: str) -> str:
        return f"/thread/{thread_id}"

    def actor(self, actor_id: str) -> str:
        return f"/actor/{actor_id}"

    def dispute(self, dispute_id: str) -> str:
        return f"/dispute/{dispute_id}"

    def statement(self, statement_id: str) -> str:
        return f"/statement/{statement_id}"

    def passage(self, passage: Passage) -> str:
        """The capture with these words marked, opened at them."""
        at = f"start={passage.span.start}&end={passage.span.end}"
        return f"/capture/{passage.capture_id}?{at}#passage"

    def capture(self, capture_id: str) -> str:
        return f"/capture/{capture_id}"

    def difference(self, later: str, earlier: str) -> str:
        return f"/difference/{later}/{earlier}"


class SheetLinks:
    """Places in one file. What the file does not hold is not linked: its address is empty."""

    single = True

    def article(self, article_id: str) -> str:
        return f"#article-{article_id}"

    def story(self, story_id: str) -> str:
        return f"#story-{story_id}"

    def thread(self, thread_id: str) -> str:
        return ""

    def actor(self, actor_id: str) -> str:
        return ""

    def dispute(self, dispute_id: str) -> str:
        return ""

    def statement(self, statement_id: str) -> str:
        return f"#said-{statement_id}"

    def passage(self, passage: Passage) -> str:
        return ""

    def capture(self, capture_id: str) -> str:
        return ""

    def difference(self, later: str, earlier: str) -> str:
        return ""
