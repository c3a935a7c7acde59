"""A prefecture over a year and a half, written from pathways and inspection reports by an author who had read no rule."""
