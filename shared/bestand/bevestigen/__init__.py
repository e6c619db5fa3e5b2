"""Granting or widening a function takes a second person, and so does the last who may confirm."""
