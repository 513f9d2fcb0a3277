"""Whose mail it is, told from the mail."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from invite_guard.errors import OwnerError
from invite_guard.mail.mailbox_syntax import is_exportable, normalise
from invite_guard.model.owner import Owner
from invite_guard.stores.tally import Tally

COVERAGE = 0.4
"""Least share of the messages that the owner must be on."""
LEAD = 1.5
"""How many times more messages the owner must be on than the next person."""
GIVEN = "given with --me"
"""The reason where nothing had to be inferred."""
UNSEEN = f"{GIVEN}, but on no message that was read"
"""The reason where that may be a mistake."""
OWN_SHARE = 0.02
"""Least share of what was sent, or delivered, for a second address to be the owner's."""


class Profile(NamedTuple):
    """What LinkedIn's data export says of whose it is."""

    addresses: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def without_mail(profile: Profile) -> Owner:
    """Take LinkedIn's word, where no mail says anything; without it nobody is the owner."""
    reason = "as LinkedIn's data export says" if profile.addresses else "no mail was read"
    return Owner(addresses=profile.addresses, names=profile.names, reason=reason)


def told(
    tallies: Mapping[str, Tally], messages: int, profile: Profile, signed_in: str = ""
) -> Owner:
    """Tell the owner from the mail, and what that leaves open from LinkedIn's data export.

    The export adds those of its addresses that are on the mail, provided that it is the owner's:
    it shares an address or a full name. Raises `OwnerError` as `infer` does.
    """
    seen = tuple(address for address in profile.addresses if address in tallies)
    try:
        found = infer(tallies, messages, signed_in)
    except OwnerError:
        if not seen:
            raise
        reason = "as LinkedIn's data export says"
        return Owner(addresses=seen, names=_names(seen, tallies), reason=reason)
    agree = _full_names(found.names) & _full_names(profile.names)
    own = tuple(dict.fromkeys((*found.addresses, *seen)))
    if own == found.addresses or not (agree or set(seen) & set(found.addresses)):
        return found
    return Owner(addresses=own, names=_names(own, tallies), reason=found.reason)


def given(addresses: Sequence[str], tallies: Mapping[str, Tally]) -> Owner:
    """Take the owner's word. Raises `OwnerError` for what is no address.

    `tallies`: whom the mail names, once that is known.
    """
    normalised = tuple(dict.fromkeys(normalise(text) for text in addresses))
    for text in normalised:
        local, at, domain = text.partition("@")
        if not (local and at and domain) or len(text.split()) != 1 or "@" in domain:
            raise OwnerError(
                "One of the addresses given with --me is not an address.",
                "Give a whole address: --me you@example.com",
            )
    reason = UNSEEN if tallies and tallies.keys().isdisjoint(normalised) else GIVEN
    return Owner(addresses=normalised, names=_names(normalised, tallies), reason=reason)


def infer(tallies: Mapping[str, Tally], messages: int, signed_in: str = "") -> Owner:
    """Tell the owner from counts in which nobody is the owner yet.

    First whose account is signed in, where one is; then who wrote the mail in sent folders; else
    who is on by far the most messages. Raises `OwnerError`, naming the likely ones, where that
    leaves a doubt.
    """
    if not messages:
        raise OwnerError(
            "There is not one message in what was read.",
            "Is it the right file? Of a Takeout export in several parts, name all of them.",
        )
    people = {a: t for a, t in tallies.items() if not t.list_post}
    sent = sum(t.sent_from for t in people.values())
    if signed_in:
        people.setdefault(signed_in, Tally())
        main, reason, certain = signed_in, "signed in at Google", True
    elif sent:
        main, reason, certain = _most_sending(people), "", False
    else:
        main, reason, certain = _most_present(people, messages)
    own = (main, *_further(main, people, sent))
    if not reason:
        reason, certain = _share_of_sent(own, people, sent)
    if not certain:
        raise _doubt(people, sent)
    return Owner(addresses=own, names=_names(own, tallies), reason=reason)


