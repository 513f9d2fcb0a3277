"""What somebody signs their mails with."""

from datetime import date

from invite_guard.model.base import Noun


class Signature(Noun):
    """A title out of the last lines of mails the person wrote; nothing else of them is kept."""

    title: str
    organisation: str = ""
    """Where it plainly stood beside the title."""
    last_seen: date | None = None
    """The day of the newest mail that was signed so, where its date could be told."""

    @property
    def told(self) -> str:
        """The words in which it is evidence."""
        since = f", last seen {self.last_seen.year}" if self.last_seen else ""
        return f"signs as {self.title} (signature{since})"
