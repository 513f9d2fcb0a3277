"""The OAuth client file of one's own Google project, as the console gives it."""

import json
import re
from pathlib import Path

from pydantic import SecretStr

from invite_guard.errors import InviteGuardError
from invite_guard.model.base import Noun

GUIDE = "docs/gmail.md shows, step by step, how to make one."
_GOOGLE = re.compile(r"https://(?:[a-z0-9-]+\.)*(?:google|googleapis)\.com/")
LOOPBACK = re.compile(r"http://127\.0\.0\.1:\d+/")
"""A server on this machine, for trials: the only place besides Google that is ever spoken to."""


class OAuthClient(Noun):
    """A program as Google knows it: a client of the type *Desktop app*."""

    client_id: str
    client_secret: SecretStr
    auth_uri: str
    token_uri: str

    @property
    def root(self) -> str:
        """Where the APIs are, when that is not Google."""
        found = LOOPBACK.match(self.token_uri)
        return found[0] if found else ""

    def config(self) -> dict[str, dict[str, str]]:
        """Write it as Google's libraries read it."""
        return {
            "installed": {
                "client_id": self.client_id,
                "client_secret": self.client_secret.get_secret_value(),
                "auth_uri": self.auth_uri,
                "token_uri": self.token_uri,
            }
        }


def read_client(path: Path) -> OAuthClient:
    """Read the file. Raises `InviteGuardError` for anything but a desktop client of Google's."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InviteGuardError(
            "The OAuth client file cannot be read: it is absent or not JSON.", GUIDE
        ) from error
    told = content.get("installed") if isinstance(content, dict) else None
    if not isinstance(told, dict):
        website = isinstance(content, dict) and "web" in content
        raise InviteGuardError(
            "This OAuth client was made for a website."
            if website
            else "This is no OAuth client file.",
            f"Make one of the type Desktop app: {GUIDE}",
        )
    fields = {name: str(told.get(name, "")) for name in OAuthClient.model_fields}
    places = (fields["auth_uri"], fields["token_uri"])
    if not all(fields.values()) or not all(_GOOGLE.match(p) or LOOPBACK.match(p) for p in places):
        raise InviteGuardError(
            "This OAuth client file lacks something, or does not lead to Google.",
            "Download it again from the Google Cloud console.",
        )
    return OAuthClient.model_validate(fields)
