"""`invite-guard config`: every setting, its value, and where it comes from."""

from pathlib import Path
from typing import Any

import click

from invite_guard.cli.options import Invocation, command, name_next, say


@command(
    examples=(
        ("invite-guard config", "what holds now"),
        ("invite-guard config --init", "a settings file to edit, every line explained"),
    )
)
@click.option("--init", is_flag=True, help="Write the settings file, if there is none.")
@click.option("--json", "as_json", is_flag=True, help="For a program.")
@click.pass_obj
def config(invocation: Invocation, *, init: bool, as_json: bool) -> None:
    """Show every setting, its value, where it comes from, and the variable that changes it.

    A flag goes before a variable, a variable before the file, the file before the default. Nothing
    here can confirm an export.
    """
    import json

    from invite_guard import paths
    from invite_guard.cli import output as out
    from invite_guard.views.settings import render

    file = paths.config_file(paths.home())
    if init:
        _write(file)
    rows = _rows(file)
    if as_json:
        document = {"home": str(paths.home()), "file": str(file), "settings": rows}
        out.write(json.dumps(document, indent=2))
    else:
        places = [("Data folder", str(paths.home())), ("Settings file", _place(file))]
        out.show(lambda console: render(places, rows, console), invocation)
    name_next("`invite-guard scan PATH` uses these settings.")


def _rows(file: Path) -> list[dict[str, Any]]:
    from invite_guard.config import FILE_ONLY, Settings, load, origins, variable

    values = load(file).model_dump(mode="json")
    places = origins(file)
    return [
        {
            "name": name,
            "value": values[name],
            "origin": places[name],
            "variable": None if name in FILE_ONLY else variable(name),
            "about": field.description or "",
        }
        for name, field in Settings.model_fields.items()
    ]


def _write(file: Path) -> None:
    from invite_guard.config import Settings
    from invite_guard.errors import InviteGuardError
    from invite_guard.paths import ensure_private

    lines = ["# Settings of invite-guard. Take away the # before a line to set it.", ""]
    for name, field in Settings.model_fields.items():
        value = list(field.default) if isinstance(field.default, tuple) else field.default
        lines += [f"# {field.description}", f"#{name} = {value}", ""]
    ensure_private(file.parent)
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write("\n".join(lines))
    except FileExistsError:
        say("There is a settings file already; it was left as it is.")
    except OSError as error:
        raise InviteGuardError(
            f"The settings file cannot be written: {error.strerror}.", f"Make {file} writable."
        ) from error


def _place(file: Path) -> str:
    return str(file) if file.exists() else f"{file} (none yet)"
