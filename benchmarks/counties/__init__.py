"""Counties by authors who had read no rule of the product: each makes a delivery and says what is true of it."""
