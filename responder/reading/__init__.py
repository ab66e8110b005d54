"""What a mail says: pure functions over text, with languages as data."""
