"""The demo run as anybody runs it: the command, in a data folder that is thrown away."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EXAMPLES = Path(__file__).parent
PLAN = EXAMPLES / "expected" / "plan.json"
PICTURE = EXAMPLES / "table.svg"


@contextmanager
def throw_away_home() -> Iterator[dict[str, str]]:
    """Give the environment of a fresh data folder, with no setting of the person's own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("INVITE_GUARD")}
    with tempfile.TemporaryDirectory(prefix="invite-guard-demo-") as folder:
        yield {**own, "INVITE_GUARD_HOME": folder, "PYTHONUTF8": "1"}


def scan_as_json() -> str:
    """Scan the shipped mailbox and give the plan document with everybody in it."""
    with throw_away_home() as environment:
        found = subprocess.run(
            [sys.executable, "-m", "invite_guard", "scan", "--demo", "--json", "--all"],
            env=environment,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
    return found.stdout
