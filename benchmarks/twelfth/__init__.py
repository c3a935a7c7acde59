"""The twelfth county."""
