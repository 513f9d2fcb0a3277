"""A screen that tells nobody what it held: Textual prints the values of variables when it fails."""

from textual.app import App


class DiscreetApp(App[None]):
    """In the terminal's own colours, with no command but ours, and silent when it ends badly."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__(ansi_color=True)  # the terminal's own colours; NO_COLOR leaves none
        self.theme = "ansi-dark"

    def action_help_quit(self) -> None:
        """Leave at Ctrl-C too: everything is kept."""
        self.exit()

    @property
    def failure(self) -> Exception | None:
        """What went wrong in the program, for whoever opened the screen to tell."""
        return self._exception

    def _fatal_error(self) -> None:
        """End without a word: Textual would print the values of variables, which are private."""
        self._close_messages_no_wait()

    def panic(self, *_: object) -> None:
        """End without a word, for the same reason."""
        self._close_messages_no_wait()
