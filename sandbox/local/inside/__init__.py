"""What runs at the border of a local sandbox: standard library only, trusted to hand over."""
