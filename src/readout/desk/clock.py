"""The time."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time. The one function of the house that reads the clock."""
    return datetime.now(UTC)
