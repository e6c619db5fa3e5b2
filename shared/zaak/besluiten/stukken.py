"""The stukken under a decision: each party finds them, by digest, in its own file.

A decision names what lies under it by the digest of the content as it was given. Every party got
that sealed in its own service; the gateway sees digests only. Who signs has opened each of them
here, as it still counts here; otherwise the signature would say more than was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import wat_gelezen
from shared.convenant.begrippen import Convenantregels
from shared.partij.fouten import OngeldigeInvoer
from shared.partij.gatewayfouten import GroepsbesluitKanNiet
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.begrippen import (
    RAADPLEEGSOORT,
    RAADPLEEGSOORT_GENUMMERD,
    Richting,
    Stukstand,
)
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.uitbak.stukinhoud import open_inhoud
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout

STUKKEN = "stukken"
"""The member of a decision's data that names them."""
_WEG = {
    Stukstand.APART: "ligt apart: misschien wijst een tekst iemand aan; dat beslist eerst een mens",
    Stukstand.AFGEWEZEN: "is hier afgewezen omdat een tekst iemand aanwijst",
    Stukstand.INGETROKKEN: "is ingetrokken; vraag een nieuw voorstel",
}
_NIET_HIER = "is hier niet aangekomen"
_GEGEVEN = (Stukstand.GELDT, Stukstand.ONDERWEG)


@dataclass(frozen=True)
class Besluitstuk:
    """One stuk under a decision, as it is found here. ``stuk``: None while it is not here.

    ``beletsel``: why this official cannot sign over it yet, as a whole sentence.
    """

    soort: str
    titel: str
    digest: str
    stuk: GroepsstukRij | None
    gelezen: bool
    beletsel: str | None

    @property
    def aanwezig(self) -> bool:
        """Whether it is here and counts as it was laid under the decision."""
        return self.stuk is not None and self.stuk.stand in _GEGEVEN


def onder_besluit(
    u: Uitwisseling, sessie: Session, wie: Medewerker, besluit: Mapping[str, Any]
) -> list[Besluitstuk]:
    """The stukken a decision names, in its order; none where it names none."""
    genoemd = _genoemd(besluit)
    if not genoemd:
        return []
    groep, soorten = str(besluit["groep"]), {soort for soort, _ in genoemd}
    bekend = _bekend(u, sessie, groep, soorten)
    ids = [rij.id for _, rij in bekend.values()]
    als = (RAADPLEEGSOORT, RAADPLEEGSOORT_GENUMMERD)
    gelezen = wat_gelezen(sessie, wie.autorisatie_id, als, ids)
    regels = u.dienst.regels
    uit = []
    for soort, digest in genoemd:
        gevonden = bekend.get(digest)
        rij = gevonden[1] if gevonden is not None and gevonden[0] == soort else None
        las = rij is not None and rij.id in gelezen
        zin = _niet_hier(sessie, groep, soort) if rij is None else _beletsel(rij, las=las)
        titel = regels.stukken[soort].titel if soort in regels.stukken else soort
        heel = None if zin is None else f"Het stuk '{titel}' {zin}."
        uit.append(Besluitstuk(soort, titel, digest, rij, las, heel))
    return uit


def eis_gelezen(
    u: Uitwisseling, sessie: Session, wie: Medewerker, besluit: Mapping[str, Any]
) -> None:
    """Refuses to sign over what is missing, apart, taken back, replaced or unread here.

    Raises ``GroepsbesluitKanNiet`` with a reason for each.
    """
    zinnen = [een.beletsel for een in onder_besluit(u, sessie, wie, besluit) if een.beletsel]
    if zinnen:
        melding = f"U kunt dit besluit nu niet tekenen. {' '.join(zinnen)}"
        raise GroepsbesluitKanNiet(melding, [{"uitleg": zin} for zin in zinnen])


def met_stukken(
    u: Uitwisseling, sessie: Session, groep: str, soort: str, gegevens: Mapping[str, Any]
) -> dict[str, Any]:
    """The data of a decision with its stukken: those that were named, or else the latest ones.

    Raises ``OngeldigeInvoer`` for a stuk that does not count here, or that a party that signs was
    not given; and for none at all where there are.
    """
    rij = u.dienst.regels.groepsbesluiten.get(soort)
    if rij is None or not rij.stukken:
        return dict(gegevens)
    tekenaars = {een.partij for een in rij.ondertekenaars} - {u.dienst.partij.code}
    if not gegevens.get(STUKKEN):
        laatste = list(_laatste(u, sessie, groep, rij.stukken, tekenaars))
        if laatste and STUKKEN in gegevens:
            zin = "noem de stukken waar dit besluit op rust, of laat dit lid weg"
            raise OngeldigeInvoer([Invoerfout(f"/gegevens/{STUKKEN}", zin)])
        return {**gegevens, STUKKEN: laatste} if laatste else dict(gegevens)
    fouten = list(_fouten_in_genoemd(u, sessie, groep, gegevens, tekenaars))
    if fouten:
        raise OngeldigeInvoer(fouten)
    return dict(gegevens)


