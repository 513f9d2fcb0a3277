"""Everything that reads text of strangers, each with what must hold of whatever it gives.

The fuzzer and the generated inputs of every test run feed them bytes; a reader that raises, or
gives something unfit, is a fault.
"""

import io
import re
import unicodedata
from collections.abc import Callable, Mapping

from invite_guard.evidence.look_alike import imitations, mixes_alphabets
from invite_guard.evidence.titles import office_of, title_in_name
from invite_guard.mail.addresses import Mailbox, read_mailboxes
from invite_guard.mail.body import read_body
from invite_guard.mail.dates import EARLIEST, read_date
from invite_guard.mail.domains import organisation_of
from invite_guard.mail.full_names import full_name_key, name_words, spells
from invite_guard.mail.headers import ADDRESS_CAP, read_header
from invite_guard.mail.hours import in_working_hours
from invite_guard.mail.labels import folder_labels, read_labels
from invite_guard.mail.mailbox_syntax import is_exportable, normalise
from invite_guard.mail.names import NAME_CAP, decode_name
from invite_guard.mail.organisations import organisation_words
from invite_guard.mail.person_names import read_name
from invite_guard.mail.quoting import written_lines
from invite_guard.mail.separators import HeaderBlocks
from invite_guard.mail.sign_off import read_sign_off
from invite_guard.mail.signers import signer
from invite_guard.mail.title_lines import TITLE_CAP
from invite_guard.model.card import ContactCard
from invite_guard.sources import google_contacts, outlook_contacts, vcard
from invite_guard.sources.days import read_day
from invite_guard.sources.kinds import SNIFF, kind_of, mail_kind
from invite_guard.sources.linkedin_export import export_of
from invite_guard.sources.linkedin_files import file_of, read_file
from invite_guard.sources.text import decoded, one_line
from invite_guard.terminal import LIMIT, safe
from invite_guard.terminal.text import width

LATEST = 2**32
NEIGHBOUR = b"first@good.example"
_ONE_LINE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]*")

Reader = Callable[[bytes], object]


def addresses(data: bytes) -> None:
    """Hold that nobody is lost beside it, and that what is well formed means one mailbox."""
    for box in read_mailboxes(data):
        assert "@" in box.address
        assert normalise(box.address) == box.address
        box.address.encode()
        if box.well_formed or is_exportable(box.address):
            assert [b.address for b in read_mailboxes(box.address.encode())] == [box.address]
        names(box.name)
    if len(data) < ADDRESS_CAP - 100:
        first = read_mailboxes(NEIGHBOUR + b", " + data)[0]
        assert first == Mailbox(NEIGHBOUR.decode(), b"", well_formed=True)


def names(data: bytes) -> None:
    """Hold that a name is one line that can be written down."""
    name = decode_name(data)
    assert len(name) <= NAME_CAP
    assert name == name.strip()
    require_line(name)


def header(data: bytes) -> None:
    """Hold that fields are one line each and within their cap, and that they can be read."""
    fields = read_header(data)
    for value in fields[:-1]:
        assert isinstance(value, bytes)
        assert b"\n" not in value
        assert len(value) <= ADDRESS_CAP
    for value in (fields.from_, fields.to):
        read_mailboxes(value)
    read_date(fields.date, LATEST)
    read_labels(fields.gm_labels)


def dates(data: bytes) -> None:
    """Hold that a moment is a credible one."""
    moment = read_date(data, LATEST)
    assert moment is None or EARLIEST <= moment <= LATEST
    in_working_hours(data, moment or EARLIEST)
    read_day(text_of(data))


def labels(data: bytes) -> None:
    """Hold that folders and labels give labels."""
    assert isinstance(read_labels(data), frozenset)
    assert isinstance(folder_labels(text_of(data)), frozenset)


def screen(data: bytes) -> None:
    """Hold that what comes through the door is harmless, bounded, and stays as it is."""
    text = text_of(data)
    shown = safe(text)
    assert len(shown) <= LIMIT
    assert safe(shown) == shown
    for character in shown:
        assert character == " " or unicodedata.category(character)[0] not in "CZ"
        assert 0 <= width(character) <= 2
    require_line(one_line(text))


def mbox(data: bytes) -> None:
    """Hold that the same bytes give the same messages however they arrive."""
    whole = list(HeaderBlocks(io.BytesIO(data)))
    assert whole == list(HeaderBlocks(io.BytesIO(data), chunk=61))
    assert [at for _, at in whole] == sorted({at for _, at in whole})
    kind_of(data[:SNIFF])
    mail_kind("x.eml", data[:SNIFF])


def vcards(data: bytes) -> None:
    """Hold that entries are lines that can be written down."""
    vcard.recognises(data)
    require_cards(vcard.read(data).cards)


def tables(data: bytes) -> None:
    """Hold the same of address books that are tables."""
    for book in (google_contacts, outlook_contacts):
        if book.recognises(data):
            require_cards(book.read(data).cards)


def linkedin(data: bytes) -> None:
    """Hold the same of LinkedIn's files."""
    text = decoded(data)
    found = read_file(text)
    assert (found is not None) is bool(file_of(text))
    if found:
        export = export_of([found])
        require_cards(export.imported)
        for line in (*export.names, *(c.name for c in export.connections)):
            require_line(line)
        for address in export.addresses:
            assert "@" in address


def people(data: bytes) -> None:
    """Hold that names, titles, firms and domains of any kind can be compared."""
    text = decode_name(data)
    for read in (read_name, full_name_key, name_words, organisation_words, office_of):
        read(text)
    title_in_name(text)
    spells(text[:20], text)
    mixes_alphabets(text)
    address = normalise(text)
    organisation_of(address)
    imitations([address.rpartition("@")[2]], ["firm.example", "xn--80ak6aa92e.com"])


def signatures(data: bytes) -> None:
    """Hold that of any mail at most a title and a firm come out, a line each."""
    lines, _ = written_lines(read_body(data).text)
    found = read_sign_off(lines, signer(b"Jane Roe", [], "jane@corp.example"), bool)
    for line in found or ():
        require_line(line)
        assert len(line) <= TITLE_CAP


def require_cards(cards: tuple[ContactCard, ...]) -> None:
    """Hold that every text of an entry is one line."""
    for card in cards:
        for line in (card.name, card.organisation, card.title, *card.labels):
            require_line(line)
        for address in card.addresses:
            assert "@" in address


def require_line(text: str) -> None:
    """Hold that text is one line that can be written down in UTF-8."""
    text.encode()
    assert _ONE_LINE.fullmatch(text)


def text_of(data: bytes) -> str:
    """Give any bytes as text, with lone surrogates where they are no UTF-8."""
    return data.decode("utf-8", "surrogateescape")


READERS: Mapping[str, Reader] = {
    "addresses": addresses,
    "names": names,
    "header": header,
    "dates": dates,
    "labels": labels,
    "screen": screen,
    "mbox": mbox,
    "vcards": vcards,
    "tables": tables,
    "linkedin": linkedin,
    "people": people,
    "signatures": signatures,
}
