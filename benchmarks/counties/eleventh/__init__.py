"""The long and the small: a county of lasting care and small houses, with its truth."""
