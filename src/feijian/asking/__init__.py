"""Encounters asked about in the daytime: an immutable copy of the history, worlds that wait, a service."""
