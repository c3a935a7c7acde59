"""A second outside county, in other specialities; its author had seen no rule of the product."""
