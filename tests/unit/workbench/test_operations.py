"""The operations page's own words, tried: its proxy with TLS before a workbench, its unit read by systemd."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
import uvicorn

from feijian.workbench.desk import Desk
from feijian.workbench.web.app import build
from feijian.workbench.web.protect import BEFORE, SESSION, form_token
from feijian.workbench.web.proxied import proxy_of
from tests.unit.workbench.conftest import PASSWORD

PAGE = (Path(__file__).parents[3] / "docs" / "workbench-operations.md").read_text(encoding="utf-8")
NAME = "feijian.example.internal"
NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").is_file() else None)


def block(kind: str) -> str:
    """The one block of code of that kind on the page."""
    found = re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def proxied(folder: Path, upstream: int) -> Iterator[int]:
    """nginx with the page's server and a certificate of an hour, as a process of its own."""
    certificate, key, port = folder / "c.pem", folder / "k.pem", free_port()
    subprocess.run(
        f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "
        f"-keyout {key} -out {certificate} -subj /CN={NAME}".split(),
        check=True,
        capture_output=True,
    )
    server = block("nginx")
    for was, now in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/ssl/feijian.crt", str(certificate)),
        ("/etc/ssl/private/feijian.key", str(key)),
        ("127.0.0.1:8321", f"127.0.0.1:{upstream}"),
    ):
        assert was in server
        server = server.replace(was, now)
    kept = "".join(
        f"{k}_temp_path {folder}/{k};\n"
        for k in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.getuid() == 0 else ""
    config = folder / "nginx.conf"
    config.write_text(
        f"{user}daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{kept}{server}}}\n"
    )
    process = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(config)])
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(20)


class Client:
    """A browser that speaks TLS to the proxy and keeps its cookies."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies, self.secure = port, {}, []  # type: ignore[var-annotated]

    def ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, **form: str
    ) -> http.client.HTTPResponse:
        context = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=context)
        said = {"Host": f"{NAME}:{self.port}", **(headers or {})}
        if self.cookies:
            said["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        body = None
        if method == "POST":
            token = form_token(self.cookies.get(SESSION) or self.cookies.get(BEFORE) or "")
            body = urlencode({"token": token, **form})
            said |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"https://{NAME}:{self.port}",
            }
        connection.request(method, path, body, said)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("set-cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
            self.secure.append("; secure" in cookie.lower())
        return answer


@pytest.mark.skipif(NGINX is None or not shutil.which("openssl"), reason="nginx is not here")
def test_the_pages_proxy_with_tls_serves_the_workbench(desk: Desk, tmp_path: Path) -> None:
    upstream = free_port()
    trusted = proxy_of(["127.0.0.1"], "X-Remote-User")
    app = build(desk, [NAME], secure=True, proxy=trusted)
    config = uvicorn.Config(
        app, "127.0.0.1", upstream, log_level="error", proxy_headers=False, server_header=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        with proxied(tmp_path, upstream) as port:
            browser = Client(port)
            # a browser that names itself in the proxy's header is nobody
            answer = browser.ask("GET", "/queue", {"X-Remote-User": "leader"})
            assert (answer.status, answer.headers["location"]) == (303, "/login")
            assert browser.ask("GET", "/login", {"X-Remote-User": "leader"}).status == 200
            assert browser.ask("POST", "/login", login="leader", password=PASSWORD).status == 303
            assert browser.secure
            assert all(browser.secure[:2])
            page = browser.ask("GET", "/queue")
            assert page.status == 200
            assert "医院 H1" in page.read().decode()
            assert page.headers["content-security-policy"].startswith("default-src 'none'")
            assert "uvicorn" not in str(page.headers)
            sent = browser.ask("POST", "/clues", source="tip", title="举报")
            assert sent.status == 303
            assert Client(port).ask("GET", "/login", {"Host": "elsewhere"}).status == 400
            assert browser.ask("POST", "/logout").status == 303
            assert browser.ask("GET", "/queue").status == 303
    finally:
        server.should_exit = True
        thread.join()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd's tools are not here")
def test_systemd_reads_the_pages_unit_without_a_word(tmp_path: Path) -> None:
    unit = block("ini").replace("/opt/feijian/.venv/bin/feijian", "/bin/true")
    file = tmp_path / "feijian-workbench.service"
    file.write_text(unit)
    told = subprocess.run(
        ["systemd-analyze", "verify", str(file)], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr.strip()) == (0, "")
