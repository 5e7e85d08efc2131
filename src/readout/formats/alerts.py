"""Alerts and their hits as records. Pure."""

from collections.abc import Sequence
from typing import Any

from readout.model import Alert, Hit


def alert_record(alert: Alert, hits: Sequence[Hit]) -> dict[str, Any]:
    return {
        "kind": "alert",
        "number": alert.number,
        "name": alert.name,
        "acts": [act.value for act in alert.acts],
        "who": alert.who,
        "about": alert.about,
        "within": alert.within.exact if alert.within else None,
        "webhook": alert.webhook,
        "by": alert.by,
        "at": alert.at.isoformat(),
        "hits": len(hits),
    }


def hit_record(hit: Hit) -> dict[str, Any]:
    return {
        "kind": "hit",
        "alert": hit.alert,
        "act": hit.act.value,
        "speaker": hit.speaker,
        "content": hit.content,
        "title": hit.title,
        "outlet": hit.outlet,
        "at": hit.at.isoformat(),
        "state": hit.state.value,
        "tries": hit.tries,
        "trouble": hit.trouble,
        "passage": {
            "capture": hit.passage.capture_id,
            "start": hit.passage.span.start,
            "end": hit.passage.span.end,
            "text": hit.passage.exact,
        },
    }
