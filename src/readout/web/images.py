"""Images of articles: shown where a reader wants them, and served by us."""

import hmac
import secrets
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readout.desk import Desk
from readout.formats.html.asking import asking
from readout.formats.html.beside import ImageView
from readout.model import NotFoundError

#: With what addresses of images are signed: another with every start, so that old ones lead nowhere.
_KEY = secrets.token_bytes(32)
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=86400",
    "Content-Disposition": "inline",
}


def signature(article_id: str, address: str) -> str:
    return hmac.new(_KEY, f"{article_id} {address}".encode(), sha256).hexdigest()[:32]


class ImagePages:
    """What is fetched is never named by the browser: an address of ours names an article, and is signed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def routes(self) -> list[Route]:
        return [Route("/image/{article}/{signed}", self.image)]

    def view(self, article_id: str) -> ImageView | None:
        """The image on the page of an article. None: the reader does not want any, or there is none."""
        lead = self.desk.images.lead(article_id) if asking().images else None
        if lead is None:
            return None
        src = f"/image/{article_id}/{signature(article_id, lead.address)}"
        return ImageView(src=src, alt=lead.alt, credit=lead.credit)

    async def image(self, request: Request) -> Response:
        if not asking().images or request.headers.get("sec-fetch-site") not in {None, "same-origin"}:
            raise NotFoundError(image="")
        given = request.path_params
        return await run_in_threadpool(self._image, given["article"], given["signed"])

    def _image(self, article_id: str, signed: str) -> Response:
        lead = self.desk.images.lead(article_id)
        if lead is None or not hmac.compare_digest(
            signed.encode(), signature(article_id, lead.address).encode()
        ):
            raise NotFoundError(image=article_id)
        found = self.desk.images.get(lead.address)
        if found.trouble:
            headers = {**HEADERS, "Cache-Control": "no-store"}
            return Response(found.trouble, status_code=502, media_type="text/plain", headers=headers)
        return Response(found.body, media_type=found.media_type, headers=HEADERS)
