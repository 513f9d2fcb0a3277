"""Asking for a typed phrase on the terminal that controls the process, and nowhere else."""

from invite_guard.errors import NotConfirmedError
from invite_guard.terminal import controlling_terminal


def require_phrase(text: str, phrase: str) -> None:
    """Show `text` and go on only when the human types `phrase`.

    Raises `NotConfirmedError` for anything else, or where there is no terminal.
    """
    with controlling_terminal() as terminal:
        terminal.write(f"{text}\n")
        answer = terminal.ask(f"Type `{phrase}` to go on, anything else to stop: ")
    if answer.strip() != phrase:
        raise NotConfirmedError(
            "That was not the phrase, so nothing was done.",
            "Run the command again when you mean it.",
        )
