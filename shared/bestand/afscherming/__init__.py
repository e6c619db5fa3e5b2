"""Who is shielded because the group's approach is over (covenant 8.1; readings H4, H5)."""
