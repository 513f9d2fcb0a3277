"""Google on 127.0.0.1: Gmail v1, People v1 and the sign-in, over real HTTP, with faults."""

import gzip
import json
import re
import socket
import struct
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from tests.fakes import gmail, people
from tests.fakes.account import Account
from tests.fakes.clock import SimulatedClock
from tests.fakes.gmail import Gmail
from tests.fakes.oauth import CLIENT, SECRET, OAuth
from tests.fakes.people import People
from tests.fakes.quota import NEW, Answer, Quota, Regime, crowded, minute, refusal, until

_PART = re.compile(
    rb"Content-ID: <([^>]*)>.*?\n\n(\w+) (\S+) HTTP/1.1\n(.*?)(?=\n--|\Z)", re.DOTALL
)
_BEARER = re.compile(rb"authorization: *(Bearer [^\r\n]+)", re.IGNORECASE)


class Call(NamedTuple):
    """One thing that was asked of the server, whole requests and parts of a batch alike."""

    number: int
    kind: str
    """`token`, `revoke`, `batch`, or the method: `profile`, `list`, `get`, …"""
    part: bool = False


class Cut(Exception):  # noqa: N818 - no error but a way to end
    """The connection breaks, or the answer does."""


class FakeGoogle:
    """What the server knows and does."""

    def __init__(self, account: Account, regime: Regime = NEW) -> None:
        self.account = account
        self.clock = SimulatedClock()
        self.quota = Quota(regime, self.clock)
        self.gmail = Gmail(account)
        self.people = People()
        self.oauth = OAuth()
        self.latency = 0.2
        """Seconds of simulated time a request takes."""
        self.width = 25
        """Parts of one batch that are served at once; those beyond are too many."""
        self.fault: Callable[[Call], str] = lambda _: ""
        """Says what shall go wrong with a call: a word of `_faulty`, or nothing."""
        self.calls: list[Call] = []
        self.methods: set[tuple[str, str]] = set()
        self.unknown: list[str] = []
        """Requests for anything that is not served: writing, sending, other scopes."""
        self.port = 0
        self._lock = threading.RLock()

    @property
    def root(self) -> str:
        """Where the server is."""
        return f"http://127.0.0.1:{self.port}/"

    def client_file(self) -> str:
        """Write the OAuth client file of a desktop program, as Google Cloud gives it."""
        return json.dumps(
            {
                "installed": {
                    "client_id": CLIENT,
                    "client_secret": SECRET,
                    "project_id": "fake",
                    "auth_uri": f"{self.root}auth",
                    "token_uri": f"{self.root}token",
                    "redirect_uris": ["http://localhost"],
                }
            }
        )

    def handle(self, method: str, target: str, authorization: str, body: bytes) -> Answer:
        """Answer one request."""
        with self._lock:
            self.clock.sleep(self.latency)
            path = urlsplit(target).path
            if method == "POST" and path in {"/token", "/revoke"}:
                return self._sign_in(path, body, authorization)
            if method == "GET" and path == "/auth":
                return Answer(302, self.oauth.consent(parse_qs(urlsplit(target).query)).encode())
            if method == "POST" and path == "/batch":
                return self._batch(body)
            return self._one(method, target, authorization, part=False)

    def _sign_in(self, path: str, body: bytes, authorization: str) -> Answer:
        form = parse_qs(body.decode())
        if authorization.startswith("Basic "):  # RFC 6749, section 2.3.1
            identity, _, secret = b64decode(authorization[6:]).decode().partition(":")
            form |= {"client_id": [identity], "client_secret": [secret]}
        if broken := self._faulty(path.strip("/")):
            return broken
        return self.oauth.token(form) if path == "/token" else self.oauth.revoke(form["token"][0])

    def _batch(self, body: bytes) -> Answer:
        if broken := self._faulty("batch"):
            return broken
        lost = self._lost
        parts = []
        for number, (identity, method, target, rest) in enumerate(_PART.findall(body)):
            bearer = _BEARER.search(rest)
            answer = (
                crowded()
                if number >= self.width
                else self._one(
                    method.decode(), target.decode(), bearer[1].decode() if bearer else "",
                    part=True,
                )
            )  # fmt: skip
            if not (lost and number == 1):
                parts.append(_part(identity, answer))
        return Answer(200, b"".join(parts) + b"--batch_x--\r\n")

    def _one(self, method: str, target: str, authorization: str, *, part: bool) -> Answer:
        url = urlsplit(target)
        served = gmail.route(url.path) or people.route(url.path)
        if method != "GET" or not served:
            self.unknown.append(f"{method} {url.path}")
            return refusal(501, "Not served.", "notImplemented")
        kind, what = served
        if broken := self._faulty(kind, part=part):
            return broken
        if not self.oauth.allowed(authorization):
            return refusal(401, "Invalid Credentials", "authError")
        self.methods.add((method, kind))
        if no := self.quota.ask(kind):
            return no
        query = parse_qs(url.query)
        if gmail.route(url.path):
            return self.gmail.answer(kind, what, query)
        return self.people.answer(kind, query)

    def _faulty(self, kind: str, *, part: bool = False) -> Answer | None:
        call = Call(len(self.calls), kind, part)
        self.calls.append(call)
        fault = self.fault(call)
        self._lost = fault == "missing" and kind == "batch"
        if fault in {"reset", "truncated"} and not part:
            raise Cut(fault)
        if fault == "truncated":
            return Answer(200, b'{"id": "18a')
        if fault == "expired":
            self.oauth.expire()
        answers: dict[str, Callable[[], Answer]] = {
            "crowded": crowded,
            "minute": minute,
            "until": lambda: until(self.clock.now() + 90),
            "past": lambda: until(self.clock.now() - 3_600),
            "long": lambda: until(self.clock.now() + 86_400),
            "off": lambda: refusal(403, "Gmail API has not been used.", "accessNotConfigured"),
            "denied": lambda: refusal(403, "The caller may not.", "forbidden"),
            "404": lambda: refusal(404, "Not found.", "notFound"),
            "500": lambda: refusal(500, "Internal error encountered.", "backendError"),
            "503": lambda: Answer(503, b"<html>Service Unavailable</html>"),
        }
        return answers[fault]() if fault in answers else None


