"""Which image a page leads with, and what bytes are."""

import pytest

from readout.intake.images import LeadImage, kind_of, lead_image

AT = "https://quay.example/news/1"
KINDS = {
    "png": (b"\x89PNG\r\n\x1a\n....", "image/png"),
    "jpeg": (b"\xff\xd8\xff\xe0..", "image/jpeg"),
    "gif": (b"GIF89a..", "image/gif"),
    "webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
    "avif": (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00", "image/avif"),
    "avif by a later brand": (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00avif....", "image/avif"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', None),
    "a page": (b"<!doctype html>", None),
    "a film": (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", None),
    "a sound": (b"RIFF\x00\x00\x00\x00WAVEfmt ", None),
    "nothing": (b"", None),
    "a few bytes": (b"\x00\x00\x00\x00ftyp", None),
}


@pytest.mark.parametrize(("body", "kind"), KINDS.values(), ids=KINDS)
def test_an_image_is_what_its_bytes_say(body, kind):
    assert kind_of(body) == kind


PAGES = {
    "the first figure": (
        b'<meta property="og:image" content="/share.jpg"><figure><img src="a.jpg" alt="The  quay"></figure>',
        LeadImage(address="https://quay.example/news/a.jpg", alt="The quay"),
    ),
    "a figure that is loaded late": (
        b'<figure><img data-src="/late.webp"></figure>',
        LeadImage(address="https://quay.example/late.webp"),
    ),
    "what is given for sharing": (
        b'<meta property="og:image" content="https://i.example/x.png"><meta property="og:image:alt" content="A map">',
        LeadImage(address="https://i.example/x.png", alt="A map"),
    ),
    "no counter": (
        b'<figure><img src="/dot.gif" width="1" height="1"></figure><meta name="twitter:image" content="/t.png">',
        LeadImage(address="https://quay.example/t.png"),
    ),
    "no address of the web": (b'<figure><img src="data:image/png;base64,AAAA"></figure>', None),
    "no script": (b'<figure><img src="javascript:alert(1)"></figure>', None),
    "no file": (b'<meta property="og:image" content="file:///etc/passwd">', None),
    "no image in the text alone": (b'<p><img src="/logo.png"></p>', None),
    "nothing": (b"", None),
    "broken": (b"<figure><img <figure", None),
}


@pytest.mark.parametrize(("body", "found"), PAGES.values(), ids=PAGES)
def test_the_image_that_a_page_leads_with(body, found):
    assert lead_image(body, address=AT) == found
