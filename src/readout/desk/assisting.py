"""Asking a model or translator: within the budget, never the same twice, and verified before it is shown."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from readout import assist, statements
from readout.assist import Answer, AssistSettings
from readout.assist.model import read, sendable, sent
from readout.assist.talk import ORIGIN
from readout.briefs.rewritten import checked_sentence
from readout.briefs.told import telling
from readout.desk.clock import Clock
from readout.model import Article, Edition, Passage, Problem, Sentence, SentenceRole
from readout.store import Store, tables
from readout.store.proposals import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Assisted:
    """What of a proposal follows from the articles, and what was refused."""

    sentences: tuple[Sentence, ...] = ()
    #: Each with why: a constant word and the words it is about.
    refused: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    model: str = ""
    #: How many characters went out for it. 0: it was answered before.
    characters: int = 0
    #: How many sentences of the articles were not sent, for length.
    unsent: int = 0
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """Paragraphs beside their translations, which nothing has checked but the figures in them."""

    pairs: tuple[tuple[Passage, str], ...] = ()
    by: str = ""
    into: str = ""
    #: How many paragraphs are left out, since the translation has other figures.
    left_out: int = 0
    problem: Problem | None = None


class Assisting:
    """A model and a translator over one store."""

    def __init__(self, store: Store, settings: AssistSettings, clock: Clock) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock

    def shorten(self, edition: Edition, about: str) -> Assisted:
        """At most three sentences of a model on a story's articles, those that follow from them."""
        return self._verified("shorten", edition, about, "")

    def ask(self, edition: Edition, about: str, question: str) -> Assisted:
        """A model's answer to a question about a story, as far as it follows from the articles."""
        return self._verified("answer", edition, about, question)

    def sent(self) -> tuple[Kept, ...]:
        """What was sent, the latest first."""
        with self._store.reading() as db:
            return tables.proposals.all_of(db)

    def _verified(self, task: str, edition: Edition, about: str, question: str) -> Assisted:
        settings = self._settings
        if not settings.on:
            what = "no model is set: READOUT_ASSIST_ADDRESS and READOUT_ASSIST_MODEL name one"
            return Assisted(problem=Problem(where="assist", what=what, origin=ORIGIN))
        texts = {capture.id: capture.text for capture in edition.captures}
        language = edition.articles[0].language if edition.articles else "und"
        articles = [a for a in edition.articles if a.language == language]
        told = telling(articles, texts, edition.statements, edition.cast)
        lines = [line.passage.exact for line in told.lines]
        body = sent(task, lines, question, language, settings.model)

        def asked() -> Answer:
            if task == "shorten":
                return assist.shorten(lines, language, settings)
            return assist.ask(lines, question, language, settings)

        answer, characters = self._once(task, about, settings.address, body, asked, read)
        if answer.problem:
            return Assisted(model=settings.model, characters=characters, problem=answer.problem)
        sentences, refused = [], []
        for text, _ in answer.proposed:
            found = checked_sentence(text, told, statements.read_sentence, language)
            if found.follows:
                sentences.append(
                    Sentence(
                        role=SentenceRole.SUMMARY,
                        text=text,
                        passages=found.passages,
                        origin=f"{ORIGIN} {settings.model}",
                    )
                )
            else:
                refused.append((text, tuple((why.value, words) for why, words in found.wrong)))
        return Assisted(
            sentences=tuple(sentences),
            refused=tuple(refused),
            model=settings.model,
            characters=characters,
            unsent=len(lines) - sendable(lines),
        )

    def translate(self, article: Article, text: str, into: str) -> Translated:
        """An article's paragraphs beside their translations; one with other figures is left out."""
        translator = self._settings.translator
        if translator is None:
            what = "no translator is set: READOUT_TRANSLATOR_ADDRESS names one"
            return Translated(problem=Problem(where="assist", what=what, origin=ORIGIN))
        passages = [
            Passage(capture_id=article.capture_id, span=b.span, exact=b.span.of(text))
            for b in article.reporting()
        ]
        words = [passage.exact for passage in passages]
        body: dict[str, object] = {
            "texts": words,
            "from": article.language,
            "into": into,
            "kind": translator.kind,
        }

        def asked() -> Answer:
            return assist.translate(words, article.language, into, translator, self._settings.patience)

        def again(kept: str) -> tuple[tuple[str, tuple[int, ...]], ...] | None:
            return tuple((str(told), ()) for told in json.loads(kept))

        answer, _ = self._once("translate", article.id, translator.address, body, asked, again)
        if answer.problem:
            return Translated(problem=answer.problem)
        pairs = [
            (passage, told)
            for passage, (told, _numbers) in zip(passages, answer.proposed, strict=True)
            if figures(passage.exact) == figures(told)
        ]
        left_out = len(passages) - len(pairs)
        return Translated(pairs=tuple(pairs), by=translator.kind, into=into, left_out=left_out)

    def _once(
        self,
        task: str,
        about: str,
        address: str,
        body: dict[str, object],
        asked: Callable[[], Answer],
        again: Callable[[str], tuple[tuple[str, tuple[int, ...]], ...] | None],
    ) -> tuple[Answer, int]:
        """The answer, and how many characters went out for it; the same request is not sent twice."""
        told = json.dumps(body, ensure_ascii=False, sort_keys=True)
        key = hashlib.sha256(f"{address}|{told}".encode()).hexdigest()
        now = self._clock()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        with self._store.reading() as db:
            held = tables.proposals.answered(db, key)
            left = self._settings.budget - tables.proposals.spent(db, midnight)
        if held is not None:
            return Answer(proposed=again(held) or (), body=held), 0
        if len(told) > left:
            what = f"{len(told)} characters, and the day's budget has {max(0, left)} left; nothing was sent"
            return Answer(problem=Problem(where=address, what=what, origin=ORIGIN)), 0
        answer = asked()
        kept = answer.body
        if task == "translate" and not answer.problem:
            kept = json.dumps([words for words, _ in answer.proposed], ensure_ascii=False)
        self._keep(key, task, about, address, body, len(told), kept, answer, now)
        return answer, len(told)

    def _keep(
        self,
        key: str,
        task: str,
        about: str,
        address: str,
        body: dict[str, object],
        characters: int,
        kept: str,
        answer: Answer,
        at: datetime,
    ) -> None:
        trouble = answer.problem.what if answer.problem else ""
        with self._store.writing() as db:
            tables.proposals.put(
                db,
                Kept(
                    key=key,
                    task=task,
                    about=about,
                    address=address,
                    sent=body,
                    characters=characters,
                    body=kept,
                    trouble=trouble,
                    at=at,
                ),
            )


def figures(text: str) -> Sequence[str]:
    """The figures of a text, however its thousands and decimals are marked."""
    import re

    return sorted(re.sub(r"\D", "", figure) for figure in re.findall(r"\d[\d.,\u00a0\u202f]*", text))
