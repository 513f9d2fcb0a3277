"""When a message was written."""

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.mail.dates import EARLIEST, read_date

LATEST = int(datetime(2030, 1, 1, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("Mon, 31 Dec 1999 16:00:00 -0800 (PST)", "2000-01-01 00:00:00"),
        ("31 Dec 99 16:00 PST", "2000-01-01 00:00:00"),
        ("Mon,5 Oct 2020 15:28:24 GMT", "2020-10-05 15:28:24"),
        ("Mon, 05 Oct 2020 15:28:24 +0200", "2020-10-05 13:28:24"),
        ("Mon, 05 Oct 2020 15:28:24 -0000", "2020-10-05 15:28:24"),
        ("Mon, 05 Oct 2020 15:28:24 GMT+0200", "2020-10-05 13:28:24"),
        ("5 Oct 2020 15:28:24", "2020-10-05 15:28:24"),
        ("5-Oct-2020 15:28:24 UT", "2020-10-05 15:28:24"),
        ("Mon, 5 October 2020 15.28.24 +0530", "2020-10-05 09:58:24"),
        ("Mon, 5 Oct 2020 3:28:24 PM GMT", "2020-10-05 15:28:24"),
        ("Mon, 5 Oct 2020", "2020-10-05 00:00:00"),
        ("Mon Oct  5 15:28:24 2020", "2020-10-05 15:28:24"),
        ("Mon Oct  5 15:28:24 CEST 2020", "2020-10-05 13:28:24"),
        ("Mon Oct  5 15:28:24 2020 +0200", "2020-10-05 13:28:24"),
        ("Oct 5, 2020 10:00 AM", "2020-10-05 10:00:00"),
        ("2020-10-05T15:28:24Z", "2020-10-05 15:28:24"),
        ("2020-10-05T15:28:24.123+02:00", "2020-10-05 13:28:24"),
        ("2020-10-05 15:28:24 +0200", "2020-10-05 13:28:24"),
        ("2020-10-05", "2020-10-05 00:00:00"),
        ("1 Jan 104 10:00:00 +0000", "2004-01-01 10:00:00"),
        ("5 Oct 20 15:28:24 A", "2020-10-05 15:28:24"),
        ("5 Oct 2020 15:28:24 +9999", "2020-10-05 15:28:24"),
        ("5 Oct 2020 15:28:60 GMT", "2020-10-05 15:29:00"),
    ],
)
def test_forms(value: str, iso: str) -> None:
    seconds = read_date(value.encode(), LATEST)
    assert seconds is not None
    assert f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S}" == iso


@pytest.mark.parametrize(
    "value",
    [
        "", "yesterday", "99 Jan 2000 10:00:00 +0000", "31 Feb 2000 10:00:00 +0000",
        "1 Foo 2000 10:00:00 +0000",
        "1 Jan 0001 10:00:00 +0000", "1 Jan 99999 10:00:00 +0000", "1 Jan 2044 10:00:00 +0000",
        "1 Jan 1980 00:00:00 +0000",
        "1 Jan 2000 25:00:00 +0000", "1 Jan 2000 10:99:00 +0000", "Mon Jan 99 10:00:00 2000",
        "2020-99-05T10:00:00Z",
    ],
)  # fmt: skip
def test_what_cannot_be_told(value: str) -> None:
    assert read_date(value.encode(), LATEST) is None


@given(st.datetimes(datetime(1982, 1, 2), datetime(2029, 12, 30), timezones=st.timezones()))  # noqa: DTZ001 - Hypothesis adds the zone
def test_what_the_standard_library_writes_is_read(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    offset = moment.utcoffset()
    assert offset is not None
    if offset.seconds % 60 == 0:
        assert read_date(format_datetime(moment).encode(), LATEST) == int(moment.timestamp())


@given(
    st.binary(max_size=200)
    | st.from_regex(rb"[A-Z][a-z]{2}, \d{1,3} [A-Z][a-z]{2} \d{1,6} \d\d?:\d\d:\d\d [+-]\d{4,6}")
)
def test_never_raises_and_stays_within_bounds(value: bytes) -> None:
    seconds = read_date(value, LATEST)
    assert seconds is None or EARLIEST <= seconds <= LATEST


@given(
    st.sampled_from(
        ["Mon, 5 Oct 2020", "Sat, 29 Feb 2020", "Sat, 31 Feb 2020", "Xyz, 05 Oct 1971"]
    ),
    st.from_regex(r"[0-2]\d:[0-6]\d:[0-6]\d", fullmatch=True),
    st.sampled_from(["+0000", "-0800", "+0545", "+9999", "+02000"]),
)
def test_the_usual_form_reads_like_every_other(day: str, clock: str, zone: str) -> None:
    unusual = f"{day}  {clock} {zone}"  # two spaces: read the long way
    assert read_date(f"{day} {clock} {zone}".encode(), LATEST) == read_date(
        unusual.encode(), LATEST
    )
