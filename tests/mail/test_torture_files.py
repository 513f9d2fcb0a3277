"""Nearly a thousand hostile files, read as mail: nothing raises, nothing hangs."""

import io
from pathlib import Path

from invite_guard.mail.addresses import read_mailboxes
from invite_guard.mail.dates import read_date
from invite_guard.mail.headers import read_header
from invite_guard.mail.labels import folder_labels, read_labels
from invite_guard.mail.names import decode_name
from invite_guard.mail.separators import header_blocks


def test_every_file_reads_as_a_header_and_as_a_mailbox(corpora: Path) -> None:
    paths = [path for path in sorted((corpora / "torture").rglob("*")) if path.is_file()]
    assert len(paths) > 300
    for path in paths:
        data = path.read_bytes()
        for block in (data, *(head for head, _ in header_blocks(io.BytesIO(data)))):
            fields = read_header(block)
            for value in (
                fields.from_,
                fields.to,
                fields.cc,
                fields.bcc,
                fields.reply_to,
                block[:9999],
            ):
                for box in read_mailboxes(value):
                    assert decode_name(box.name).encode() is not None
            assert read_date(fields.date, 2**32) is None or fields.date
            assert isinstance(read_labels(fields.gm_labels), frozenset)
            assert isinstance(folder_labels(path.name), frozenset)