def _part(identity: bytes, answer: Answer) -> bytes:
    head = f"HTTP/1.1 {answer.status} Said\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n"
    return (
        b"--batch_x\r\nContent-Type: application/http\r\nContent-ID: <response-"
        + identity
        + b">\r\n\r\n"
        + head.encode()
        + answer.body
        + b"\r\n"
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    google: FakeGoogle

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        authorization = self.headers.get("Authorization") or ""
        try:
            answer = self.google.handle(self.command, self.path, authorization, body)
        except Cut as cut:
            self._cut(str(cut))
            return
        kind = "multipart/mixed; boundary=batch_x" if self.path == "/batch" else "application/json"
        if answer.status >= 300:
            kind = "application/json"
        self._send(answer, kind)

    do_POST = do_PUT = do_DELETE = do_PATCH = do_GET  # noqa: N815 - as http.server calls them

    def _send(self, answer: Answer, kind: str) -> None:
        body = answer.body
        self.send_response(answer.status)
        if answer.status == 302:
            self.send_header("Location", body.decode())
        self.send_header("Content-Type", kind)
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 1)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _cut(self, how: str) -> None:
        self.close_connection = True
        if how == "truncated":
            self._send(Answer(200, b'{"messages": [{"id": "18a'), "application/json")
            return
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, *_: object) -> None: ...


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None: ...


@contextmanager
def serving(account: Account, regime: Regime = NEW) -> Iterator[FakeGoogle]:
    """Serve an account on a free port of this machine."""
    google = FakeGoogle(account, regime)
    handler = type("Handler", (_Handler,), {"google": google})
    with _Server(("127.0.0.1", 0), handler) as server:
        google.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield google
        finally:
            server.shutdown()
            thread.join()
