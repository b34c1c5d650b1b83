"""Practice that comes back: small graphs drawn at random, one question each, asked again after days."""
