"""Mail to many: cc lines, lists and greetings, by which strangers enter an address book."""

from collections.abc import Iterator
from typing import NamedTuple

from invented import words
from invented.cast import Cast, Member
from invented.desk import BEGINNING, DAY, END
from invented.dice import Dice
from invented.letters import Letter, own_words, plainly


class Circle(NamedTuple):
    """People who are put on the same recipient lines."""

    name: str
    host: str
    """Who writes to them all, by kind."""
    subjects: tuple[str, ...]
    mails: int
    size: tuple[int, int]
    in_to: bool = False
    """Whether everybody stands in To instead of Cc."""


CIRCLES = (
    Circle("family", "sister", words.HOME, 8, (8, 13), in_to=True),
    Circle("church", "vicar", words.PARISH, 20, (9, 17)),
    Circle("team", "coach", words.TEAM, 18, (8, 16), in_to=True),
    Circle("street", "parents' neighbour", words.STREET, 9, (6, 10), in_to=True),
    Circle("roundtable", "conference organiser", words.ROUNDTABLE, 13, (14, 30)),
    Circle("forum", "conference organiser", words.FORUM, 14, (12, 24)),
)
EVERY_DAYS = 2_560


def circles(cast: Cast) -> Iterator[list[Letter]]:
    """Write what went to whole circles, with the owner somewhere among the recipients."""
    for circle in CIRCLES:
        dice = Dice("circle", circle.name)
        host = cast.one(circle.host)
        deck = [m for m in dice.shuffled(cast.circle(circle.name)) if m != host]
        drawn = 0
        for mail in range(circle.mails):
            size = dice.number(*circle.size)
            named = [deck[(drawn + i) % len(deck)] for i in range(min(size, len(deck)))]
            drawn += size
            at = BEGINNING + (40 + mail * EVERY_DAYS // circle.mails) * DAY + dice.number(0, 60_000)
            yield _to_all(cast, circle, named, at, dice)


def _to_all(cast: Cast, circle: Circle, named: list[Member], at: int, dice: Dice) -> list[Letter]:
    everybody = [own_words(m) for m in named]
    everybody.insert(dice.number(0, len(everybody)), plainly(cast.owner))
    sender = own_words(cast.one(circle.host))
    to, cc = (tuple(everybody), ()) if circle.in_to else ((sender,), tuple(everybody))
    first = Letter(
        at,
        sender,
        to,
        dice.pick(circle.subjects),
        "\n".join(dice.some(words.SENTENCES, 3)),
        cc=cc,
        labels=("Inbox", "Category Personal", "Opened"),
        delivered_to=cast.owner.address,
    )
    letters = [first]
    if dice.chance(0.2):
        letters.append(_reply_all(cast, first, sender, tuple(everybody)))
    return letters


def _reply_all(cast: Cast, first: Letter, sender: str, everybody: tuple[str, ...]) -> Letter:
    own = plainly(cast.owner)
    return Letter(
        first.at + 9_000,
        own,
        (sender,),
        f"Re: {first.subject}",
        "I shall be there.",
        cc=tuple(x for x in everybody if x != own),
        labels=("Sent", "Opened"),
        answers=(first.message_id,),
    )


def greetings(cast: Cast) -> Iterator[list[Letter]]:
    """Write the owner's two greetings to half his address book, in Bcc."""
    kinds = {"colleague", "executive", "personal", "stranger"}
    known = [m for m in cast.others if m.truth in kinds and m.life not in {"impostor", "list"}]
    for place, day in enumerate((1_080, 2_175)):
        dice = Dice("greetings", place)
        yield [
            Letter(
                BEGINNING + day * DAY + 70_000,
                plainly(cast.owner),
                ("undisclosed-recipients:;",),
                "Neue Adresse, with season's greetings für alle",
                "From now on please write to the address below.\nA good new year to all of you.",
                bcc=tuple(plainly(m) for m in dice.some(known, 45)),
                labels=("Sent", "Opened"),
            )
        ]


def postings(cast: Cast) -> Iterator[list[Letter]]:
    """Write what came through the mailing list: members, two colleagues, and the owner himself."""
    home = cast.one("mailing list")
    domain = home.domain
    colleagues = [m for m in cast.of_truth("colleague") if m.circle == "farthing"][:2]
    extra = (
        ("List-Id", f"<{home.address.replace('@', '.')}>"),
        ("List-Post", f"<mailto:{home.address}>"),
        ("List-Unsubscribe", f"<https://{domain}/leave>"),
        ("Precedence", "list"),
    )
    for member in [*cast.of_life("list"), *colleagues, cast.owner]:
        dice = Dice("list", member.address)
        for number in range(dice.number(1, 4)):
            through = number > 0 and dice.chance(0.3) and member != cast.owner
            sender = f"{member.name.split(' ')[0]} via Narrative <{home.address}>"
            yield [
                Letter(
                    BEGINNING + dice.number(30, 2_500) * DAY + dice.number(30_000, 80_000),
                    sender if through and member.name.isascii() else own_words(member),
                    (plainly(home),),
                    f"[narrative] {dice.pick(words.LIST)}",
                    "\n".join(dice.some(words.SENTENCES, 2)),
                    labels=("Sent",) if member == cast.owner else ("Category Forums", "Unread"),
                    extra=() if member == cast.owner else extra,
                    delivered_to="" if member == cast.owner else cast.owner.address,
                )
            ]


def through_addresses_of_groups(cast: Cast) -> Iterator[list[Letter]]:
    """Write what colleagues and parents sent to group addresses the owner is behind."""
    pairs = (("distribution list", "redthread", words.WORK), ("mailing list", "team", words.TEAM))
    for kind, circle, subjects in pairs:
        group = next(m for m in cast.others if m.kind == kind and m.circle == circle)
        members = cast.circle(circle)
        for place in range(9):
            dice = Dice("group", group.address, place)
            at = BEGINNING + dice.number(60, 2_500) * DAY + dice.number(30_000, 60_000)
            yield [
                Letter(
                    min(at, END),
                    own_words(dice.pick(members)),
                    (plainly(group),),
                    dice.pick(subjects),
                    dice.pick(words.SENTENCES),
                    extra=(("List-Id", f"<{group.address.replace('@', '.')}>"),),
                    delivered_to=cast.owner.address,
                )
            ]
