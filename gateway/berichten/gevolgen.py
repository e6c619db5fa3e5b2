"""What a permitted message does to the register: what later messages are decided on.

A message that gives or corrects data leaves its places; an intrekking takes back what it names the
moment it is permitted; a vernietigingsbericht marks what its sender received. Which kind does
what, the covenant file says. An accepted request for information joins its group's list.

Taking back goes along the chain of corrections: down it, whoever corrected what no longer stands;
and up it, where the party takes back its own datum, for the older version does not return. Who
takes back his report of a fault in somebody else's datum leaves that datum alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from gateway.registers.begrippen import Berichtstand, Groep, Plaats
from gateway.registers.berichten import Berichtenregister
from gateway.registers.groepen import Groepenregister
from gateway.registers.onderdelen import Onderdelenregister
from shared.convenant.begrippen import Convenantregels
from shared.convenant.besluiten.groepsbesluit import (
    registreer_informatieverzoek,
    vergeet_informatieverzoek,
)
from shared.convenant.bestand.model import Berichtsoort
from shared.convenant.kopvorm import Kop, Vernietigd


def laat_gelden(
    verbinding: Connection, kop: Kop, regels: Convenantregels, nu: datetime, *, opnieuw: bool
) -> None:
    """Record what the permission of this message brings about, within the same transaction.

    `opnieuw`: it was decided on before, so what it left then is replaced.
    """
    soort = regels.soorten[kop.soort]
    if soort.persoonsgegevens or _volgt_bron(soort):
        if opnieuw:
            Onderdelenregister(verbinding).vergeet(kop.id)
        Onderdelenregister(verbinding).leg_vast(_plaatsen(verbinding, kop, soort))
    if soort.recht_van_verwijzing and kop.in_reactie_op is not None:
        _trek_in(verbinding, kop, kop.in_reactie_op, regels, nu)
    if kop.vernietigd is not None:
        _markeer_vernietigd(verbinding, kop, kop.vernietigd)


def laat_vervallen(verbinding: Connection, bericht: str) -> None:
    """A message that was permitted once is not any more: nothing builds on it."""
    Onderdelenregister(verbinding).vergeet(bericht)


def verzoek_aanvaard(verbinding: Connection, stand: Berichtstand, nu: datetime) -> None:
    """A request whose receiver took it in joins its group's list."""
    groep = _groep(verbinding, stand)
    if groep is not None and not stand.ingetrokken():
        nieuw = registreer_informatieverzoek(
            groep.toestand, stand.id, stand.afzender, stand.ontvanger
        )
        Groepenregister(verbinding).bewaar(Groep(groep.code, nieuw), nu)


def _volgt_bron(soort: Berichtsoort) -> bool:
    return soort.verwijzing is not None and soort.verwijzing.volgt_bron


def _plaatsen(verbinding: Connection, kop: Kop, soort: Berichtsoort) -> list[Plaats]:
    if _volgt_bron(soort) and kop.in_reactie_op is not None:
        eerder = {p.plaats: p for p in Onderdelenregister(verbinding).van(kop.in_reactie_op)}
        return list(_gecorrigeerd(kop, eerder))
    return list(_gegeven(kop))


def _gegeven(kop: Kop) -> Iterator[Plaats]:
    """Given for the first time: the sender's own, by the dates it declares."""
    for plaats, deel in enumerate(kop.onderdelen):
        kenmerken = deel.kenmerken
        yield Plaats(
            bericht=kop.id,
            plaats=plaats,
            betrokkene=deel.betrokkene,
            kind=deel.kind,
            categorie=deel.categorie,
            gegevenssoort=deel.gegevenssoort,
            bron=kop.afzender,
            eerste_verwerking=None if kenmerken is None else kenmerken.eerste_verwerking,
            termijn_tot=None if kenmerken is None else kenmerken.termijn_tot,
            gerelateerd=None if kenmerken is None else kenmerken.gerelateerd,
            item_bericht=kop.id,
            item_plaats=plaats,
            vervangt=None,
        )


def _gecorrigeerd(kop: Kop, eerder: dict[int, Plaats]) -> Iterator[Plaats]:
    """Somebody's datum stays his, and its terms those it was first given with."""
    for plaats, deel in enumerate(kop.onderdelen):
        oud = None if deel.vervangt is None else eerder.get(deel.vervangt)
        if oud is None:
            raise AssertionError("een toegestane correctie noemt plaatsen die er zijn")
        yield Plaats(
            bericht=kop.id,
            plaats=plaats,
            betrokkene=deel.betrokkene,
            kind=oud.kind,
            categorie=deel.categorie,
            gegevenssoort=deel.gegevenssoort,
            bron=oud.bron,
            eerste_verwerking=oud.eerste_verwerking,
            termijn_tot=oud.termijn_tot,
            gerelateerd=oud.gerelateerd,
            item_bericht=oud.item_bericht,
            item_plaats=oud.item_plaats,
            vervangt=deel.vervangt,
        )


