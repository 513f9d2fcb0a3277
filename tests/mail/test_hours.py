"""Working hours, by the writer's own clock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.mail.dates import read_date
from invite_guard.mail.hours import in_working_hours

LATEST = 2**31


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (b"Tue, 20 Aug 2019 09:14:22 +0200", True),
        (b"Tue, 20 Aug 2019 18:14:22 +0200", False),
        (b"Tue, 20 Aug 2019 06:59:59 -0500", False),
        (b"Tue, 20 Aug 2019 07:00:00 -0500 (CDT)", True),
        (b"Sat, 24 Aug 2019 10:00:00 +0530", False),
        (b"Mon, 26 Aug 2019 00:30:00 +0900", False),
        (b"Fri, 23 Aug 2019 17:59:00 -0800", True),
        (b"Tue, 20 Aug 2019 09:14:22 +0000", None),
        (b"Tue, 20 Aug 2019 09:14:22 -0000", None),
        (b"Tue, 20 Aug 2019 09:14:22 GMT", None),
        (b"Tue, 20 Aug 2019 09:14:22 +9999", None),
        (b"20 Aug 2019", None),
    ],
)
def test_the_writers_clock_counts(date: bytes, *, expected: bool | None) -> None:
    moment = read_date(date, LATEST)
    assert moment is not None
    assert in_working_hours(date, moment) is expected


@given(st.binary(max_size=80), st.integers(0, LATEST))
def test_any_bytes_may_stand_there(date: bytes, moment: int) -> None:
    assert in_working_hours(date, moment) in {True, False, None}
