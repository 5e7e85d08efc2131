"""Who speaks for whom: spokespersons, by the office that an article gives them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from readout.lang.cues import words as listed_words
from readout.lang.ledger import ledger_list
from readout.ledger.states import states_in
from readout.model import Actor, ActorId, ActorType, Article, CaptureId, Cast, RoleHeld, Speaking


def speaking_for(articles: Sequence[Article], cast: Cast) -> tuple[Speaking, ...]:
    """Each spokesperson with the one spoken for, in the article's words; each pair once."""
    languages = {article.capture_id: article.language.partition("-")[0] for article in articles}
    by_name = {name.casefold(): actor.id for actor in cast.actors for name in (actor.name, *actor.names)}
    found: dict[tuple[ActorId, str], Speaking] = {}
    for actor in cast.actors:
        for speaking in _of(actor, languages, by_name):
            found.setdefault((actor.id, speaking.principal.casefold()), speaking)
    return tuple(found.values())


def _of(
    actor: Actor, languages: Mapping[CaptureId, str], by_name: Mapping[str, ActorId]
) -> Iterator[Speaking]:
    if actor.type is not ActorType.PERSON:
        return
    for role in actor.roles:
        language = languages.get(role.passage.capture_id)
        principal = _principal(role, language) if language else None
        if principal:
            first, _, rest = principal.partition(" ")
            bare = (
                rest
                if rest and first.casefold() in listed_words(language or "", "titles", "follow")
                else principal
            )
            known = by_name.get(principal.casefold()) or by_name.get(bare.casefold())
            yield Speaking(who=actor.id, principal=bare, principal_id=known, passage=role.passage)


def _principal(role: RoleHeld, language: str) -> str | None:
    """The words of a role beside its word for a spokesperson. None: it is none, or names nobody."""
    spokes = sorted(listed_words(language, "people", "spokes"), key=len, reverse=True)
    for word in spokes:
        match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", role.text, re.IGNORECASE)
        if match is None:
            continue
        before, behind = role.text[: match.start()].strip(" ,"), role.text[match.end() :].strip(" ,")
        for joint in ledger_list(language, "for_whom"):
            if behind.casefold().startswith(f"{joint} "):
                return behind[len(joint) :].strip()
        if behind and not ledger_list(language, "for_whom"):
            return behind  # no word stands between: the case of the noun tells
        words = before.split()
        return before if words and (words[0][0].isupper() or states_in(before, language)) else None
    return None