def _trek_in(
    verbinding: Connection, kop: Kop, genoemd: str, regels: Convenantregels, nu: datetime
) -> None:
    register = Onderdelenregister(verbinding)
    gekozen = register.van(genoemd)
    if kop.onderdelen:
        plaatsen = {deel.vervangt for deel in kop.onderdelen}
        gekozen = [plaats for plaats in gekozen if plaats.plaats in plaatsen]
    else:
        berichten = [genoemd, *_verder_in_keten(verbinding, genoemd, regels)]
        Berichtenregister(verbinding).trek_in(berichten, kop.id)
        _verzoek_vervalt(verbinding, genoemd, regels, nu)
    keten = register.van_items((plaats.item_bericht, plaats.item_plaats) for plaats in gekozen)
    register.trek_in(_mee_ingetrokken(gekozen, keten, _op_bericht(verbinding, keten), kop), kop.id)


def _verder_in_keten(
    verbinding: Connection, genoemd: str, regels: Convenantregels
) -> Iterator[str]:
    """The corrections that build on a message, on those, and so on."""
    soorten = [code for code, soort in regels.soorten.items() if _volgt_bron(soort)]
    laag, gezien = [genoemd], {genoemd}
    while laag:
        volgende = Berichtenregister(verbinding).die_voortbouwen_op(laag, soorten)
        laag = [bericht for bericht in volgende if bericht not in gezien]
        gezien.update(laag)
        yield from laag


def _op_bericht(verbinding: Connection, keten: Sequence[Plaats]) -> dict[str, str | None]:
    """Of every message in a chain the one it builds on."""
    register = Berichtenregister(verbinding)
    standen = (register.een(bericht) for bericht in {plaats.bericht for plaats in keten})
    return {stand.id: stand.in_reactie_op for stand in standen if stand is not None}


def _mee_ingetrokken(
    gekozen: Sequence[Plaats], keten: Sequence[Plaats], op: dict[str, str | None], kop: Kop
) -> list[Plaats]:
    """The places that go with the chosen ones."""
    eigen = {
        (plaats.item_bericht, plaats.item_plaats)
        for plaats in gekozen
        if plaats.bron == kop.afzender
    }
    weg = {
        (plaats.bericht, plaats.plaats)
        for plaats in keten
        if (plaats.item_bericht, plaats.item_plaats) in eigen
    }
    weg |= {(plaats.bericht, plaats.plaats) for plaats in gekozen}
    aantal = 0
    while aantal < len(weg):
        aantal = len(weg)
        weg |= {
            (plaats.bericht, plaats.plaats)
            for plaats in keten
            if (op.get(plaats.bericht), plaats.vervangt) in weg
        }
    return [plaats for plaats in keten if (plaats.bericht, plaats.plaats) in weg]


def _markeer_vernietigd(verbinding: Connection, kop: Kop, vernietigd: Vernietigd) -> None:
    """Only of what this sender received: nobody destroys what another holds."""
    berichten = Berichtenregister(verbinding)
    hele_groep = kop.groep if vernietigd.hele_groep else None
    if vernietigd.berichten or hele_groep is not None:
        berichten.markeer_vernietigd(kop.afzender, berichten=vernietigd.berichten, groep=hele_groep)
    if vernietigd.betrokkenen:
        Onderdelenregister(verbinding).markeer_vernietigd(
            kop.afzender, vernietigd.betrokkenen, kop.groep
        )


def _verzoek_vervalt(
    verbinding: Connection, genoemd: str, regels: Convenantregels, nu: datetime
) -> None:
    stand = Berichtenregister(verbinding).een(genoemd)
    if stand is None or stand.soort not in regels.soorten:
        return
    if not regels.soorten[stand.soort].verzoek:
        return
    groep = _groep(verbinding, stand)
    if groep is not None:
        nieuw = vergeet_informatieverzoek(groep.toestand, genoemd)
        Groepenregister(verbinding).bewaar(Groep(groep.code, nieuw), nu)


def _groep(verbinding: Connection, stand: Berichtstand) -> Groep | None:
    return None if stand.groep is None else Groepenregister(verbinding).een(stand.groep)
