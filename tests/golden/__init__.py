"""Outputs that must not change by accident."""
