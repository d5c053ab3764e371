"""Small things a set tries, and what each one means to change."""
