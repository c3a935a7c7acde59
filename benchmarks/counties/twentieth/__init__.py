"""The twentieth county: see README.md."""
