"""What makes a delivery doubtful: ways in which rows that are read can be wrong together."""
