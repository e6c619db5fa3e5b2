"""Proposed group decisions: laid before the parties that must sign, until all of them have."""
