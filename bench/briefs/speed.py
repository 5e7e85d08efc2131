"""CPU time of one brief of a story of 40 articles, read before.

    python bench/briefs/speed.py

The articles are made up, of twenty sentences each; statements are read by rules.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "tests"))

import newsroom
from readout.briefs import write_brief
from readout.model import Cast, Story, StoryId
from readout.statements import read_statements

ARTICLES, SENTENCES = 40, 20
texts = [
    "\n".join(
        f"Minister Anna Verd of town {n} said on Monday that bridge {n} {k} would be closed to heavy lorries."
        for k in range(SENTENCES)
    )
    for n in range(ARTICLES)
]
articles = [newsroom.article(text, outlet=f"Paper {n}") for n, text in enumerate(texts)]
held = {article.capture_id: text for article, text in zip(articles, texts, strict=True)}
said = [s for a in articles for s in read_statements(a, held[a.capture_id], fast=True)]
story = Story(id=StoryId("s"), title="", articles=tuple(a.id for a in articles))
write_brief(story, articles[:1], held, said, Cast())
start = time.process_time()
brief = write_brief(story, articles, held, said, Cast())
spent = time.process_time() - start
print(
    json.dumps(
        {
            "articles": ARTICLES,
            "statements": len(said),
            "milliseconds": round(spent * 1000),
            "without_passage": sum(not s.passages for s in brief.sentences),
        }
    )
)
