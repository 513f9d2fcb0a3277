"""Make the invented LinkedIn data export that `invite-guard recover --demo` reads.

python examples/make_export.py            writes src/invite_guard/demo/linkedin-demo.zip
python examples/make_export.py --check    tells whether the shipped copy is current
"""

import sys

from invented.cast import read_cast
from invented.linkedin import files
from make_mailbox import DEMO, read, write

EXPORT = DEMO.with_name("linkedin-demo.zip")


def main() -> int:
    """Write the archive, or compare it."""
    made = files(read_cast())
    if "--check" not in sys.argv[1:]:
        write(EXPORT, made)
        print(f"{EXPORT}: {EXPORT.stat().st_size:,} bytes")
        return 0
    same = EXPORT.is_file() and list(read(EXPORT).items()) == list(made.items())
    print("current" if same else "out of date: run python examples/make_export.py")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
