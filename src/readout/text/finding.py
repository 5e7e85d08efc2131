"""Where words stand in a text, whatever the white space, marks and dashes they are copied with."""

import re

from readout.model import Span

#: One written form for each mark, one character for one, so that offsets stay true.
_SAME = str.maketrans("“”„«»‘’‚‹›–—‑", '"' * 5 + "'" * 5 + "---")


def places(words: str, text: str, *, whole: bool = True) -> tuple[Span, ...]:
    """Every place of the words in the text, in order. Empty words have none.

    `whole`: words do not begin or end inside other words.
    """
    parts = words.translate(_SAME).split()
    if not parts:
        return ()
    before = r"(?<!\w)" if whole and parts[0][0].isalnum() else ""
    after = r"(?!\w)" if whole and parts[-1][-1].isalnum() else ""
    pattern = before + r"\s+".join(map(re.escape, parts)) + after
    return tuple(Span(*match.span()) for match in re.finditer(pattern, text.translate(_SAME)))
