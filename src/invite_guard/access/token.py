"""Where a sign-in is kept: in the system's keyring where there is one, else in a file of 0600."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from pydantic import SecretStr

from invite_guard.access.client_file import OAuthClient, read_client
from invite_guard.errors import InviteGuardError
from invite_guard.model.base import Noun

_SERVICE = "invite-guard"


class SignIn(Noun):
    """What lets this program in. Secrets in it never show: not in an error, a log or a repr."""

    client: OAuthClient
    refresh_token: SecretStr
    scopes: tuple[str, ...]
    """What was granted, which may be less than was asked for."""
    since: date
    account: str = ""
    """The address; unknown where mail was not granted."""

    def allows(self, scope: str) -> bool:
        """Whether this was granted."""
        return scope in self.scopes


class TokenStore:
    """The sign-in of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "google-sign-in.json"
        self._client_file = folder / "google-client.json"
        self._name = str(folder.resolve())

    def save(self, sign_in: SignIn) -> str:
        """Keep a sign-in and tell where. Raises `InviteGuardError` where neither place takes it."""
        text = _to_json(sign_in)
        if _put_in_keyring(self._name, text):
            self._file.unlink(missing_ok=True)
            return "the system's keyring"
        with _told():
            _write_secret(self._file, text)
        return f"a file only you can read, {self._file}"

    def load(self) -> SignIn | None:
        """Give the sign-in, if there is one that can be read."""
        try:
            text = self._file.read_text("utf-8")
        except FileNotFoundError:
            text = _get_from_keyring(self._name)
        except OSError as error:
            raise InviteGuardError(
                f"The sign-in cannot be read: {error.strerror}.",
                "`invite-guard auth login` makes a new one.",
            ) from error
        if not text:
            return None
        try:
            return SignIn.model_validate_json(text)
        except ValueError:  # written by another version: the cause may hold the token, so it stays
            return None

    def remember(self, client: OAuthClient) -> None:
        """Keep the OAuth client for the next sign-in. Raises `InviteGuardError`."""
        with _told():
            _write_secret(self._client_file, json.dumps(client.config()))

    def client(self) -> OAuthClient | None:
        """Give the OAuth client that was remembered."""
        return read_client(self._client_file) if self._client_file.exists() else None

    def delete(self) -> None:
        """Forget the sign-in; the OAuth client stays."""
        self._file.unlink(missing_ok=True)
        _delete_from_keyring(self._name)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InviteGuardError(
            f"The sign-in cannot be kept: {error.strerror}.",
            "Make the data folder writable, then sign in again.",
        ) from error


def _to_json(sign_in: SignIn) -> str:
    content = sign_in.model_dump(mode="json")
    content["refresh_token"] = sign_in.refresh_token.get_secret_value()
    content["client"]["client_secret"] = sign_in.client.client_secret.get_secret_value()
    return json.dumps(content)


def _write_secret(path: Path, text: str) -> None:
    partial = path.with_name(f"{path.name}.partial")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    partial.replace(path)


# A keyring is whatever the system plugs in, and fails in ways of its own: then a file does.


def _put_in_keyring(name: str, text: str) -> bool:
    import keyring  # noqa: PLC0415 - looks for the system's keyrings when it is imported

    try:
        keyring.set_password(_SERVICE, name, text)
        return keyring.get_password(_SERVICE, name) == text
    except Exception:  # noqa: BLE001 - see above
        return False


def _get_from_keyring(name: str) -> str:
    import keyring  # noqa: PLC0415 - as above

    try:
        return keyring.get_password(_SERVICE, name) or ""
    except Exception:  # noqa: BLE001 - see above
        return ""


def _delete_from_keyring(name: str) -> None:
    import keyring  # noqa: PLC0415 - as above

    try:
        keyring.delete_password(_SERVICE, name)
    except Exception:  # noqa: BLE001 - see above
        return
