"""Telling somebody: a command of the bureau's own is started, or a mail sent, with what happened.

The command stands in feijian.toml, runs on this machine without a shell, and is given the event
as JSON on its standard input (`{"event": …, "workspace": …, …}`); what it does with it, a mail or
a message, is the bureau's. Its failure never stops the night: it is told in the run's output.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess

from feijian.messages import sentence, several
from feijian.night.mail import mail_of, send
from feijian.plain import Json
from feijian.workspace import Workspace

EVENTS = ("done", "refused", "quarantine", "failed rules", "failed")
"""done: every night that ended, with the night in brief as `summary` (Markdown); refused: a delivery was set aside; quarantine: more rows set aside
than the settings allow; failed rules: some rules could not be judged; failed: the night ended early."""


def tell(workspace: Workspace, event: str, detail: Json) -> str:
    """Start the notice command and send the mail that are set; empty where all went well."""
    if event not in EVENTS:
        raise ValueError(sentence("no such event: {event}", event=event))
    settings = workspace.settings()
    failed = []
    if settings.notice_command:
        failed.append(_command(workspace, event, detail))
    if settings.notice_smtp is not None:
        message = mail_of(settings.notice_smtp, event, workspace.root.name, detail)
        failed.append(send(settings.notice_smtp, message, settings.notice_seconds))
    return several([f for f in failed if f])


def _command(workspace: Workspace, event: str, detail: Json) -> str:
    """Start the notice command; empty where it went well."""
    settings = workspace.settings()
    body = json.dumps(
        {"event": event, "workspace": workspace.root.name, **detail}, ensure_ascii=False
    )
    try:
        done = subprocess.run(
            shlex.split(settings.notice_command),
            input=body,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=settings.notice_seconds,
            check=False,
            cwd=workspace.root,
            env={**os.environ, "FEIJIAN_EVENT": event},
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return sentence("the notice command could not be run: {error}", error=type(error).__name__)
    if done.returncode != 0:
        return sentence("the notice command ended with {code}", code=done.returncode)
    return ""
