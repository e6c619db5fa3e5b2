"""Het logboek van de nepgateway: een Merkle-boom in het geheugen, traag en overzichtelijk."""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.bericht.jsonvorm import jcs
from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint
from shared.logboek.merkle import (
    bladhash,
    consistentiebewijs,
    inclusiebewijs,
    knoophash,
    wortel,
)
from shared.logboek.notitie import Notitiesleutel

LOGNAAM = "driehoek.example/test"
Document = dict[str, Any]


class Boom:
    """`sleutel` ondertekent de checkpoints."""

    def __init__(self, sleutel: Ed25519PrivateKey) -> None:
        self.bladen: list[bytes] = []
        self._sleutel = sleutel

    @property
    def notitiesleutel(self) -> Notitiesleutel:
        return Notitiesleutel(LOGNAAM, self._sleutel)

    def voeg_toe(self, soort: str, tijdstip: str, **velden: Any) -> int:
        self.bladen.append(jcs({"v": 2, "soort": soort, "tijdstip": tijdstip, **velden}))
        return len(self.bladen) - 1

    def hashes(self, niveau: int, index: int) -> bytes:
        if niveau == 0:
            return bladhash(self.bladen[index])
        return knoophash(self.hashes(niveau - 1, 2 * index), self.hashes(niveau - 1, 2 * index + 1))

    def bewijs(self, nummer: int, *, met_blad: bool) -> Document:
        """Het lid `logboek` van een antwoord."""
        grootte = len(self.bladen)
        punt = Checkpoint(LOGNAAM, grootte, wortel(grootte, self.hashes))
        document: Document = {
            "bladnummer": nummer,
            "grootte": grootte,
            "bewijs": [
                base64.b64encode(knoop).decode()
                for knoop in inclusiebewijs(nummer, grootte, self.hashes)
            ],
            "checkpoint": onderteken_checkpoint(punt, self.notitiesleutel),
        }
        if met_blad:
            document["blad"] = base64.b64encode(self.bladen[nummer]).decode()
        return document

    def reeks(self, vanaf: int, partij: str) -> Document:
        """De bladen over berichten van en aan deze partij, vanaf een blad tot het eind."""
        bladen = [json.loads(blad) for blad in self.bladen]
        koppen = [blad["kop"] for blad in bladen if blad["soort"] == "besluit"]
        van_partij = {kop["id"] for kop in koppen if partij in (kop["afzender"], kop["ontvanger"])}
        eigen = [
            nummer
            for nummer, blad in enumerate(bladen)
            if nummer >= vanaf
            and blad["soort"] in ("besluit", "bevestiging")
            and blad.get("kop", blad)["id"] in van_partij
        ]
        regels = [self.bewijs(nummer, met_blad=True) for nummer in eigen]
        grootte = len(self.bladen)
        punt = Checkpoint(LOGNAAM, grootte, wortel(grootte, self.hashes))
        return {
            "vanaf": vanaf,
            "tot": grootte,
            "grootte": grootte,
            "checkpoint": onderteken_checkpoint(punt, self.notitiesleutel),
            "bladen": [
                {lid: regel[lid] for lid in ("bladnummer", "blad", "bewijs")} for regel in regels
            ],
        }

    def consistentie(self, van: int, tot: int) -> Document:
        bewijs = consistentiebewijs(van, tot, self.hashes)
        knopen = [base64.b64encode(knoop).decode() for knoop in bewijs]
        return {"van": van, "tot": tot, "bewijs": knopen}

    def vervals(self, logboek: Document, storing: str) -> None:
        """Maakt van een goed bewijs een slecht, als de storing dat zegt."""
        if storing == "vals-bewijs":
            logboek["bewijs"] = [base64.b64encode(b"0" * 32).decode(), *logboek["bewijs"]]
        if storing == "vals-checkpoint":
            ander = Notitiesleutel(LOGNAAM, Ed25519PrivateKey.generate())
            punt = Checkpoint(LOGNAAM, logboek["grootte"], b"1" * 32)
            logboek["checkpoint"] = onderteken_checkpoint(punt, ander)
        if storing == "ander-blad":
            logboek["blad"] = base64.b64encode(b"{}").decode()
