"""Mails leave by the server that a person names; trouble is a Problem, and nothing is lost."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from readout.model import Problem

ORIGIN = "mail/1"
#: How long a server may take for one answer, in seconds.
PATIENCE = 30.0


def send(mail: EmailMessage, server: str) -> Problem | None:
    """Send a mail by `smtp://[user:password@]host[:port]` or `smtps://`. None: the server took it.

    `smtp` asks for STARTTLS where the server offers it, and does not give a password without.
    """
    parts = urlsplit(server)
    where = f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}"
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        return Problem(where=where, what="not like smtp://user:password@host:587", origin=ORIGIN)
    try:
        context = ssl.create_default_context()
        host, port = parts.hostname, parts.port
        if parts.scheme == "smtps":
            opened: smtplib.SMTP = smtplib.SMTP_SSL(host, port or 465, timeout=PATIENCE, context=context)
        else:
            opened = smtplib.SMTP(host, port or 25, timeout=PATIENCE)
        with opened as session:
            session.ehlo()
            safe = parts.scheme == "smtps"
            if not safe and session.has_extn("starttls"):
                session.starttls(context=context)
                session.ehlo()
                safe = True
            if parts.username:
                if not safe:
                    what = "it offers no encryption, so the password was not given; take smtps://"
                    return Problem(where=where, what=what, origin=ORIGIN)
                session.login(unquote(parts.username), unquote(parts.password or ""))
            session.send_message(mail)
    except (smtplib.SMTPException, OSError) as error:
        return Problem(where=where, what=f"the mail was not sent: {_said(error)}", origin=ORIGIN)
    return None


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        said = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
        return f"{error.smtp_code} {said}"
    return str(error) or type(error).__name__
