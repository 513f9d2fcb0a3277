"""One conversation, turn by turn."""

from invented import words
from invented.cast import Member
from invented.desk import DAY, Desk
from invented.dice import Dice
from invented.letters import Letter, own_words, plainly

SUBJECTS = {
    "colleague": words.WORK,
    "executive": words.WORK,
    "personal": words.HOME,
    "stranger": words.BRIEF,
}


def waking(at: int, member: Member) -> int:
    """Move a moment out of the night, and out of the weekend when it is work."""
    hour = at // 3_600 % 24
    if hour < 7:
        at += (7 - hour) * 3_600
    weekday = (at // DAY + 3) % 7
    if member.truth != "personal" and weekday > 4:
        at += (7 - weekday) * DAY
    return at


class Talk:
    """One conversation of the owner with one person, written turn by turn."""

    def __init__(
        self, desk: Desk, member: Member, dice: Dice, address: str, asides: list[Member]
    ) -> None:
        self._desk = desk
        self._member = member
        self._dice = dice
        self._sender = own_words(member, address)
        self._asides = asides
        self._letters: list[Letter] = []
        stock = words.PITCH if member.life.startswith("pitch") else SUBJECTS[member.truth]
        self._subject = dice.pick(stock)

    def told(self, at: int, turns: int) -> list[Letter]:
        """Write the whole talk: who begins, who answers, and how often."""
        life = self._member.life
        theirs = self._dice.chance(0.55)
        if life in {"asked", "away"}:
            theirs = False
        if life in {"wrote", "pitch", "pitch1"}:
            theirs = True
        for turn in range(turns):
            write = self._theirs if theirs is (turn % 2 == 0) else self._ours
            self._letters.append(write(at))
            at = waking(at + self._dice.number(1_800, 2 * DAY), self._member)
        if life == "away":
            self._letters.append(self._away())
        return self._letters

    def _heading(self) -> tuple[str, tuple[str, ...]]:
        answers = tuple(x.message_id for x in self._letters)
        return (f"Re: {self._subject}" if answers else self._subject), answers

    def _theirs(self, at: int) -> Letter:
        owner, member, dice = self._desk.cast.owner, self._member, self._dice
        address = self._desk.address(member, at)
        label = {"Translators": "Übersetzungen", "Clients": "Clients"}.get(member.saved, "Archived")
        subject, answers = self._heading()
        return Letter(
            at,
            self._sender,
            (plainly(owner, address) if dice.chance(0.7) else address,),
            subject,
            _text(dice, at, _signature(member)),
            cc=tuple(own_words(m) for m in self._asides),
            labels=("Inbox", "Important", "Opened") if dice.chance(0.5) else (label, "Opened"),
            answers=answers,
            attachment=subject.encode() * 12 if dice.chance(0.02) else b"",
            delivered_to=owner.address,
        )

    def _ours(self, at: int) -> Letter:
        subject, answers = self._heading()
        return Letter(
            at,
            self._desk.himself(self._member, at),
            (self._sender if self._letters else plainly(self._member),),
            subject,
            _text(self._dice, at),
            cc=tuple(own_words(m) for m in self._asides),
            labels=("Sent", "Opened"),
            answers=answers,
        )

    def _away(self) -> Letter:
        """Answer by machine: the person never saw the letter."""
        return self._theirs(self._letters[0].at + 4)._replace(
            subject=f"Automatic reply: {self._subject}",
            body="I am out of the office and will not read this.",
            extra=(("Auto-Submitted", "auto-replied"), ("Precedence", "bulk")),
        )


def _text(dice: Dice, at: int, sign: str = "") -> str:
    lines = dice.some(words.SENTENCES, dice.number(1, 3))
    if at % 41 == 0:
        lines.append("\n" + words.AT_LINE_START)
    return "\n".join([*lines, *([f"\n-- \n{sign}"] if sign else [])])


def _signature(member: Member) -> str:
    place = ", ".join(x for x in (member.title, member.organisation) if x)
    return f"{member.name}\n{place}" if place else ""
