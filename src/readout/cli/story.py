"""`readout story`: one story, or all of them."""

import click

from readout.cli.common import format_option, kept, store_option, write


@click.command("story")
@click.argument("story", required=False)
@format_option
@store_option
def command(story: str | None, form: str | None, store: str | None) -> None:
    """Print a STORY with everything said in it; without one, all stories.

    STORY is an id, or words of its title.
    """
    with kept(store) as desk:
        if story is None:
            write(desk.edition(), form)
            return
        ids = [s.id for s in desk.edition().told.stories]
        words = story.casefold()
        if story not in ids:
            ids = [s.id for s in desk.edition().told.stories if words in s.title.casefold()]
            if not ids:
                raise click.ClickException(f"no story has this id or these words: {story}")
        else:
            ids = [i for i in ids if i == story]
        for one in ids:
            write(desk.story(one), form, explain=True)
