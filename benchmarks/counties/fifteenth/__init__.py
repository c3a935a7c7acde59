"""A poor mountain county over a year and a half, written from pathways, price lists and inspection reports by an author who had read no rule."""
