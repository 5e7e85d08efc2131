"""Every door for other programs, as the routes that the reader is served with."""

from starlette.routing import BaseRoute, Mount

from readout.api.entries import Entries
from readout.api.events import Events
from readout.api.greader import GoogleReader
from readout.api.miniflux import Miniflux
from readout.api.rest import make_api
from readout.desk import Clock, Desk


def doors(desk: Desk, clock: Clock, events: Events) -> list[BaseRoute]:
    entries = Entries(desk, clock)
    return [
        Mount("/api/v1", app=make_api(desk, events)),
        *Miniflux(entries).routes(),
        *GoogleReader(entries).routes(),
    ]
