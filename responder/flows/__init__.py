"""What happens: one verb a file, carrying values between the ports and the pure functions that decide."""
