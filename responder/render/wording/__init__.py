"""How times, numbers and waits are said, as one file of data a language."""
