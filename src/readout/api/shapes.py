"""What the answers look like, for the description that other programs read. Nothing is made of them."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Passage(BaseModel):
    """Words of a capture: `text` is the capture's text from `start` to `end`, counted in code points."""

    capture: str
    start: int
    end: int
    text: str


class Shape(BaseModel):
    """A record of the export: which one, `kind` says. See the codebook for the fields of each."""

    model_config = ConfigDict(extra="allow")

    kind: str = Field(examples=["statement", "story", "article"])


class Answer(BaseModel):
    """A page of what was asked for."""

    items: list[Shape] = Field(description="What was asked for, in order.")
    besides: list[Shape] = Field(
        description="What the items name and rest on: articles, actors, statements, briefs with passages."
    )
    after: str | None = Field(description="Ask with this to get the next page; null: this is the last.")
    all: int | None = Field(description="How many there are on all pages; null: it was not counted.")


class One(Shape):
    """One record that is no page of others: a digest, an explainer, a timeline, a difference, a capture."""


class Trouble(BaseModel):
    """What is wrong. After: RFC 9457."""

    type: str
    title: str
    status: int
    detail: str


def described(spec: dict[str, Any]) -> dict[str, Any]:
    """The description with the troubles that every route may answer with."""
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    schemas["Trouble"] = Trouble.model_json_schema()
    schemas["Passage"] = Passage.model_json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    shown = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Trouble"}}}
    words = {
        "401": "This program may not read here.",
        "404": "There is no such thing.",
        "422": "The question cannot be understood.",
        "503": "Too many are listening, or another program is writing; ask again later.",
    }
    for path in spec["paths"].values():
        for operation in path.values():
            operation["responses"] |= {
                status: {"description": said, "content": shown} for status, said in words.items()
            }
    return spec
