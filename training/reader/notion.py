"""Labels of different makers brought to one notion of where a cue and a content begin and end.

A cue is all words of the verb group and a colon after it. A content begins with its conjunction and its
quotation mark, keeps the mark that closes it, and leaves out the stop or comma that follows it.
"""

from dataclasses import replace

from texts import Document, Paragraph, Relation, flat_of, pieces_in

from readout.encoder.wordpiece import CLOSES, MARK, OPENS

NEAR = 4


def in_one_notion(document: Document) -> Document:
    return replace(document, paragraphs=tuple(in_paragraph(p) for p in document.paragraphs))


def in_paragraph(paragraph: Paragraph) -> Paragraph:
    text = [w.span.of(paragraph.text) for w in paragraph.words]
    relations = []
    for relation in paragraph.relations:
        found = _relation(relation, paragraph.words, text)
        if found:
            relations.append(found)
    # Contents that no cue of the paragraph introduces stay as they are.
    told = [run for relation in paragraph.relations for run in relation.contents]
    alone = [
        (a, b)
        for role, a, b in pieces_in(paragraph.flat, 0, len(paragraph.flat))
        if role == "content" and not any(x < b and a < y for x, y in told)
    ]
    alone = tuple(filter(None, (content(run, None, paragraph.words, text) for run in alone)))
    return with_relations(paragraph, relations, [("content", alone)])


def with_relations(paragraph: Paragraph, relations, more=()) -> Paragraph:
    """The paragraph with other relations; `more`: (role, ranges) that stand without a cue."""
    spans = list(more)
    for relation in relations:
        spans += [("cue", (relation.cue,)), ("source", relation.speakers), ("content", relation.contents)]
    return replace(paragraph, relations=tuple(relations), flat=flat_of(len(paragraph.words), spans))


def _relation(relation: Relation, words, text) -> Relation | None:
    a, b = relation.cue
    speakers = sorted(relation.speakers, key=lambda r: min(abs(r[1] - a), abs(r[0] - b)))[:1]
    if speakers and speakers[0][0] < b and a < speakers[0][1]:
        return None
    if (
        speakers
        and 0 < a - speakers[0][1] <= NEAR
        and all(w.shape != MARK for w in words[speakers[0][1] : a])
    ):
        a = speakers[0][1]
    if b < len(text) and text[b] == ":":
        b += 1
    contents = [content(r, (a, b), words, text) for r in relation.contents]
    kept = tuple(r for r in contents if r and not (r[0] < b and a < r[1]))
    moved = replace(relation, cue=(a, b), speakers=tuple(speakers), contents=kept)
    return moved if kept or not relation.contents else None


def content(run, cue, words, text):
    a, b = run
    if cue and a - cue[1] == 1 and words[cue[1]].shape != MARK:
        a -= 1
    if a and words[a - 1].quoting == OPENS and not (cue and cue[0] < a <= cue[1]):
        a -= 1
    opened = any(words[n].quoting == OPENS for n in range(a, b))
    if b < len(words) and words[b].quoting == CLOSES and opened:
        b += 1
    elif b + 1 < len(words) and text[b] in ",.?!" and words[b + 1].quoting == CLOSES and opened:
        b += 2
    while b > a:
        last = words[b - 1]
        closes_here = last.quoting == CLOSES and opened
        if last.shape != MARK or closes_here or text[b - 1] not in ',.;:—–-"”»':
            break
        b -= 1
    return (a, b) if a < b else None
