"""Settings from the file and the environment; what cannot be used is told with where to mend it."""

import re
from pathlib import Path

import pytest

from invite_guard.config import FILE_ONLY, Settings, load, origins
from invite_guard.errors import InviteGuardError


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(
    tmp_path: Path,
) -> None:
    file = tmp_path / "config.toml"
    assert load(file, {}) == Settings()
    file.write_text("propose_at = 0.9\nbatch_limit = 5\n", "utf-8")
    environment = {"INVITE_GUARD_PROPOSE_AT": "0.7", "INVITE_GUARD_ME": "a@x.example, b@y.example"}
    settings = load(file, environment)
    assert (settings.propose_at, settings.batch_limit) == (0.7, 5)
    assert settings.me == ("a@x.example", "b@y.example")
    places = origins(file, environment)
    assert (places["propose_at"], places["batch_limit"], places["week_limit"]) == (
        "environment",
        "file",
        "default",
    )


@pytest.mark.parametrize("text", ['"a@x.example"', '["a@x.example"]', '"a@x.example,b@y"', "[]"])
def test_own_addresses_are_a_list_or_one_text(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"me = {text}\n", "utf-8")
    assert load(file, {}).me == tuple(re.findall(r"[a-z@.]+", text))


@pytest.mark.parametrize("name", sorted(FILE_ONLY))
def test_limits_are_changed_in_the_file_only(tmp_path: Path, name: str) -> None:
    settings = load(tmp_path / "none", {f"INVITE_GUARD_{name.upper()}": "1"})
    assert settings == Settings()


@pytest.mark.parametrize(
    ("text", "environment", "message", "hint"),
    [
        ("batch_limit = -3", {}, "batch_limit cannot be used", "config.toml"),
        ("bogus = 1", {}, "no setting 'bogus'", "batch_limit"),
        ('"\\u001b[2J" = 1', {}, r"no setting '\x1b[2J'", ""),
        ("", {"INVITE_GUARD_PROPOSE_AT": "7"}, "propose_at cannot", "INVITE_GUARD_PROPOSE_AT"),
        ("= 1", {}, "cannot be read", "move it away"),
        ("batch_limit = true", {}, "batch_limit cannot be used: a number", "config.toml"),
        ("week_limit = false", {}, "week_limit cannot be used: a number", "config.toml"),
        ("hold_hours = false", {}, "hold_hours cannot be used: a number", "config.toml"),
        ("propose_at = true", {}, "propose_at cannot be used: a number", "config.toml"),
        ('me = ["ada"]', {}, "me cannot be used: whole addresses belong there", "config.toml"),
        ("me = 1", {}, "whole addresses belong there", "config.toml"),
        ("", {"INVITE_GUARD_ME": "x, y"}, "me cannot be used", "INVITE_GUARD_ME"),
    ],
    ids=[
        "value",
        "unknown",
        "hostile",
        "variable",
        "broken",
        "truth",
        "untruth",
        "hours",
        "sure",
        "name",
        "number",
        "names",
    ],
)
def test_what_cannot_be_used_is_told_with_where_to_mend_it(
    tmp_path: Path, text: str, environment: dict[str, str], message: str, hint: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(InviteGuardError) as caught:
        load(file, environment)
    assert message in caught.value.message
    assert hint in caught.value.hint
