"""Decisions several parties sign: proposed here, seen and signed by each in its own service."""
