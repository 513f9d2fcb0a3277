"""Settings: flag, then `INVITE_GUARD_*` variable, then config file, then default."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from invite_guard.errors import InviteGuardError

FILE_ONLY = frozenset({"batch_limit", "week_limit", "hold_hours"})
"""Settings that only the config file can change: no flag and no variable loosens them."""


def _addresses(given: object) -> object:
    """Take a text for the addresses in it, parted by commas or spaces."""
    found = given.replace(",", " ").split() if isinstance(given, str) else given
    if not isinstance(found, list | tuple) or any("@" not in str(one) for one in found):
        raise PydanticCustomError("addresses", "whole addresses belong there, as you@example.com")
    return tuple(found)


def _number(given: object) -> object:
    """Refuse true and false, which would pass for one and nought."""
    if isinstance(given, bool):
        raise PydanticCustomError("number", "a number belongs there")
    return given


_Count = Annotated[int, BeforeValidator(_number)]
_Amount = Annotated[float, BeforeValidator(_number)]


class Settings(BaseModel):
    """What a person may set. Nothing here can confirm an export."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    me: Annotated[tuple[str, ...], BeforeValidator(_addresses)] = Field(
        default=(), description="Your own addresses."
    )
    batch_limit: _Count = Field(
        default=20, ge=1, le=100, description="Most people in one export (config file only)."
    )
    week_limit: _Count = Field(
        default=80, ge=1, le=200, description="Most people in seven days (config file only)."
    )
    hold_hours: _Amount = Field(
        default=0,
        ge=0,
        le=720,
        description="Hours an approval waits before it can be exported (config file only).",
    )
    propose_at: _Amount = Field(
        default=0.8, ge=0.5, le=1, description="Least confidence at which a colleague is proposed."
    )


def load(path: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings of `path` (which may be absent) and of the environment.

    Raises `InviteGuardError` for a file that is not TOML, an unknown name or a bad value.
    """
    values = {**_from_file(path), **_from_environment(environment)}
    if not values:  # nothing to check, and what checks takes as long to build as a small mailbox
        return Settings.model_construct()
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise _unusable(error, path, environment) from error


def _unusable(
    error: ValidationError, path: Path, environment: Mapping[str, str]
) -> InviteGuardError:
    first = error.errors()[0]
    name = str(first["loc"][0])
    if name not in Settings.model_fields:
        known = ", ".join(Settings.model_fields)
        return InviteGuardError(
            f"There is no setting {name!a}.", f"Take it out of {path}. There are: {known}."
        )
    why = f"The setting {name} cannot be used: {first['msg']}."
    if name in _from_environment(environment):
        return InviteGuardError(why, f"Mend the environment variable {variable(name)}.")
    return InviteGuardError(why, f"Mend it in {path}.")


def origins(path: Path, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Tell for each setting where its value comes from: `default`, `file` or `environment`."""
    places = dict.fromkeys(Settings.model_fields, "default")
    places.update(dict.fromkeys(_from_file(path), "file"))
    places.update(dict.fromkeys(_from_environment(environment), "environment"))
    return places


def variable(name: str) -> str:
    """Name the environment variable of a setting."""
    return f"INVITE_GUARD_{name.upper()}"


def _from_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):  # the second is told of the data folder
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InviteGuardError(
            f"The config file cannot be read: {error}.", f"Mend {path} or move it away."
        ) from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in Settings.model_fields:
        text = environment.get(variable(name))
        if text is not None and name not in FILE_ONLY:
            found[name] = text
    return found
