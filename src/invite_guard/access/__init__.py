"""Signing in at Google: what is asked for, where the token is kept, how it ends."""
