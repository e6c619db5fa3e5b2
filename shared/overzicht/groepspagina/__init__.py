"""How groups stand, as a screen shows them: in words, with dates, numbers and what comes next."""
