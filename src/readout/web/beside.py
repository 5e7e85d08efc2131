"""What stands beside an article: the words of the desk as a page shows them."""

from readout.desk import Desk
from readout.formats.html.beside import BesideView
from readout.formats.look import tidy
from readout.formats.words import tongue


def translations(desk: Desk, article_id: str) -> list[BesideView]:
    """The translations of an article that are held. Asks nobody."""
    return [
        BesideView(
            language=one.language,
            by=one.by,
            rows=tuple((tidy(original), tidy(words) if words else None) for original, words in one.rows),
            wanted=one.language.partition("-")[0] == tongue(),
            href=f"/article/{one.article_id}" if one.article_id else "",
        )
        for one in desk.translations(article_id)
    ]
