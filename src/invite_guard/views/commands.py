"""Commands named in a text, so that a person can copy and run them as they stand."""

import re


def on_demo(text: str) -> str:
    """Make every command named between backticks one that works on the example."""
    return re.sub(r"`(invite-guard [^`]*)`", _with_demo, text)


def _with_demo(match: re.Match[str]) -> str:
    command = match[1].replace(" scan PATH", " scan")
    return f"`{command}`" if "--demo" in command else f"`{command} --demo`"
