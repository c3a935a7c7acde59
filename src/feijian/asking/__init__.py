"""Encounters asked about before they are settled: which rules could find something, worlds that wait, answers, a service."""
