"""Sources to tallies: each message looked at once, each distinct value worked on once."""
