"""The text of HTML mail, and where it ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.mail.html_text import read_html


def lines(source: str) -> list[str]:
    return [line for line in read_html(source).text.split("\n") if line]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Jane<br>CFO", ["Jane", "CFO"]),
        ("<p>Jane\n  Roe</p><p>C&amp;D &eacute;</p>", ["Jane Roe", "C&D é"]),
        ("<table><tr><td>Jane</td><td>CFO</td></tr></table>", ["Jane", "CFO"]),
        ("<style>p{x:y}</style><title>t</title><p>Jane</p><script>1<2</script>", ["Jane"]),
        ("<!-- John <b>Doe</b> -->Jane<!-- unclosed", ["Jane"]),
        ("<!--[if mso]><p>John</p><![endif]-->Jane", ["Jane"]),
        ("1 < 2 and Jane", ["1 < 2 and Jane"]),
        ("", []),
    ],
)
def test_text(source: str, expected: list[str]) -> None:
    assert lines(source) == expected


@pytest.mark.parametrize(
    "mark",
    [
        "<blockquote>",
        '<blockquote type="cite" class="x">',
        '<div class="gmail_quote gmail_quote_container">',
        '<div id="divRplyFwdMsg" dir="ltr">',
        '<div id="appendonsend">',
        '<div class="moz-cite-prefix">',
        '<div class="yahoo_quoted">',
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt'>",
        "<div style='border-top:solid #B5C4DF 1.0pt;padding:3pt'>",
    ],
)
def test_a_quotation_ends_it(mark: str) -> None:
    found = read_html(f"<p>Jane</p>{mark}<p>John Doe</p><p>CEO</p></div><p>CEO</p>")
    assert found.cut
    assert found.text.split() == ["Jane"]


@given(st.text(st.sampled_from("<>!-/abp\"'=& ;#\n"), max_size=300))
def test_any_text_is_read(source: str) -> None:
    assert isinstance(read_html(source).text, str)