def _genoemd(besluit: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Kind and digest of each; what has another shape is for who judges the decision."""
    gegevens = besluit.get("gegevens")
    stukken = gegevens.get(STUKKEN) if isinstance(gegevens, Mapping) else None
    if not isinstance(stukken, Sequence):
        return []
    delen = [een for een in stukken if isinstance(een, Mapping)]
    return [(str(een.get("soort")), str(een.get("digest"))) for een in delen]


def _bekend(
    u: Uitwisseling, sessie: Session, groep: str, soorten: set[str]
) -> dict[str, tuple[str, GroepsstukRij]]:
    """By digest what this party has of these kinds, given or received. A later row goes first."""
    uit: dict[str, tuple[str, GroepsstukRij]] = {}
    for rij in _rijen(sessie, groep, soorten):
        inhoud = open_inhoud(sessie, u.dienst.kluis, u.opslag.zegel, rij)
        if inhoud is not None:
            uit[inhoud.digest] = (inhoud.soort, rij)
    return uit


def _rijen(sessie: Session, groep: str, soorten: set[str]) -> Sequence[GroepsstukRij]:
    vraag = select(GroepsstukRij).where(
        GroepsstukRij.groep == groep, GroepsstukRij.soort.in_(sorted(soorten))
    )
    return sessie.scalars(vraag.order_by(GroepsstukRij.versie, GroepsstukRij.id)).all()


def _beletsel(rij: GroepsstukRij, *, las: bool) -> str | None:
    if rij.stand == Stukstand.VERVANGEN:
        return "is vervangen door een latere versie; vraag een nieuw voorstel"
    if rij.stand in _WEG:
        return _WEG[Stukstand(rij.stand)]
    if rij.stand not in _GEGEVEN:
        return "geldt niet (meer)"
    return None if las else f"(versie {rij.versie}) hebt u nog niet gelezen"


def _niet_hier(sessie: Session, groep: str, soort: str) -> str:
    """Of what cannot be opened there is no digest: the newest of its kind says most."""
    for rij in reversed(_rijen(sessie, groep, {soort})):
        if rij.stand in _WEG:
            return _WEG[Stukstand(rij.stand)]
    return _NIET_HIER


def _laatste(
    u: Uitwisseling, sessie: Session, groep: str, soorten: Sequence[str], tekenaars: set[str]
) -> Iterator[dict[str, str]]:
    """Of each kind the one that counts and that everybody who signs was given."""
    rijen = {rij.soort: rij for rij in _rijen(sessie, groep, set(soorten)) if rij.stand in _GEGEVEN}
    for soort in soorten:
        rij = rijen.get(soort)
        inhoud = None if rij is None else open_inhoud(sessie, u.dienst.kluis, u.opslag.zegel, rij)
        if rij is not None and inhoud is not None and not _niet_aan(sessie, rij, tekenaars):
            yield {"soort": soort, "digest": inhoud.digest}


def _fouten_in_genoemd(
    u: Uitwisseling,
    sessie: Session,
    groep: str,
    gegevens: Mapping[str, Any],
    tekenaars: set[str],
) -> Iterator[Invoerfout]:
    genoemd = _genoemd({"gegevens": gegevens})
    bekend = _bekend(u, sessie, groep, {soort for soort, _ in genoemd})
    for nummer, (soort, digest) in enumerate(genoemd):
        pad = f"/gegevens/{STUKKEN}/{nummer}"
        gevonden = bekend.get(digest)
        if gevonden is None or gevonden[0] != soort:
            yield Invoerfout(f"{pad}/digest", f"{_niet_hier(sessie, groep, soort)}")
            continue
        zin = _beletsel(gevonden[1], las=True)
        if zin is not None:
            yield Invoerfout(pad, zin)
        niet = _niet_aan(sessie, gevonden[1], tekenaars)
        if niet:
            yield Invoerfout(pad, f"is niet gegeven aan {_namen(u.dienst.regels, niet)}")


def _niet_aan(sessie: Session, rij: GroepsstukRij, tekenaars: set[str]) -> list[str]:
    """Who signs and was not given it, as far as who gave it can know: that is this party."""
    if rij.richting == Richting.IN:
        return []
    kregen = {een.ontvanger for een in opslag.lopende(sessie, rij.id)}
    return sorted(tekenaars - kregen)


def _namen(regels: Convenantregels, partijen: Sequence[str]) -> str:
    return ", ".join(regels.titel_van(partij) for partij in partijen)
