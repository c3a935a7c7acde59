"""A run over an exported warehouse: rules are judged where the rows are, the rest is worked out here."""
