"""Alerts over chats, telephones and webhooks: the only room that knows the notification library."""
