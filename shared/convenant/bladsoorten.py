"""The kinds of leaf of the log. How long each is kept, the covenant says."""

from enum import StrEnum


class Bladsoort(StrEnum):
    """The closed list of what the log records."""

    BESLUIT = "besluit"
    BEVESTIGING = "bevestiging"
    MONDELING = "mondeling"
    OVERLEG = "overleg"
    GROEPSBESLUIT = "groepsbesluit"
    AUTORISATIE = "autorisatie"
    CONVENANT = "convenant"
    PARTIJ = "partij"
    VERNIETIGING = "vernietiging"
    INCIDENT = "incident"
    RECHTENVERZOEK = "rechtenverzoek"
    RAADPLEGING = "raadpleging"
    CONFIGURATIE = "configuratie"
