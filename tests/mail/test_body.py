"""The text of a message out of its bytes: parts, encodings, charsets, caps."""

import base64
import quopri
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.mail.body import RAW_CAP, TEXT_CAP, Text, read_body

HEAD = b"From: jane@corp.example\nSubject: x\n"
MIXED = b"Content-Type: multipart/mixed; boundary=b\n\n"


def test_a_plain_message() -> None:
    assert read_body(HEAD + b"\nHello\r\nJane\n") == Text("Hello\nJane\n")


def test_a_header_alone_has_no_text() -> None:
    assert read_body(HEAD + b"\n").text.strip() == ""
    assert read_body(b"").text == ""


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("utf-8", "Grüße\nMüller"),
        ("iso-8859-1", "Grüße"),
        ("iso-8859-2", "Prezes Zarządu"),
        ("windows-1251", "Директор"),
        ("iso-2022-jp", "社長"),
        ("gb2312", "总经理"),
        ("euc-kr", "대표이사"),
    ],
)
@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable"])
def test_charsets_and_encodings(charset: str, text: str, encoding: str) -> None:
    raw = text.encode(charset)
    if encoding == "base64":
        raw = base64.encodebytes(raw)
    elif encoding == "quoted-printable":
        raw = quopri.encodestring(raw)
    kind = f'Content-Type: text/plain;\n\tcharset="{charset}"\n'
    head = f"{kind}Content-Transfer-Encoding: {encoding}\n\n".encode()
    assert read_body(HEAD + head + raw).text.rstrip("\n") == text


def test_soft_line_breaks_are_joined() -> None:
    head = (
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    )
    assert read_body(HEAD + head + b"Chief Financial=\r\n Officer =E2=80=93 Acme").text == (
        "Chief Financial Officer – Acme"
    )


def message(*, plain: str = "", html: str = "", attachment: bytes = b"") -> bytes:
    made = EmailMessage()
    made["From"] = "jane@corp.example"
    if plain:
        made.set_content(plain)
    if html and plain:
        made.add_alternative(html, subtype="html")
    elif html:
        made.set_content(html, subtype="html")
    if attachment:
        made.add_attachment(attachment, maintype="text", subtype="plain", filename="a.txt")
    return made.as_bytes()


def test_of_two_alternatives_the_plain_one() -> None:
    found = read_body(message(plain="Jane\nCFO\n", html="<p>Jane<br>CEO</p>", attachment=b"x"))
    assert found == Text("Jane\nCFO\n")


def test_html_where_there_is_nothing_else() -> None:
    found = read_body(message(html="<div>Jane Roe</div><div><b>Chief&nbsp;Officer</b></div>"))
    assert [line for line in found.text.split("\n") if line] == ["Jane Roe", "Chief Officer"]


def test_attachments_and_messages_within_are_no_text_of_the_sender() -> None:
    inner = b"From: john@corp.example\nContent-Type: text/plain\n\nJohn Doe\nCEO\n"
    whole = (
        HEAD
        + b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: message/rfc822\n\n'
        + inner
        + b"\n--b\nContent-Disposition: attachment\n\nJohn Doe\nCEO\n--b--\nJohn Doe\nCEO\n"
    )
    assert read_body(whole) == Text("")


def test_nested_parts() -> None:
    whole = (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=outer\n\npreamble\n--outer\n"
        + b"Content-Type: multipart/alternative; boundary=inner\n\n"
        + b"--inner\nContent-Type: text/plain\n\nJane\n"
        + b"--inner\nContent-Type: text/html\n\n<b>John</b>\n--inner--\n--outer--\n"
    )
    assert read_body(whole) == Text("Jane")


def test_a_boundary_that_begins_like_another() -> None:
    whole = (
        HEAD
        + MIXED
        + b"--b\nContent-Type: multipart/alternative; boundary=bb\n\n"
        + b"--bb\nContent-Type: text/html\n\n<b>John</b>\n"
        + b"--bb\nContent-Type: text/plain\n\nJane\n--bb--\n--b--\n"
    )
    assert read_body(whole).text.strip() == "Jane"


def test_of_what_is_too_long_nobody_knows_the_last_lines() -> None:
    assert not read_body(HEAD + b"\n" + b"line\n" * TEXT_CAP).whole
    assert read_body(HEAD + b"\n" + b"line\n" * 100).whole
    long = MIXED + b"--b\n\nJane\n--b\nContent-Type: image/png\n\n"
    found = read_body(HEAD + long + b"x" * (2 * RAW_CAP))
    assert (found.text.strip(), found.whole) == ("Jane", True)


@given(st.binary(max_size=2000))
def test_any_bytes_are_read(data: bytes) -> None:
    assert len(read_body(data).text) <= TEXT_CAP


PIECES = (
    *(b"--b\n", b"--b--", b"\n\n", b"\r", b"boundary=", b'"', b"text", b"\xff", b"=\n", b"=4"),
    *(b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Type: text/html\n"),
    *(b"Content-Transfer-Encoding: base64\n", b"<!--", b"<a", b">", b"<blockquote>", b"&#x"),
    *(b"-->", b"<style>"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=80).map(b"".join))
def test_any_parts_are_read(data: bytes) -> None:
    assert len(read_body(data).text) <= TEXT_CAP


@pytest.mark.parametrize("piece", PIECES)
def test_long_hostile_messages_are_read(piece: bytes) -> None:
    """A search within a search would take minutes here."""
    for head in (
        b"",
        b"Content-Type: multipart/mixed; boundary=b\n\n",
        b"Content-Type: text/html\n\n",
    ):
        read_body(HEAD + head + piece * (RAW_CAP // len(piece)))
