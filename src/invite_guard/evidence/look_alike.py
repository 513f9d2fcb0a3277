"""Addresses and names that imitate somebody the owner knows."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.evidence.data import is_free_mail, latin_look_alikes
from invite_guard.mail.domains import registrable
from invite_guard.mail.full_names import LONGEST
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Flag

LONG_ENOUGH = 5
"""Shortest first label of a domain one letter away from which is no accident."""
_ADDRESS = re.compile(r"[^\s<>\"'(),;:]+@((?:[\w-]+\.)+[^\W\d]{2,})")
_AT = re.compile("[@\ufe6b\uff20]")
"""The at sign, and what looks and folds like it."""
_PARTS = re.compile(r"[@._+-]")
_DIGITS = str.maketrans("0135", "oles")


def skeleton(domain: str) -> str:
    """Give what a hasty eye reads: `paypa1` is `paypal`, `rnicro` is `micro`.

    After the skeletons of Unicode Technical Standard 39, for names of hosts.
    """
    text = _readable(domain).translate(latin_look_alikes()).translate(_DIGITS).replace("-", "")
    return text.replace("rn", "m").replace("vv", "w").replace("i", "l")


def _readable(domain: str) -> str:
    """Give a domain, or an address at one, as programs show it."""
    if "xn--" not in domain:
        return domain
    local, at, host = domain.rpartition("@")
    return f"{local}{at}{_decoded(host)}"


@lru_cache(maxsize=1 << 10)
def _decoded(host: str) -> str:
    import idna  # noqa: PLC0415 - seldom needed, and its tables cost start-up time

    try:
        return str(idna.decode(host, uts46=True))
    except (idna.IDNAError, UnicodeError):
        return host


def _mixed_label(address: str) -> bool:
    """Tell whether some part of an address would be read as Latin, and is not, or not all of it.

    A whole label in another alphabet, of nothing but letters that look like Latin ones, is no word
    of a language under a top-level domain in Latin letters.
    """
    address = _readable(address)
    if address.isascii():
        return False
    parts = _PARTS.split(address)
    if any(map(mixes_alphabets, parts)):
        return True
    latin = [part.translate(latin_look_alikes()) for part in parts[1:] if not part.isascii()]
    return parts[-1].isascii() and any(map(str.isascii, latin))


def imitations(domains: Iterable[str], guarded: Iterable[str]) -> dict[str, str]:
    """Give which of the domains read like, or are one letter from, a guarded one.

    Near linear: guarded domains are indexed by their skeletons and by what one deletion leaves.
    """
    known = set(guarded)
    index: defaultdict[str, list[str]] = defaultdict(list)
    for domain in sorted(known):
        for form in _forms(domain):
            index[form].append(domain)
    found = {}
    for domain in set(domains) - known:
        near = (real for form in _forms(domain) for real in index.get(form, ()))
        real = next((real for real in near if _reads_like(domain, real)), None)
        if real:
            found[domain] = real
    return found


def _forms(domain: str) -> Iterator[str]:
    yield skeleton(domain)
    yield domain
    if len(domain.partition(".")[0]) >= LONG_ENOUGH - 1:
        for place in range(len(domain)):
            yield domain[:place] + domain[place + 1 :]


def _reads_like(one: str, other: str) -> bool:
    if skeleton(one) == skeleton(other):
        return True
    if len(other.partition(".")[0]) < LONG_ENOUGH:
        return False
    if len(one) == len(other):
        places = [p for p in range(len(one)) if one[p] != other[p]]
        swapped = len(places) == 2 and one[places[0]] == other[places[1]]
        return len(places) == 1 or (swapped and places[1] == places[0] + 1)
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return any(longer[:p] + longer[p + 1 :] == shorter for p in range(len(longer)))


@lru_cache(maxsize=1 << 14)
def mixes_alphabets(name: str) -> bool:
    """Tell whether one word of a name has letters of Latin and of Cyrillic or Greek."""
    if name.isascii():
        return False
    for word in name.split():
        scripts = {unicodedata.name(c, "").partition(" ")[0] for c in word if c.isalpha()}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK", "ARMENIAN"}:
            return True
    return False


class LookAlike:
    """Reads like somebody else: a reason to look twice, whatever else is known."""

    name = "look_alike"
    facts = (
        "look_alike.domain",
        "look_alike.name",
        "look_alike.alphabets",
        "look_alike.address",
        "look_alike.other_address",
    )

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield whom the address or the name imitates."""
        for domain in subject.domains:
            if domain in context.imitations:
                text = f"{domain} reads like {context.imitations[domain]}"
                yield observe(context, "look_alike.domain", text, flag=Flag.LOOK_ALIKE)
        if better := _better_known(subject, context):
            text = f"you know this name from {better}"
            yield observe(context, "look_alike.name", text, flag=Flag.LOOK_ALIKE)
        if any(map(_mixed_label, subject.addresses)):
            text = "the address has letters of another alphabet that look like Latin ones"
            yield observe(context, "look_alike.address", text, flag=Flag.LOOK_ALIKE)
        # Names in plain letters mix no alphabets, and without an at sign they show no address.
        names = [name for name in subject.names if "@" in name or not name.isascii()]
        if not names:
            return
        if any(map(mixes_alphabets, names)):
            text = "the name mixes letters of several alphabets"
            yield observe(context, "look_alike.alphabets", text, flag=Flag.LOOK_ALIKE)
        if other := _other_address(names, subject):
            text = f"the name shows another address, at {other}"
            yield observe(context, "look_alike.other_address", text, flag=Flag.MISLEADING_NAME)


def _better_known(subject: Subject, context: Context) -> str:
    """Find where the owner knows the name from better: an employer before a free-mail domain."""
    known = context.known_names.get(subject.full_name)
    if not known or known.issubset(subject.domains):
        return ""
    known = known.difference(subject.domains)
    here = max(_standing(domain, context) for domain in subject.domains)
    return min([domain for domain in known if _standing(domain, context) > here], default="")


def _standing(domain: str, context: Context) -> int:
    if domain in context.employers:
        return 2
    return 0 if is_free_mail(domain) else 1


def _other_address(names: Iterable[str], subject: Subject) -> str:
    """Find the domain of an address in a name that is somebody else's.

    One organisation has many addresses for a person; at free-mail, each is another person's.
    """
    for name in sorted(filter(_AT.search, names)):
        text = unicodedata.normalize("NFKC", name[:LONGEST]).lower()
        for found in _ADDRESS.finditer(text):
            shown = registrable(found[1])
            if shown not in subject.domains or (
                is_free_mail(shown) and found[0] not in subject.addresses
            ):
                return shown
    return ""


RULE = LookAlike()
