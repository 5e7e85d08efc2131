"""Actors of events by the names that the cast knows them under."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from readout.model import Cast, Mention, Telling


def named(tellings: Sequence[Telling], cast: Cast) -> tuple[Telling, ...]:
    """The tellings with each actor whose words a mention fills under the actor's name.

    Words that no mention fills stay as they are: an event's actor need not be anybody who speaks.
    """
    names = {actor.id: actor.name for actor in cast.actors}
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in cast.mentions:
        mentions[mention.passage.capture_id].append(mention)

    def with_name(telling: Telling) -> Telling:
        if telling.actor is None:
            return telling
        place = telling.passage.span
        for mention in mentions.get(telling.passage.capture_id, ()):
            inside = mention.passage.span in place
            if inside and " ".join(mention.passage.exact.split()) == telling.actor:
                return replace(telling, actor=names.get(mention.actor_id, telling.actor))
        return telling

    return tuple(map(with_name, tellings))
