"""Charges that are not settled yet: an upload becomes canonical rows of one encounter or many."""
