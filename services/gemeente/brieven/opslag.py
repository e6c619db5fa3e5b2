"""Every question the letters ask of the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services.gemeente.brieven.begrippen import Briefstand, Stand
from services.gemeente.brieven.tabellen import BriefRij
from services.gemeente.informatiestatus.tabellen import InformatiestatusRij
from shared.bericht.personen.geboortedatum import Geboortedatum
from shared.bestand.personen.register import geboortedatum_in, persoonplaats
from shared.bestand.tabellen import GroepslidRij, PersoonRij, VertegenwoordigerRij
from shared.kluis.zegel import Zegelstuk
from shared.partij.zegel import kluis_van


def brieven_van(sessie: Session, persoon_id: str) -> list[BriefRij]:
    """Every letter about a person, oldest first."""
    vraag = select(BriefRij).where(BriefRij.persoon_id == persoon_id).order_by(BriefRij.id)
    return list(sessie.scalars(vraag))


def brieven_per_persoon(sessie: Session, personen: Iterable[str]) -> Mapping[str, list[BriefRij]]:
    """The letters about each of these persons, oldest first."""
    per: dict[str, list[BriefRij]] = {een: [] for een in personen}
    vraag = select(BriefRij).where(BriefRij.persoon_id.in_(sorted(per))).order_by(BriefRij.id)
    for rij in sessie.scalars(vraag):
        per[rij.persoon_id].append(rij)
    return per


def brieven_in_stand(sessie: Session, *standen: Stand) -> Sequence[BriefRij]:
    """Every letter that stands so, oldest first."""
    vraag = select(BriefRij).where(BriefRij.stand.in_(standen)).order_by(BriefRij.id)
    return sessie.scalars(vraag).all()


def brief(sessie: Session, brief_id: str, *, om_te_wijzigen: bool = False) -> BriefRij | None:
    """One letter."""
    return sessie.get(BriefRij, brief_id, with_for_update=om_te_wijzigen)


def statussen(sessie: Session, personen: Iterable[str]) -> Mapping[str, InformatiestatusRij]:
    """What was recorded about informing each of these persons."""
    vraag = select(InformatiestatusRij).where(InformatiestatusRij.persoon_id.in_(sorted(personen)))
    return {rij.persoon_id: rij for rij in sessie.scalars(vraag)}


def lidmaatschappen_van(
    sessie: Session, personen: Collection[str]
) -> Mapping[str, Sequence[GroepslidRij]]:
    """Of each of these where he is in a group; where he was, if he is in none. Oldest first."""
    lid = GroepslidRij
    vraag = select(lid).where(lid.persoon_id.in_(sorted(personen)))
    alle: dict[str, list[GroepslidRij]] = {een: [] for een in personen}
    for rij in sessie.scalars(vraag.order_by(lid.aangemaakt_op, lid.id)):
        alle[rij.persoon_id].append(rij)
    return {
        wie: [rij for rij in rijen if rij.beeindigd_op is None] or rijen
        for wie, rijen in alle.items()
    }


def geboortedata_van(
    sessie: Session, personen: Collection[str]
) -> Mapping[str, Geboortedatum | None]:
    """Of each of these the date of birth, as the file has it for whoever reads; opened at once."""
    rij = PersoonRij
    vraag = select(rij.id, rij.sleutel_id, rij.zegel).where(
        rij.id.in_(sorted(personen)), rij.sleutel_id.is_not(None), rij.zegel.is_not(None)
    )
    stukken = {
        wie: Zegelstuk(str(sleutel), bytes(zegel or b""), persoonplaats(wie).encode())
        for wie, sleutel, zegel in sessie.execute(vraag)
    }
    geopend = kluis_van(sessie).open_alle(list(stukken.values()))
    return {
        wie: None if plat is None else geboortedatum_in(plat)
        for wie, plat in zip(stukken, geopend, strict=True)
    }


def vertegenwoordigers_van(
    sessie: Session, personen: Collection[str]
) -> Mapping[str, Sequence[str]]:
    """Who represents each of these: on record in the own file, or in a group as his parent."""
    uit: dict[str, list[str]] = {een: [] for een in personen}
    tabel, lid = VertegenwoordigerRij, GroepslidRij
    vastgelegd = select(tabel.kind_id, tabel.ouder_id).where(tabel.kind_id.in_(sorted(uit)))
    paren = [(kind, ouder) for kind, ouder in sessie.execute(vastgelegd.order_by(tabel.id))]
    zelf = select(lid.groep, lid.betrokkene, lid.persoon_id).where(lid.persoon_id.in_(sorted(uit)))
    kinderen = {(groep, wie): persoon for groep, wie, persoon in sessie.execute(zelf)}
    ouders = (
        select(lid.groep, lid.kind, lid.persoon_id)
        .where(lid.kind.in_({wie for _, wie in kinderen}), lid.beeindigd_op.is_(None))
        .order_by(lid.id)
    )
    paren += [
        (kinderen[groep, kind], ouder)
        for groep, kind, ouder in sessie.execute(ouders)
        if kind is not None and (groep, kind) in kinderen
    ]
    for kind, ouder in dict.fromkeys(paren):
        uit[kind].append(ouder)
    return uit


def gegaan(rijen: Iterable[BriefRij]) -> set[tuple[str, str]]:
    """Which letters went, and to whom."""
    return {(rij.soort, rij.ontvanger_id) for rij in rijen if rij.stand == Stand.VERSTUURD}


def maak_leeg(sessie: Session, ontvangers: Collection[str]) -> None:
    """Of letters to who is destroyed only remains that they went; none waits for him."""
    rij = BriefRij
    van_hem = update(rij).where(rij.ontvanger_id.in_(ontvangers))
    sessie.execute(van_hem.values(zegel=None))
    sessie.execute(van_hem.where(rij.stand == Stand.GEREED).values(stand=Stand.VERVALLEN))


def briefstand(rij: BriefRij) -> Briefstand:
    """What the rules ask of a letter."""
    return Briefstand(
        soort=rij.soort,
        ontvanger=rij.ontvanger_id,
        stand=Stand(rij.stand),
        verstuurd_op=rij.verstuurd_op,
        wijze="overhandigd" if rij.wijze == "overhandigd" else "verzonden" if rij.wijze else None,
    )
