"""Een bestand van voor er een sleutel per doel was, wordt wat nu geldt: met de aanpak is alles weg.

Van wie een partij zelf kent blijft zijn eigen sleutel. Wat daar nog onder ligt van wat anders kwam
of ging, was uit een kopie te lezen tot die verloopt; na het onderhoud niet meer.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from deploy.pki import Pki
from services.politie.groepsscan.dienst import plaats_van
from services.politie.groepsscan.tabellen import GroepsscansignaalRij
from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.opslag import van_personen
from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.bestand.ontvangen.gegevens import gegevenplaats
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.ontvangen.zegel import geheimplaats
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import PersoonRij
from shared.partij.dienst import Dienst
from shared.partij.fouten import Vernietigd
from shared.partij.zegellagen import Lagen
from shared.verzenden.herverzegelen import herverzegelen
from shared.verzenden.herverzegelen.herverzegelen import herverzegel
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij
from shared.verzenden.uitbak.zegel import uitbakplaats
from shared.zaak.verbetering.begrippen import redenplaats
from shared.zaak.verbetering.tabellen import VerbeteringRij
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.aanpakwerk import eindig_voor
from tests.integratie.partij.bewaarwerk import PARTIJEN, onderhoud
from tests.integratie.partij.driehoek import STERRIN, Driehoek
from tests.integratie.partij.opstelling import wereld

Kopie = dict[str, tuple[list[str], bytes]]
"""Wat er in een back-up staat: per plaats de sleutels en het zegel."""


@pytest.fixture
def driehoek(
    nieuwe_plek: NieuweDatabank, uitgever: Uitgever, pki: Pki, tmp_path: Path
) -> Iterator[Driehoek]:
    with wereld(PARTIJEN, nieuwe_plek, uitgever, pki, tmp_path) as alles:
        yield Driehoek.richt_in(alles)


class Stroomuitval(BaseException):
    """Het proces houdt op."""


def test_een_bestand_van_voor_de_sleutels_per_doel_eindigt_met_wat_nieuw_is(
    driehoek: Driehoek, monkeypatch: pytest.MonkeyPatch
) -> None:
    driehoek.deel_de_brutolijst()
    dienst = driehoek.bureau("politie").geheel.dienst
    wie = driehoek.personen[f"politie:{STERRIN[0]}"]
    _betwist_en_scan(driehoek, wie)
    _maak_oud(dienst, wie)
    voor = _kopie(dienst, wie)
    assert all(_te_lezen(dienst, voor).values()), "zo was het: alles is te lezen"
    # Het sneuvelt na de eerste transactie, en nog een keer later.
    monkeypatch.setattr(herverzegelen, "_BERICHTEN", 1)
    gewoon = herverzegelen._verzonden
    monkeypatch.setattr(herverzegelen, "_verzonden", _sneuvel)
    with pytest.raises(Stroomuitval):
        herverzegel(dienst)
    monkeypatch.setattr(herverzegelen, "_verzonden", gewoon)
    gedaan = onderhoud(driehoek, "politie")
    assert gedaan["herverzegeld"] > 0
    assert (gedaan["verbeteringenHerverzegeld"], gedaan["scansignalenHerverzegeld"]) == (2, 1)
    nog = [wat for wat in onderhoud(driehoek, "politie") if "erverzegeld" in wat]
    assert nog == [], "er is niets meer"
    na = _kopie(dienst, wie)
    assert na.keys() == voor.keys()
    assert all(_te_lezen(dienst, na).values()), "niemand verliest iets"
    eigen = _sleutel(dienst, wie)
    assert not any(eigen in sleutels for sleutels, _ in na.values())

    eindig_voor(dienst, driehoek.groep, wie)
    # De oude kopie laat zien wat er mis was; elke kopie van erna laat niets meer lezen.
    assert any(_te_lezen(dienst, voor).values())
    assert not any(_te_lezen(dienst, na).values())
    with dienst.lezend() as sessie:
        assert PersonenRegister(sessie, dienst.kluis).lees(wie).naam == STERRIN[0]


def _sneuvel(sessie: Session, dienst: Dienst, bericht: str) -> None:
    raise Stroomuitval


def _betwist_en_scan(driehoek: Driehoek, wie: str) -> None:
    """Wat zij gaf is verbeterd, wat zij kreeg klopt niet, en er staat iets in haar scan."""
    klant, groep = driehoek.klant("politie")[0], driehoek.groep
    eigen = {"groep": groep, "persoon": wie, "gegevenssoort": "NAW"}
    ontvangen = klant.haal(f"/ontvangen-gegevens?groep={groep}")["ontvangenGegevens"]
    (kreeg,) = [
        een["id"] for een in ontvangen if (een["persoon"], een["gegevenssoort"]) == (wie, "NAW")
    ]
    for waar in ({"eigen": eigen}, {"ontvangen": {"gegeven": kreeg}}):
        klant.maak("/verbeteringen", {"aard": "onjuist", "reden": "Klopt niet (v).", **waar})
    verzoek = driehoek.vraag("gemeente", "politie")
    pad = f"/groepen/{groep}/groepsscans"
    scan = klant.maak(pad, {"verzoekId": verzoek})["id"]
    zorg = {"persoonId": wie, "soort": "zorg", "aard": "oordeel", "omschrijving": "Zorg (v)."}
    klant.maak(f"{pad}/{scan}/signalen", zorg)


def _sleutel(dienst: Dienst, wie: str) -> str:
    with dienst.lezend() as sessie:
        sleutel = sessie.get_one(PersoonRij, wie).sleutel_id
        assert sleutel is not None
        return sleutel


def _maak_oud(dienst: Dienst, wie: str) -> None:
    """Zoals het was: alles van iemand onder zijn ene sleutel."""
    eigen, lagen = _sleutel(dienst, wie), Lagen(dienst.kluis)
    with dienst.transactie() as sessie:
        van_wie = AanpaksleutelRij.persoon_id == wie
        om = dict.fromkeys(
            sessie.scalars(select(AanpaksleutelRij.sleutel_id).where(van_wie)), eigen
        )
        for gegeven in sessie.scalars(select(OntvangenGegevenRij)):
            naar = om.get(gegeven.sleutel_id, gegeven.sleutel_id)
            plaats = gegevenplaats(gegeven.id)
            gegeven.inhoud = lagen.over([gegeven.sleutel_id], [naar], gegeven.inhoud, plaats)
            gegeven.sleutel_id = naar
        for bericht in sessie.scalars(select(InkomendRij)):
            anders = [om.get(een, een) for een in bericht.sleutels]
            plaats = geheimplaats(bericht.bericht_id)
            bericht.geheim = lagen.over(bericht.sleutels, anders, bericht.geheim, plaats)
            bericht.sleutels = anders
        for deel in sessie.scalars(select(UitgaandOnderdeelRij)):
            naar = om.get(deel.sleutel_id, deel.sleutel_id)
            plaats = uitbakplaats(deel.bericht_id, str(deel.volgnummer))
            deel.inhoud = lagen.over([deel.sleutel_id], [naar], deel.inhoud, plaats) or b""
            deel.sleutel_id = naar
        for uit in sessie.scalars(select(UitgaandRij)):
            anders = [om.get(een, een) for een in uit.sleutels]
            plaats = uitbakplaats(uit.bericht_id, "geheim")
            uit.geheim = lagen.over(uit.sleutels, anders, uit.geheim, plaats) or b""
            uit.sleutels = anders
        for verbetering in sessie.scalars(select(VerbeteringRij)):
            naar, plaats = om[verbetering.sleutel_id], redenplaats(verbetering.id, "reden")
            van = [verbetering.sleutel_id]
            verbetering.zegel = lagen.over(van, [naar], verbetering.zegel, plaats)
            verbetering.sleutel_id = naar
        for signaal in sessie.scalars(select(GroepsscansignaalRij)):
            van = sorted(van_personen(sessie, [wie], doel=Doel.WERK))
            signaal.zegel = lagen.over(van, [eigen], signaal.zegel, plaats_van(signaal.id)) or b""
        sessie.execute(delete(AanpaksleutelRij).where(van_wie))


def _kopie(dienst: Dienst, wie: str) -> Kopie:
    """Wat er over Sterrin staat, zoals een back-up het meeneemt."""
    with dienst.lezend() as sessie:
        gegevens = sessie.scalars(
            select(OntvangenGegevenRij).where(OntvangenGegevenRij.persoon_id == wie)
        ).all()
        delen = sessie.scalars(
            select(UitgaandOnderdeelRij).where(UitgaandOnderdeelRij.persoon_id == wie)
        ).all()
        kopie: Kopie = {gegevenplaats(r.id): ([r.sleutel_id], r.inhoud or b"") for r in gegevens}
        for deel in delen:
            plaats = uitbakplaats(deel.bericht_id, str(deel.volgnummer))
            kopie[plaats] = ([deel.sleutel_id], deel.inhoud)
            uit = sessie.get_one(UitgaandRij, deel.bericht_id)
            kopie[uitbakplaats(uit.bericht_id, "geheim")] = (list(uit.sleutels), uit.geheim)
        for verbetering in sessie.scalars(select(VerbeteringRij)):
            plaats = redenplaats(verbetering.id, "reden")
            kopie[plaats] = ([verbetering.sleutel_id], verbetering.zegel or b"")
        werk = sorted(van_personen(sessie, [wie], doel=Doel.WERK)) or [_sleutel(dienst, wie)]
        for signaal in sessie.scalars(select(GroepsscansignaalRij)):
            kopie[plaats_van(signaal.id)] = (werk, signaal.zegel)
        for bericht_id in {rij.bericht_id for rij in gegevens}:
            in_ = sessie.get_one(InkomendRij, bericht_id)
            kopie[geheimplaats(bericht_id)] = (list(in_.sleutels), in_.geheim or b"")
        return kopie


def _te_lezen(dienst: Dienst, kopie: Kopie) -> dict[str, bool]:
    """Wat er met de kluis van nu uit een kopie te lezen is."""
    gelezen = {}
    for plaats, (sleutels, zegel) in kopie.items():
        try:
            gelezen[plaats] = bool(Lagen(dienst.kluis).open(sleutels, zegel, plaats))
        except Vernietigd:
            gelezen[plaats] = False
    return gelezen
