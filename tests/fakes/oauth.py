"""Google's sign-in: consent, codes bound to a PKCE challenge, tokens that expire, revocation."""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.fakes.quota import Answer

CLIENT = "1-fake.apps.googleusercontent.com"
SECRET = "fake-secret"
Form = Mapping[str, Sequence[str]]


@dataclass
class OAuth:
    """Who may come in."""

    refuse_scopes: frozenset[str] = frozenset()
    """Scopes the person does not tick."""
    deny: bool = False
    """Whether the person presses Cancel."""
    refresh_tokens: dict[str, str] = field(default_factory=dict)
    """Scopes by refresh token."""
    access_tokens: dict[str, str] = field(default_factory=dict)
    """Scopes by access token that still works."""
    revoked: list[str] = field(default_factory=list)
    _codes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def grant(self, *scopes: str) -> str:
        """Give a refresh token as if somebody had signed in."""
        token = f"refresh-{secrets.token_hex(8)}"
        self.refresh_tokens[token] = " ".join(scopes)
        return token

    def allowed(self, authorization: str) -> bool:
        """Tell whether the header of a call holds a token that works."""
        return authorization.removeprefix("Bearer ") in self.access_tokens

    def expire(self) -> None:
        """End every access token, as an hour does."""
        self.access_tokens.clear()

    def consent(self, query: Form) -> str:
        """Do what the consent page does, and give the address the browser is sent to."""
        back, state = query["redirect_uri"][0], query["state"][0]
        if self.deny:
            return f"{back}?{urlencode({'error': 'access_denied', 'state': state})}"
        assert query["code_challenge_method"] == ["S256"], "PKCE"
        assert query["access_type"] == ["offline"]
        asked = query["scope"][0].split()
        scopes = " ".join(scope for scope in asked if scope not in self.refuse_scopes)
        code = f"code-{secrets.token_hex(8)}"
        self._codes[code] = (query["code_challenge"][0], scopes)
        return f"{back}?{urlencode({'code': code, 'state': state, 'scope': scopes})}"

    def token(self, form: Form) -> Answer:
        """Give an access token for a code or a refresh token."""
        if form.get("client_id") != [CLIENT] or form.get("client_secret") != [SECRET]:
            return _no("invalid_client", "Unauthorized")
        if form["grant_type"] == ["authorization_code"]:
            challenge, scopes = self._codes.pop(form["code"][0], ("", ""))
            digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
            if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != challenge:
                return _no("invalid_grant", "Bad code verifier.")
            return self._given(scopes, {"refresh_token": self.grant(*scopes.split())})
        scopes = self.refresh_tokens.get(form["refresh_token"][0], "")
        if not scopes:
            return _no("invalid_grant", "Token has been expired or revoked.")
        return self._given(scopes, {})

    def revoke(self, token: str) -> Answer:
        """End a sign-in."""
        self.revoked.append(token)
        self.refresh_tokens.pop(token, None)
        return Answer(200, b"{}")

    def _given(self, scopes: str, more: dict[str, str]) -> Answer:
        token = f"access-{secrets.token_hex(8)}"
        self.access_tokens[token] = scopes
        told = {"access_token": token, "expires_in": 3599, "token_type": "Bearer", "scope": scopes}
        return Answer(200, json.dumps(told | more).encode())


def _no(error: str, description: str) -> Answer:
    return Answer(400, json.dumps({"error": error, "error_description": description}).encode())
