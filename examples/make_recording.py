"""Make the README's recording: the whole way from a scan to a batch, in a real terminal.

Every key goes to the real program on a real pseudo-terminal; what a terminal emulator shows once
the screen has settled is a frame. Needs pexpect, so Linux or macOS; elsewhere nothing is made.
"""

import sys

from demo import EXAMPLES

RECORDING = EXAMPLES / "recording.svg"
TITLE = "invite-guard: look, decide, hand over"


def recorded() -> str:
    """Give the film, the same from the same program."""
    from recording.film import film  # noqa: PLC0415 - needs a pseudo-terminal
    from recording.play import STILL, played  # noqa: PLC0415 - the same

    return film(played(), TITLE, STILL)


if __name__ == "__main__":
    if sys.platform == "win32":
        sys.exit(f"{RECORDING} is left as it is: no pseudo-terminal here")
    RECORDING.write_text(recorded(), "utf-8", newline="\n")
    print(RECORDING)
