"""The figures as tables: ratios to `grep` and `wc`, which only look for line starts and ends."""

from collections.abc import Iterator, Mapping, Sequence

from tests.benchmarks.contestants import Shape
from tests.benchmarks.measure import Result, Run

READING = ("find messages", "read headers", "count")
STORING = ("write the store", "load the store")


def report(
    shape: Shape, size: int, readings: Sequence[Result], phases: Mapping[str, float]
) -> Iterator[str]:
    """Give the lines of the tables on one mailbox."""
    yield (
        f"\n{shape.messages:,} messages, {size / 1e6:,.0f} MB, "
        f"{shape.correspondents:,} correspondents at most\n"
    )
    yield (
        f"{'':38}{'s':>9}{'cpu s':>9}{'rounds':>7}{'messages/s':>12}{'peak MB':>9}"
        f"{'x grep':>8}{'x wc':>8}"
    )
    grep, wc = base(readings, "grep"), base(readings, "wc")
    for name, one, rounds in readings:
        ratios = (one.seconds / base.seconds if base else None for base in (grep, wc))
        yield (
            f"{name:38}{one.seconds:9.2f}{shown(one.processor, 9, '.2f')}{rounds:7}"
            f"{shape.messages / one.seconds:12,.0f}{shown(one.peak, 9, ',.0f')}"
            + "".join(shown(ratio, 8, ".1f") for ratio in ratios)
        )
    if phases:
        yield from phase_report(shape, size, phases)


def base(readings: Sequence[Result], name: str) -> Run | None:
    """Find the run that others are compared with."""
    return next((r.run for r in readings if r.name.split()[0] == name and r.run.seconds), None)


def phase_report(shape: Shape, size: int, phases: Mapping[str, float]) -> Iterator[str]:
    """Give the lines of the table of phases, reading apart from the store and from the plan."""
    whole = sum(phases.values())
    planning = [name for name in phases if name not in {*READING, *STORING}]
    head = "phases of one scan, in one process"
    yield f"\n{head:38}{'':9}{'cpu s':>9}{'share':>7}{'us/message':>12}"
    for group, names in (("reading", READING), ("the store", STORING), ("the plan", planning)):
        spent = sum(phases[name] for name in names)
        yield _phase(group, spent, whole, shape)
        yield from (_phase(f"  {name}", phases[name], whole, shape) for name in names)
    spent = sum(phases[name] for name in READING)
    yield f"{'reading alone, MB/s':38}{'':9}{size / 1e6 / spent:9,.0f}"


def _phase(name: str, spent: float, whole: float, shape: Shape) -> str:
    return f"{name:38}{'':9}{spent:9.2f}{spent / whole:7.0%}{spent / shape.messages * 1e6:12.1f}"


def start_report(starts: Sequence[Result]) -> Iterator[str]:
    """Give the lines of the table of starts."""
    yield f"\n{'start':38}{'s':>9}{'cpu s':>9}"
    for name, one, _ in starts:
        yield f"{name:38}{one.seconds:9.3f}{shown(one.processor, 9, '.3f')}"


def shown(figure: float | None, width: int, form: str) -> str:
    """Write a figure, or a dash where there is none: not told, or too small to be seen."""
    return f"{'-':>{width}}" if figure is None else format(figure, f"{width}{form}")
