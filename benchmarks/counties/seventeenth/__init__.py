"""An industrial town and its rural edge over a year and a half, written from ward, counter and inspection notices by an author who had read no rule."""
