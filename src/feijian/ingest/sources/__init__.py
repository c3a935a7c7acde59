"""Sources: how one sender's files become canonical rows, as content says it."""
