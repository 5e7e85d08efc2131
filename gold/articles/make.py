"""Make the articles and the labels of their statements from the marked texts beside this file.

    python gold/articles/make.py            # writes the articles and statements.jsonl
    python gold/articles/make.py --check    # says whether they are what the marked texts make
    python gold/articles/make.py --show 01  # lists the statements of the articles whose name starts so

A marked text is an article with its labels written into it while it was written:

    {act/also; option; key=words| words of the utterance with <s speaker> <c cue> <x content> in it}

Statements nest. Roles: s speaker, c cue, x a part of the content, to addressee, tg target, w when, q words
inside single quotation marks, - words of the article's own. Content that is not marked is what the utterance
holds beside the speaker, the cue, the addressee, the time and the article's own words, without the "that"
before it. Keys name words that stand elsewhere, as in ../statements/README.md: s, is, to, tg, w, v (who
reports; "words/act"; may be repeated). Options: a mode, a tag, hedged, reported, neg.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

HERE = Path(__file__).parent
MARKED = HERE / "marked"
MARK = re.compile(
    r"\{(?P<head>[a-z_/]+(?:;[^|{}]*)?)\||(?P<close>\})|<(?P<role>s|c|x|to|tg|w|q|-) |(?P<shut>>)"
)
ROLES = {"s": "speaker", "to": "addressee", "tg": "target", "w": "said", "is": "speaker_is"}
Span = tuple[int, int]


def load_join() -> ModuleType:
    """The script of ../statements, whose rules for labels hold here too."""
    if "join" in sys.modules:
        return sys.modules["join"]
    spec = importlib.util.spec_from_file_location("join", HERE.parent / "statements" / "join.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["join"] = module
    spec.loader.exec_module(module)
    return module


join = load_join()


class Page(Protocol):
    """A text and its form for finding words: `Text` of ../statements/join.py."""

    doc: str
    text: str

    @property
    def plain(self) -> str: ...


class MarkError(Exception):
    """What is wrong with the marks of one article, and where."""


@dataclass
class Open:
    """A statement whose marks are being read."""

    head: str
    start: int
    roles: dict[str, list[Span]] = field(default_factory=dict)


def read_marked(path: Path) -> tuple[str, list[dict[str, Any]]]:
    """The article's text and its statements in reading order."""
    marked = path.read_text(encoding="utf-8")
    text, at = "", 0
    stack: list[Open] = []
    roles: list[tuple[str, int, Open]] = []
    done: list[tuple[Open, Span]] = []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        where = f"{path.name}: near {text[-40:]!r}"
        if match["head"]:
            stack.append(Open(match["head"], len(text)))
        elif match["close"]:
            if not stack:
                raise MarkError(f"{where}: nothing to close")
            one = stack.pop()
            done.append((one, (one.start, len(text))))
        elif match["role"]:
            if not stack:
                raise MarkError(f"{where}: a role outside a statement")
            roles.append((match["role"], len(text), stack[-1]))
        else:
            if not roles:
                raise MarkError(f"{where}: no role to end")
            name, start, owner = roles.pop()
            owner.roles.setdefault(name, []).append((start, len(text)))
    text += marked[at:]
    if stack or roles:
        raise MarkError(f"{path.name}: not closed: {[one.head for one in stack]} {[one[0] for one in roles]}")
    if left := re.search(r"[{}<>|=]|; (?:neg|anonymous|written|thought)\b", text):
        raise MarkError(
            f"{path.name}: a mark was not understood: {text[left.start() - 20 : left.end() + 20]!r}"
        )
    page = join.Text(doc=path.stem, text=text)
    found = [statement(page, one, span) for one, span in done]
    found.sort(key=lambda one: (one["start"], -one["end"]))
    return text, found


