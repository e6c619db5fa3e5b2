"""Elke partij legt haar eigen bestand naast het log dat zij mede ondertekent.

Wie de sleutels van de gateway heeft kan een bericht afleveren dat niemand toetste, en wie het log
schrijft kan er iets in zetten dat niet is gebeurd. Beide vindt de partij zelf.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import pytest

from deploy.pki import Pki
from shared.bericht.ontvangst import AANVAARD
from shared.overzicht.aansluiting.ronde import Aansluiter
from shared.partij.gatewayfouten import GatewayOnbereikbaar
from shared.partijdienst.onderdelen import maak_aansluiter, maak_bestandswacht
from shared.verzenden.gateway.poort import Document
from tests.integratie.partij.afleveren import Postbode, bij_de_driehoek
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.nepgateway import tekst
from tests.integratie.partij.opstelling import Wereld

REGEL = "niet-in-het-log"
_DAGEN = count(1)


@dataclass
class Toezicht:
    """Wie bij een partij het bestand controleert, met wat er tot nu toe al was."""

    post: Postbode
    klant: Klant
    begin: dict[str, Any]

    @classmethod
    def bij(cls, post: Postbode, code: str) -> Toezicht:
        bureau = post.wereld.bureaus[code]
        sub = f"privacy.{post.groep}@{code}.example"
        klant, _ = bureau.medewerker("privacyfunctionaris", sub)
        gevonden = cls(post, klant, {})
        post.wereld.klok.vooruit(minutes=2)
        gevonden.ronde(code)
        gevonden.begin = gevonden.stand()
        return gevonden

    def ronde(self, code: str) -> Mapping[str, int]:
        """Een nieuwe aansluiter, zoals na een herstart: alleen het bestand weet hoever het is."""
        return self.draai(code, maak_aansluiter(self.post.wereld.bureaus[code].geheel))

    def draai(self, code: str, aansluiter: Aansluiter) -> Mapping[str, int]:
        wereld = self.post.wereld
        uitkomst = wereld.doe(aansluiter.ronde())
        wacht = maak_bestandswacht(wereld.bureaus[code].geheel)
        while wereld.doe(wacht.ronde()):
            pass
        return uitkomst

    def stand(self) -> dict[str, Any]:
        gelezen: dict[str, Any] = self.klant.haal("/aansluiting?paginagrootte=200")
        return gelezen

    def verschillen(self) -> list[dict[str, Any]]:
        """Wat er in deze test bij kwam."""
        al_bekend = {een["id"] for een in self.begin["verschillen"]}
        return [een for een in self.stand()["verschillen"] if een["id"] not in al_bekend]

    def soorten(self) -> list[tuple[str, str]]:
        return [(een["soort"], een["bericht"]) for een in self.verschillen()]

    def erbij(self, wat: str) -> int:
        return int(self.stand()[wat]) - int(self.begin[wat])

    def alarmen(self) -> list[str]:
        gelezen = self.klant.haal("/alarmen?paginagrootte=200")["alarmen"]
        return [een["onderwerp"] for een in gelezen if een["regel"] == REGEL]


@pytest.fixture
def post(gedeelde_driehoek: Wereld, pki: Pki) -> Postbode:
    post = bij_de_driehoek(gedeelde_driehoek, pki)
    # Elke test een dag later: het journaal van een partij loopt met haar klok mee.
    post.wereld.klok.vooruit(days=next(_DAGEN))
    return post


@pytest.fixture
def gemeente(post: Postbode) -> Toezicht:
    return Toezicht.bij(post, "gemeente")


def _aansluiter(post: Postbode, verander: Callable[[Document], Document]) -> Aansluiter:
    """Een aansluiter aan wie de gateway iets anders toont dan zij heeft."""
    u, getuigen = post.bureau.uitwisseling, post.bureau.geheel.getuigen

    class Gateway:
        async def bladreeks(self, vanaf: int) -> Document:
            return verander(await u.gateway.bladreeks(vanaf))

    return Aansluiter(
        u.dienst, u.dienst.lezen, Gateway(), getuigen.getuige, getuigen.logsleutel,
        u.ondertekenaar.certificaat, lambda: None,
    )  # fmt: skip


def test_wat_is_ingenomen_staat_in_het_log_en_telt_een_keer(
    post: Postbode, gemeente: Toezicht
) -> None:
    for _ in range(3):
        post.geef("NAW")
    assert gemeente.ronde("gemeente") == {"aangesloten": 0, "logverschillen": 0}, "te vers"
    post.wereld.klok.vooruit(minutes=2)
    assert gemeente.ronde("gemeente") == {"aangesloten": 3, "logverschillen": 0}
    assert gemeente.ronde("gemeente") == {"aangesloten": 0, "logverschillen": 0}
    assert gemeente.erbij("aangesloten") == 3
    stand = gemeente.stand()
    assert (stand["wachtend"], stand["oudsteWachtend"]) == (0, None)
    assert stand["nagekekenTot"] == len(post.wereld.gateway.boom.bladen)
    assert gemeente.verschillen() == []


@pytest.mark.parametrize(("waar", "soort"), [("eigen", "ontbreekt"), ("ander", "anders")])
def test_een_bericht_dat_de_gateway_zelf_maakte_geeft_alarm(
    post: Postbode, gemeente: Toezicht, waar: str, soort: str
) -> None:
    """Alles eraan klopt, ook haar handtekening: alleen staat het besluit niet in het log."""
    echt, _, _ = post.stuur(*post.over("NAW"))
    leeg = post.wereld.gateway.boom.voeg_toe("raadpleging", tekst(post.wereld.klok()))
    nummer = leeg if waar == "eigen" else echt.bladnummer
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
    vals = post.neem(kop, inhoud, bladnummer=nummer)
    post.wereld.klok.vooruit(minutes=2)
    voor = gemeente.alarmen()
    assert gemeente.ronde("gemeente") == {"aangesloten": 1, "logverschillen": 1}
    assert gemeente.soorten() == [(soort, vals)]
    (verschil,) = gemeente.verschillen()
    assert (verschil["bladnummer"], verschil["partij"]) == (nummer, "politie")
    assert verschil["gatewayBesluit"].count(".") == 2, "het woord waar de gateway aan vastzit"
    assert post.wereld.gateway.boom.notitiesleutel.naam in verschil["checkpoint"]
    assert gemeente.alarmen() == [*voor, "politie"]
    # Het is één keer gemeld, en blijft te zien.
    assert gemeente.ronde("gemeente") == {"aangesloten": 0, "logverschillen": 0}
    assert gemeente.soorten() == [(soort, vals)]


def test_een_bericht_onder_een_oud_bladnummer_wordt_ook_nagekeken(
    post: Postbode, gemeente: Toezicht
) -> None:
    """Het log was daar al voorbij toen het bericht kwam."""
    oud = post.wereld.gateway.boom.voeg_toe("raadpleging", tekst(post.wereld.klok()))
    gemeente.ronde("gemeente")
    kop, inhoud = post.over("NAW")
    bericht = post.bericht(kop, inhoud, bladnummer=oud)
    antwoord = post.lever_af(bericht)
    assert antwoord.status_code == 200
    post.wereld.klok.vooruit(minutes=2)
    assert gemeente.ronde("gemeente")["logverschillen"] == 1
    assert gemeente.soorten() == [("ontbreekt", bericht.kop.id)]


def test_een_gateway_die_het_besluit_achterhoudt_valt_meteen_op(
    post: Postbode, gemeente: Toezicht
) -> None:
    bericht, _, _ = post.stuur(*post.over("NAW"))
    post.wereld.klok.vooruit(minutes=2)

    def zonder(reeks: Document) -> Document:
        over = [b for b in reeks["bladen"] if b["bladnummer"] != bericht.bladnummer]
        return {**reeks, "bladen": over}

    assert gemeente.draai("gemeente", _aansluiter(post, zonder))["logverschillen"] == 1
    assert gemeente.soorten() == [("ontbreekt", bericht.kop.id)]


@pytest.mark.parametrize(
    "verander",
    [
        lambda reeks: {**reeks, "bladen": [{**b, "bewijs": []} for b in reeks["bladen"]]},
        lambda reeks: {**reeks, "bladen": [{**b, "blad": "e30="} for b in reeks["bladen"]]},
        lambda reeks: {**reeks, "bladen": [{**b, "blad": "geen base64!"} for b in reeks["bladen"]]},
        lambda reeks: {**reeks, "tot": reeks["tot"] + 1},
        lambda reeks: {**reeks, "vanaf": 0, "tot": 0},
        lambda reeks: {**reeks, "checkpoint": reeks["checkpoint"].replace("—", "-")},
        lambda _: {"bladen": []},
    ],
)
def test_wat_niet_is_bewezen_telt_niet_en_is_na_de_termijn_een_alarm(
    post: Postbode, gemeente: Toezicht, verander: Callable[[Document], Document]
) -> None:
    kenmerk = post.geef("NAW")
    post.wereld.klok.vooruit(minutes=2)
    liegt = _aansluiter(post, verander)
    assert gemeente.draai("gemeente", liegt) == {"aangesloten": 0, "logverschillen": 0}
    assert gemeente.stand()["wachtend"] == 1
    post.wereld.klok.vooruit(hours=1)
    assert gemeente.draai("gemeente", liegt) == {"aangesloten": 0, "logverschillen": 1}
    assert gemeente.soorten() == [("te-laat", kenmerk)]
    # Toont de gateway het later alsnog, dan is het hersteld, en het blijft te zien.
    assert gemeente.ronde("gemeente") == {"aangesloten": 1, "logverschillen": 0}
    (verschil,) = gemeente.verschillen()
    assert verschil["herstelOp"] is not None


def test_een_gateway_die_niets_laat_zien_is_na_de_termijn_een_alarm(
    post: Postbode, gemeente: Toezicht
) -> None:
    kenmerk = post.geef("NAW")

    def zwijgt(_: Document) -> Document:
        raise GatewayOnbereikbaar("De gateway is niet te bereiken.")

    loopt = _aansluiter(post, zwijgt)
    post.wereld.klok.vooruit(minutes=30)
    assert gemeente.draai("gemeente", loopt)["logverschillen"] == 0
    post.wereld.klok.vooruit(minutes=31)
    herstart = _aansluiter(post, zwijgt)
    assert gemeente.draai("gemeente", herstart)["logverschillen"] == 0, "nu pas keek er iemand"
    assert gemeente.draai("gemeente", loopt)["logverschillen"] == 1
    assert gemeente.draai("gemeente", loopt)["logverschillen"] == 0
    assert gemeente.soorten() == [("te-laat", kenmerk)]
    assert gemeente.ronde("gemeente")["aangesloten"] == 1


def test_een_eigen_bericht_dat_nooit_is_verstuurd_geeft_alarm(post: Postbode) -> None:
    """Wie het log schrijft zet er een besluit in over een bericht van de politie."""
    assert post.driehoek is not None
    echt = post.driehoek.vraag("politie", "gemeente")
    politie = Toezicht.bij(post, "politie")
    kop = post.tussen("politie", "om").kop()
    post.wereld.gateway.boom.voeg_toe(
        "besluit", tekst(post.wereld.klok()), kop=kop, digest="SHA-256=vals",
        payloadSignature="vals", besluit={"besluit": "toegestaan"},
    )  # fmt: skip
    assert politie.ronde("politie")["logverschillen"] == 1
    assert politie.soorten() == [("niet-verstuurd", kop["id"])]
    assert politie.alarmen()[-1] == "politie"
    assert echt not in {een["bericht"] for een in politie.stand()["verschillen"]}


def test_wie_met_een_eigen_systeem_verstuurt_hoort_alleen_wat_zijn_sleutel_niet_tekende(
    post: Postbode,
) -> None:
    politie = Toezicht.bij(post, "politie")
    geheel = post.wereld.bureaus["politie"].geheel
    u = geheel.uitwisseling
    adres = u.dienst.instellingen.gateway
    assert adres is not None
    met_systeem = u.dienst.instellingen.model_copy(
        update={"gateway": adres.model_copy(update={"eigen_systeem": True})}
    )
    u = replace(u, dienst=replace(u.dienst, instellingen=met_systeem))
    aansluiter = maak_aansluiter(replace(geheel, uitwisseling=u))
    eigen = post.bericht(*post.over("NAW"))
    vals = post.bericht(*post.over("NAW"), tekent="om")
    assert politie.draai("politie", aansluiter)["logverschillen"] == 1
    assert politie.soorten() == [("niet-verstuurd", vals.kop.id)]
    assert eigen.kop.id != vals.kop.id


@pytest.mark.parametrize("ontvangst", [None, "van een ander"])
def test_een_ontvangst_die_hier_niet_is_gegeven_geeft_alarm(
    post: Postbode, gemeente: Toezicht, ontvangst: str | None
) -> None:
    """Van een bericht dat nooit aankwam, of met andere woorden dan deze partij ondertekende."""
    boom, nu = post.wereld.gateway.boom, tekst(post.wereld.klok())
    if ontvangst is None:
        bericht = post.bericht(*post.over("NAW"))
    else:
        bericht, _, _ = post.stuur(*post.over("NAW"))
    boom.voeg_toe(
        "bevestiging", nu, id=bericht.kop.id, status=AANVAARD, ontvangst=ontvangst or "{}",
        handtekening="vals",
    )  # fmt: skip
    post.wereld.klok.vooruit(minutes=2)
    assert gemeente.ronde("gemeente")["logverschillen"] == 1
    assert gemeente.soorten() == [("niet-ontvangen", bericht.kop.id)]


def test_alleen_wie_het_bestand_controleert_ziet_hoe_het_staat(post: Postbode) -> None:
    assert post.driehoek is not None
    antwoord = post.driehoek.klant("gemeente")[0].vraag("GET", "/aansluiting")
    assert antwoord.status_code == 403
