"""Wat de tests van het log delen: de uitwisseling van het profiel en een naïeve boom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.logboek.bladen import maak_blad
from shared.logboek.merkle import Hashlezer
from shared.logboek.notitie import Notitiesleutel, Soort, splits_notitie
from tests.hulp.profiel import lees

VECTOREN: dict[str, Any] = lees("vectoren/uitwisseling.json")


def logsleutel(naam: str = "log.example/proef", zaad: int = 1) -> Notitiesleutel:
    """Een sleutel van een log, steeds dezelfde bij hetzelfde zaad."""
    return Notitiesleutel(naam, Ed25519PrivateKey.from_private_bytes(bytes([zaad]) * 32))


def getuigesleutel(naam: str = "partij.example/getuige", zaad: int = 2) -> Notitiesleutel:
    """Een sleutel van een getuige."""
    geheim = Ed25519PrivateKey.from_private_bytes(bytes([zaad]) * 32)
    return Notitiesleutel(naam, geheim, Soort.COSIGNATURE)


def naieve_wortel(bladen: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1, letter voor letter: recursief en zonder hulpmiddelen."""
    if not bladen:
        return sha256(b"").digest()
    if len(bladen) == 1:
        return sha256(b"\x00" + bladen[0]).digest()
    k = 1
    while k * 2 < len(bladen):
        k *= 2
    return sha256(b"\x01" + naieve_wortel(bladen[:k]) + naieve_wortel(bladen[k:])).digest()


def lezer_van(bladen: Sequence[bytes]) -> Hashlezer:
    """Een lezer die elke volledige deelboom naïef uitrekent."""

    def hashes(niveau: int, index: int) -> bytes:
        deel = bladen[index << niveau : (index + 1) << niveau]
        assert len(deel) == 1 << niveau, "er is om een onvolledige deelboom gevraagd"
        return naieve_wortel(deel)

    return hashes


def blad_bytes(soort: str, tijdstip: datetime | str, **velden: object) -> bytes:
    """De bytes van een blad."""
    return maak_blad(soort, tijdstip, **velden).inhoud


def cosigneer(notitie: str, getuige: Notitiesleutel, tijd: int) -> str:
    """De notitie met de medeondertekening van deze getuige erbij."""
    return notitie + getuige.regel(splits_notitie(notitie)[0], tijd)
