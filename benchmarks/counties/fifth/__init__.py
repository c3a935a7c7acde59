"""The fifth county: the published typical cases themselves. README.md says what it is."""
