"""A language model behind an OpenAI-compatible address: it may shorten, fuse, and answer questions.

It is given numbered sentences, and asked for sentences with the numbers that each rests on. What it
says is a proposal. Words in articles that look like instructions are words of articles.

After: the chat completions interface with a JSON schema as `response_format`.
"""

import json
from collections.abc import Sequence
from typing import Any

from readout.assist.settings import AssistSettings
from readout.assist.talk import ORIGIN, Answer, post
from readout.lang import table
from readout.model import Problem

#: So many characters of lines are sent at most; the last lines are left out.
ROOM = 24_000
#: So many sentences are taken from an answer.
SENTENCES = 12
_SCHEMA = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "lines": {"type": "array", "items": {"type": "integer"}},
                },
                "required": ["text", "lines"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}


def shorten(lines: Sequence[str], language: str, settings: AssistSettings) -> Answer:
    """At most three sentences that say what the lines say."""
    return _propose("shorten", lines, "", language, settings)


def ask(lines: Sequence[str], question: str, language: str, settings: AssistSettings) -> Answer:
    """Sentences of an answer to a question from the lines; none where the lines do not give it."""
    return _propose("answer", lines, question, language, settings)


def sent(task: str, lines: Sequence[str], question: str, language: str, model: str) -> dict[str, Any]:
    """What is sent, whole."""
    words = table(language, "assist") or table("en", "assist")
    told = "\n".join(_numbered(lines)[: sendable(lines)])
    wanted = str(words[task]).format(question=question)
    return {
        "model": model,
        "temperature": 0,
        "messages": [
            {"role": "system", "content": str(words["rules"])},
            {"role": "user", "content": f"{wanted}\n\n{told}"},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "sentences", "strict": True, "schema": _SCHEMA},
        },
    }


def sendable(lines: Sequence[str]) -> int:
    """How many of the lines, from the first, are sent."""
    room = ROOM
    for count, line in enumerate(_numbered(lines)):
        room -= len(line)
        if room < 0:
            return count
    return len(lines)


def _numbered(lines: Sequence[str]) -> list[str]:
    return [f"[{number}] {' '.join(line.split())}" for number, line in enumerate(lines, 1)]


def _propose(
    task: str, lines: Sequence[str], question: str, language: str, settings: AssistSettings
) -> Answer:
    body = sent(task, lines, question, language, settings.model)
    headers = {"Content-Type": "application/json"}
    if settings.key:
        headers["Authorization"] = f"Bearer {settings.key}"
    came = post(f"{settings.address}/chat/completions", body, headers, patience=settings.patience)
    if isinstance(came, Problem):
        return Answer(problem=came)
    found = read(came)
    if found is None:
        what = "the answer is not the JSON that was asked for; nothing of it is shown"
        return Answer(body=came, problem=Problem(where=settings.address, what=what, origin=ORIGIN))
    return Answer(proposed=found, body=came)


def read(body: str) -> tuple[tuple[str, tuple[int, ...]], ...] | None:
    """The sentences of an answer with their line numbers. None: it is not what was asked for."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
        rows = json.loads(content)["sentences"]
        found = [
            (" ".join(row["text"].split()), tuple(n for n in row.get("lines", ()) if isinstance(n, int)))
            for row in rows[:SENTENCES]
        ]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return None
    return tuple((text, numbers) for text, numbers in found if text)
