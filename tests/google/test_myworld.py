"""Against an emulator of Gmail that others wrote: `myworld` of PyPI, 0.2.1, with its gateway.

INVITE_GUARD_MYWORLD names its command; without it, these tests are skipped. It serves no batches.
"""

import json
import os
import re
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from google.oauth2.credentials import Credentials
from tests.fakes.clock import SimulatedClock

from invite_guard.sources.google.calls import Caller
from invite_guard.sources.google.client import service
from invite_guard.sources.google.pacing import Pacer
from invite_guard.sources.google.tariff import Method
from invite_guard.stages.fetch import Remote, Wanted, account_of, survey
from invite_guard.stores.mailbox import Mailbox

COMMAND = os.environ.get("INVITE_GUARD_MYWORLD", "")
ME = "alex@acme.example"
WORLD = {
    "name": "mail",
    "task": "nothing",
    "servers": {
        "gmail": {
            "noise": True,
            "seed": {
                "user": {"email": ME, "name": "Alex Rivera"},
                "emails": [
                    {
                        "id": f"m{n}",
                        "from": f"p{n}@firm.example",
                        "to": [ME],
                        "subject": f"Matter {n}",
                        "body": "Hello.",
                        "date": "2026-03-01T09:00:00Z",
                        "labels": ["INBOX"],
                    }
                    for n in range(20)
                ],
            },
        }
    },
}
pytestmark = [
    pytest.mark.skipif(not COMMAND, reason="INVITE_GUARD_MYWORLD names no emulator"),
    pytest.mark.filterwarnings("ignore:.*unclosed.*:ResourceWarning"),
]


class World(NamedTuple):
    """Where the emulator is, and what opens it."""

    root: str
    token: str

    def post(self, path: str) -> None:
        """Change something, as another program of the owner's would."""
        headers = {"Authorization": f"Bearer {self.token}"}
        request = urllib.request.Request(self.root + path, b"{}", headers, method="POST")
        with urllib.request.urlopen(request, timeout=10) as answer:
            json.load(answer)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Start the emulator with a mailbox."""
    folder = tmp_path_factory.mktemp("world")
    seed = folder / "world.yaml"  # JSON is YAML
    seed.write_text(json.dumps(WORLD), "utf-8")
    ports = [free_port(), free_port()]
    words = ["serve", "--port", str(ports[0]), "--gateway", str(ports[1]), "--no-passthrough"]
    log = folder / "log"
    with (
        log.open("wb") as out,
        subprocess.Popen(
            [COMMAND, *words, "--ca-dir", str(folder / "ca"), "--env", str(seed)],
            stdout=out,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            yield World(
                f"http://127.0.0.1:{ports[0]}/gw/gmail.googleapis.com/", token_in(log, process)
            )
        finally:
            process.terminate()


def free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def token_in(log: Path, process: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        text = log.read_text("utf-8")
        found = re.search(r"GOG_ACCESS_TOKEN=(\S+)", text)
        if found and "running on" in text:
            return found[1]
        assert process.poll() is None, text
        time.sleep(0.1)
    pytest.fail("the emulator does not start")


def test_a_mailbox_of_others_is_fetched_and_followed(
    world: World, store: Mailbox, run: Callable[..., None]
) -> None:
    client = service("gmail", Credentials(world.token), world.root)
    clock = SimulatedClock()
    remote = Remote(client, Caller(Pacer(clock), clock))
    try:
        assert account_of(remote) == ME
        wanted = Wanted(categories=True)
        run(remote, store, wanted)
        figures = store.figures()
        assert not figures.pending
        assert figures.fetched > 20
        letters = [letter for letter in store.letters(0) if letter.head]
        assert all(b"From:" in letter.head for letter in letters)
        assert b"Subject" not in b"".join(letter.head for letter in letters)
        world.post(f"gmail/v1/users/me/messages/{letters[0].listed.id}/trash")
        before = remote.caller.pacer.spent[Method.GET]
        survey(remote, store, wanted, lambda _: None)
        run(remote, store, wanted)
        assert remote.caller.pacer.spent[Method.GET] == before
        after = {letter.listed.id: letter.listed.labels for letter in store.letters(0)}
        assert "TRASH" in after[letters[0].listed.id]
    finally:
        client.close()
