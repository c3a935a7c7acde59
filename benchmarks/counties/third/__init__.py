"""A third outside county, of general acute care; its author had seen no rule of the product."""
