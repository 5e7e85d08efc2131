"""What changed between two versions, ready to be set."""

from dataclasses import dataclass

from readout.formats.html.index import Index
from readout.formats.html.said import Card, Said, card, said_view
from readout.formats.words import N_, _
from readout.model import Difference, Fate, SentenceEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceView:
    fate: str
    #: The fate as a word for the eye.
    word: str
    sign: str
    #: (kept, added or removed; the words). One run where the whole sentence has one fate.
    runs: tuple[tuple[str, str], ...]
    before_href: str
    after_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    fate: str
    before: Said | None
    after: Said | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    title: str
    language: str
    later: Card
    earlier: Card
    #: Whether one page prints both texts.
    one_page: bool
    reasons: tuple[str, ...]
    sentences: tuple[SentenceView, ...]
    statements: tuple[StatementView, ...]
    kept: int
    changed: int
    added: int
    removed: int


SIGNS = {Fate.KEPT: "", Fate.CHANGED: "~", Fate.ADDED: "+", Fate.REMOVED: "−"}
_SENTENCES = {
    Fate.CHANGED: N_("changed"),
    Fate.ADDED: N_("added"),
    Fate.REMOVED: N_("removed"),
    Fate.KEPT: N_("kept"),
}
FATES = {
    Fate.CHANGED: N_("changed"),
    Fate.ADDED: N_("appeared"),
    Fate.REMOVED: N_("vanished"),
    Fate.KEPT: N_("kept"),
}


def difference_view(index: Index, found: Difference) -> DifferenceView:
    version = found.version
    later, earlier = index.articles[version.later], index.articles[version.earlier]
    fates = [edit.fate for edit in found.sentences]
    return DifferenceView(
        title=card(index, later).title,
        language=later.language,
        later=card(index, later),
        earlier=card(index, earlier),
        one_page=version.later == version.earlier,
        reasons=tuple(reason.detail.rstrip(".") for reason in version.reasons),
        sentences=tuple(_sentence(index, edit) for edit in found.sentences),
        statements=tuple(
            StatementView(
                fate=_(FATES[edit.fate]),
                before=said_view(index, edit.before) if edit.before else None,
                after=said_view(index, edit.after) if edit.after else None,
            )
            for edit in found.statements
            if edit.fate is not Fate.KEPT
        ),
        kept=fates.count(Fate.KEPT),
        changed=fates.count(Fate.CHANGED),
        added=fates.count(Fate.ADDED),
        removed=fates.count(Fate.REMOVED),
    )


def _sentence(index: Index, edit: SentenceEdit) -> SentenceView:
    whole = edit.after or edit.before
    assert whole
    runs = edit.words or ((edit.fate, whole.exact),)
    return SentenceView(
        fate=edit.fate.value,
        word=_(_SENTENCES[edit.fate]),
        sign=SIGNS[edit.fate],
        runs=tuple((fate.value, words) for fate, words in runs),
        before_href=index.links.passage(edit.before) if edit.before else "",
        after_href=index.links.passage(edit.after) if edit.after else "",
    )