def statement(page: Page, one: Open, utterance: Span) -> dict[str, Any]:
    """The record of one marked statement; the same form as in ../statements."""
    plain = page.plain
    acts, *options = [part.strip() for part in one.head.split(";")]
    act, *also = acts.split("/")
    where = f"{page.doc}: {page.text[utterance[0] : utterance[0] + 60]!r}"
    spans: dict[str, Span | None] = dict.fromkeys(ROLES.values())
    via: list[dict[str, Any]] = []
    mode, certainty, negated = "", "stated", False
    tags: list[str] = []

    def named(words: str) -> Span:
        span = join.find_named(words, plain, utterance)
        if span is None:
            raise MarkError(f"{where}: not found: {words!r}")
        return (span[0], span[1])

    for option in filter(None, options):
        key, _, words = option.partition("=")
        if words and key == "v":
            words, _, how = words.partition("/")
            via.append({"span": named(words), "act": how or "state"})
        elif words and key in ROLES:
            spans[ROLES[key]] = named(words)
        elif option == "neg":
            negated = True
        elif option in join.MODES:
            mode = option
        elif option in join.CERTAINTIES:
            certainty = option
        elif option in join.TAGS:
            tags.append(option)
        else:
            raise MarkError(f"{where}: unknown option {option!r}")
    for name in ("s", "to", "tg", "w"):
        if held := one.roles.get(name):
            spans[ROLES[name]] = held[0]
    spans["speaker_is"] = unless_said(spans["speaker_is"], spans["speaker"], plain)
    if unknown := {act, *also, *(v["act"] for v in via)} - join.ACTS:
        raise MarkError(f"{where}: unknown act {sorted(unknown)}")
    content = sorted(one.roles.get("x", []))
    if not content:
        taken = [span for name in ("s", "c", "to", "w", "-") for span in one.roles.get(name, [])]
        if spans["speaker"] and utterance[0] <= spans["speaker"][0] < utterance[1]:
            taken.append(spans["speaker"])
        content = rest_of(utterance, taken, plain)
    content = [part for part in (join.trimmed(part, plain) for part in content) if part[1] > part[0]]
    quotes = sorted(one.roles.get("q", []) + join.quotations(content, plain, page.text, utterance))
    cues = sorted(one.roles.get("c", []))
    return {
        "kind": "statement",
        "doc": page.doc,
        "start": utterance[0],
        "end": utterance[1],
        "speaker": spans["speaker"],
        "speaker_is": spans["speaker_is"],
        "cue": cues[0] if cues else None,
        "content": content,
        "quotes": quotes,
        "act": act,
        "act_also": sorted(set(also) - {act}),
        "addressee": spans["addressee"],
        "target": spans["target"],
        "via": via,
        "mode": mode or join.mode_of(content, quotes),
        "negated": negated,
        "certainty": "reported" if via else certainty,
        "said": spans["said"],
        "tags": sorted(tags),
    }


def unless_said(full: Span | None, speaker: Span | None, plain: str) -> Span | None:
    """The fullest form of a name, or nothing where the speaker's own words hold it already."""
    if full is None or speaker is None:
        return full
    return None if plain[slice(*full)].casefold() in plain[slice(*speaker)].casefold() else full


def rest_of(utterance: Span, taken: list[Span], plain: str) -> list[Span]:
    """What the utterance holds beside the taken spans. A part of one word counts where it has a capital."""
    at, parts = utterance[0], []
    for start, end in sorted(taken):
        if start > at:
            parts.append((at, start))
        at = max(at, end)
    parts.append((at, utterance[1]))
    parts = [without_opener(part, plain) for part in parts]
    parts = [part for part in parts if re.search(r"\w", plain[slice(*part)])]
    return [part for part in parts if len(plain[slice(*part)].split()) > 1 or plain[part[0]].isupper()]


def without_opener(span: Span, plain: str) -> Span:
    """The span without the full stop before it and the "that" that opens it."""
    start, end = span
    if opener := re.compile(r"[.,:;\s]*(?:that\b,?\s+)?").match(plain, start, end):
        start = opener.end()
    start, end = join.trimmed((start, end), plain) if start < end else (start, end)
    # A mark whose other half stands outside the span is not the span's.
    if plain[start:end].count('"') % 2 and plain[start] == '"':
        start += 1
    elif plain[start:end].count('"') % 2 and plain[end - 1] == '"':
        end -= 1
    return start, end


def articles() -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Every article: its name, text and statements."""
    for path in sorted(MARKED.glob("*.txt")):
        text, found = read_marked(path)
        yield path.stem, text, found


def made() -> Iterator[tuple[Path, str]]:
    """Every file this makes, as (path, text)."""
    rows: list[str] = []
    for name, text, found in articles():
        yield HERE / f"{name}.txt", text
        head = {
            "kind": "document",
            "doc": name,
            "archive": "articles",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "characters": len(text),
            "annotator": "author",
            "statements": len(found),
        }
        rows += [json.dumps(row) for row in (head, *found)]
    yield HERE / "statements.jsonl", "".join(row + "\n" for row in rows)


def show(prefix: str) -> None:
    """Print the statements of some articles, numbered as pairs name them."""
    for name, text, found in articles():
        if not name.startswith(prefix):
            continue
        for number, one in enumerate(found, start=1):
            full = join.with_words(one, text)

            def words(key: str, full: dict[str, Any] = full) -> str:
                return full[key]["text"] if full[key] else "-"

            parts = [part["text"] for part in full["content"]]
            print(
                f"{name.split('-')[0]}.{number} {one['act']}{'!' if one['negated'] else ''} {one['mode']}",
                end=" ",
            )
            print(
                f"[{words('speaker')} = {words('speaker_is')}] c[{words('cue')}] to[{words('addressee')}]",
                end=" ",
            )
            print(f"tg[{words('target')}] v{[v['text'] for v in full['via']]} {one['tags']} x{parts}")


def main() -> int:
    """Exit 1 where --check finds a file that the marked texts do not make."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--show", metavar="PREFIX")
    given = parser.parse_args()
    if given.show is not None:
        show(given.show)
        return 0
    stale = []
    for path, text in made():
        if not given.check:
            path.write_bytes(text.encode())
        elif not path.is_file() or path.read_bytes() != text.encode():
            stale.append(path.name)
    if stale:
        print("not what the marked texts make: " + ", ".join(stale), file=sys.stderr)
    return min(1, len(stale))


if __name__ == "__main__":
    raise SystemExit(main())
