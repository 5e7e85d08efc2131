"""A tiny newsroom for tests: say only what the test is about."""

from datetime import UTC, datetime

from readout.model import Article, ArticleId, Block, Capture, Role, trimmed

NOW = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)


def capture(text: str, *, address: str = "page.txt", captured_at: datetime | None = None) -> Capture:
    return Capture(
        address=address,
        body=text.encode(),
        media_type="text/plain",
        text=text,
        encoding="utf-8",
        received_at=NOW,
        captured_at=captured_at,
    )


def article(text: str, *, language: str = "en", outlet: str | None = None) -> Article:
    """An article of body paragraphs alone, one a line. Its capture is `capture(text)`."""
    blocks, at = [], 0
    for line in text.split("\n"):
        span = trimmed(text, at, at + len(line))
        if span:
            blocks.append(Block(span=span, role=Role.BODY))
        at += len(line) + 1
    return Article(
        id=ArticleId(f"article-of-{capture(text).id}"),
        capture_id=capture(text).id,
        blocks=tuple(blocks),
        outlet=outlet,
        language=language,
        origin="newsroom",
    )
