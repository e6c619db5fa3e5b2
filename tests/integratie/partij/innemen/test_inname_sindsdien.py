"""Wat er gebeurt tussen de aankondiging en de inhoud van wat is gezegd, telt bij wie het krijgt."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from deploy.pki import Pki
from shared.bericht.inhoud import Inhoud
from shared.bestand.personen.vernietiging import vernietig_persoon
from shared.bestand.tabellen import GroepslidRij
from shared.tijd.kenmerk import nieuw_pseudoniem
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.lijsten.tabellen import OpruimingRij
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.afleveren import Postbode, bij_de_driehoek
from tests.integratie.partij.driehoek import KNIKKER, STERRIN
from tests.integratie.partij.nepregister import Bericht
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.voorbeeldgegevens import klasse_van


@pytest.fixture
def post(gedeelde_driehoek: Wereld, pki: Pki) -> Postbode:
    return bij_de_driehoek(gedeelde_driehoek, pki)


def bel(bode: Postbode, *soorten: str, **anders: Any) -> tuple[Bericht, Inhoud]:
    """Een aankondiging die wordt aanvaard, en de inhoud die na het gesprek volgt."""
    kop, inhoud = bode.over(*(soorten or ("NAW", "GEBOORTEDATUM")))
    gebeld = {"kanaal": "telefoon", "uiting": nieuw_id(), **anders}
    bericht, status, reden = bode.stuur({**kop, **gebeld}, inhoud, mee=False)
    assert (status, reden) == ("aanvaard", None)
    return bericht, inhoud


def uitkomst_van(bode: Postbode, bericht: Bericht, inhoud: Inhoud) -> Any:
    antwoord = bode.lever_inhoud_af(bericht, bode.levering(bericht, inhoud))
    assert antwoord.status_code == 200, antwoord.text
    return antwoord.json()["status"], antwoord.json()["reden"]


def _vernietig(post: Postbode, persoon: str) -> None:
    dienst = post.bureau.uitwisseling.dienst
    post.wereld.klok.vooruit(minutes=1)
    vernietig_persoon(dienst, persoon, door=None, grond="onjuist")
    post.wereld.klok.vooruit(minutes=1)


def test_wie_na_de_aankondiging_is_vernietigd_komt_niet_terug(post: Postbode) -> None:
    geschreven = post.geef("NAW", "GEBOORTEDATUM")
    persoon = post.rijen(geschreven)[0].persoon_id
    bericht, inhoud = bel(post, "BEKENDHEID")
    _vernietig(post, persoon)
    assert uitkomst_van(post, bericht, inhoud) == ("geweigerd", "VERNIETIGD")
    assert post.rijen(str(bericht.kop.id)) == []
    # Wat daarna is gevraagd en gezegd, is nieuw.
    opnieuw, inhoud = bel(post)
    assert uitkomst_van(post, opnieuw, inhoud) == ("aanvaard", None)


@pytest.mark.parametrize(
    ("lijst", "uitkomst"),
    [
        ({"verwijderen": True}, ("geweigerd", "VERNIETIGD")),
        ({"verwijderen": False}, ("aanvaard", None)),
        ({"behoud": True}, ("aanvaard", None)),
        ({"behoud": False}, ("geweigerd", "VERNIETIGD")),
        ({"behoud": False, "grond": Grond.TERMIJN}, ("aanvaard", None)),
    ],
    ids=str,
)
def test_wie_met_de_lijst_is_vernietigd_komt_niet_terug_ook_al_is_het_pseudoniem_weg(
    post: Postbode, lijst: dict[str, Any], uitkomst: tuple[str, str | None]
) -> None:
    bericht, inhoud = bel(post)
    post.wereld.klok.vooruit(minutes=1)
    _opruiming(post, post.wereld.klok(), **lijst)
    post.wereld.klok.vooruit(days=3)
    assert uitkomst_van(post, bericht, inhoud) == uitkomst


def test_de_nettolijst_ruimt_op_en_wat_drie_dagen_later_komt_brengt_niemand_terug(
    post: Postbode,
) -> None:
    """De gemeente zei iets over Knikker; daarna ging hij van de lijst en vernietigde de politie."""
    bode, driehoek = post.tussen("gemeente", "politie"), post.driehoek
    assert driehoek is not None
    driehoek.deel_de_brutolijst()
    driehoek.kantoor.naar_stap(3)
    (wie,) = _pseudoniemen(bode, driehoek.personen[f"politie:{KNIKKER[0]}"])
    bode.betrokkene = wie
    deel = bode.deel(
        "B_OVERLAST", leeftijdsklasse=klasse_van(KNIKKER[1], post.wereld.klok().date())
    )
    bericht, inhoud = bel(bode, "B_OVERLAST", onderdelen=[deel])
    lijst = driehoek.weeg_allen(STERRIN[0])["id"]
    assert driehoek.stel_vast(lijst).status_code == 200
    driehoek.ruim_op()
    assert _pseudoniemen(bode, driehoek.personen[f"politie:{KNIKKER[0]}"]) == []
    post.wereld.klok.vooruit(days=3)
    assert uitkomst_van(bode, bericht, inhoud) == ("geweigerd", "VERNIETIGD")
    assert bode.rijen(str(bericht.kop.id)) == []


def _pseudoniemen(bode: Postbode, persoon: str) -> list[str]:
    """Onder welk pseudoniem de ontvanger iemand in deze groep kent."""
    with bode.bureau.uitwisseling.dienst.lezend() as sessie:
        vraag = select(GroepslidRij.betrokkene).where(
            GroepslidRij.groep == bode.groep, GroepslidRij.persoon_id == persoon
        )
        return list(sessie.scalars(vraag))


def test_wat_voor_de_aankondiging_is_vernietigd_staat_haar_niet_in_de_weg(post: Postbode) -> None:
    _opruiming(post, post.wereld.klok(), verwijderen=True)
    post.wereld.klok.vooruit(minutes=1)
    bericht, inhoud = bel(post)
    assert uitkomst_van(post, bericht, inhoud) == ("aanvaard", None)


def _opruiming(
    post: Postbode, gedaan_op: datetime, *, verwijderen: bool | None = None,
    behoud: bool | None = None, grond: Grond = Grond.NETTOLIJST,
) -> None:  # fmt: skip
    """Wat er van een uitgevoerde opruiming blijft staan."""
    noem = {True: [post.betrokkene], False: [nieuw_pseudoniem()]}
    with post.bureau.uitwisseling.dienst.transactie() as sessie:
        sessie.add(
            OpruimingRij(
                id=nieuw_id(), groep=post.groep, grond=grond, alles=False,
                behoud=[] if behoud is None else noem[behoud],
                verwijderen=None if verwijderen is None else noem[verwijderen],
                gemaakt_op=gedaan_op, begonnen_op=gedaan_op, gedaan_op=gedaan_op,
            )
        )  # fmt: skip


def test_na_het_einde_van_de_aanpak_komt_er_niets_meer_in(post: Postbode) -> None:
    bericht, inhoud = bel(post)
    assert post.driehoek is not None
    post.driehoek.kantoor.naar_stap(6, status="afgesloten", eindcriterium="overlast_gestopt")
    u = post.bureau.uitwisseling
    post.wereld.doe(u.groepskijker.kijk())
    assert uitkomst_van(post, bericht, inhoud) == ("geweigerd", "REGELS")
    assert post.rijen(str(bericht.kop.id)) == []
