"""Steps for tests of the desk: each says what it did and needs no workroom."""

from collections import Counter
from dataclasses import replace

from readout.desk import Step, Steps
from readout.model import (
    Act,
    Actor,
    ActorId,
    ActorType,
    Article,
    ArticleId,
    Block,
    Brief,
    Cast,
    Mention,
    Mode,
    Reading,
    Role,
    Statement,
    Story,
    StoryId,
    Told,
    Voices,
    trimmed,
)
from readout.model.story import Sentence, SentenceRole


class Fakes:
    """Steps that read one article a capture and one statement a line that says "said"."""

    def __init__(self, version: int = 1) -> None:
        self.did: Counter[str] = Counter()
        self.version = version

    def steps(self, **others) -> Steps:
        runs = {
            "articles": self.read_capture,
            "statements": self.read_statements,
            "actors": self.cast_actors,
            "copies": lambda articles, texts: (),
            "versions": lambda articles, texts, copies, came: (),
            "stories": self.tell,
            "events": lambda articles, texts, statements, cast, told: (),
            "positions": lambda articles, texts, statements, cast, told: (),
            "briefs": self.write_brief,
            "ledger": lambda articles, texts, statements, cast, told: ((), ()),
        }
        runs |= others
        return Steps(**{name: Step(name=name, version=self.version, run=run) for name, run in runs.items()})

    def read_capture(self, capture):
        self.did["articles"] += 1
        self.asked_at = capture.captured_at
        blocks, at = [], 0
        for line in capture.text.split("\n"):
            span = trimmed(capture.text, at, at + len(line))
            if span:
                blocks.append(Block(span=span, role=Role.BODY))
            at += len(line) + 1
        article = Article(
            id=ArticleId(f"a-{capture.id}"),
            capture_id=capture.id,
            blocks=tuple(blocks),
            title_clean=blocks[0].span.of(capture.text),
            title=capture.passage(blocks[0].span),
            outlet="The Paper",
            origin="fake",
        )
        return Reading(articles=(article,))

    def read_statements(self, article, text):
        self.did["statements"] += 1
        from newsroom import capture

        page = replace(capture(text))
        return tuple(
            Statement(
                article_id=article.id,
                passage=page.passage(block.span),
                act=Act.STATE,
                mode=Mode.INDIRECT,
                speaker=page.passage(trimmed(text, block.span.start, block.span.start + 4)),
                cue=None,
                content=page.passage(block.span),
                origin="fake",
            )
            for block in article.blocks
            if " said " in block.span.of(text)
        )

    def cast_actors(self, articles, texts, statements, judgements):
        self.did["grouping"] += 1
        self.judged = judgements
        if not statements:
            return Cast()
        kyiv = ActorId("kyiv")
        return Cast(
            actors=(Actor(id=kyiv, name="Kyiv", type=ActorType.COLLECTIVE, names=("Kyiv",)),),
            mentions=tuple(Mention(actor_id=kyiv, passage=s.speaker) for s in statements),
            voices={s.id: Voices(speaker=kyiv) for s in statements},
        )

    def tell(self, articles, texts, copies, cast, judgements):
        return Told(
            stories=tuple(
                Story(id=StoryId(f"s-{a.id}"), title=a.title_clean or "", articles=(a.id,)) for a in articles
            )
        )

    def write_brief(self, story, articles, texts, statements, cast, disputes):
        return Brief(
            id=f"b-{story.id}",
            story=story.id,
            sentences=tuple(
                Sentence(
                    role=SentenceRole.SUMMARY,
                    text=s.passage.exact,
                    passages=(s.passage,),
                    origin="fake",
                )
                for s in statements[:1]
            ),
        )
