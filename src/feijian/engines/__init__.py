"""Other engines than DuckDB: the rows as files they read, and rules carried over to their SQL."""
