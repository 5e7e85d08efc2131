"""Compressed answers, unpacked piece by piece under a bound."""

import zlib

_STEP = 1 << 18


class BrokenError(Exception):
    """The packing is broken, or of a kind that was not asked for."""


class TooMuchError(Exception):
    """More came than the limit."""


class Unpacker:
    """Takes the pieces of an answer and holds what they say, at most `limit` bytes of it."""

    def __init__(self, coding: str, limit: int) -> None:
        self._limit = limit
        self._coding = coding.strip().lower() or "identity"
        if self._coding not in {"identity", "gzip", "x-gzip", "deflate"}:
            raise BrokenError(f"it is packed as “{coding}”, which was not asked for")
        self._stream: zlib._Decompress | None = None
        self._pieces: list[bytes] = []
        self._length = 0

    def take(self, piece: bytes) -> None:
        """Raises TooMuchError at the first byte beyond the limit, BrokenError where it cannot be unpacked."""
        if self._coding == "identity":
            self._hold(piece)
            return
        while piece:
            if self._stream is None:
                self._stream = self._begun(piece)
            try:
                self._hold(self._stream.decompress(piece, _STEP))
            except zlib.error as error:
                raise BrokenError("its packing is broken") from error
            piece = self._stream.unconsumed_tail
            if self._stream.eof:
                # gzip members may follow one another; zeros that fill up the end are no member
                piece = self._stream.unused_data.lstrip(b"\x00")
                if not piece or self._coding == "deflate":
                    return
                self._stream = None

    def whole(self) -> bytes:
        """All of it. Raises BrokenError where the packing ends in the middle."""
        if self._stream is not None and not self._stream.eof:
            raise BrokenError("it ends in the middle")
        return b"".join(self._pieces)

    def _begun(self, piece: bytes) -> "zlib._Decompress":
        if self._coding != "deflate":
            return zlib.decompressobj(wbits=31)
        # Some servers leave out the two bytes that say "zlib".
        has_head = piece[0] & 0x0F == 8 and (len(piece) < 2 or (piece[0] * 256 + piece[1]) % 31 == 0)
        return zlib.decompressobj(wbits=15 if has_head else -15)

    def _hold(self, piece: bytes) -> None:
        self._length += len(piece)
        if self._length > self._limit:
            raise TooMuchError
        if piece:
            self._pieces.append(piece)
