"""Make the demo's pages and their gold readings from the marked texts beside this file.

    python gold/demo/make.py            # writes demo/ and gold/demo/gold.jsonl
    python gold/demo/make.py --check    # says whether both are what the marked texts make

A marked text is a page with its readings written into it while the page was written:

    {{act/also,also|speaker's name|type|mode|via}}an utterance with <<the speaker's words>>{{/}}
    %title, %furniture, %negative at the start of a line; %question NAME | and %answer NAME | for turns

types: p person, c collective, a anonymous; modes: d direct, p partial, i indirect, n narrated.
Quotations are what stands inside quotation marks in an utterance. The page is the text without marks.
HTML pages and feeds are set from the same texts, cut and retitled as outlets do with agency copy.
"""

import html
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
DEMO = HERE.parent.parent / "demo"
TYPES = {"p": "person", "c": "collective", "a": "anonymous"}
MODES = {"d": "direct", "p": "partial", "i": "indirect", "n": "narrated"}
PRONOUNS = {"he", "she", "it", "they", "il", "elle", "er", "sie", "он", "она", "він", "вона"}
MARK = re.compile(r"\{\{(?P<head>[^{}/]+(?:/[^{}|]*)?\|[^{}]*)\}\}|(?P<end>\{\{/\}\})|(?P<open><<)|(?P<close>>>)")
QUOTED = re.compile(r"“([^”]*)”|«\s*([^»]*?)\s*»|„([^“]*)“")
SUFFIX = re.compile(r"\s+(?:\||-)\s+(?:The Tagus Gazette|Nordwire|Baltic Ledger|Open Harbour)$")


def read_marked(path):
    """The page's text, and the readings written into it."""
    doc, page, readings = path.name[:2], "", []
    for line in path.read_text(encoding="utf-8").split("\n"):
        page, found = set_line(page, line, doc)
        readings += found
        page += "\n"
    return page[:-1], readings


def set_line(page, line, doc):
    kind, name = None, None
    match = re.match(r"%(title|furniture|negative|question|answer) (?:([^|]+) \| )?", line)
    if match:
        kind, name = match[1], match[2] if match[1] in {"question", "answer"} else None
        line = line[match.end() :] if name or match[2] is None else line[match.start(2) :]
    start = len(page)
    page, found = set_statements(page, line, doc)
    words = page[start:]
    if kind == "title":
        clean = SUFFIX.sub("", words)
        found.append(reading("title", doc, page, start, start + len(clean)))
    elif kind in {"question", "answer"}:
        found.append(reading("turn", doc, page, start, len(page)) | {"turn_role": kind, "speaker": name})
    elif kind:
        found.append(reading(kind, doc, page, start, len(page)))
    return page, found


def set_statements(page, line, doc):
    found, at, open_ = [], 0, None
    speaker = last = None
    for match in MARK.finditer(line):
        page += line[at : match.start()]
        at = match.end()
        if match["head"]:
            open_ = match["head"], len(page)
            speaker = None if last is None else last  # a second verb shares the speaker
        elif match["open"]:
            speaker = len(page)
        elif match["close"]:
            speaker = last = speaker, len(page)
        else:
            found.append(statement(doc, page, *open_, speaker))
    return page + line[at:], found


def statement(doc, page, head, start, speaker):
    acts, name, type_, mode, *via = head.split("|")
    act, *also = re.split(r"[/,]", acts)
    assert isinstance(speaker, tuple), f"{doc}: no speaker in {page[start:]!r}"
    written = page[speaker[0] : speaker[1]]
    by = "pronoun" if written.casefold() in PRONOUNS else "explicit"
    last = name.split()[-1]
    if by == "explicit" and type_ == "p" and last not in written:
        by = "role_mention"
    words = page[start:]
    quotes = [(m.start(m.lastindex), m.end(m.lastindex)) for m in QUOTED.finditer(words)]
    return reading("statement", doc, page, start, len(page)) | {
        "act": act,
        "act_also": also,
        "mode": MODES[mode],
        "speaker": {"as_written": written, "name": name, "type": TYPES[type_], "resolved_by": by,
                    "anonymous": type_ == "a", "start": speaker[0], "end": speaker[1]},
        "via": [{"name": v} for v in via],
        "quotes": [{"start": start + a, "end": start + b} for a, b in quotes if b > a],
    }


def reading(kind, doc, page, start, end):
    assert page[start:end], (kind, doc)
    return {"kind": kind, "doc": doc, "start": start, "end": end}


# -- HTML pages and feeds from the same texts -------------------------------------------------------


