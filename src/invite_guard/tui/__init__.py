"""The full-screen review. Textual is read here and nowhere else, and only when a screen opens."""
