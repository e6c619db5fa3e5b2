"""A clock for tests: call it for the time, tell it to move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class VasteKlok:
    """Stands still until told to move. Calling it gives an aware datetime in UTC."""

    def __init__(self, nu: datetime = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)) -> None:
        self.nu = nu

    def __call__(self) -> datetime:
        return self.nu

    def vooruit(self, **duur: float) -> datetime:
        """Move on, with the words of `timedelta`: `vooruit(days=2)`."""
        self.nu += timedelta(**duur)
        return self.nu