def article(number):
    """(title, date, paragraphs) of a marked page, without its furniture."""
    path = next((HERE / "marked").glob(f"{number}-*.txt"))
    text, readings = read_marked(path)
    dropped = {text[r["start"] : r["end"]] for r in readings if r["kind"] == "furniture"}
    titles = [text[r["start"] : r["end"]] for r in readings if r["kind"] == "title"]
    paragraphs = [p for p in text.split("\n") if len(p) > 60 and p not in dropped and not p.startswith(titles[0])]
    date = re.search(r"(\d+) (?:March|mars|марта|März|de marzo|березня|February)", text)
    month = "02" if "February" in text.split("\n\n")[-1] or "24 February" in text else "03"
    return titles[0], f"2026-{month}-{int(date[1]):02}" if date else "2026-03-12", paragraphs


def page_of(title, date, paragraphs, *, outlet, author, related, comments, caption):
    facts = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title,
             "datePublished": f"{date}T12:00:00+00:00", "author": [{"@type": "Person", "name": author}],
             "publisher": {"@type": "Organization", "name": outlet}}
    e = html.escape
    body = "\n".join(f"<p>{e(p)}</p>" for p in paragraphs)
    links = "\n".join(f'<li><a href="/{n}">{e(r)}</a></li>' for n, r in enumerate(related))
    said = "\n".join(f"<li><b>{e(who)}</b><p>{e(what)}</p></li>" for who, what in comments)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{e(title)} | {e(outlet)}</title>
