"""The night: deliveries that wait, a run that nobody watches, and who is told of it."""
