"""Where the program keeps its files."""

import hashlib
import os
from pathlib import Path

from invite_guard.errors import StoreError

HOME_VARIABLE = "INVITE_GUARD_HOME"


def home() -> Path:
    """Give the data folder: `INVITE_GUARD_HOME`, else the platform's. It may not exist yet."""
    override = os.environ.get(HOME_VARIABLE)
    if override:
        return Path(override).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - start-up time

    return user_data_path("invite-guard", appauthor=False)


def ensure_private(folder: Path) -> Path:
    """Make the folder, readable by its owner alone whatever the umask. Raises `StoreError`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise StoreError(
            f"The data folder cannot be used: {error.strerror}",
            f"Make {folder} writable, or set {HOME_VARIABLE} to a folder that is.",
        ) from error
    return folder


def correspondence_file(folder: Path) -> Path:
    """Name the file of everything read from sources: can be deleted and rebuilt by a scan."""
    return folder / "correspondence.sqlite3"


def mailbox_file(folder: Path, account: str) -> Path:
    """Name the copy of one online mailbox's headers: can be deleted and fetched again."""
    digest = hashlib.blake2b(account.encode(), digest_size=8).hexdigest()
    return folder / f"gmail-{digest}.sqlite3"


def mailbox_files(folder: Path) -> list[Path]:
    """Name every copy of an online mailbox that there is."""
    return sorted(folder.glob("gmail-*.sqlite3"))


def decisions_file(folder: Path) -> Path:
    """Name the file of decisions, never-list and ledger: cannot be rebuilt."""
    return folder / "decisions.sqlite3"


def config_file(folder: Path) -> Path:
    """Name the file of settings that a person writes."""
    return folder / "config.toml"
