"""What is kept after a group closed: shielded, looked back into with a reason, tested, renewed."""
