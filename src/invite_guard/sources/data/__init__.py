"""What columns of address books are called, language by language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def contact_columns() -> Mapping[str, tuple[str, ...]]:
    """Give the names of columns by what they hold."""
    text = files(__name__).joinpath("contact_columns.toml").read_text("utf-8")
    return {field: tuple(names) for field, names in tomllib.loads(text).items()}
