"""Articles in, stories out: one event told once, links between articles, threads over weeks."""

from collections.abc import Mapping, Sequence

from readout.model import Article, CaptureId, Cast, CopyGroup, Judgement, Told
from readout.stories.links import copy_links as copy_links
from readout.stories.sketch import Sketch as Sketch
from readout.stories.sketch import persons_named as persons_named
from readout.stories.sketch import sketch as sketch
from readout.stories.telling import Changed as Changed
from readout.stories.telling import Telling as Telling

ORIGIN = "stories/3"


def tell(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    copies: Sequence[CopyGroup],
    cast: Cast,
    judgements: Sequence[Judgement] = (),
) -> Told:
    """Every article in exactly one story; links and threads say why.

    A judgement outranks any score. The result does not depend on the order of the articles.
    """
    telling = Telling()
    ids = {article.id for article in articles}
    telling.change(
        sketches(articles, texts, cast),
        copies=copies,
        regrouped={one for group in copies for one in group.articles} & ids,
        judgements=judgements,
    )
    told = telling.told()
    links = (*copy_links(articles, copies), *told.links)
    return Told(stories=told.stories, links=links, threads=told.threads)


def sketches(articles: Sequence[Article], texts: Mapping[CaptureId, str], cast: Cast) -> list[Sketch]:
    """The sketches of articles, in the order of their ids."""
    persons = persons_named(cast, articles)
    return [
        sketch(article, texts[article.capture_id], persons.get(article.id, frozenset()))
        for article in sorted(articles, key=lambda a: a.id)
    ]
