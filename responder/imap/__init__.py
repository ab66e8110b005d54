"""The only room that knows aioimaplib: reading a mailbox over IMAP without changing anything in it."""
