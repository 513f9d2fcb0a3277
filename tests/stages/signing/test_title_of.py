"""Whole mails as programs write them: signed, answered, forwarded."""

import pytest

from invite_guard.mail.sign_off import SignOff
from invite_guard.sources.base import START
from invite_guard.sources.whole import Extent
from invite_guard.stages.signing.choose import Chosen
from invite_guard.stages.signing.look import title_of

FROM = b"From: Jane Roe <jane.roe@acme.example>\n"
HTML = "Content-Type: text/html; charset=utf-8\n\n"
FLOWED = "Content-Type: text/plain; format=flowed\n\n"
PARTS = 'Content-Type: multipart/mixed;\n boundary="x"\n\n--x\n'


def title(rest: str) -> SignOff | None:
    whole = FROM + rest.encode()
    chosen = Chosen(0, 1, "jane.roe@acme.example", b"Jane Roe", Extent(START, len(whole)))
    return title_of(whole, chosen, ())


@pytest.mark.parametrize(
    ("rest", "expected", "organisation"),
    [
        (
            HTML
            + '<div dir="ltr">Hi<br clear="all"><span class="gmail_signature_prefix">-- </span>'
            '<div class="gmail_signature">Jane Roe<div>Chief Operating Officer, Acme</div></div>',
            "Chief Operating Officer",
            "Acme",
        ),
        (
            HTML + "<table><tr><td><img src=x></td><td><p><b>Jane Roe</b></p><p>General Counsel</p>"
            "<p>Acme Inc.</p></td></tr></table>",
            "General Counsel",
            "Acme Inc.",
        ),
        (
            HTML + "<p><span>Jane</span> <span>Roe</span><br/><i>President &amp; CEO</i></p>",
            "President & CEO",
            "",
        ),
        (FLOWED + "hello \nthere\n\n-- \nJane Roe\nTreasurer\n", "Treasurer", ""),
        ("\nhello\r\n\r\nJane Roe\r\nTreasurer\r\n", "Treasurer", ""),
        ("\nhello\n\n*Jane Roe*\n_Treasurer_\n", "Treasurer", ""),
        ("\nJane Roe | Treasurer | +1 555 123 4567 | jane@acme.example", "Treasurer", ""),
        (
            PARTS + "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
            "SmFuZSBSb2UKQ2hpZWYgRmluYW5jaWFsIE9mZmljZXI=\n--x\n"
            "Content-Type: image/png\n\nx\n--x--\n",
            "Chief Financial Officer",
            "",
        ),
    ],
)
def test_signed(rest: str, expected: str, organisation: str) -> None:
    assert title(rest) == SignOff(expected, organisation)


@pytest.mark.parametrize(
    "rest",
    [
        HTML + "<p>FYI</p><p>Jane</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'>"
        "<p><b>From:</b> Jane Roe</p></div><p>Jane Roe</p><p>CEO</p>",
        HTML + "<p>FYI</p><p>Jane</p><hr><p><b>From:</b> John Doe &lt;j@x.y&gt;<br>"
        "<b>Sent:</b> Monday<br></p><p>Jane Roe<br>CEO</p>",
        HTML + '<div>see<br><div class="gmail_quote">Jane Roe<br>CEO</div></div>',
        HTML + "<div>see</div><blockquote type=cite>Jane Roe<br>CEO</blockquote>",
        "\nlook\n\nBegin forwarded message:\n\nFrom: John\nSubject: x\n\nJane Roe\nCEO\n",
        "\nlook\n\n> Begin forwarded message:\n> \n> Jane Roe\n> CEO\n",
        PARTS + "\nsee attached\nJane\n\n--x\nContent-Type: message/rfc822\n\n"
        "From: Jane Roe <jane.roe@acme.example>\n\nJane Roe\nCEO\n--x--\n",
        PARTS + "\nsee attached\nJane\n\n--x\nContent-Type: text/plain\n"
        "Content-Disposition: attachment; filename=a.txt\n\nJane Roe\nCEO\n--x--\n",
        "\nok\nJane\n\nOn Jan 6, 2025, at 10:00, Jane Roe\n<jane@x.y> wrote:\n\nJane Roe\nCEO\n",
        "\nok\n\nAm 06.01.2025 um 10:00 schrieb Jane Roe\n<jane@x.y>:\n\nJane Roe\nCEO\n",
    ],
)
def test_forwarded_and_quoted(rest: str) -> None:
    """Even of the sender's own: what is quoted may be old, or another's of the same name."""
    assert title(rest) is None


def test_another_sender_than_was_chosen() -> None:
    whole = b"From: John Doe <john@acme.example>\n\nJane Roe\nCEO\n"
    chosen = Chosen(0, 1, "jane.roe@acme.example", b"Jane Roe", Extent(START, len(whole)))
    assert title_of(whole, chosen, ()) is None
