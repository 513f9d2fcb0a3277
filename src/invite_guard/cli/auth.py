"""`invite-guard auth`: sign in at Google, see what that allows, and end it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from invite_guard.cli.options import Command, Invocation, command, name_next, say

if TYPE_CHECKING:
    from invite_guard.access.client_file import OAuthClient
    from invite_guard.access.token import SignIn, TokenStore

EXAMPLES = (
    ("invite-guard auth login --client FILE", "with your own OAuth client (docs/gmail.md)"),
    ("invite-guard auth status", "what is allowed, and what for"),
)
TESTING_DAYS = 7
"""How long a sign-in lasts whose OAuth client is in testing."""


class Commands(Command, click.Group):
    """A command of several words, with examples and common options like every other."""


@click.group(
    cls=Commands,
    examples=EXAMPLES,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.pass_context
def auth(context: click.Context) -> None:
    """Sign in at Google to read Gmail and contacts directly, and to nothing else.

    Google Takeout needs none of this. Everything asked for is for reading: headers of mail and
    contacts. No text of a mail can be read, nothing can be changed or sent.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@command(
    examples=(
        ("invite-guard auth login --client client_secret.json", "the first time"),
        ("invite-guard auth login --no-browser", "prints the address to open yourself"),
    )
)
@click.option(
    "--client",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Your OAuth client file; remembered.",
)
@click.option("--no-browser", is_flag=True, help="Print the address instead of opening it.")
@click.pass_obj
def login(invocation: Invocation, *, file: Path | None, no_browser: bool) -> None:
    """Sign in on Google's page. It answers to a port of this computer, within five minutes.

    What you leave unticked there is not read; everything else works.
    """
    from invite_guard.access.sign_in import sign_in
    from invite_guard.cli.google import name_account
    from invite_guard.errors import SourceError

    store = _store(invocation)
    client = _client(store, file)

    def show(url: str) -> None:
        say(f"Sign in here:\n\n  {url}\n")
        if not no_browser:
            click.launch(url)
        elif not client.root:
            say("The browser must run on this computer, or reach its port through ssh -L.")

    signed_in = sign_in(client, show)
    try:
        signed_in = name_account(signed_in)
    except SourceError as error:  # the sign-in holds all the same
        say(f"Warning: {error.message} {error.hint}")
    place = store.save(signed_in)
    say(f"Signed in{f' as {signed_in.account}' if signed_in.account else ''}. Kept in {place}.")
    for line in _missing(signed_in):
        say(line)
    name_next("`invite-guard scan` says first what it will cost, then reads.")


@command(
    examples=(
        ("invite-guard auth status", "the account, what is allowed, and what for"),
        ("invite-guard auth status --json", "the same for a program"),
    )
)
@click.option("--json", "as_json", is_flag=True, help="For a program.")
@click.pass_obj
def status(invocation: Invocation, *, as_json: bool) -> None:
    """Show who is signed in, since when, what was granted, and what each grant is for."""
    import json

    from invite_guard.access.scopes import SCOPES
    from invite_guard.cli import output

    signed_in = _signed_in(_store(invocation))
    rows = [
        {"name": s.name, "scope": s.url, "granted": signed_in.allows(s.url), "use": s.use}
        for s in SCOPES
    ]
    if as_json:
        told = {
            "account": signed_in.account,
            "since": signed_in.since.isoformat(),
            "ends_in_testing": _testing_end(signed_in),
            "scopes": rows,
        }
        output.write(json.dumps(told, indent=2))
        return
    lines = [
        f"Signed in: {signed_in.account or 'an account without mail'}, since {signed_in.since}",
        f"Ends: never by itself; on {_testing_end(signed_in)} if your OAuth client is in testing",
    ]
    lines += [
        f"{'yes' if row['granted'] else 'no ':3}  {row['name']}: {row['use']}" for row in rows
    ]
    output.write("\n".join((*lines, *_missing(signed_in))))
    name_next("`invite-guard scan` reads; `invite-guard auth logout` ends this.")


@command(
    examples=(
        ("invite-guard auth logout", "Google forgets the sign-in, and so does this computer"),
        ("invite-guard purge", "deletes what was read as well"),
    )
)
@click.pass_obj
def logout(invocation: Invocation) -> None:
    """Revoke the sign-in at Google and delete it here. What was read stays until `purge`."""
    from invite_guard.access.sign_in import revoke

    store = _store(invocation)
    revoked = revoke(_signed_in(store))
    store.delete()
    say("Signed out: the sign-in is deleted here.")
    if not revoked:
        say(
            "Google did not answer or knew it no longer. To be sure, look at "
            "https://myaccount.google.com/connections and remove it there."
        )
    name_next("`invite-guard auth login` signs in again.")


auth.add_command(login)
auth.add_command(status)
auth.add_command(logout)


def _store(invocation: Invocation) -> "TokenStore":
    from invite_guard import paths
    from invite_guard.access.token import TokenStore
    from invite_guard.errors import UsageError

    if invocation.demo:
        raise UsageError("The example needs no sign-in.", "Leave out --demo.")
    return TokenStore(paths.ensure_private(paths.home()))


def _signed_in(store: "TokenStore") -> "SignIn":
    from invite_guard.errors import NotSignedInError

    found = store.load()
    if found is None:
        raise NotSignedInError("Nobody is signed in.", "`invite-guard auth login --client FILE`.")
    return found


def _client(store: "TokenStore", file: Path | None) -> "OAuthClient":
    """Take the client that is named, and remember it; else the one remembered."""
    from invite_guard.access.client_file import GUIDE, read_client
    from invite_guard.errors import UsageError

    if file is not None:
        found = read_client(file)
        store.remember(found)
        return found
    known = store.client()
    if known is None:
        raise UsageError(
            "Signing in needs an OAuth client of your own: --client FILE.",
            f"{GUIDE} Google Takeout needs none: `invite-guard scan takeout.zip`.",
        )
    return known


def _missing(signed_in: "SignIn") -> list[str]:
    from invite_guard.access.scopes import SCOPES

    return [
        f"Not granted: {scope.name}, so {scope.loss}. `invite-guard auth login` asks again."
        for scope in SCOPES
        if not signed_in.allows(scope.url)
    ]


def _testing_end(signed_in: "SignIn") -> str:
    from datetime import timedelta

    return (signed_in.since + timedelta(days=TESTING_DAYS)).isoformat()
