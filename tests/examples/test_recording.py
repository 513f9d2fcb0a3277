"""The README's recording: of this program, in a real terminal, and a picture that does nothing."""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.views.browser import browsing, find

from demo import EXAMPLES

RECORDING = EXAMPLES / "recording.svg"
SVG = "{http://www.w3.org/2000/svg}"
LIMIT = 400_000
"""Most bytes: a reader of the README waits for it."""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal on Windows")
def test_the_recording_is_of_this_program() -> None:
    from make_recording import recorded  # noqa: PLC0415 - needs a pseudo-terminal

    assert RECORDING.read_text("utf-8") == recorded(), "python examples/make_recording.py"


def test_it_is_one_small_file_that_runs_and_fetches_nothing() -> None:
    text = RECORDING.read_text("utf-8")
    assert len(text.encode()) <= LIMIT
    elements = {element.tag.removeprefix(SVG) for element in ET.fromstring(text).iter()}
    assert elements == {"svg", "title", "style", "rect", "text", "defs", "g", "use"}
    assert set(re.findall(r"https?:[^\"']+", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"\son\w+=|url\(|@import|@font-face", text)


def test_no_folder_of_whoever_made_it_is_seen() -> None:
    text = RECORDING.read_text("utf-8")
    assert not re.search(r"/(?:tmp|home|root|Users|var|private)\b", text)


def test_whoever_wants_no_motion_sees_one_still(tmp_path: Path) -> None:
    program = find()
    if program is None:
        pytest.skip("no Chromium here")
    with browsing(program, tmp_path) as page:
        page.open(RECORDING)
        assert page.evaluate("document.getAnimations().length") == 1
        reduce = {"name": "prefers-reduced-motion", "value": "reduce"}
        page.call("Emulation.setEmulatedMedia", features=[reduce])
        assert page.evaluate("document.getAnimations().length") == 0
        seen = page.evaluate(SEEN)
    assert "these and nobody else?" in seen
    assert "Cancel" in seen


SEEN = """
[...document.querySelectorAll('.film use')]
  .filter(use => { const box = use.getBoundingClientRect(),
                         all = document.documentElement.getBoundingClientRect();
                   return box.top >= all.top && box.bottom <= all.bottom })
  .map(use => document.querySelector(use.getAttribute('href')).textContent).join('\\n')
"""
"""The lines that stand in the window now."""


def test_the_words_below_it_tell_what_is_seen() -> None:
    seen = " ".join(ET.fromstring(RECORDING.read_text("utf-8")).itertext())
    told = (EXAMPLES.parent / "README.md").read_text("utf-8")
    assert "invited 366 people" in told
    assert "`invite 6`" in told
    for shown in ("would have invited 366 people", "Approve 4", "invite 6"):
        assert shown in seen
