"""Drafts of a new source: a sample folder looked at, contracts and mappings guessed for a person to decide."""
