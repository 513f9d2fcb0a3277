"""People and the entries of a LinkedIn export: who is who, by name and organisation."""
