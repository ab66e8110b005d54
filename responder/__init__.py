"""Answers a company mailbox's customers at once and watches that a person does so in time."""

__version__ = "0.1.0"
