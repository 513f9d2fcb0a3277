"""What LibreOffice makes of our tables: nothing in them runs, and names come back as they were."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.hostile import FORMULAS

from invite_guard.errors import RefusedError
from invite_guard.exporters import EXPORTERS
from invite_guard.model.batch import ConfirmedBatch, Row
from invite_guard.views.sheet import cell

if sys.platform == "win32":
    pytest.skip("LibreOffice is asked on POSIX only", allow_module_level=True)

PROGRAM = next(filter(None, map(shutil.which, ("soffice", "libreoffice", "localc"))), None)
if PROGRAM is None:
    pytest.skip("no LibreOffice here: install libreoffice-calc", allow_module_level=True)

Make = Callable[..., Row]
Confirm = Callable[..., ConfirmedBatch]
Table = list[list[str]]

ORDINARY = (
    'Zoë "Zed" O\'Hara, Jr.', "Müller; Söhne", "山田　太郎", "שרה כהן", "علی\u200cرضا",
    "Ana, Ben & Co", "Jean-Luc", "'t Hooft", "Ærø Ångström", "Иван Петров", "김민수",
    "Nguyễn Thị Minh", '"quoted"',
    "a@b", "C++ = D", "100 % Design", "Dr. h. c. Ödön von Horváth", "❤\ufe0f Florist",
    "#REF", "TRUE'S",
)  # fmt: skip
FIELDS = ("name", "first_name", "last_name", "organisation", "title", "linkedin_url")
SEPARATORS = {"comma": "44", "semicolon": "59", "any of three": "44/59/9"}
"""Between which a spreadsheet tells cells apart, by the country or the last choice made."""
_FORMULA = re.compile(r"table:formula=\"([^\"]*)\"")


def convert(folder: Path, to: str, separator: str, files: Sequence[Path]) -> list[Path]:
    """Have LibreOffice open tables of text in UTF-8 and write them anew."""
    out = folder / f"{to.partition(':')[0]}-{separator.replace('/', '-')}"
    profile = (folder / "profile").as_uri()
    command = [
        str(PROGRAM),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        f"--infilter=CSV:{separator},34,76,1,,1033,false,true,false,false,false,-1,true",
        "--convert-to",
        to,
        "--outdir",
        str(out),
        *map(str, files),
    ]
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        timeout=240,
        env={**os.environ, "HOME": str(folder)},
    )
    made = [next(iter(out.glob(f"{file.stem}*"))) for file in files]
    assert len(made) == len(files)
    return made


def formulas(made: Path) -> list[str]:
    return _FORMULA.findall(made.read_text("utf-8"))


def export(name: str, batch: ConfirmedBatch) -> bytes | None:
    try:
        return EXPORTERS[name].render(batch)
    except RefusedError:
        return None


def tables(row: Make, confirmed: Confirm) -> Iterator[tuple[str, bytes]]:
    """Give every table of ours in which a formula could get as far as a spreadsheet."""
    for name in ("csv", "linkedin"):
        rows = [
            row(number, **{field: text})
            for number, (field, text) in enumerate((f, t) for f in FIELDS for t in FORMULAS)
        ]
        passed = [one for one in rows if export(name, confirmed(one)) is not None]
        rendered = export(name, confirmed(*passed)) if passed else b""
        yield name, rendered or b"x\r\n"
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerows([cell("before"), cell(text), cell("behind")] for text in FORMULAS)
    yield "plan", sheet.getvalue().encode()


def test_no_cell_of_ours_runs(row: Make, confirmed: Confirm, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.csv" for name, _ in tables(row, confirmed)]
    for file, (_, data) in zip(files, tables(row, confirmed), strict=True):
        file.write_bytes(data)
    raw = tmp_path / "raw.csv"
    with raw.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(["before", text, "behind"] for text in FORMULAS)
    for separator in SEPARATORS.values():
        *made, judge = convert(tmp_path, "fods", separator, [*files, raw])
        assert len(formulas(judge)) > 3, "as they came, some would run"
        assert [formulas(one) for one in made] == [[], [], []], separator
    for book in convert(tmp_path, "xlsx", SEPARATORS["any of three"], files):
        with ZipFile(book) as parts:
            texts = [parts.read(n) for n in parts.namelist() if n.startswith("xl/worksheets/")]
        assert texts
        assert not [text for text in texts if b"<f" in text.replace(b"<fo", b"")]


def test_ordinary_names_come_back_as_they_were(
    row: Make, confirmed: Confirm, tmp_path: Path
) -> None:
    people = [
        row(number, first_name=text, last_name=text, organisation=text, title=text)
        for number, text in enumerate(ORDINARY)
    ]
    files = []
    for name in ("csv", "linkedin"):
        files.append(tmp_path / f"{name}.csv")
        files[-1].write_bytes(EXPORTERS[name].render(confirmed(*people)))
    again = convert(
        tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1", SEPARATORS["comma"], files
    )
    for before, after in zip(files, again, strict=True):
        assert read(after) == read(before)
    assert [line[0] for line in read(files[0])[1:]] == list(ORDINARY)
    assert [formulas(one) for one in convert(tmp_path, "fods", "44", files)] == [[], []]


def read(file: Path) -> Table:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))
