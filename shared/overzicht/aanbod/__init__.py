"""What the own file holds of these people, and what of it may go to whom."""
