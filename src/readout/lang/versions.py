"""Words by which a page says that it prints an earlier version too."""

import re
from functools import cache

from readout.lang import languages, table


@cache
def earlier_below() -> re.Pattern[str]:
    """Words of any language that say that the earlier version stands below them."""
    rows = [row for tag in languages("versions") for row in table(tag, "versions").get("below", ())]
    return re.compile("|".join(row["pattern"] for row in rows) or "(?!)", re.IGNORECASE)
