"""What monitoring asks over HTTP: health, liveness, readiness and metrics; reads, and decides nothing."""
