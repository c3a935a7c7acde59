"""The tenth county: an ordinary county in all its variety, by somebody who had read no rule."""
