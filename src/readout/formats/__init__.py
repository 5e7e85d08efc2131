"""Nouns in, files out: the export records of the contract, text, JSON, Markdown, HTML. Pure."""

from collections.abc import Callable, Iterator, Mapping

from readout.formats.export import as_json as as_json
from readout.formats.export import as_jsonl as as_jsonl
from readout.formats.export import records as records
from readout.formats.look import Look as Look
from readout.formats.look import look as look
from readout.formats.markdown import as_markdown as as_markdown
from readout.model import Edition

#: What can be asked for with --format and does not depend on the terminal.
FORMATS: Mapping[str, Callable[[Edition], Iterator[str]]] = {
    "jsonl": as_jsonl,
    "json": as_json,
    "md": as_markdown,
}
