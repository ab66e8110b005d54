"""Carries letters to the mail server: the only room that knows aiosmtplib."""
