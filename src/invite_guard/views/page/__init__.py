"""The dry run as one page that needs nothing else: `plan --html`."""
