"""CPU time of an edition: the briefs of all stories of a store written anew, and the one-file HTML made.

    python bench/briefs/edition.py STORE

STORE is any store of articles that were read (`readout add`, `bench/feeds/world.py --keep`). Nothing is
written into it. Prints the stories, the seconds of the briefs, of the page, and both for 1,000 stories.
"""

import json
import sys
import time
from datetime import UTC, datetime

from readout.briefs import write_brief
from readout.desk import open_desk
from readout.desk.facts import Known
from readout.formats.html import as_html

with open_desk(sys.argv[1]) as desk:
    edition = desk.edition()
texts = {capture.id: capture.text for capture in edition.captures}
articles = {article.id: article for article in edition.articles}
said: dict[str, list] = {}
for statement in edition.statements:
    said.setdefault(statement.article_id, []).append(statement)
start = time.process_time()
known = Known(edition.articles, texts, edition.cast, edition.copies, edition.events, edition.changes)
sentences = 0
for story in edition.told.stories:
    held = [articles[a] for a in story.articles]
    theirs = [s for a in story.articles for s in said.get(a, ())]
    ids = {s.id for s in theirs}
    disputes = [d for d in edition.disputes if any(i in ids for side in d.sides for i in side.statements)]
    facts = known.of(story, held, theirs, disputes)
    sentences += len(write_brief(story, held, texts, theirs, edition.cast, disputes, facts).sentences)
briefs = time.process_time() - start
start = time.process_time()
page = as_html(edition, now=datetime(2026, 2, 18, tzinfo=UTC))
made = time.process_time() - start
stories = len(edition.told.stories)
print(
    json.dumps(
        {
            "stories": stories,
            "sentences": sentences,
            "briefs_s": round(briefs, 1),
            "page_s": round(made, 1),
            "page_kilobytes": len(page.encode()) // 1000,
            "thousand_stories_s": round((briefs + made) * 1000 / stories, 1),
        }
    )
)
