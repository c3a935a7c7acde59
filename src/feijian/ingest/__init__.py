"""Ingest: a delivery becomes rows of the canonical tables."""
