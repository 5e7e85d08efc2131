"""What changed between two versions, as text or JSON. Pure."""

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from readout.formats.acts import name_of
from readout.formats.look import tidy
from readout.formats.reasons import reason_words
from readout.formats.words import N_, _, n_, quoted
from readout.model import (
    Article,
    Difference,
    Edition,
    Fate,
    Passage,
    SentenceEdit,
    Statement,
    StatementEdit,
)

_SIGN = {Fate.KEPT: " ", Fate.CHANGED: "~", Fate.ADDED: "+", Fate.REMOVED: "-"}
_SAID = {Fate.CHANGED: N_("changed"), Fate.ADDED: N_("appeared"), Fate.REMOVED: N_("vanished")}


def difference_text(found: Difference, edition: Edition, *, width: int) -> Iterator[str]:
    """Every sentence that is not the same, then every statement that is not."""
    articles = {article.id: article for article in edition.articles}
    version = found.version
    if version.later == version.earlier:
        yield (
            _("{article}: the update against the earlier story below it").format(
                article=_name(articles[version.later])
            )
            + "\n"
        )
    else:
        yield f"{_name(articles[version.later])} ({version.later})\n"
        yield (
            _("since {article} ({id})").format(article=_name(articles[version.earlier]), id=version.earlier)
            + "\n"
        )
    for reason in version.reasons:
        yield _("because {why}").format(why=tidy(reason_words(reason.detail))) + "\n"
    yield "\n"
    edits = [edit for edit in found.sentences if edit.fate is not Fate.KEPT]
    kept = len(found.sentences) - len(edits)
    yield (
        n_("{n} sentence the same", "{n} sentences the same", kept)
        + n_(", {n} not", ", {n} not", len(edits))
        + "\n"
    )
    for edit in edits:
        yield from _wrapped(_SIGN[edit.fate], _sentence(edit), width)
    said = [edit for edit in found.statements if edit.fate is not Fate.KEPT]
    yield (
        "\n"
        + (
            n_("{n} statements not the same", "{n} statements not the same", len(said))
            if said
            else _("The statements are the same.")
        )
        + "\n"
    )
    for one in said:
        for line in _statement(one):
            yield from _wrapped(_SIGN[one.fate], line, width)


def _name(article: Article) -> str:
    return tidy(article.title_clean or _("an untitled article"))


def _wrapped(sign: str, words: str, width: int) -> Iterator[str]:
    for n, line in enumerate(textwrap.wrap(words, max(20, width - 2)) or [""]):
        yield f"{sign if n == 0 else ' '} {line}\n"


def _sentence(edit: SentenceEdit) -> str:
    if edit.fate is not Fate.CHANGED:
        passage = edit.after or edit.before
        return tidy(passage.exact) if passage else ""
    marked = (
        words
        if fate is Fate.KEPT
        else f"[-{words.strip()}-]{_space(words)}"
        if fate is Fate.REMOVED
        else f"{{+{words.strip()}+}}{_space(words)}"
        for fate, words in edit.words
    )
    return tidy("".join(marked))


def _space(words: str) -> str:
    return " " if words[-1:].isspace() else ""


def _statement(edit: StatementEdit) -> Iterator[str]:
    if edit.after and edit.before and edit.fate is Fate.CHANGED:
        yield _("{said}, was").format(said=_voice(edit.before))
        yield _("{said}, is now ({fate})").format(said=_voice(edit.after), fate=_(_SAID[edit.fate]))
        return
    one = edit.after or edit.before
    if one:
        yield f"{_voice(one)} ({_(_SAID[edit.fate])})"


def _voice(statement: Statement) -> str:
    speaker = tidy(statement.speaker.exact) if statement.speaker else _("nobody named")
    words = quoted(tidy(statement.content.exact))
    return f"{speaker} — {name_of(statement.act)}: {words}"


def difference_json(found: Difference) -> Iterator[str]:
    """One JSON object; a passage is as the export has it."""
    version = found.version
    record: dict[str, Any] = {
        "kind": "difference",
        "later": version.later,
        "earlier": version.earlier,
        "reasons": [f"{reason.name}: {reason.detail}" for reason in version.reasons],
        "sentences": [
            {
                "fate": edit.fate,
                "before": _passage(edit.before),
                "after": _passage(edit.after),
                "words": [{"fate": fate, "text": words} for fate, words in edit.words],
            }
            for edit in found.sentences
        ],
        "statements": [
            {
                "fate": edit.fate,
                "before": edit.before.id if edit.before else None,
                "after": edit.after.id if edit.after else None,
            }
            for edit in found.statements
        ],
    }
    yield json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _passage(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    return {
        "capture": passage.capture_id,
        "start": passage.span.start,
        "end": passage.span.end,
        "text": passage.exact,
    }
