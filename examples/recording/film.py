"""Frames as one picture that moves by CSS alone: SVG without script, font, or link to anywhere."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from rich.cells import cell_len
from rich.color import ANSI_COLOR_NAMES, Color
from rich.terminal_theme import SVG_EXPORT_THEME

from recording.screen import Line, Run, Style
from recording.session import COLUMNS, LINES, Frame

CELL, ROW, BASE = 8.4, 17, 13
"""Width of a cell, height of a line, and where its letters stand, for letters of 14 pixels."""
MARGIN, BAR = 12, 32
"""Space around the screen, and the height of the bar above it."""
WIDTH = round(COLUMNS * CELL + 2 * MARGIN)
HEIGHT = LINES * ROW + BAR + MARGIN
PAPER = SVG_EXPORT_THEME.background_color.hex
INK = SVG_EXPORT_THEME.foreground_color.hex
LETTERS = 'ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace'
NAMES = {"brown": "yellow", "brightbrown": "bright_yellow", "bfightmagenta": "bright_magenta"}
"""Colours that the emulator calls otherwise than rich does."""
HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>{title}</title>
<style>
rect{{shape-rendering:crispEdges}}
text{{font:14px {letters};fill:{ink};white-space:pre}}
.b{{font-weight:bold}}.i{{font-style:italic}}.u{{text-decoration:underline}}
.film{{animation:film {seconds:g}s step-end infinite}}
@keyframes film{{{stops}}}
@media (prefers-reduced-motion:reduce){{.film{{animation:none;transform:translateY({still}px)}}}}
{colours}
</style>
<rect width="{width}" height="{height}" rx="8" fill="{paper}" stroke="#888"/>
<text x="{middle}" y="21" text-anchor="middle">{title}</text>
<defs>
"""
WINDOW = f'<svg width="{WIDTH}" height="{HEIGHT}"><g class="film">\n'
"""What is outside of it is not seen."""


def film(frames: Sequence[Frame], title: str, still: str) -> str:
    """Draw the frames one below the other, on a strip that moves behind a window.

    `still` is the key whose frame is shown to whoever asked their system for less motion. Equal
    lines are drawn once.
    """
    shown = [_merged(list(same)) for _, same in groupby(frames, lambda frame: frame[:2])]
    lines = list(dict.fromkeys(line for frame in shown for line in frame.picture if line))
    names = {line: f"l{number}" for number, line in enumerate(lines)}
    head = HEAD.format(
        width=WIDTH,
        height=HEIGHT,
        middle=WIDTH // 2,
        title=escape(title),
        letters=LETTERS,
        paper=PAPER,
        ink=INK,
        seconds=sum(frame.seconds for frame in shown),
        stops="".join(_stops(shown)),
        still=-HEIGHT * [frame.key for frame in shown].index(still),
        colours="\n".join(_colours(lines)),
    )
    drawn = (f'<g id="{names[line]}">{"".join(map(_run, line))}</g>\n' for line in lines)
    strip = (f"<g>{''.join(_frame(at, frame, names))}</g>\n" for at, frame in enumerate(shown))
    return "".join([head, *drawn, "</defs>\n", WINDOW, *strip, "</g></svg>\n</svg>\n"])


def _merged(same: Sequence[Frame]) -> Frame:
    return same[0]._replace(seconds=sum(frame.seconds for frame in same))


def _stops(frames: Sequence[Frame]) -> Iterator[str]:
    whole, gone = sum(frame.seconds for frame in frames), 0.0
    for number, frame in enumerate(frames):
        yield f"{gone / whole:.3%}{{transform:translateY({-number * HEIGHT}px)}}"
        gone += frame.seconds


def _frame(number: int, frame: Frame, names: dict[Line, str]) -> Iterator[str]:
    top = number * HEIGHT
    if frame.key:
        yield f'<text x="{WIDTH - MARGIN}" y="{top + 21}" text-anchor="end" class="b">'
        yield f"{escape(frame.key)}</text>"
    for row, line in enumerate(frame.picture):
        if line:
            at = top + BAR + row * ROW
            yield f'<use href="#{names[line]}" x="{MARGIN}" y="{at}"/>'


def _run(run: Run) -> str:
    fg, bg = _ends(run.style)
    left, width = round(run.column * CELL, 1), round(cell_len(run.text) * CELL, 1)
    text = run.text.rstrip()
    drawn = f'<rect x="{left:g}" width="{width:g}" height="{ROW}" class="{bg}"/>' if bg else ""
    if not text:
        return drawn
    classes = [fg] if fg else []
    classes += [name for name, on in zip("biu", run.style[2:5], strict=True) if on]
    kind = f" class={quoteattr(' '.join(classes))}" if classes else ""
    length = round(cell_len(text) * CELL, 1)
    return (
        f'{drawn}<text x="{left:g}" y="{BASE}" textLength="{length:g}"{kind}>{escape(text)}</text>'
    )


def _ends(style: Style) -> tuple[str, str]:
    """Name the classes of ink and paper; the screen's own have none, unless they change places."""
    fg, bg = style.fg, style.bg
    if style.reverse:
        return f"c-{'paper' if bg == 'default' else bg}", f"c-{'ink' if fg == 'default' else fg}"
    return f"c-{fg}" if fg != "default" else "", f"c-{bg}" if bg != "default" else ""


def _colours(lines: Sequence[Line]) -> Iterator[str]:
    for name in sorted({name for line in lines for run in line for name in _ends(run.style)}):
        if name:
            yield f".{name}{{fill:{_hex(name.removeprefix('c-'))}}}"


def _hex(name: str) -> str:
    if name in {"ink", "paper"}:
        return INK if name == "ink" else PAPER
    known = NAMES.get(name, name.replace("bright", "bright_"))
    if known not in ANSI_COLOR_NAMES:
        return f"#{name}"
    return Color.parse(known).get_truecolor(SVG_EXPORT_THEME).hex
