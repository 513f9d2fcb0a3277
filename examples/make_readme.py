"""Make anew what the README shows of the program: every ```console block is run on the demo.

    python examples/make_readme.py            writes README.md
    python examples/make_readme.py --check    tells whether it is current

Output that ends with `…` keeps as many lines as it has now; all other is shown whole.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator

from demo import EXAMPLES, throw_away_home

README = EXAMPLES.parent / "README.md"
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
CUT = "…"
SHOWN_AT_FIRST = 7


def renewed(text: str) -> str:
    """Give the README with every output as it is now."""
    with throw_away_home() as environment:
        return BLOCK.sub(lambda block: "".join(_rerun(block.group(), environment)), text)


def _rerun(block: str, environment: dict[str, str]) -> Iterator[str]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        lines = run(command, environment).splitlines()
        if shown and shown[-1] == CUT:
            lines = [*lines[: len(shown) - 1 or SHOWN_AT_FIRST], CUT]
        yield f"$ {command}\n" + "".join(f"{line}\n" for line in lines)


def run(command: str, environment: dict[str, str]) -> str:
    """Run one command without a terminal, and give all it says."""
    words = shlex.split(command)
    if words[0] != "invite-guard":
        raise ValueError(f"not a command of ours: {command}")
    alone = {"creationflags": 8} if sys.platform == "win32" else {"start_new_session": True}
    said = subprocess.run(
        [sys.executable, "-m", "invite_guard", *words[1:]],
        env={**environment, "COLUMNS": "80"},
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        **alone,  # a process apart from the terminal that this runs in, if any
    )
    return said.stdout


def main() -> int:
    """Write the README, or compare it."""
    before = README.read_text("utf-8")
    after = renewed(before)
    if "--check" in sys.argv[1:]:
        print("current" if after == before else "out of date: run python examples/make_readme.py")
        return int(after != before)
    README.write_text(after, "utf-8", newline="\n")
    print(README)
    return 0


if __name__ == "__main__":
    sys.exit(main())
