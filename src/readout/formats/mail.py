"""A digest as a mail: plain text first, and the same as HTML."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from readout.formats.digest import as_html, as_text, heading
from readout.model import Digest, Edition


def as_mail(
    digest: Digest, edition: Edition, *, sender: str, to: str, at: datetime, home: str = ""
) -> EmailMessage:
    """The mail, ready to be sent. Raises ValueError for an address that cannot stand in a header."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = f"readout: {heading(digest)}"
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = make_msgid(domain="readout.invalid")
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("".join(as_text(digest, edition)))
    mail.add_alternative("".join(as_html(digest, edition, home)), subtype="html")
    return mail
