"""What a party gave to a derde: on what, and under which conditions (covenant 7.1 and 7.3)."""
