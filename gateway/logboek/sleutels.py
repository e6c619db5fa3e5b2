"""Keys under which the log finds the gateway's leaves again. One place, so that they agree."""

from __future__ import annotations


def besluit(bericht: str) -> str:
    """Decisions on a message; the last one counts."""
    return f"besluit:{bericht}"


def bevestiging(bericht: str) -> str:
    """What came back from the receiver of a message, and of the content of what was said.

    Of each the last one counts; which of the two a receipt is about, its digest says.
    """
    return f"bevestiging:{bericht}"


def partij(code: str) -> str:
    """What a party said about itself, in order; the last one counts."""
    return f"partij:{code}"


def groepsbesluit(besluit_id: str) -> str:
    """A signed group decision."""
    return f"groepsbesluit:{besluit_id}"


def autorisatie(verwijzing: str) -> str:
    """Registrations of an authorisation; the last one counts."""
    return f"autorisatie:{verwijzing}"


def aanstelling(kenmerk: str) -> str:
    """An auditor's appointment over all parties, its later versions and its ending."""
    return f"aanstelling:{kenmerk}"


def groep(groep_id: str) -> str:
    """Everything on a group that has no message or decision of its own."""
    return f"groep:{groep_id}"


def overleg(overleg_id: str) -> str:
    """Registrations of a meeting; the last one counts."""
    return f"overleg:{overleg_id}"


def mondeling(uiting: str) -> str:
    """That something was said, by the id of the words."""
    return f"mondeling:{uiting}"


def verklaring(verklaring_id: str) -> str:
    """That a party destroyed something."""
    return f"verklaring:{verklaring_id}"


def alarm(alarm_id: str) -> str:
    """An alarm and everything that was done with it, in order."""
    return f"alarm:{alarm_id}"
