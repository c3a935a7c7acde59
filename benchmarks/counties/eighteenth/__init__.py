"""A lake county over a year and a half, written from penalty notices, exposure columns and ward practice by an author who had read no rule."""
