"""What a feed's entry points to: its page as a capture, or else its own text as one."""

import hashlib
import re
from datetime import datetime

from readout.intake import feed as feeds
from readout.intake import jsonfeed
from readout.intake.sniff import read
from readout.model import REPORTING, Capture, Entry, EntryRef, Feed, FeedWord, Problem

_WORD = re.compile(r"\w+")
#: An entry's own text that is longer than the page's main text by more than this is the better one.
_LONGER = 1.2


def judged(feed: Feed | None, body: bytes, now: datetime) -> FeedWord:
    """The state of a feed, by what came when it was asked."""
    if feed is None:
        return FeedWord.NOT_A_FEED if body.strip() else FeedWord.EMPTY
    if not feed.entries:
        return FeedWord.EMPTY
    return FeedWord.OK if feeds.has_dates(feed, now) else FeedWord.UNDATED


def digest(entry: Entry) -> str:
    """Of the words alone: markup, marks and white space change all day."""
    words = " ".join(_WORD.findall(feeds.words_of(entry).casefold()))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def key(entry: Entry) -> str:
    """What the entry is called within its feed; where nothing names it, its words do."""
    return entry.id or f"words:{digest(entry)}"


def of_page(
    body: bytes, *, feed: Feed, entry: Entry, ref: EntryRef, at: datetime, limit: int
) -> Capture | str:
    """The capture of an entry's page, or the words that say why it does not serve."""
    address = entry.url or ref.feed
    found = list(read(body, address=address, received_at=at, captured_at=at, limit=limit))
    captures = [one for one in found if isinstance(one, Capture)]
    if not captures:
        problems = [one.what for one in found if isinstance(one, Problem)]
        return problems[0] if problems else "there is nothing in it"
    capture = feeds.of_entry(captures[0], feed, entry, ref)
    own, main = feeds.words_of(entry), main_words(capture)
    if not main:
        return "no main text is found on the page"
    if len(own) > _LONGER * len(main):
        return "the page says less than the feed"
    return capture


def of_text(*, feed: Feed, entry: Entry, ref: EntryRef, at: datetime) -> Capture | None:
    """The capture of an entry's own text. None: it says nothing."""
    body = jsonfeed.one_entry(entry, feed, address=ref.feed)
    address = entry.url or ref.feed
    for found in feeds.read(body, address=address, received_at=at, captured_at=at):
        if isinstance(found, Capture) and found.sheets:
            return feeds.of_entry(found, feed, entry, ref)
    return None


def main_words(capture: Capture) -> str:
    """The words of a capture's articles, title and furniture left out; of plain text, all."""
    if not capture.sheets:
        return capture.text if capture.media_type == "text/plain" else ""
    blocks = (b for sheet in capture.sheets for b in sheet.blocks if b.role in REPORTING)
    return "\n".join(block.span.of(capture.text) for block in blocks)


def same_words(one: Capture, other: Capture) -> bool:
    """Whether two captures of one entry say the same."""
    return one.id == other.id or _WORD.findall(main_words(one)) == _WORD.findall(main_words(other)) != []
