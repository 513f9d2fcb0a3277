"""`auth login`, `status` and `logout`, as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.access.conftest import Memory
from tests.fakes.google import FakeGoogle

from invite_guard.access.scopes import DIRECTORY
from invite_guard.cli.main import execute
from invite_guard.errors import Exit

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    browser: Callable[[str], None],
) -> Run:  # fmt: skip
    """Give a function that runs one command line: exit code, stdout, stderr."""
    assert not home.exists()
    monkeypatch.setattr("click.launch", browser)

    def ran(*words: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = execute(words)
        said = capfd.readouterr()
        return code, said.out, said.err

    return ran


@pytest.fixture
def client_file(google: FakeGoogle, tmp_path: Path) -> str:
    path = tmp_path / "client.json"
    path.write_text(google.client_file(), "utf-8")
    return str(path)


def test_login_status_logout(google: FakeGoogle, run: Run, client_file: str, ring: Memory) -> None:
    code, out, err = run("auth", "login", "--client", client_file)
    assert (code, out) == (0, "")
    assert "Signed in as tobin@own.example. Kept in the system's keyring." in err
    assert "Not granted" not in err
    code, out, _ = run("auth", "status")
    assert code == 0
    assert "tobin@own.example" in out
    assert out.count("yes  ") == 4
    code, _, err = run("auth", "logout")
    assert code == 0
    assert len(google.oauth.revoked) == 1
    assert not ring.kept
    code, out, err = run("auth", "status")
    assert (code, out) == (Exit.NOT_SIGNED_IN, "")
    assert "auth login" in err


def test_the_client_is_remembered(google: FakeGoogle, run: Run, client_file: str) -> None:
    assert run("auth", "login", "--client", client_file)[0] == 0
    Path(client_file).unlink()
    assert run("auth", "logout")[0] == 0
    assert run("auth", "login")[0] == 0
    assert len(google.oauth.refresh_tokens) == 1


def test_without_a_client_the_guide_and_takeout_are_named(run: Run) -> None:
    code, out, err = run("auth", "login")
    assert (code, out) == (Exit.USAGE, "")
    assert "docs/gmail.md" in err
    assert "takeout.zip" in err


def test_what_is_not_granted_is_said_with_what_it_costs(
    google: FakeGoogle, run: Run, client_file: str
) -> None:
    google.oauth.refuse_scopes = frozenset({DIRECTORY.url})
    _, _, err = run("auth", "login", "--client", client_file)
    assert "Not granted: directory, so your employer's directory is not read." in err
    told = json.loads(run("auth", "status", "--json")[1])
    granted = {scope["name"]: scope["granted"] for scope in told["scopes"]}
    assert granted == {
        "mail headers": True,
        "contacts": True,
        "other contacts": True,
        "directory": False,
    }


def test_the_address_is_printed_for_a_machine_without_a_browser(
    run: Run, client_file: str, browser: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.launch", lambda _: pytest.fail("a browser was opened"))

    def typed(text: str = "") -> None:
        for line in text.split():
            if line.startswith("http://127.0.0.1") and "/auth?" in line:
                browser(line)

    monkeypatch.setattr("invite_guard.cli.auth.say", typed)
    assert run("auth", "login", "--client", client_file, "--no-browser")[0] == 0


def test_no_secret_is_printed(google: FakeGoogle, run: Run, client_file: str) -> None:
    said = "".join(
        "".join(run(*words)[1:])
        for words in (
            ("auth", "login", "--client", client_file, "--debug"),
            ("auth", "status", "--debug"),
            ("auth", "logout", "--debug"),
        )
    )
    secrets = (*google.oauth.revoked, *google.oauth.access_tokens, "fake-secret")
    assert len(secrets) > 2
    assert not [secret for secret in secrets if secret in said]


def test_a_sign_in_is_kept_though_the_api_is_not_switched_on(
    google: FakeGoogle, run: Run, client_file: str
) -> None:
    google.fault = lambda call: "off" if call.kind == "profile" else ""
    code, _, err = run("auth", "login", "--client", client_file)
    assert code == 0
    assert "not switched on" in err
    code, _, err = run("scan")
    assert code == Exit.FAILURE
    assert "docs/gmail.md" in err
    google.fault = lambda _: ""
    assert "Gmail" in run("scan", "--me", "tobin@own.example")[2]


def test_the_example_needs_no_sign_in(run: Run) -> None:
    assert run("auth", "login", "--demo")[0] == Exit.USAGE
