"""The ninth county: counters and consulting rooms."""
