"""A browser that says yes, keyrings of several kinds, and Google's sign-in on this machine."""

import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from tests.fakes.account import Account
from tests.fakes.google import FakeGoogle, serving

from invite_guard.access.client_file import OAuthClient, read_client


class Memory(KeyringBackend):
    """A keyring that forgets when the test ends."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # the library has no types
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Broken(KeyringBackend):
    """A keyring that fails in a way of its own."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        raise RuntimeError(service, username)


@pytest.fixture(autouse=True)
def ring() -> Iterator[Memory]:
    """Keep the system's keyring out of the tests."""
    before = keyring.get_keyring()
    memory = Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def google() -> Iterator[FakeGoogle]:
    """Serve an empty account."""
    with serving(Account("tobin@own.example")) as served:
        yield served


@pytest.fixture
def client(google: FakeGoogle, tmp_path: Path) -> OAuthClient:
    """Read the OAuth client file of the server."""
    path = tmp_path / "client.json"
    path.write_text(google.client_file(), "utf-8")
    return read_client(path)


@pytest.fixture
def browser() -> Iterator[Callable[[str], None]]:
    """Give what opens a page, and does there what the server's person does."""
    opened: list[threading.Thread] = []

    def visit(url: str) -> None:
        def follow() -> None:
            with urllib.request.urlopen(url, timeout=20) as page:
                page.read()

        opened.append(threading.Thread(target=follow))
        opened[-1].start()

    yield visit
    for thread in opened:
        thread.join()
