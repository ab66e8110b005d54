"""Wiring: settings, composition root, supervision, commands; the only room that may read clock and environment."""
