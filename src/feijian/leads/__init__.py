"""Leads: findings bundled, counted once, weighed and put in the order of a visit."""
