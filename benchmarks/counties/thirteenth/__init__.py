"""A county medical group over a year and a half, by an author who had read no rule."""
