"""What has to hold before anything leaves, or is even promised: shapes, codes, texts.

The same is asked at the preview and at sending, so that they agree; and a receiver asks it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shared.bericht.inhoud import Inhoud as Inhoud
from shared.bericht.inhoud import (
    InhoudOnderdeel,
    Stuk,
    platte_tekst,
    stel_inhoud_op,
)
from shared.bericht.limieten import BERICHTLIMIETEN
from shared.bericht.personen.persoonscontrole import dubbele_plaatsen
from shared.bericht.vergelijking import gebonden_leden, verschillen_met_kop, vorm_van_onderdeel
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import stukinhoudfouten
from shared.convenant.bestand.inhoudsvorm import vormfouten, vrije_teksten
from shared.convenant.termijnen import datum_nl
from shared.convenant.verzoek import Kop
from shared.convenant.woorden import woordfouten_in_kop
from shared.partij.burgernummers import MELDING, velden_met_burgernummer
from shared.partij.fouten import OngeldigeInvoer
from shared.partij.web.teksten import keur, vraagt_bevestiging
from shared.verzenden.samenstellen.samenstelling import Deel, Samenstelling
from shared.web.meldingen import Invoerfout

MOTIVERING = "/afweging/motivering"


def inhoud_van(samenstelling: Samenstelling, zout: bytes | None = None) -> Inhoud | None:
    """The content in the profile's form; none where there is nothing to say.

    ``zout``: that of a message whose kop is bound to its content already; else a fresh one.
    """
    s = samenstelling
    if not s.delen and s.motivering is None and s.stuk is None:
        return None
    return stel_inhoud_op(map(_onderdeel, s.delen), s.motivering, s.stuk, zout=zout)


def bind(kop: Kop, inhoud: Inhoud | None, regels: Convenantregels) -> Kop:
    """The kop with the commitments on this content, in the place of those it had."""
    if inhoud is None:
        return kop.gebonden(None)
    return inhoud.bind(kop, gebonden_leden(regels, kop.soort))


def eis_verzendbaar(samenstelling: Samenstelling, regels: Convenantregels) -> Kop:
    """The kop with commitments on this content, under a salt that is used for nothing else.

    Raises ``OngeldigeInvoer`` with every fault: what a receiver would refuse is never promised.
    """
    fouten = [*_inhoudsfouten(samenstelling, regels), *tekstfouten(samenstelling, regels)]
    inhoud = inhoud_van(samenstelling)
    fouten += _te_groot(samenstelling, inhoud)
    kop = bind(samenstelling.kop, inhoud, regels)
    kop_json = kop.als_json()
    woordfouten = woordfouten_in_kop(kop_json, regels, "")
    fouten += [Invoerfout(fout.pad, fout.melding) for fout in woordfouten]
    if fouten:
        raise OngeldigeInvoer(fouten)
    if inhoud is not None:
        verschillen = verschillen_met_kop(kop_json, inhoud, regels, datum_nl(kop.tijdstip))
        if verschillen:
            raise OngeldigeInvoer([Invoerfout("/onderdelen", v.zin) for v in verschillen])
    return kop


def tekstfouten(samenstelling: Samenstelling, regels: Convenantregels) -> list[Invoerfout]:
    """Every spot in a free text that identifies somebody (D4)."""
    return [
        fout
        for pad, tekst in _vrije_teksten(samenstelling, regels)
        for fout in keur(pad, tekst, bevestigd=samenstelling.bevestigd)
    ]


def is_bevestigd(samenstelling: Samenstelling, regels: Convenantregels) -> bool:
    """Whether it leaves on the word of its writer that a text names nobody."""
    return samenstelling.bevestigd and any(
        vraagt_bevestiging(tekst) for _, tekst in _vrije_teksten(samenstelling, regels)
    )


def _vrije_teksten(
    samenstelling: Samenstelling, regels: Convenantregels
) -> Iterator[tuple[str, str]]:
    if samenstelling.motivering is not None:
        yield MOTIVERING, samenstelling.motivering
    stuk = samenstelling.stuk
    if stuk is not None:
        for vrij in vrije_teksten(stuk.gegevens, regels.stukken[stuk.soort].vorm):
            yield f"/gegevens{vrij.pad}", vrij.tekst


def _inhoudsfouten(samenstelling: Samenstelling, regels: Convenantregels) -> Iterable[Invoerfout]:
    """Content that has not the closed shape the covenant gives it (D1), or answers twice."""
    kop = samenstelling.kop
    for nummer, deel in enumerate(samenstelling.delen):
        soort = regels.gegevenssoorten.get(deel.gegevenssoort)
        if soort is None:
            continue
        herkomst = kop.onderdelen[nummer].herkomst
        vorm = vorm_van_onderdeel(regels, kop.soort, herkomst, soort)
        for fout in vormfouten(deel.gegevens, vorm):
            yield Invoerfout(f"/onderdelen/{nummer}/gegevens{fout.pad}", fout.melding)
        # Also one that was in the file before it was refused there: the receiver refuses it.
        if soort.persoonsvelden:
            for veld in velden_met_burgernummer(deel.gegevens):
                yield Invoerfout(f"/onderdelen/{nummer}/gegevens/{veld}", MELDING)
    for dubbel in dubbele_plaatsen(kop.als_json(), regels):
        yield Invoerfout(f"/onderdelen/{dubbel.plaats}", dubbel.zin)
    if samenstelling.stuk is not None:
        yield from _stukvormfouten(samenstelling.stuk, regels, kop.afzender)


def stukfouten(
    stuk: Stuk, regels: Convenantregels, van: str, *, bevestigd: bool
) -> list[Invoerfout]:
    """Everything wrong with a stuk by itself: its shape, and who may be recognised in its texts."""
    teksten = vrije_teksten(stuk.gegevens, regels.stukken[stuk.soort].vorm)
    return [
        *_stukvormfouten(stuk, regels, van),
        *(
            fout
            for vrij in teksten
            for fout in keur(f"/gegevens{vrij.pad}", vrij.tekst, bevestigd=bevestigd)
        ),
    ]


def _stukvormfouten(stuk: Stuk, regels: Convenantregels, van: str) -> Iterator[Invoerfout]:
    for fout in stukinhoudfouten(regels, stuk.soort, van, stuk.gegevens):
        yield Invoerfout(f"/gegevens{fout.pad}", fout.melding)


def _te_groot(samenstelling: Samenstelling, inhoud: Inhoud | None) -> Iterator[Invoerfout]:
    """More than one message holds: that would be found out only after it was promised."""
    hoogstens = BERICHTLIMIETEN.max_plat_bytes
    if inhoud is None or len(platte_tekst(samenstelling.kop.als_json(), inhoud)) <= hoogstens:
        return
    pad = "/gegevens" if samenstelling.stuk is not None else "/onderdelen"
    yield Invoerfout(pad, f"is samen te groot voor een bericht (hoogstens {hoogstens // 1024} KiB)")


def _onderdeel(deel: Deel) -> InhoudOnderdeel:
    gegevens: Mapping[str, Any] = deel.gegevens
    return InhoudOnderdeel(deel.betrokkene, deel.gegevenssoort, gegevens)
