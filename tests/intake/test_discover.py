import pytest

from readout.intake.discover import feeds_on

AT = "https://quay.example/news/page"


def found(page: str) -> list[str]:
    return [offer.address for offer in feeds_on(page.encode(), address=AT)]


LINK = '<link rel="alternate" type="application/rss+xml" href="{}" title="News">'
PAGES = {
    "relative": (LINK.format("../rss"), ["https://quay.example/rss"]),
    "base": ('<base href="https://cdn.example/x/">' + LINK.format("rss"), ["https://cdn.example/x/rss"]),
    "capitals": ('<LINK REL="Alternate" TYPE="Application/ATOM+xml" HREF="/a">', ["https://quay.example/a"]),
    "twice": (LINK.format("/rss") * 2, ["https://quay.example/rss"]),
    "comments last": (
        LINK.format("/comments/feed") + LINK.format("/feed"),
        ["https://quay.example/feed", "https://quay.example/comments/feed"],
    ),
    "a style sheet": ('<link rel="alternate stylesheet" type="text/css" href="/rss.css">', []),
    "an api": ('<link rel="alternate" type="application/json" href="/wp-json/posts/1">', []),
    "another scheme": (LINK.format("file:///etc/passwd"), []),
    "only words": ('<body><a href="/feed.xml">all news</a>', ["https://quay.example/feed.xml"]),
    "words beside a head": (LINK.format("/rss") + '<a href="/atom">x</a>', ["https://quay.example/rss"]),
    "no feed": ("<p>nothing to feed on</p><a href='/feedback'>x</a>", []),
    "broken address": (LINK.format("//[oops/feed"), []),
    "broken base": ('<base href="http://[">' + LINK.format("https://q.example/f"), ["https://q.example/f"]),
    "empty": ("", []),
}


@pytest.mark.parametrize(("page", "wanted"), PAGES.values(), ids=PAGES)
def test_a_page_offers_its_feeds(page, wanted):
    assert found(page) == wanted