<meta property="og:site_name" content="{e(outlet)}">
<meta property="og:title" content="{e(title)}">
<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script>
<script>window.pageviews = 1;</script>
</head>
<body>
<div class="cookie-bar" role="dialog"><p>We use cookies to count our readers.</p><button>Accept</button></div>
<header><a href="/">{e(outlet)}</a><nav><a href="/news">News</a> <a href="/ports">Ports</a> <a href="/opinion">Opinion</a></nav></header>
<main>
<article>
<h1>{e(title)}</h1>
<p class="byline">By {e(author)}</p>
<figure><img src="photo.jpg" alt=""><figcaption>{e(caption)}</figcaption></figure>
{body}
</article>
<aside class="related"><h2>Related</h2><ul>{links}</ul></aside>
<section class="comments"><h2>Comments</h2><ol>{said}</ol></section>
</main>
<footer><p>© 2026 {e(outlet)}. All rights reserved.</p></footer>
</body>
</html>
"""


COMMENTS = [("harbourmaster", "I was on the quay and I saw no grid, only fog."), ("lurker77", "Somebody should read the law before writing about it.")]
PAGES = {
    "29-fjordposten-ship-held.html": ("01", "Portuguese ship held in Bergen after survey without permit", 6,
        "Bergen's harbour master, Egil Tveit, said the ship would pay no quay fee. “She is a guest, if not by choice,” he said.",
        "Fjordposten International", "Kari Moen", "The Alma Ridge at the quay in Bergen."),
    "30-valletta-log-mackerel.html": ("27", "Coastal states split over mackerel quota", 4,
        "Malta, which has no mackerel, sent an observer. “We came to learn how not to agree,” the observer, Toni Zammit, said.",
        "The Valletta Log", "Grace Farrugia", "A catch of mackerel in Bergen."),
    "31-baltic-ledger-court.html": ("17", "Port fees end up in court", 4,
        "The administrative court in Riga said it would hear the complaint in May.",
        "Baltic Ledger", "Ants Kuusk", "The administrative court in Riga."),
    "32-lisbon-courier-ship-free.html": ("13", "The Alma Ridge is free", 5,
        "Opposition leader Carlota Mendes said the government had been lucky. “Luck is not a policy,” she said.",
        "The Lisbon Courier", "Miguel Sarmento", "The Alma Ridge leaving Bergen."),
    "33-tagus-gazette-mackerel.html": ("27", "Iceland wants to fish less, the Faroes do not", 3,
        "The fishermen's cooperative of Setúbal welcomed the Icelandic proposal.",
        "The Tagus Gazette", "Rui Antunes", "Fishing boats in Setúbal."),
    "34-open-harbour-certificates.html": ("12", "Two flags, one certificate", 5,
        "Open Harbour asked ten officers what they made of it. Nine said it was about time; one was at sea.",
        "Open Harbour", "Marta Ilves", "Officers of the merchant navy in Valletta."),
}
FEEDS = {
    "35-nordwire.rss.xml": ("Nordwire", ("01", "03", "13", "27"), "rss-full"),
    "36-baltic-ledger.rss.xml": ("Baltic Ledger", ("10", "16"), "rss"),
    "37-valletta-log.atom.xml": ("The Valletta Log", ("12", "23"), "atom"),
    "38-lisbon-courier.feed.json": ("The Lisbon Courier", ("05", "15", "28"), "json"),
}


def feed_of(outlet, numbers, kind):
    e = html.escape
    host = f"https://{re.sub(r'[^a-z]', '', outlet.lower())}.example"
    entries = [(n, *article(n)) for n in numbers]
    if kind == "json":
        items = [{"id": f"{host}/{n}", "url": f"{host}/{n}", "title": t, "date_published": f"{d}T12:00:00Z",
                  "content_html": "".join(f"<p>{e(x)}</p>" for x in p[:2])} for n, t, d, p in entries]
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": outlet, "home_page_url": host, "items": items}
        return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"
    if kind == "atom":
        inner = "".join(
            f"<entry><id>{host}/{n}</id><title>{e(t)}</title><updated>{d}T12:00:00Z</updated><link href=\"{host}/{n}\"/>"
            f"<content type=\"html\">{e(''.join(f'<p>{e(x)}</p>' for x in p))}</content></entry>\n" for n, t, d, p in entries)
        return f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>{e(outlet)}</title><id>{host}/</id><updated>2026-03-12T09:00:00Z</updated>\n{inner}</feed>\n'
    days = {"24": "Tue", "02": "Mon", "03": "Tue", "09": "Mon", "10": "Tue", "11": "Wed"}
    full = kind == "rss-full"

    def item(n, t, d, p):
        month = "Feb" if d[5:7] == "02" else "Mar"
        text = f"<content:encoded>{e(''.join(f'<p>{e(x)}</p>' for x in p))}</content:encoded>" if full else ""
        return (f"<item><guid>{host}/{n}</guid><link>{host}/{n}</link><title>{e(t)}</title>"
                f"<pubDate>{days[d[8:]]}, {d[8:]} {month} 2026 12:00:00 GMT</pubDate><description>{e(p[0])}</description>{text}</item>\n")

    inner = "".join(item(*entry) for entry in entries)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{e(outlet)}</title><link>{host}</link><description>News</description>\n{inner}</channel></rss>\n'


#: Which articles tell one event, and which only look as if they did: (document, part of its title).
RELATIONS = [
    ("same_event", "01", "02"), ("same_event", "13", "14"), ("same_event", "13", "21"), ("same_event", "13", "22"),
    ("same_event", "13", "20"), ("same_event", "12", "19"), ("same_event", "16", "18"), ("same_event", "04", "05"),
    ("same_event", "05", "06"), ("near_miss", "10", "16"), ("near_miss", "10", "12"), ("near_miss", "01", "13"),
    ("near_miss", "13", "27"), ("near_miss", "16", "17"), ("near_miss", "12", "23"), ("near_miss", "10", "27"),
    ("near_miss", "15", "27"), ("near_miss", "23", "24"), ("follow_up", "03", "01"), ("follow_up", "24", "13"),
    ("follow_up", "23", "12"), ("follow_up", "17", "16"), ("same_thread", "10", "16"), ("same_thread", "05", "28"),
]  # fmt: skip


def made():
    """Every file this makes, as (path, text)."""
    readings = []
    for path in sorted((HERE / "marked").glob("*.txt")):
        text, found = read_marked(path)
        readings += found
        yield DEMO / path.name, text
    for name, (number, title, cut, local, outlet, author, caption) in PAGES.items():
        _, date, paragraphs = article(number)
        related = ["Museum reopens with a model of the first cable", "Night trains: a timetable in May"]
        yield DEMO / name, page_of(title, date, [*paragraphs[:cut], local], outlet=outlet, author=author,
                                   related=related, comments=COMMENTS, caption=caption)
    for name, (outlet, numbers, kind) in FEEDS.items():
        yield DEMO / name, feed_of(outlet, numbers, kind)
    readings += [{"kind": "relation", "label": label, "a": a, "b": b} for label, a, b in RELATIONS]
    yield HERE / "gold.jsonl", "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in readings)


def main():
    stale = []
    for path, text in made():
        if "--check" in sys.argv:
            if not path.is_file() or path.read_bytes() != text.encode():
                stale.append(path.name)
        else:
            path.write_bytes(text.encode())
    if stale:
        sys.exit("not what the marked texts make: " + ", ".join(stale))


if __name__ == "__main__":
    main()
