"""Work that follows from joint decisions: laying one before the others, and signing one."""

from __future__ import annotations

from collections.abc import Iterator

from shared.partij.werk.bron import Werkblik, Werkbron, uit
from shared.partij.werk.werkstuk import Werkstuk

_SOORTEN = uit("besluit-voorleggen", "besluit-ondertekenen")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    yield from _voor_te_leggen(blik)
    for voorstel in blik.voorstellen:
        if blik.partij in voorstel.wacht_op and blik.actief(voorstel.groep):
            rij = blik.regels.groepsbesluiten.get(voorstel.soort)
            yield _SOORTEN["besluit-ondertekenen"].stuk(
                voorstel.id,
                sinds=voorstel.voorgelegd_op,
                pad=f"/besluitvoorstellen/{voorstel.id}",
                groep=voorstel.groep,
                besluit=voorstel.soort if rij is None else rij.titel,
            )


def _voor_te_leggen(blik: Werkblik) -> Iterator[Werkstuk]:
    """Where only a joint decision takes a group on, and nobody has proposed one.

    It waits for the first the covenant names; the others have nothing to sign yet.
    """
    ligt = {(voorstel.groep, voorstel.soort) for voorstel in blik.voorstellen}
    for groep, stand in blik.lopende():
        for code, rij in blik.regels.groepsbesluiten.items():
            tekenen = [een.partij for een in rij.ondertekenaars]
            gezamenlijk = len(tekenen) > 1 and tekenen[0] == blik.partij
            hier = any(overgang.van == stand.get("stap") for overgang in rij.overgangen)
            if gezamenlijk and hier and (groep, code) not in ligt:
                yield _SOORTEN["besluit-voorleggen"].stuk(
                    f"{groep}:{code}",
                    sinds=blik.sinds_stap.get(groep, blik.nu),
                    pad="/besluitvoorstellen",
                    groep=groep,
                    besluit=rij.titel,
                )


GROEPEN = Werkbron(_SOORTEN, _werk)
