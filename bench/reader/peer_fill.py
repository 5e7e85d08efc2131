"""Fills lemon24/reader's database with the articles of a store of ours. Run by peer.py, with the peer's Python.

    VENV/bin/python bench/reader/peer_fill.py STORE DATABASE

Entries are put by the peer's own storage. Its index of words is filled with the statements that its own
`update_search` runs, in one transaction and not in three an entry: the texts have no markup to strip.
"""

import json
import sqlite3
import sys
import time
from datetime import UTC, datetime

from reader import Content, make_reader
from reader._types import EntryData, EntryUpdateIntent


def main(store: str, database: str) -> None:
    began, worked = time.monotonic(), time.process_time()
    ours = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    peer = make_reader(database)
    now, feeds, words, count = datetime.now(UTC), set(), [], 0
    rows = ours.execute(
        "SELECT a.noun, t.text FROM derived_articles a JOIN derived_texts t ON t.capture_id = a.capture_id"
    )
    batch: list[EntryUpdateIntent] = []
    for noun, text in rows:
        article = json.loads(noun)
        feed = f"https://{article['outlet'].replace(' ', '-').lower()}.example/feed"
        if feed not in feeds:
            feeds.add(feed)
            peer.add_feed(feed)
            peer.set_feed_user_title(feed, article["outlet"])
        published = datetime.fromisoformat(article["published"]["iso"])
        entry = EntryData(
            feed_url=feed,
            id=article["id"],
            title=article["title_clean"],
            link=f"https://news.example/{article['id']}",
            published=published,
            content=(Content(text, "text/plain"),),
        )
        batch.append(
            EntryUpdateIntent(
                entry,
                last_updated=now,
                first_updated=now,
                first_updated_epoch=now,
                recent_sort=published,
                hash_changed=None,
            )
        )
        words.append((article["title_clean"], text, article["outlet"], article["id"], feed))
        if len(batch) == 2000:
            peer._storage.add_or_update_entries(batch)
            count += len(batch)
            batch.clear()
    peer._storage.add_or_update_entries(batch)
    count += len(batch)
    peer.enable_search()
    db = peer._storage.factory()
    with db:
        # Every change is told to be done: the index is filled here.
        changes = dict(((feed, i), s) for s, feed, i in db.execute("SELECT sequence, feed, id FROM changes"))
        for number, (title, text, outlet, i, feed) in enumerate(words, 1):
            db.execute(
                "INSERT INTO entries_search (rowid, title, content, feed, _id, _feed, _content_path, "
                "_is_feed_user_title) VALUES (?, ?, ?, ?, ?, ?, '.content[0].value', 1)",
                (number, title, text, outlet, i, feed),
            )
            db.execute(
                "INSERT OR REPLACE INTO entries_search_sync_state VALUES (?, ?, ?, ?)",
                (changes[feed, i], feed, i, f"[{number}]"),
            )
        db.execute("DELETE FROM changes")
    peer.close()
    print(f"{count:,} entries: {time.monotonic() - began:.0f} s, {time.process_time() - worked:.0f} s of CPU")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
