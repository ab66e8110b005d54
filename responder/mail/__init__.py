"""What a mail looks like: octets to domain and back, without ever raising on what somebody sent us."""
