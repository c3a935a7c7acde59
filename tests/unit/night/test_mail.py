"""A notice is mailed as the settings say, and what fails is told without stopping anything."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path

import pytest

from feijian.errors import SettingsError
from feijian.messages import in_words
from feijian.night.mail import mail_of
from feijian.night.notice import EVENTS, tell
from feijian.workspace import Workspace
from feijian.workspace.settings_file import read_settings


class Postman(socketserver.StreamRequestHandler):
    """As much of SMTP as one mail needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        data: list[str] | None = None
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            if data is not None:
                if line == ".":
                    self.server.taken.append("\n".join(data))  # type: ignore[attr-defined]
                    data = None
                    self.wfile.write(b"250 taken\r\n")
                else:
                    data.append(line.removeprefix("."))
                continue
            word = line.upper()
            if word.startswith("DATA"):
                data = []
                self.wfile.write(b"354 go on\r\n")
            elif word.startswith("QUIT"):
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def host() -> Iterator[socketserver.ThreadingTCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postman) as server:
        server.taken = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def set_mail(workspace: Workspace, port: int) -> None:
    text = workspace.settings_file.read_text(encoding="utf-8")
    lines = [
        "[notice]",
        'smtp_host = "127.0.0.1"',
        f"smtp_port = {port}",
        "smtp_starttls = false",
        'smtp_from = "feijian@example.cn"',
        'smtp_to = ["one@example.cn", "two@example.cn"]',
        "seconds = 5",
    ]
    workspace.settings_file.write_text(text + "\n" + "\n".join(lines) + "\n", encoding="utf-8")


def test_the_night_in_brief_is_mailed_to_everybody_named(
    host: socketserver.ThreadingTCPServer, tmp_path: Path
) -> None:
    workspace = Workspace.create(tmp_path / "bureau")
    set_mail(workspace, host.server_address[1])
    assert tell(workspace, "done", {"run_id": "r1", "summary": "# 夜间运行小结\n\n新增 3 条"}) == ""
    (taken,) = host.taken  # type: ignore[attr-defined]
    mail = message_from_bytes(taken.encode())
    assert mail["To"] == "one@example.cn, two@example.cn"
    assert "夜间运行小结" in str(make_header(decode_header(mail["Subject"])))
    body = mail.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert "新增 3 条" in body.decode()


def test_the_mail_of_a_night_can_be_read_as_a_page_and_as_text(
    host: socketserver.ThreadingTCPServer, tmp_path: Path
) -> None:
    workspace = Workspace.create(tmp_path / "bureau")
    set_mail(workspace, host.server_address[1])
    detail = {"summary": "# 夜间运行小结", "summary_html": "<h1>夜间运行小结</h1>"}
    assert tell(workspace, "done", detail) == ""
    (taken,) = host.taken  # type: ignore[attr-defined]
    mail = message_from_bytes(taken.encode())
    kinds = {part.get_content_type(): part for part in mail.walk()}
    assert {"text/plain", "text/html"} <= set(kinds)
    page = kinds["text/html"].get_payload(decode=True)
    assert isinstance(page, bytes)
    assert page.decode().strip() == "<h1>夜间运行小结</h1>"


def test_a_mail_without_the_night_in_brief_says_what_happened(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "bureau")
    set_mail(workspace, 1)
    smtp = workspace.settings().notice_smtp
    assert smtp is not None
    detail = {"delivery": "7月", "problems": ["缺少列"]}
    told = mail_of(smtp, "refused", "bureau", detail).get_content()
    assert json.loads(told) == detail
    assert "7月" in told  # to be read by a person
    assert len(told.splitlines()) > 3
    brief = mail_of(smtp, "done", "bureau", {**detail, "summary": "# 小结"})
    assert brief.get_content().strip() == "# 小结"


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_a_subject_in_both_languages(event: str, tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "bureau")
    set_mail(workspace, 1)
    smtp = workspace.settings().notice_smtp
    assert smtp is not None
    subject = mail_of(smtp, event, "bureau", {})["Subject"]
    assert " / " in subject
    assert subject.endswith(" · bureau")


def test_a_host_that_does_not_answer_is_told_and_stops_nothing(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "bureau")
    set_mail(workspace, 1)
    told = tell(workspace, "failed", {"run_id": "r1"})
    assert told == "the notice could not be mailed: ConnectionRefusedError"
    assert in_words(told, "zh") == "通知邮件未能发出：ConnectionRefusedError"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('smtp_host = "mail"', "smtp_from"),
        ('smtp_from = "a@b.cn"\nsmtp_to = ["c@d.cn"]', "without smtp_host"),
        (
            'smtp_host = "mail"\nsmtp_from = "a@b.cn"\nsmtp_to = ["c@d.cn"]\nsmtp_user = "u"',
            "smtp_password_env",
        ),
    ],
)
def test_half_a_mail_is_refused_in_the_settings(tmp_path: Path, text: str, what: str) -> None:
    file = tmp_path / "feijian.toml"
    file.write_text(f"[workspace]\nedition = 2\n\n[notice]\n{text}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=what):
        read_settings(file)
