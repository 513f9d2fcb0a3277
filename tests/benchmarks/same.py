"""Whether another version counts the same: `python -m tests.benchmarks.same OTHER [MAILBOX…]`.

OTHER is the `src` folder of the other version. Each mailbox (by default those of the corpora) is
scanned by both, each in an empty data folder; correspondents with every count, and the plan, must
be equal. For whoever makes counting faster.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

DUMP = """
import json, sys
from pathlib import Path
from invite_guard.cli.main import execute
from invite_guard.stores.correspondence import Correspondence
def plain(value):
    if hasattr(value, "_asdict"):
        value = value._asdict()
    elif hasattr(value, "model_fields_set"):
        value = dict(value)
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple) else value
code = execute(["scan", *sys.argv[2:], "--json", "-o", sys.argv[1] + "/plan.json"])
with Correspondence.open(Path(sys.argv[1]) / "correspondence.sqlite3") as store:
    for correspondent in store.correspondents():
        print(json.dumps(plain(correspondent), default=str))
sys.exit(code)
"""


def counted(source: Path, mailbox: Path) -> dict[str, object]:
    """Scan a mailbox with the version in `source`; give its correspondents and its plan."""
    with TemporaryDirectory() as home:
        owner = ("--me", mailbox.stem.replace("_at_", "@")) if "_at_" in mailbox.stem else ()
        run = subprocess.run(
            [sys.executable, "-c", DUMP, home, str(mailbox), *owner],
            env={**os.environ, "PYTHONPATH": str(source), "INVITE_GUARD_HOME": home},
            capture_output=True,
            text=True,
            check=False,
        )
        lines = [json.loads(line) for line in run.stdout.splitlines()]
        found: dict[str, object] = {line["address"]: line for line in lines}
        plan = Path(home, "plan.json")
        found["(plan)"] = json.loads(plan.read_text("utf-8")) if plan.exists() else None
        found["(exit)"] = run.returncode
        return found


def difference(mailbox: Path, other: Path, own: Path) -> str:
    """Name what two versions see differently, in a line."""
    before, after = counted(other, mailbox), counted(own, mailbox)
    differ = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    return f"{mailbox.name}: {len(after) - 2:,} correspondents, {len(differ)} differ" + (
        f", among them {', '.join(sorted(differ)[:3])}" if differ else ""
    )


def main() -> int:
    """Compare, and end with 1 where anything differs."""
    other, *named = map(Path, sys.argv[1:])
    own = Path(__file__).parents[2] / "src"
    corpora = Path(os.environ.get("INVITE_GUARD_CORPORA", "../shared/corpora"))
    mailboxes = named or sorted(corpora.glob("*/mbox/*.mbox"))
    lines = [difference(mailbox, other, own) for mailbox in mailboxes]
    sys.stdout.write("\n".join([*lines, ""]))
    return int(any(not line.endswith(" 0 differ") for line in lines))


if __name__ == "__main__":
    sys.exit(main())
