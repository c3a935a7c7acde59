"""Reference tables: code sets and limits with validity, shipped or a bureau's own."""