def _sent_by(tally: Tally) -> int:
    """Give how many sent messages somebody wrote, in their own name or in another's."""
    return tally.sent_from + tally.sent_for


def _most_sending(people: Mapping[str, Tally]) -> str:
    def weight(address: str) -> tuple[int, int, int, str]:
        tally = people[address]
        return _sent_by(tally), tally.delivered_to, tally.messages, address

    return max(people, key=weight)


def _share_of_sent(own: Sequence[str], people: Mapping[str, Tally], sent: int) -> tuple[str, bool]:
    """Tell how much of the sent mail is theirs, and whether that settles that they are the owner.

    Whoever writes in another's name and that other may both stand on all of it: then it is the one
    to whom mail was delivered.
    """
    wrote = min(sum(_sent_by(people[address]) for address in own), sent)
    rival = max((_sent_by(t) for address, t in people.items() if address not in own), default=0)
    delivered = sum(t.delivered_to for t in people.values())
    certain = wrote > sent / 2 and (wrote > rival or people[own[0]].delivered_to > delivered / 2)
    return f"wrote {wrote:,} of {sent:,} sent messages", certain


def _most_present(people: Mapping[str, Tally], messages: int) -> tuple[str, str, bool]:
    ranked = sorted(people, key=lambda a: (-people[a].messages, a))
    if not ranked:
        raise OwnerError(
            "No message names anybody, so whose mail it is cannot be told.",
            "Say who you are: --me you@example.com",
        )
    main = ranked[0]
    present = people[main].messages
    own = _full_names(people[main].names)
    rivals = (a for a in ranked[1:] if own.isdisjoint(_full_names(people[a].names)))
    next_best = max((people[a].messages for a in islice(rivals, 1)), default=0)
    reason = f"is on {present:,} of {messages:,} messages"
    return main, reason, present >= COVERAGE * messages and present >= LEAD * next_best


def _further(main: str, people: Mapping[str, Tally], sent: int) -> list[str]:
    """Find the owner's other addresses.

    Most of what was sent is theirs; or they bear the owner's full name, and mail was sent from
    them, delivered to them, or they belong to the same organisation as the main one.
    """
    delivered = sum(t.delivered_to for t in people.values())
    written_for = sum(t.sent_for for t in people.values())
    own = _full_names(people[main].names)
    found = []
    for address, tally in people.items():
        if address == main:
            continue
        if sent and tally.sent_from > sent / 2 + written_for:
            found.append(address)
            continue
        likely = (
            tally.sent_from > OWN_SHARE * sent
            or tally.delivered_to > OWN_SHARE * delivered
            or address.partition("@")[2] == main.partition("@")[2]
        )
        # Names come last: to compare everybody's would cost more than all the rest.
        if likely and not own.isdisjoint(_full_names(tally.names)):
            found.append(address)
    return sorted(found, key=lambda a: (-people[a].messages, a))


def _full_names(names: Iterable[str]) -> set[frozenset[str]]:
    return {words for name in names if len(words := _words(name)) > 1}


def _words(name: str) -> frozenset[str]:
    """Reduce a name to the words that identify: initials and punctuation do not."""
    letters = "".join(c if c.isalpha() else " " for c in name.casefold())
    return frozenset(word for word in letters.split() if len(word) > 1)


def _names(own: Sequence[str], tallies: Mapping[str, Tally]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for address in own:
        if address in tallies:
            for name, count in tallies[address].names.items():
                counts[name] = counts.get(name, 0) + count
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def _doubt(people: Mapping[str, Tally], sent: int) -> OwnerError:
    def weight(address: str) -> tuple[bool, int, int, str]:
        tally = people[address]
        silent = not tally.role_from  # as lists are, whose mail says nothing else of it
        return silent, -_sent_by(tally) if sent else 0, -tally.messages, address

    likely = [a for a in sorted(people, key=weight)[:4] if is_exportable(a)]
    example = likely[0] if likely else "you@example.com"
    return OwnerError(
        f"Whose mail this is cannot be told for certain. Most likely: {', '.join(likely)}.",
        f"Say who you are, with every address of yours: --me {example}",
    )
