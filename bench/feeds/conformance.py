"""Whether any conformance case raises, and whether every entry in it is accounted for.

    python bench/feeds/conformance.py FOLDER_OF_CASES [--show]

Entries are counted in the bytes as start tags of `item` and `entry` outside comments and CDATA.
"""

import re
import sys
import warnings
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from readout.intake import feed
from readout.intake.discover import feeds_on
from readout.intake.entries import feed_in

ADDRESS = "https://feed.example/feed"
NOW = datetime.now(UTC)
warnings.simplefilter("ignore")
folder, show = Path(sys.argv[1]), "--show" in sys.argv
count: Counter[str] = Counter()
for path in sorted(path for path in folder.rglob("*") if path.is_file()):
    body = path.read_bytes()
    count["cases"] += 1
    try:
        found = feed_in(body, address=ADDRESS)
        list(feed.read(body, address=ADDRESS, received_at=NOW, captured_at=None))
        feeds_on(body, address=ADDRESS)
    except Exception as error:
        count["raised"] += 1
        print(path, repr(error))
        continue
    words = re.sub(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", b"", body.replace(b"\x00", b""), flags=re.S)
    tags = len(re.findall(rb"<(?:\w+:)?(?:item|entry)[\s>/]", words))
    if found is None:
        outcome = "no feed"
    elif len(found.entries) == tags:
        outcome = "as many entries as tags"
    else:
        outcome = "another number"
    count[outcome] += 1
    if show and (outcome == "another number" or (found is None and tags)):
        print(outcome, path.relative_to(folder), tags, len(found.entries) if found else 0)
print(dict(count))
