"""Files of any kind a sender uses, as rows of text."""
