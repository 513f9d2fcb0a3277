"""Titles out of the last lines of mails: only where a scan is told to look (`--signatures`)."""
