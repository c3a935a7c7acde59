"""A seventh county: the houses and the care that synthetic counties forget."""
