"""The frames of a file packed with zstd, each unpacked piece by piece; a dictionary before them is used.

After: RFC 8878, and “Use of Zstandard with WARC” (IIPC, 2021): a frame a record, and the dictionary in a
skippable frame at the beginning. Unpacking stands on zstandard, which an extra brings.
"""

import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import zstandard

MAGIC = b"\x28\xb5\x2f\xfd"
#: A skippable frame that holds a dictionary, where it is the first of the file.
DICTIONARY = b"\x5d\x2a\x4d\x18"
#: Unpacked with a window of at most so many bytes, which is what the tools write at most by default.
_WINDOW = 1 << 27
#: No dictionary is larger.
_LARGEST = 64 * 1024 * 1024
#: Packed bytes taken at a time: a block of 128 KiB may be packed in four, so this makes 16 MiB at most.
_PIECE = 512
_STEP = 1 << 20


class BrokenFrameError(Exception):
    """A frame cannot be unpacked, or ends in the middle."""


class Frames:
    """The frames of a file. Raises ImportError without zstandard, BrokenFrameError for its dictionary."""

    def __init__(self, file: BinaryIO) -> None:
        import zstandard

        self._file = file
        self.first, held = _dictionary(file)
        self._unpacker = zstandard.ZstdDecompressor(dict_data=held, max_window_size=_WINDOW)
        self._error = zstandard.ZstdError

    def at(self, place: int) -> "Frame":
        """The frame that begins at a byte of the file, as a stream of what is in it."""
        return Frame(self._file, place, self._unpacker.decompressobj(), self._error)

    def next(self, start: int) -> int | None:
        """Where the next frame that holds a record begins. None: nowhere."""
        at = start
        while (found := _found(self._file, at)) is not None:
            try:
                if self.at(found).read(5) == b"WARC/":
                    return found
            except BrokenFrameError:
                pass
            at = found + 1
        return None


class Frame:
    """What is in one frame, read from its beginning; holds a few megabytes at most."""

    def __init__(
        self,
        file: BinaryIO,
        place: int,
        unpacker: "zstandard.ZstdDecompressionObj",
        error: type[Exception],
    ) -> None:
        self._file, self._place = file, place
        self._unpacker, self._error = unpacker, error
        self._held, self._read = io.BytesIO(), 0

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end of the frame. Raises BrokenFrameError."""
        pieces, wanted = [], size if size >= 0 else 1 << 62
        while wanted and ((piece := self._held.read(wanted)) or self._more()):
            pieces.append(piece)
            wanted -= len(piece)
        whole = b"".join(pieces)
        self._read += len(whole)
        return whole

    def tell(self) -> int:
        """How many bytes were read."""
        return self._read

    def end(self) -> int:
        """The byte of the file behind the frame. Reads to its end. Raises BrokenFrameError."""
        while self.read(_STEP):
            pass
        return self._place

    def _more(self) -> bool:
        """Whether there is more in the frame; if so, some of it is held now. What was held is read."""
        while not self._unpacker.eof:
            self._file.seek(self._place)
            piece = self._file.read(_PIECE)
            if not piece:
                raise BrokenFrameError("the file ends in the middle")
            try:
                unpacked = self._unpacker.decompress(piece)
            except self._error as error:
                raise BrokenFrameError(str(error)) from error
            self._place += len(piece) - len(self._unpacker.unused_data)
            if unpacked:
                self._held = io.BytesIO(unpacked)
                return True
        return False


def skipped(file: BinaryIO, place: int) -> int:
    """The byte behind the skippable frames that begin at `place`; `place` where none does."""
    while True:
        file.seek(place)
        head = file.read(8)
        if len(head) < 8 or head[0] & 0xF0 != 0x50 or head[1:4] != DICTIONARY[1:]:
            return place
        place += 8 + int.from_bytes(head[4:], "little")


def _dictionary(file: BinaryIO) -> tuple[int, "zstandard.ZstdCompressionDict | None"]:
    """Where the first frame with something in it begins, and the dictionary that stands before it."""
    import zstandard

    file.seek(0)
    if file.read(4) != DICTIONARY:
        return skipped(file, 0), None
    size = int.from_bytes(file.read(4), "little")
    if size > _LARGEST:
        raise BrokenFrameError("its dictionary is larger than any")
    held = file.read(size)
    if held.startswith(MAGIC):
        # A frame of its own, so that a piece at a time is unpacked here too.
        unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
        frame = Frame(io.BytesIO(held), 0, unpacker, zstandard.ZstdError)
        held = frame.read(_LARGEST)
    try:
        return skipped(file, 0), zstandard.ZstdCompressionDict(held)
    except (zstandard.ZstdError, ValueError) as error:
        raise BrokenFrameError(str(error)) from error


def _found(file: BinaryIO, start: int) -> int | None:
    """Where the letters that begin a frame stand next."""
    file.seek(start)
    held, at = b"", start
    while piece := file.read(_STEP):
        held += piece
        found = held.find(MAGIC)
        if found >= 0:
            return at + found
        at += max(len(held) - 3, 0)
        held = held[-3:]
    return None
