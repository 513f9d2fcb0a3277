"""The way in, through Google's page in a browser and an answer to this machine; and out again."""

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from google.auth.exceptions import GoogleAuthError
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
from oauthlib.common import urlencode
from oauthlib.oauth2 import OAuth2Error
from pydantic import SecretStr

from invite_guard.access.client_file import LOOPBACK, OAuthClient
from invite_guard.access.scopes import SCOPES
from invite_guard.access.token import SignIn
from invite_guard.errors import InviteGuardError

TIMEOUT = 300
"""Seconds a person has to answer on Google's page."""
DONE = "invite-guard is signed in. You may close this window."
_TALKATIVE = ("google_auth_oauthlib", "oauthlib", "requests_oauthlib", "urllib3")
"""Loggers that would write codes and tokens where somebody switched on debugging."""


def sign_in(client: OAuthClient, show: Callable[[str], object], timeout: int = TIMEOUT) -> SignIn:
    """Have a person sign in at Google (RFC 8252, with PKCE, RFC 7636).

    `show` is given the address of Google's page, to open or to print. The answer comes to a port
    of 127.0.0.1 that the system picks. Raises `InviteGuardError` when it does not come, or is no.
    """
    with _quiet(), _lenient(client):
        flow = _Flow.from_client_config(
            client.config(),
            scopes=[scope.url for scope in SCOPES],
            autogenerate_code_verifier=True,
        )
        flow.show = show
        try:
            credentials = flow.run_local_server(
                host="127.0.0.1",
                port=0,
                open_browser=False,
                authorization_prompt_message=None,
                success_message=DONE,
                timeout_seconds=timeout,
                prompt="consent",
            )
        except WSGITimeoutError as error:
            raise InviteGuardError(
                f"Nobody signed in within {timeout // 60} minutes.", "Run the command again."
            ) from error
        except (OAuth2Error, GoogleAuthError, ValueError, OSError) as error:
            raise InviteGuardError(*_refused(error)) from None  # the cause may quote a code
    return _kept(client, credentials)


def credentials(signed_in: SignIn) -> Credentials:
    """Make what Google's client signs its calls with. It gets itself a fresh token when needed."""
    client = signed_in.client
    return Credentials(
        None,
        refresh_token=signed_in.refresh_token.get_secret_value(),
        token_uri=client.token_uri,
        client_id=client.client_id,
        client_secret=client.client_secret.get_secret_value(),
    )


def revoke(signed_in: SignIn) -> bool:
    """Have Google forget the sign-in, and tell whether it did."""
    place = signed_in.client.token_uri.removesuffix("/token") + "/revoke"
    body = urlencode([("token", signed_in.refresh_token.get_secret_value())]).encode()
    headers = {"content-type": "application/x-www-form-urlencoded"}
    with _quiet():
        try:
            answer = Request()(place, method="POST", body=body, headers=headers, timeout=30)
        except GoogleAuthError:
            return False
    return bool(answer.status == 200)


class _Flow(InstalledAppFlow):  # type: ignore[misc] # the library gives no types
    """Google's flow, that shows its page our way and keeps stdout for data."""

    show: Callable[[str], object]

    def authorization_url(self, **wanted: Any) -> tuple[str, str]:
        url, state = super().authorization_url(**wanted)
        self.show(url)
        return url, state


def _kept(client: OAuthClient, given: Credentials) -> SignIn:
    if not given.refresh_token:
        raise InviteGuardError("Google gave no lasting sign-in.", "Run the command again.")
    granted = given.granted_scopes or given.scopes or ()
    names = granted.split() if isinstance(granted, str) else tuple(granted)
    return SignIn(
        client=client,
        refresh_token=SecretStr(given.refresh_token),
        scopes=tuple(sorted(names)),
        since=datetime.now(UTC).date(),
    )


_REASONS: Mapping[str, tuple[str, str]] = {
    "access_denied": (
        "You said no on Google's page, or the account may not use this OAuth client.",
        "Sign in with an account that is a test user of the client, or publish the client.",
    ),
    "invalid_client": (
        "Google does not know this OAuth client.",
        "Download the client file again, and pass it with --client.",
    ),
    "invalid_grant": (
        "Google no longer accepts the answer: it was too old or used before.",
        "Run the command again. Check that this computer's clock is right.",
    ),
}


def _refused(error: Exception) -> tuple[str, str]:
    known = _REASONS.get(str(getattr(error, "error", "")))
    return known or (
        f"The sign-in at Google failed ({type(error).__name__}).",
        "Run the command again; without a browser on this machine, with --no-browser.",
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Let no library write tokens into a log."""
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    names = [n for n in logging.root.manager.loggerDict if n.partition(".")[0] in _TALKATIVE]
    loggers += [logging.getLogger(name) for name in names]
    before = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        yield
    finally:
        for logger, was in zip(loggers, before, strict=True):
            logger.disabled = was


@contextmanager
def _lenient(client: OAuthClient) -> Iterator[None]:
    """Accept that a person grants less than was asked; and plain HTTP, on this machine alone.

    Both are switches the library reads from the environment only.
    """
    wanted = {"OAUTHLIB_RELAX_TOKEN_SCOPE": "1"}
    if LOOPBACK.match(client.token_uri):
        wanted["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
