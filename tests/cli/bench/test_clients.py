"""Residents with a connection: what counts as "we have it", against a small server of our own."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from doorstep.cli.bench.clients import NotTaken, Resident, carry_out, new_cookies

pytestmark = pytest.mark.slow

FORM = b'<input type="hidden" name="csrfmiddlewaretoken" value="T0ken">'
SAID = {"text": "路灯不亮"}


class Door(BaseHTTPRequestHandler):
    """Takes every report under its token, and refuses when told to."""

    protocol_version = "HTTP/1.1"
    refuses = False
    posts: list[bytes] = []

    def do_GET(self) -> None:
        self.answer(200, FORM, "csrftoken=abc; Path=/; HttpOnly")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.posts.append(body + b"|" + self.headers["Cookie"].encode())
        if self.refuses:
            self.answer(422, b"", "")
        elif self.path == "/":
            self.answer(201, b'{"id": "row"}', "")
        else:
            self.answer(303, b"", 'doorstep_received="38164720915306:1x:sig"; Max-Age=1800')

    def answer(self, status: int, content: bytes, cookie: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words: object) -> None:
        """Nothing on the screen."""


@pytest.fixture
def port(monkeypatch) -> Iterator[int]:
    monkeypatch.setattr(Door, "posts", [])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_report_brings_token_cookie_and_receipt(port: int) -> None:
    resident = Resident(port)

    number = resident.report(SAID, "r-1")
    resident.leave()

    assert number == "38164720915306"
    body, cookies = Door.posts[0].decode().split("|")
    assert {"csrfmiddlewaretoken=T0ken", "receipt=r-1", "website="} <= set(body.split("&"))
    assert cookies == "csrftoken=abc"


def test_report_that_is_refused_is_not_taken(port: int, monkeypatch) -> None:
    monkeypatch.setattr(Door, "refuses", True)
    resident = Resident(port)

    with pytest.raises(NotTaken, match="POST 422"):
        resident.report(SAID, "r-1")
    resident.leave()


@pytest.mark.parametrize(("bare", "number"), [(False, "38164720915306"), (True, "row")])
def test_clients_count_what_was_acknowledged(port: int, bare: bool, number: str) -> None:
    found = carry_out({"port": port, "clients": 2, "seconds": 0.2, "bare": bare, "bodies": [SAID, SAID]})

    assert set(found["numbers"]) == {number}
    assert len(found["numbers"]) == len(found["took_ms"]) == len(Door.posts)
    assert found["errors"] == []


def test_clients_report_a_closed_door() -> None:
    found = carry_out({"port": 1, "clients": 1, "seconds": 0.05, "bare": True, "bodies": [SAID]})

    assert found["numbers"] == []
    assert found["errors"][0].startswith("ConnectionRefusedError")


def test_new_cookies_without_their_attributes() -> None:
    headers = [' csrftoken=abc; HttpOnly; Path="/"', 'received="1:2:x="; Max-Age=1']

    assert new_cookies(headers) == {"csrftoken": "abc", "received": "1:2:x="}
