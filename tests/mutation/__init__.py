"""Does a test notice a small change of the program? `make mutate`."""
