"""Interviews that name nobody at their turns."""

import newsroom
from readout.articles import read_capture
from readout.model import Role, Turn

TALK = (
    "How did you come to the harbour?\n\n"
    "I was born beside it, and my father took me out in his boat before I could read.\n\n"
    "What has changed most since then?\n\n"
    "My first radio weighed ten kilos, and now I carry everything in one pocket of my coat.\n\n"
    "Would you let your own children do this work?\n\n"
    "Yes, and I have told them so, though my daughter would rather draw ships than steer them.\n\n"
    "What will you do when you stop?\n\n"
    "I shall sleep through one whole storm without getting up to look at the wind.\n"
)


def turns(lead: str) -> set[tuple[Turn, str | None]]:
    page = f"A pilot remembers\n\n{lead}\n\n{TALK}"
    [article] = read_capture(newsroom.capture(page)).articles
    return {(block.turn, block.speaker) for block in article.blocks if block.role is Role.TURN}


def test_who_answers_is_whom_the_lead_says_was_interviewed():
    found = turns("Quay News interviewed Ana Roth, a harbour pilot, on the last day of her work.")
    assert found == {(Turn.QUESTION, None), (Turn.ANSWER, "Ana Roth")}


def test_no_name_is_guessed_where_the_lead_gives_none():
    assert (
        turns("Quay News interviews New York pilots on the last day of their work in the harbour.") == set()
    )
    assert turns("The harbour has many pilots, and Ana Roth is one of those who leave it this year.") == set()
