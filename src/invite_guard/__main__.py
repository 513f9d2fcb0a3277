"""`python -m invite_guard` is the `invite-guard` command."""

from invite_guard.cli.main import run

if __name__ == "__main__":
    run()
