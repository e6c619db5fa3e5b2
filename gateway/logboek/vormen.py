"""Shapes on the wire: leaves with their proof."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from gateway.web.vormen import Partijcode, Vorm


class Bladbewijs(Vorm):
    bladnummer: int = Field(ge=0)
    grootte: int = Field(ge=1, description="Aantal bladen van de boom waartegen is bewezen.")
    bewijs: list[str] = Field(description="Inclusiebewijs: hashes in base64 (RFC 6962).")
    checkpoint: str = Field(description="Ondertekend checkpoint van die boom (C2SP).")
    getuigen: list[Partijcode] = Field(
        description="De partijen die dit checkpoint mede ondertekenden; kort na een blad nog leeg."
    )
    blad: str = Field(description="De bytes van het blad in base64.")


class Reeksblad(Vorm):
    """One leaf of a stretch; its proof is against the checkpoint of the stretch."""

    bladnummer: int = Field(ge=0)
    blad: str = Field(description="De bytes van het blad in base64.")
    bewijs: list[str] = Field(description="Inclusiebewijs: hashes in base64 (RFC 6962).")


class Bladreeksvorm(Vorm):
    """What of a stretch of the log is about the caller's own messages."""

    vanaf: int = Field(ge=0)
    tot: int = Field(ge=0, description="Tot welk blad is gekeken; vraag van hier verder.")
    grootte: int = Field(ge=0, description="Aantal bladen van de boom waartegen is bewezen.")
    checkpoint: str = Field(description="Ondertekend checkpoint van die boom (C2SP).")
    bladen: list[Reeksblad]


class Dagstandvorm(Vorm):
    """The last checkpoint of a day that somebody cosigned."""

    dag: date
    grootte: int = Field(ge=0)
    notitie: str = Field(description="Ondertekend checkpoint (C2SP), met de medeondertekeningen.")
    getuigen: list[Partijcode] = Field(description="De partijen die het mede ondertekenden.")


class Dagstandenvorm(Vorm):
    standen: list[Dagstandvorm] = Field(
        description="De nieuwste zestig dagen, nieuwste eerst, en daarna de eerste die er is."
    )


class Consistentie(Vorm):
    van: int
    tot: int
    bewijs: list[str]
