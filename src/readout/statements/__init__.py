"""Articles in, statements out: who is reported to have said what, in which words, by whom."""

from readout.model import Article, Statement


def read_statements(article: Article, text: str) -> tuple[Statement, ...]:
    """The statements of an article in order of their place. `text` is its capture's text."""
    raise NotImplementedError(article.id, len(text))
