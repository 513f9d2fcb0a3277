"""Signing in at Google: what is asked for, what is kept where, and what shows nowhere."""

import logging
import os
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import keyring
import pytest
from tests.access.conftest import Broken, Memory
from tests.fakes.google import FakeGoogle
from tests.fakes.oauth import SECRET

from invite_guard.access.client_file import OAuthClient, read_client
from invite_guard.access.scopes import CONTACTS, MAIL, SCOPES
from invite_guard.access.sign_in import credentials, revoke, sign_in
from invite_guard.access.token import SignIn, TokenStore
from invite_guard.errors import InviteGuardError

Browser = Callable[[str], None]


@pytest.fixture
def signed_in(client: OAuthClient, browser: Browser) -> SignIn:
    return sign_in(client, browser)


def test_a_sign_in_asks_for_reading_only_with_pkce_on_the_loopback(
    client: OAuthClient, browser: Browser
) -> None:
    shown: list[str] = []

    def both(url: str) -> None:
        shown.append(url)
        browser(url)

    signed_in = sign_in(client, both)
    assert set(signed_in.scopes) == {scope.url for scope in SCOPES}
    asked = parse_qs(urlsplit(shown[0]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert urlsplit(asked["redirect_uri"][0]).hostname == "127.0.0.1"
    for scope in asked["scope"][0].split():
        assert scope.endswith((".readonly", ".metadata"))


def test_what_is_not_ticked_is_not_granted(
    google: FakeGoogle, client: OAuthClient, browser: Browser
) -> None:
    google.oauth.refuse_scopes = frozenset({CONTACTS.url})
    signed_in = sign_in(client, browser)
    assert not signed_in.allows(CONTACTS.url)
    assert signed_in.allows(MAIL.url)


def test_a_no_is_told_as_one(google: FakeGoogle, client: OAuthClient, browser: Browser) -> None:
    google.oauth.deny = True
    with pytest.raises(InviteGuardError, match="said no"):
        sign_in(client, browser)


def test_nobody_answering_ends_it(client: OAuthClient) -> None:
    with pytest.raises(InviteGuardError, match="Nobody signed in"):
        sign_in(client, lambda _: None, timeout=1)


def test_nothing_secret_shows(
    google: FakeGoogle, client: OAuthClient, browser: Browser,
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    with caplog.at_level(logging.DEBUG):
        signed_in = sign_in(client, browser)
        revoke(signed_in)
    token = signed_in.refresh_token.get_secret_value()
    shown = (
        caplog.text + repr(signed_in) + str(signed_in.model_dump()) + "".join(capfd.readouterr())
    )
    for secret in (token, SECRET, *google.oauth.access_tokens):
        assert secret not in shown
    assert "code=" not in shown


def test_the_environment_is_as_before(signed_in: SignIn) -> None:
    assert signed_in.scopes
    assert "OAUTHLIB_INSECURE_TRANSPORT" not in os.environ
    assert "OAUTHLIB_RELAX_TOKEN_SCOPE" not in os.environ


def test_a_sign_in_is_kept_in_the_keyring(signed_in: SignIn, ring: Memory, tmp_path: Path) -> None:
    store = TokenStore(tmp_path)
    assert store.save(signed_in) == "the system's keyring"
    assert len(ring.kept) == 1
    assert not list(tmp_path.glob("google*"))
    assert TokenStore(tmp_path).load() == signed_in
    store.delete()
    assert TokenStore(tmp_path).load() is None
    assert not ring.kept


def test_without_a_keyring_it_is_kept_in_a_file_nobody_else_reads(
    signed_in: SignIn, tmp_path: Path
) -> None:
    keyring.set_keyring(Broken())  # type: ignore[no-untyped-call] # the library has no types
    store = TokenStore(tmp_path)
    assert str(tmp_path) in store.save(signed_in)
    (file,) = tmp_path.glob("google*")
    assert os.name != "posix" or file.stat().st_mode & 0o777 == 0o600
    assert TokenStore(tmp_path).load() == signed_in
    store.delete()
    assert TokenStore(tmp_path).load() is None


def test_a_broken_record_is_no_sign_in(tmp_path: Path) -> None:
    (tmp_path / "google-sign-in.json").write_text('{"refresh_token": "secret"', "utf-8")
    assert TokenStore(tmp_path).load() is None


def test_signing_out_revokes(google: FakeGoogle, signed_in: SignIn) -> None:
    assert revoke(signed_in)
    assert google.oauth.revoked == [signed_in.refresh_token.get_secret_value()]


def test_signing_out_without_google_says_so(google: FakeGoogle, signed_in: SignIn) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{free.getsockname()[1]}/token"
    away = signed_in.client.model_copy(update={"token_uri": nowhere})
    assert not revoke(signed_in.model_copy(update={"client": away}))
    assert google.oauth.revoked == []


def test_credentials_lead_where_the_client_says(signed_in: SignIn) -> None:
    made = credentials(signed_in)
    assert made.token_uri == signed_in.client.token_uri
    assert made.refresh_token == signed_in.refresh_token.get_secret_value()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "cannot be read"),
        ("[]", "no OAuth client file"),
        ('{"web": {}}', "made for a website"),
        ('{"installed": {"client_id": "x"}}', "lacks something"),
        (
            (
                '{"installed": {"client_id": "x", "client_secret": "y", '
                '"auth_uri": "https://accounts.google.com/o/oauth2/auth", '
                '"token_uri": "https://accounts.google.com.evil.example/token"}}'
            ),
            "does not lead to Google",
        ),
    ],
)
def test_anything_but_a_desktop_client_is_refused(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "client.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InviteGuardError, match=told):
        read_client(path)


def test_the_file_as_google_gives_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "client.json"
    path.write_text(
        '{"installed": {"client_id": "1-a.apps.googleusercontent.com", "project_id": "p", '
        '"auth_uri": "https://accounts.google.com/o/oauth2/auth", '
        '"token_uri": "https://oauth2.googleapis.com/token", "client_secret": "GOCSPX-x", '
        '"auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs", '
        '"redirect_uris": ["http://localhost"]}}',
        "utf-8",
    )
    client = read_client(path)
    assert client.root == ""
    assert "GOCSPX" not in repr(client)
