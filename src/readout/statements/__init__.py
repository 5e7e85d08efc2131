"""Articles in, statements out: who is reported to have said what, in which words, by whom."""

from readout.model import Article, Statement
from readout.statements.article import read_article
from readout.statements.times import said_on


def read_statements(article: Article, text: str) -> tuple[Statement, ...]:
    """The statements of an article in order of their place. `text` is its capture's text.

    Empty for a language whose cues nobody has written yet.

    Cost: about 30 microseconds a word.
    """
    found = sorted(read_article(article, text), key=lambda s: (s.passage.span, s.content.span, s.act))
    return tuple(said_on(found, article, text))
