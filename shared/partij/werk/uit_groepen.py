"""Work that follows from where a group stands: decisions that wait for this party's signature."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.uitwisseling_modellen import JournaalRij
from shared.partij.werk.bron import Werkblik, Werkbron, uit
from shared.partij.werk.werkstuk import Werkstuk

_SOORTEN = uit("besluit-ondertekenen")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    """Where the covenant wants several parties to sign before the group can go on.

    A decision one party takes by itself waits for nobody; and what this party signed already does
    not wait for it.
    """
    for groep, stand in blik.lopende():
        for code, rij in blik.regels.groepsbesluiten.items():
            gezamenlijk = len(rij.ondertekenaars) > 1 and blik.partij in rij.ondertekenaars
            hier = any(overgang.van == stand.get("stap") for overgang in rij.overgangen)
            if gezamenlijk and hier and not _getekend(blik, groep, code):
                yield _SOORTEN["besluit-ondertekenen"].stuk(
                    f"{groep}:{code}",
                    sinds=blik.sinds_stap.get(groep, blik.nu),
                    pad=f"/groepen/{groep}",
                    groep=groep,
                    besluit=rij.titel,
                )


def _getekend(blik: Werkblik, groep: str, code: str) -> bool:
    vraag = select(JournaalRij.id).where(
        JournaalRij.groep == groep,
        JournaalRij.handeling == "ondertekend",
        JournaalRij.besluit == code,
    )
    return blik.sessie.scalars(vraag).first() is not None


GROEPEN = Werkbron(_SOORTEN, _werk)
