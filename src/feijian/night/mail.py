"""A notice as a mail, through the SMTP host that feijian.toml names."""

from __future__ import annotations

import json
import os
import smtplib
import ssl
from email.message import EmailMessage

from feijian.messages import sentence
from feijian.messages.labels import Labels
from feijian.plain import Json
from feijian.workspace.settings import Smtp

SUBJECTS = Labels("mail")
"""What a mail is about, by event; its subject says it in both languages."""


def mail_of(smtp: Smtp, event: str, workspace: str, detail: Json) -> EmailMessage:
    """The mail about an event: the night in brief where there is one, else what happened as JSON."""
    message = EmailMessage()
    message["Subject"] = f"{' / '.join(SUBJECTS[event])} · {workspace}"
    message["From"] = smtp.sender
    message["To"] = ", ".join(smtp.to)
    text = str(detail.get("summary") or "") or json.dumps(detail, ensure_ascii=False, indent=2)
    message.set_content(text)
    if detail.get("summary_html"):
        message.add_alternative(str(detail["summary_html"]), subtype="html")
    return message


def send(smtp: Smtp, message: EmailMessage, seconds: float) -> str:
    """Send it; empty where it went well, else what failed, without a password or an address in it."""
    try:
        with smtplib.SMTP(smtp.host, smtp.port, timeout=seconds) as host:
            if smtp.starttls:
                host.starttls(context=ssl.create_default_context())
            if smtp.user:
                host.login(smtp.user, os.environ.get(smtp.password_env, ""))
            host.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        return sentence("the notice could not be mailed: {error}", error=type(error).__name__)
    return ""
