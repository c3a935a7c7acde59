"""What counties share: the register of what is planted, bills in one line of text, ordinary stays and visits."""
