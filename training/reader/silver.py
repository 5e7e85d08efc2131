"""Labels that the program's own rules make, as weak extra teaching on openly licensed text."""

from notion import content, in_paragraph, with_relations
from texts import Document, Relation, covered

from readout.model import Article, ArticleId, Block, CaptureId, Role, Span
from readout.statements import read_statements


def read_by_rules(document: Document, sure: float = 0.0) -> Document:
    """The same document with the labels of the rules in place of its own."""
    text, blocks = "", []
    for paragraph in document.paragraphs:
        start = len(text)
        text += paragraph.text
        blocks.append(Block(span=Span(start, len(text)), role=Role.BODY))
        text += "\n"
    article = Article(
        id=ArticleId(document.id),
        capture_id=CaptureId(document.id),
        blocks=tuple(blocks),
        language="en",
        origin="training",
    )
    found = [s for s in read_statements(article, text, fast=True) if s.confidence >= sure]
    paragraphs = []
    for block, paragraph in zip(blocks, document.paragraphs, strict=True):
        relations: list[Relation] = []
        alone = []
        for statement in found:
            if statement.content.span not in block.span:
                continue
            run = {}
            for role, passage in (
                ("speaker", statement.speaker),
                ("cue", statement.cue),
                ("content", statement.content),
            ):
                if passage is not None and passage.span in block.span:
                    inside = passage.span.shifted(-block.span.start)
                    run[role] = covered(paragraph.words, inside.start, inside.end)
            if run.get("cue") and run.get("content"):
                speakers = (run["speaker"],) if run.get("speaker") else ()
                relations.append(Relation(run["cue"], speakers, (run["content"],)))
            elif run.get("content") and relations:
                # A quotation that goes on after "..., she said." belongs to what she said.
                last = relations[-1]
                relations[-1] = Relation(last.cue, last.speakers, (*last.contents, run["content"]))
            elif run.get("content"):
                alone.append(run["content"])
        text_of = [w.span.of(paragraph.text) for w in paragraph.words]
        alone = [content(r, None, paragraph.words, text_of) for r in alone]
        made = with_relations(paragraph, relations)
        paragraphs.append(
            with_relations(
                in_paragraph(made), in_paragraph(made).relations, [("content", tuple(filter(None, alone)))]
            )
        )
    return Document(document.id, document.part, tuple(paragraphs))


def both(labelled: Document, ruled: Document) -> Document:
    """The labels of people, and those of the rules where people marked no cue."""
    paragraphs = []
    for one, other in zip(labelled.paragraphs, ruled.paragraphs, strict=True):
        taken = [r.cue for r in one.relations]
        more = [r for r in other.relations if not any(a < r.cue[1] and r.cue[0] < b for a, b in taken)]
        paragraphs.append(with_relations(one, sorted([*one.relations, *more], key=lambda r: r.cue)))
    return Document(labelled.id, labelled.part, tuple(paragraphs))
