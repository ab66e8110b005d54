"""What the operator wrote: rules.yaml read with line numbers, checked in plain words, and built into the `Book`."""
