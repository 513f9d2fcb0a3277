"""The README's picture shows the table as it is now, and fetches nothing from anywhere."""

import re

from demo import PICTURE
from make_picture import picture
from make_review import REVIEW


def test_the_picture_is_current() -> None:
    assert PICTURE.read_text("utf-8") == picture(), "make docs"


def test_whoever_looks_at_it_is_seen_by_nobody() -> None:
    links = set(re.findall(r"https?://[^\"' <)]+", PICTURE.read_text("utf-8")))
    assert links <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}


def test_the_picture_of_the_review_is_of_this_screen() -> None:
    shown = REVIEW.read_text("utf-8")
    for word in ("approved", "proposed", "held", "rejected", "undo"):
        assert word in shown
    links = set(re.findall(r"https?://[^\"' <)]+", shown))
    assert links <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
