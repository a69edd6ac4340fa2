"""The outside world, a file each: formats read and written, the command, what a terminal shows."""
