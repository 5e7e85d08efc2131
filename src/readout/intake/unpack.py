"""Compressed bytes, unpacked under a bound."""

import zlib

MAGIC = b"\x1f\x8b"
_STEP = 1 << 20


class TooLargeError(Exception):
    """What was packed is larger than the bound. Raised before it is in memory."""


def unpacked(body: bytes, *, limit: int) -> bytes:
    """The bytes inside gzip layers; bytes that are not gzip as they are.

    A layer inside a layer counts too: what is compared with `limit` is what memory would hold.
    Raises TooLargeError beyond `limit` bytes, zlib.error where the packing is broken.
    """
    while body.startswith(MAGIC):
        body = _one_layer(body, limit)
    return body


def _one_layer(body: bytes, limit: int) -> bytes:
    pieces, length = [], 0
    rest = body
    while rest.startswith(MAGIC):  # gzip members may follow one another
        stream = zlib.decompressobj(wbits=31)
        while not stream.eof:
            piece = stream.decompress(rest, _STEP)
            rest = stream.unconsumed_tail
            length += len(piece)
            if length > limit:
                raise TooLargeError
            pieces.append(piece)
            if not piece and not rest and not stream.eof:
                raise zlib.error("the file ends in the middle")
        rest = stream.unused_data
    return b"".join(pieces)


def unpacked_if_packed(body: bytes, *, limit: int) -> bytes:
    """The bytes inside gzip layers; the bytes as they are where they are none, or broken ones."""
    try:
        return unpacked(body, limit=limit)
    except (TooLargeError, zlib.error):
        return body
