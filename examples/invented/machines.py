"""Robots, shops, desks, impostors, spam, chats, drafts: what every mailbox holds beside people."""

from collections.abc import Iterator

from invented import words
from invented.cast import Cast, Member
from invented.desk import BEGINNING, DAY
from invented.dice import Dice
from invented.letters import Letter, encoded, mailbox, own_words, plainly


def _when(dice: Dice) -> int:
    return BEGINNING + dice.number(20, 2_580) * DAY + dice.number(20_000, 80_000)


def _from(cast: Cast, member: Member, dice: Dice, subject: str) -> Letter:
    return Letter(
        _when(dice),
        own_words(member),
        (cast.owner.address,),
        subject,
        "This message needs no answer.",
        delivered_to=cast.owner.address,
    )


def notices(cast: Cast) -> Iterator[list[Letter]]:
    """Write what machines send: receipts, alarms, and shares that bear a person's name."""
    for member in cast.of_life("notify"):
        dice = member.dice
        for _ in range(dice.number(2, 6)):
            letter = _from(cast, member, dice, "Your receipt")
            yield [
                letter._replace(
                    labels=("Category Updates", "Unread"),
                    extra=(("Auto-Submitted", "auto-generated"),),
                )
            ]
    sharer = cast.at("no-reply@docshare.example")
    for member in cast.of_truth("colleague")[:4]:
        letter = _from(cast, sharer, member.dice, f"{member.name} shared a document")
        name = f"{member.name} (via Docshare)"
        reply_to = (("Reply-To", plainly(member)),)
        yield [letter._replace(sender=mailbox(name, sharer.address), extra=reply_to)]


def newsletters(cast: Cast) -> Iterator[list[Letter]]:
    """Write bulk mail."""
    for member in cast.of_life("newsletter"):
        dice = member.dice
        extra = (
            ("List-Unsubscribe", f"<mailto:leave@{member.domain}>"),
            ("Precedence", "bulk"),
        )
        for number in range(dice.number(4, 9)):
            letter = _from(cast, member, dice, f"No. {number + 1}: your weekly letter")
            yield [letter._replace(labels=("Category Promotions", "Unread"), extra=extra)]


def desks(cast: Cast) -> Iterator[list[Letter]]:
    """Write with accounts that nobody in particular answers."""
    for member in cast.of_life("ticket"):
        dice = member.dice
        first = Letter(
            _when(dice),
            plainly(cast.owner),
            (plainly(member),),
            "Invoice 2210",
            "Could you confirm that this is paid?",
            labels=("Sent",),
        )
        reply = _from(cast, member, dice, "Re: Invoice 2210")
        yield [first, reply._replace(at=first.at + 90_000, answers=(first.message_id,))]


def impostors(cast: Cast) -> Iterator[list[Letter]]:
    """Write as somebody the owner knows, from an address that only looks like theirs."""
    for member in cast.of_life("impostor", "misleading"):
        letter = _from(cast, member, member.dice, "Changed bank details")
        yield [letter._replace(sender=f'"{member.name}" <{member.address}>')]


def rubbish(cast: Cast) -> Iterator[list[Letter]]:
    """Write what lies in spam and trash."""
    for member in cast.of_life("spam", "trash"):
        dice = member.dice
        label = "Spam" if member.life == "spam" else "Trash"
        for _ in range(3):
            letter = _from(cast, member, dice, "You have won")
            yield [letter._replace(labels=(label, "Unread"))]


def unsent(cast: Cast) -> Iterator[list[Letter]]:
    """Write drafts that never left and chats that are no mail."""
    chiefs = [m for m in cast.of_truth("executive") if m.life == "crowd"][:2]
    for member in chiefs:
        letter = Letter(
            _when(member.dice),
            plainly(cast.owner),
            (plainly(member),),
            "An idea for your company",
            "Dear",
            labels=("Drafts",),
        )
        yield [letter]
    friend = cast.one("co-author")
    for number in range(4):
        letter = _from(cast, friend, Dice("chat", number), "Chat")
        yield [letter._replace(labels=("Chat",), body="on my way")]


def oddities(cast: Cast) -> Iterator[list[Letter]]:
    """Write what real mailboxes hold: copies, notes to oneself, encoded commas."""
    twice = cast.of_truth("colleague")[3]
    for number in range(4):
        dice = Dice("twice", number)
        letter = Letter(
            _when(dice),
            own_words(twice),
            (plainly(cast.owner), plainly(cast.owner, cast.owner.also)),
            dice.pick(words.WORK),
            dice.pick(words.SENTENCES),
            delivered_to=cast.owner.address,
        )
        yield [letter, letter._replace(copy=1, delivered_to=cast.owner.also)]
    note = Letter(
        BEGINNING + 1_500 * DAY,
        plainly(cast.owner, cast.owner.also),
        (plainly(cast.owner),),
        "Note to self",
        "Ask Odalys about the index.",
        labels=("Sent", "Inbox"),
    )
    yield [note]
    comma = mailbox(
        encoded("Wrzosińska, Małgorzata"), cast.at("m.wrzosinska@przeklady.example").address
    )
    yield [note._replace(at=note.at + DAY, to=(comma, "undisclosed-recipients:;"), subject="Maße")]
