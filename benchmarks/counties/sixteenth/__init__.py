"""A district of a large city over a year and a half, written from pathways, price lists and inspection notices by an author who had read no rule."""
