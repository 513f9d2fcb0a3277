"""Gmail and Google Contacts, through Google's own client: every method used here only reads."""
