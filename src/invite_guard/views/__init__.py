"""Plan in, text out."""
