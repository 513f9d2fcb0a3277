"""A file appears whole or not at all, and never in the place of another."""

import os
import stat
from pathlib import Path

import pytest
from tests.told import every_failure_is_told_in_sentences  # noqa: F401 - for every test here

from invite_guard.stores import files
from invite_guard.stores.files import partial_file, write_new


def test_it_is_written_whole_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "batch.csv"
    write_new(path, b"rows\r\n", "batch-1")
    assert path.read_bytes() == b"rows\r\n"
    assert [file.name for file in tmp_path.iterdir()] == ["batch.csv"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.stat().st_nlink == 1


def test_another_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "batch.csv"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_new(path, b"rows", "batch-1")
    assert path.read_bytes() == b"mine"
    assert [file.name for file in tmp_path.iterdir()] == ["batch.csv"]


@pytest.mark.skipif(os.name != "posix", reason="links need a right of their own on Windows")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "batch.csv"
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        write_new(path, b"rows", "batch-1")
    assert not (tmp_path / "elsewhere").exists()


def test_what_a_crash_left_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "batch.csv"
    partial_file(path, "batch-1").write_bytes(b"ro")
    write_new(path, b"rows", "batch-1")
    assert path.read_bytes() == b"rows"
    assert [file.name for file in tmp_path.iterdir()] == ["batch.csv"]


@pytest.mark.skipif(os.name != "posix", reason="the fall-back is of POSIX systems")
def test_a_file_system_without_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    modes: list[int] = []
    replace = Path.replace

    def watched(partial: Path, place: Path) -> Path:
        modes.append(stat.S_IMODE(place.stat().st_mode))
        return replace(partial, place)

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    monkeypatch.setattr(Path, "replace", watched)
    path = tmp_path / "batch.csv"
    write_new(path, b"rows", "batch-1")
    assert path.read_bytes() == b"rows"
    with pytest.raises(FileExistsError):
        write_new(path, b"other", "batch-2")
    assert modes == [0o600]  # not even the place that is kept is anybody else's
    assert path.read_bytes() == b"rows"
    assert [file.name for file in tmp_path.iterdir()] == ["batch.csv"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def full(path: str | Path, flags: int, mode: int = 0o777) -> int:
        real(path, flags, mode)
        return real("/dev/full", os.O_WRONLY)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(OSError, match="No space left"):
        write_new(tmp_path / "batch.csv", b"rows", "batch-1")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="names are put on the disk by themselves there")
def test_it_is_on_the_disk_before_it_has_its_name_and_the_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "batch.csv"
    synced: list[tuple[bytes | None, bool]] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        content = None if is_folder else partial_file(path, "batch-1").read_bytes()
        synced.append((content, path.exists()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write_new(path, b"rows", "batch-1")
    assert synced == [(b"rows", False), (None, True)]


class Windows:
    """The system's calls as Windows answers them, with a note of how new files are opened."""

    name = "nt"
    O_BINARY = 0x8000
    """Without it every end of a line is written as one more."""

    def __init__(self) -> None:
        self.opened: list[int] = []

    def __getattr__(self, call: str) -> object:
        return getattr(os, call)

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        if path.is_dir():
            raise PermissionError(13, "Permission denied")
        self.opened.append(flags)
        return os.open(path, flags & ~self.O_BINARY, mode)


@pytest.mark.skipif(os.name == "nt", reason="the other tests show it there")
def test_on_windows_it_is_written_byte_for_byte_and_never_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(partial: Path, place: Path) -> None:
        os.link(partial, place)  # fails where there is a file, as renaming does there
        partial.unlink()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "A required privilege is not held by the client")

    windows = Windows()
    monkeypatch.setattr(files, "os", windows)
    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "batch.csv"
    write_new(path, b"rows\r\n", "batch-1")
    with pytest.raises(FileExistsError):
        write_new(path, b"other", "batch-2")
    assert path.read_bytes() == b"rows\r\n"
    assert [file.name for file in tmp_path.iterdir()] == ["batch.csv"]
    assert windows.opened == [os.O_CREAT | os.O_EXCL | os.O_WRONLY | Windows.O_BINARY] * 2
