"""Links against their base, whatever a document writes for either."""

from urllib.parse import urljoin


def resolved(base: str, link: str) -> str:
    """A link against its base; as it stands where the two make no address. Never raises."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link.strip()
