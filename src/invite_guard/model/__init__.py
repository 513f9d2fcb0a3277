"""The nouns: frozen, validated, and ignorant of where they came from or where they go."""
