"""The practice engine: as much isolation as the kernel grants a user, without containers."""
