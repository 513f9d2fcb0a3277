"""The README's picture shows the table as it is now, and fetches nothing from anywhere."""

import re

from demo import PICTURE
from make_picture import picture


def test_the_picture_is_current() -> None:
    assert PICTURE.read_text("utf-8") == picture(), "make docs"


def test_whoever_looks_at_it_is_seen_by_nobody() -> None:
    links = set(re.findall(r"https?://[^\"' <)]+", PICTURE.read_text("utf-8")))
    assert links <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
