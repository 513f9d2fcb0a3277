"""A headless Chromium, spoken to through two pipes: no driver, no port, no network.

Chrome DevTools Protocol over `--remote-debugging-pipe`: JSON messages, each ended by a zero byte.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TITLE = "Who an import would invite: a dry run"
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")

OPTIONS = (
    "--headless",
    "--no-sandbox",  # containers of CI allow none; the page is our own
    "--disable-gpu",
    "--no-first-run",
    "--remote-debugging-pipe",
)
_START = """
import fcntl, os, sys
read, write = (fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3])
os.dup2(read, 3)
os.dup2(write, 4)
os.execvp(sys.argv[3], sys.argv[3:])
"""
"""The browser reads from descriptor 3 and writes to 4."""


def find() -> str | None:
    """Find a Chromium, or nothing."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Page:
    """One page, and everything the browser told about it."""

    def __init__(self, write: int, read: int) -> None:
        self._write = write
        self._read = read
        self._buffer = b""
        self._number = 0
        self._session: str | None = None
        self.told: list[dict[str, Any]] = []
        """Events, oldest first."""

    def open(self, file: Path) -> None:
        """Show a file and wait until it is loaded."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            self.call(f"{domain}.enable")
        self.call("Page.navigate", url=file.as_uri())
        while not self.events("Page.loadEventFired"):
            self._receive()

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser for something and give its answer."""
        self._number += 1
        asked = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            asked["sessionId"] = self._session
        os.write(self._write, json.dumps(asked).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return dict(answer["result"])

    def evaluate(self, code: str) -> Any:
        """Give the value of an expression in the page."""
        result = self.call("Runtime.evaluate", expression=code, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def events(self, method: str) -> list[dict[str, Any]]:
        """Give what was told of one kind."""
        return [told["params"] for told in self.told if told.get("method") == method]

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            data = os.read(self._read, 1 << 16)
            assert data, "the browser ended"
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        self.told.append(told)
        return told


@contextmanager
def browsing(program: str, profile: Path) -> Iterator[Page]:
    """Start a browser with a profile of its own, and end it."""
    ours_in, theirs_out = os.pipe()
    theirs_in, ours_out = os.pipe()
    launch = (sys.executable, "-c", _START, str(theirs_in), str(theirs_out))
    child = subprocess.Popen(
        [*launch, program, *OPTIONS, f"--user-data-dir={profile}"],
        pass_fds=(theirs_in, theirs_out),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Page(ours_out, ours_in)
    finally:
        child.kill()
        child.wait()
        os.close(ours_in)
        os.close(ours_out)


def require_harmless(page: Page, file: Path) -> int:
    """Require that a report shows and does no more than it brought along; give its rows."""
    page.open(file)
    assert page.evaluate("document.title") == TITLE
    assert page.evaluate("document.querySelectorAll('script').length") == 1
    assert page.evaluate("document.querySelectorAll('iframe, img, link, base, a').length") == 0
    assert page.evaluate("document.body.getClientRects().length") == 1
    fetched = [told["request"]["url"] for told in page.events("Network.requestWillBeSent")]
    assert fetched == [file.as_uri()]
    assert page.events("Audits.issueAdded") == []
    assert page.events("Runtime.exceptionThrown") == []
    return int(page.evaluate("document.querySelectorAll('tbody tr').length"))
