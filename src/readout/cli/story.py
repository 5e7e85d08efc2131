"""`readout story`: one story, or all of them; and what a person decides about them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from readout.cli.common import format_option, kept, store_option, write

if TYPE_CHECKING:
    from readout.desk import Desk
    from readout.model import StoryId


@click.command("story")
@click.argument("story", required=False)
@format_option
@click.option("--join", "others", multiple=True, metavar="STORY", help="This story tells the same.")
@click.option(
    "--part", "articles", multiple=True, metavar="ARTICLE", help="This article tells another story."
)
@click.option("--decisions", is_flag=True, help="List what was decided, and by what it is undone.")
@click.option("--undo", metavar="DECISION", help="Take back a decision.")
@click.option("--by", default="reader", show_default=True, metavar="NAME", help="Who decides.")
@store_option
def command(
    story: str | None,
    form: str | None,
    others: tuple[str, ...],
    articles: tuple[str, ...],
    decisions: bool,
    undo: str | None,
    by: str,
    store: str | None,
) -> None:
    """Print a STORY with everything said in it; without one, all stories.

    STORY is an id, or words of its title. --join and --part keep what you decide about it: every
    later run obeys, until you --undo it.
    """
    from readout.formats.words import _

    with kept(store) as desk:
        if undo:
            desk.undo_story(undo, by)
            click.echo(_("taken back"), err=True)
        ids = [] if story is None else _named(desk, story)
        if others or articles:
            if len(ids) != 1:
                raise click.ClickException(
                    "--join and --part need the id of one story, or words of its title"
                )
            if others:
                ids = [desk.join_stories([ids[0], *(i for o in others for i in _named(desk, o))], by)]
            if articles:
                ids = [ids[0], desk.part_story(ids[0], articles, by)]
            click.echo(_("kept; `readout story --decisions` lists it"), err=True)
        if decisions:
            _list(desk, ids)
        elif story is None and not undo:
            write(desk.edition(), form)
        else:
            for one in ids:
                write(desk.story(one), form, explain=True)


def _named(desk: "Desk", name: str) -> list["StoryId"]:
    from readout.model import NotFoundError, StoryId

    try:
        return [story.id for story in desk.story(StoryId(name)).told.stories]
    except NotFoundError:
        words = name.casefold()
        found = [s.id for s in desk.edition().told.stories if words in s.title.casefold()]
    if not found:
        raise click.ClickException(f"no story has this id or these words: {name}")
    return found


def _list(desk: "Desk", stories: Sequence["StoryId | None"]) -> None:
    from readout.formats.words import _

    titles = {article.id: article.title_clean or article.id for article in desk.edition().articles}
    found = [d for story in (stories or [None]) for d in desk.story_decisions(story)]
    for decision in dict.fromkeys(found):
        what = _("one story") if decision.together else _("two stories")
        click.echo(f"{decision.key}  {decision.by}  {what}")
        for article in decision.articles:
            click.echo(f"    {article}  {titles[article]}")
    if not found:
        click.echo(_("nothing is decided"), err=True)
