"""What is typed in the recording, and what each key is to show."""

import re

from recording.session import Frame, Session, shell

STILL = "A"
"""The key whose frame is shown where nothing may move: a group is asked about."""
FIRST_LINE = 3
"""Where the list begins on the screen of the review."""


def played() -> list[Frame]:
    """Give the frames of the whole session."""
    with shell() as session:
        _look(session)
        _decide(session)
        _approve_a_group(session)
        _hand_over(session)
        return session.frames


def _look(session: Session) -> None:
    session.enter("invite-guard scan --demo", r"would have invited.*Next: .*\n\$", 5)
    session.enter("invite-guard review --demo", r"0 approved · .*q quit", 3)
    session.press("\x1b[B", "↓", _cursor_on(1), 1.2)
    session.press("\r", "Enter", r"What passed between you", 4)
    session.press("\x1b[6~", "PgDn", r"What would change it", 4)
    session.press("\x1b", "Esc", r"q quit", 1)


def _decide(session: Session) -> None:
    session.press(" ", "Space", r"1 approved.*Kept: approved", 2.5)
    session.press("\x1b[B", "↓", _cursor_on(3), 1)
    session.press(" ", "Space", r"2 approved.*Kept: approved", 1.5)
    session.press("x", "x", r"1 rejected.*Kept: rejected", 1.5)
    session.press("u", "u", r"2 approved.*decided 2.*Kept: cleared", 1.5)


def _approve_a_group(session: Session) -> None:
    session.press("/", "/", r"part of a name", 0.8)
    for end, key in enumerate("oriel", 1):
        session.press(key, key, rf" /{'oriel'[:end]} ", 0.2)
    session.press("\r", "Enter", r"(?<!esc) why", 2)
    session.press("A", STILL, r"these and nobody else\?", 4)
    session.press("\x1b[C", "→", "", 1)
    session.press("\r", "Enter", r"Kept: \d+ approved", 2.5)
    session.press("\x1b", "Esc", r"decided \d+ *\n", 1)
    session.press("q", "q", r"Next: ", 2)


def _hand_over(session: Session) -> None:
    session.enter("invite-guard export --demo -o batch.csv", r"lets out nobody: ", 5)
    phrase = re.search(r"invite \d+", session.shown)
    if phrase:
        session.enter(phrase.group(), r"handed over and recorded.*Next:", 5)


def _cursor_on(person: int) -> str:
    return rf"\A(?:[^\n]*\n){{{FIRST_LINE + person}}}>"
