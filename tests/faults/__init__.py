"""The bench of faults: what the checks find of faults that were planted on purpose."""
