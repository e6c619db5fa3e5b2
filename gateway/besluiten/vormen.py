"""Shapes on the wire of proposed decisions."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from gateway.web.vormen import Document, Handtekeninginvoer, JadesTekst, Kenmerk, Partijcode, Vorm


class Voorstelinvoer(Vorm):
    """A proposed decision with the signature of the party that hands it in."""

    besluit: Document = Field(description="Het groepsbesluit; `id` is het kenmerk in het adres.")
    medewerker: Kenmerk = Field(description="De autorisatie van wie er namens u besluit.")
    handtekening: JadesTekst = Field(
        description="Uw losgemaakte JAdES-handtekening over de Digest van JCS({besluit, "
        "medewerker}), waarin besluit de Digest van JCS(besluit) is."
    )


class Antwoordinvoer(Vorm):
    """What a party says to a proposal instead of signing it."""

    antwoord: Document = Field(
        description="{besluit: de digest van het voorstel, antwoord: nee of ja_mits, "
        "randvoorwaarden: codes van het convenant (bij ja_mits minstens één), toelichting: de "
        "digest van het stuk met de reden (null: uw functie geeft geen stukken), tijdstip}."
    )
    medewerker: Kenmerk = Field(description="De autorisatie van wie er namens u besluit.")
    handtekening: JadesTekst = Field(
        description="Zoals onder een voorstel: over de Digest van JCS({besluit, medewerker}), "
        "waarin besluit hier de Digest van JCS(antwoord) is."
    )


class Gegevenantwoord(Vorm):
    """What a party said, by whom, with its signature."""

    antwoord: Document
    medewerker: Kenmerk
    handtekening: JadesTekst
    op: AwareDatetime


class Voorstelvorm(Vorm):
    """A proposal as those who sign it see it."""

    besluit: Document
    digest: str = Field(description="Over de canonieke vorm (JCS) van het besluit.")
    voorgelegd_door: Partijcode
    voorgelegd_op: AwareDatetime
    getekend_door: list[Partijcode]
    wacht_op: list[Partijcode] = Field(
        description="Wie nog moet tekenen; leeg: besloten, of er is niets meer te tekenen."
    )
    stand: str = Field(description="open, genomen, afgewezen, teruggegeven of ingetrokken.")
    antwoorden: dict[Partijcode, Gegevenantwoord] = Field(
        description="Per partij wat zij zei in plaats van te tekenen."
    )
    afgedaan_op: AwareDatetime | None


class Voorstelantwoord(Vorm):
    voorstel: Voorstelvorm
    bladnummer: int | None = Field(description="Waar het besluit staat, als het is genomen.")
    groep: Document | None = Field(description="De groep na het besluit, als het is genomen.")


class Voorstellenlijst(Vorm):
    besluitvoorstellen: list[Voorstelvorm]


class Groepenlijst(Vorm):
    groepen: list[Document] = Field(
        description="Per groep de toestand van het profiel, de code en de dag van afsluiten."
    )
    volgende: Kenmerk | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class Groepsbesluitinvoer(Vorm):
    """A group decision with the signatures collected."""

    besluit: Document
    handtekeningen: dict[Partijcode, Handtekeninginvoer] = Field(
        max_length=20, description="Per partij die het besluit tekent."
    )


class Groepsbesluitantwoord(Vorm):
    bladnummer: int = Field(ge=0)
    groep: Document
