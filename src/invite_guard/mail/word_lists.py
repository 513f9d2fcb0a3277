"""The lists of words that come with the program."""

import re
from collections.abc import Mapping
from importlib.resources import files

Lists = Mapping[str, tuple[str, ...]]

_BEGINNING = re.compile(r"^(\w+) = \[", re.MULTILINE)


def read_lists(package: str, name: str) -> Lists:
    """Read lists by name from a file of them."""
    return lists_in(files(package).joinpath(name).read_text("utf-8"))


def lists_in(text: str) -> Lists:
    """Give lists of words that are written as TOML: `name = ["word", …]`.

    The standard library's reader takes ten times as long, which is felt: nearly every command needs
    these lists. No word holds a quotation mark or a number sign; backslashes are doubled.
    """
    plain = "\n".join([line.partition("#")[0] for line in text.splitlines()])
    _, *parts = _BEGINNING.split(plain.replace("\\\\", "\\"))
    return {
        name: tuple(words.split('"')[1::2])
        for name, words in zip(parts[::2], parts[1::2], strict=True)
    }
