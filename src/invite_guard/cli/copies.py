"""What was fetched of online mailboxes, opened for one command without going online."""

from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from invite_guard import paths
from invite_guard.cli.session import Session
from invite_guard.model.mailbox import GMAIL
from invite_guard.sources.base import Source
from invite_guard.sources.detect import detect
from invite_guard.stages.copy import MailboxCopy
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.mailbox import Mailbox


class Copies:
    """The copies of one data folder, each opened once; they are closed with the stack."""

    def __init__(self, session: Session, stack: ExitStack) -> None:
        self._folder = session.folder
        self._stack = stack
        self._stores: dict[str, Mailbox] = {}

    def store(self, account: str) -> Mailbox:
        """Open the copy of an account, making it when there is none."""
        if account not in self._stores:
            path = paths.mailbox_file(paths.ensure_private(self._folder), account)
            self._stores[account] = self._stack.enter_context(closing(Mailbox.open(path)))
        return self._stores[account]

    def source(self, key: str) -> MailboxCopy:
        """Give the copy that the key of a source means."""
        account = key.removeprefix(GMAIL)
        return MailboxCopy(self.store(account), account)

    def known(self, counted: Correspondence) -> list[Source]:
        """Give every copy that was ever counted."""
        keys = [state.key for state in counted.sources()]
        return [self.source(key) for key in keys if key.startswith(GMAIL)]

    def reopen(self, path: Path) -> Sequence[Source]:
        """Give the sources that were read before under a key: copies, or what lies at a path."""
        key = str(path)
        return [self.source(key)] if key.startswith(GMAIL) else detect(path)
