"""Measures the daemon on real servers; prints figures and asserts none."""
