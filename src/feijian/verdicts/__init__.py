"""Verdicts: what inspections found, append-only; their forms, and what is settled."""
