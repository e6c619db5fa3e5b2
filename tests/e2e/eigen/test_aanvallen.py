"""Elke aanval die ooit aankwam, opnieuw op draaiende processen: geweigerd, en er blijft niets van.

Eerst zoals een eigen systeem het zou doen, rechtstreeks naar de gateway en twee keer, in naam van
een medewerker die verder niets doet; dan zoals een medewerker het in de eigen dienst probeert; en
dan wat geen bericht is, met een naam op een plaats waar een code hoort.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.lokaal import lees_lokaal
from deploy.omgeving import Omgeving, vrije_poorten
from deploy.partijsysteem import Partijsysteem
from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7
from tests.e2e.aanvallen import AANVALLEN, NAALDEN, Aanval, Aanvaller, Doelwit
from tests.e2e.bewijs import alles_tot_nu, bladen_van, haal_bundel
from tests.e2e.conftest import SNEL, draaiend
from tests.e2e.kantoor import (
    ANALIST,
    AUDITOR,
    BURGEMEESTER,
    OFFICIER,
    PARKETSECRETARIS,
    REGISSEUR,
    TEAMCHEF,
    Wie,
    wacht_tot,
)
from tests.e2e.verloop import NAAR_GEMEENTE, speel
from tests.e2e.wereld import Wereld, Zaak
from tests.e2e.zoeken import gevonden, gevonden_in, vormen

REGEL = "opnieuw-geprobeerd"
LEZERS = {"gemeente": REGISSEUR, "politie": ANALIST, "om": PARKETSECRETARIS}
STIEKEM = "HILDEGONDE_ZWARTEBES"
"""A name in the shape of a code."""


@dataclass(frozen=True)
class Verloopen:
    """What came of an attack that was tried twice."""

    dader: str
    berichten: list[str]
    antwoorden: list[httpx.Response]


@pytest.fixture(scope="module")
def doelwit(tmp_path_factory: pytest.TempPathFactory, lege_omgeving: Path) -> Iterator[Doelwit]:
    map_ = tmp_path_factory.mktemp("aangevallen") / "omgeving"
    shutil.copytree(lege_omgeving, map_)
    with draaiend(Omgeving(map_, vrije_poorten(lees_lokaal()), extra=SNEL)) as wereld:
        yield Doelwit(speel(wereld), wereld.zaak(stap=1), _in_stap_zes(wereld))


def _in_stap_zes(wereld: Wereld) -> Zaak:
    zaak = wereld.zaak(stap=3)
    zaak.naar_stap(4)
    prioritering = {"prioritering": "ja", "randvoorwaarden": []}
    zaak.maak_klaar(4)
    zaak.leg_voor(REGISSEUR, BURGEMEESTER, "prioritering", prioritering, [TEAMCHEF, OFFICIER])
    zaak.naar_stap(6)
    return zaak


@pytest.fixture(scope="module")
def gedaan(doelwit: Doelwit) -> Mapping[str, Verloopen]:
    """Every attack, twice, each by somebody who does nothing else."""
    return {aanval.naam: _doe(doelwit, aanval, nr) for nr, aanval in enumerate(AANVALLEN)}


def _doe(doelwit: Doelwit, aanval: Aanval, nummer: int) -> Verloopen:
    poging = aanval.poging(doelwit)
    dader = doelwit.verloop.wereld.neem_aan(
        f"dader{nummer}@{poging.van.partij}.example", poging.van.partij, poging.van.functie
    )
    keren = [Aanvaller(doelwit).stuur(aanval.poging(doelwit), dader) for _ in range(2)]
    return Verloopen(dader, [id_ for id_, _ in keren], [antwoord for _, antwoord in keren])


@pytest.mark.parametrize("aanval", AANVALLEN, ids=lambda een: een.naam)
def test_de_aanval_wordt_geweigerd_met_de_reden(
    gedaan: Mapping[str, Verloopen], aanval: Aanval
) -> None:
    for antwoord in gedaan[aanval.naam].antwoorden:
        assert antwoord.status_code == 403, antwoord.text
        redenen = antwoord.json()["redenen"]
        assert sorted({reden["poort"] for reden in redenen}) == aanval.poorten, redenen
        for reden in redenen:
            assert reden["uitleg"].endswith(".")
            assert reden["convenant"] or reden["wet"]


@pytest.mark.parametrize("aanval", AANVALLEN, ids=lambda een: een.naam)
def test_bij_de_ontvanger_komt_er_niets_aan(
    doelwit: Doelwit, gedaan: Mapping[str, Verloopen], aanval: Aanval
) -> None:
    wereld = doelwit.verloop.wereld
    for bericht in gedaan[aanval.naam].berichten:
        for wie in LEZERS.values():
            assert wereld.alles(wie, "/journaal", "journaal", bericht=bericht) == []
        assert not gevonden(_bestanden(wereld, tuple(LEZERS)), {bericht.encode(): bericht})


@pytest.mark.parametrize("aanval", AANVALLEN, ids=lambda een: een.naam)
def test_wie_het_twee_keer_probeert_valt_een_keer_op(
    doelwit: Doelwit, gedaan: Mapping[str, Verloopen], aanval: Aanval
) -> None:
    dader = gedaan[aanval.naam].dader

    def alarmen() -> list[dict[str, Any]]:
        return [een for een in _alarmen(doelwit.verloop.wereld) if dader in een["onderwerp"]]

    (alarm,) = wacht_tot(alarmen, f"een alarm over {aanval.naam}")
    assert (alarm["regel"], alarm["aantal"]) == (REGEL, 2)
    assert sorted(alarm["partijen"]) == sorted(LEZERS)


def _alarmen(wereld: Wereld) -> list[dict[str, Any]]:
    with wereld.klant(AUDITOR, "gateway") as klant:
        rijen: list[dict[str, Any]] = klant.haal("/alarmen", paginagrootte=200)["alarmen"]
    return rijen


# --- wat geen bericht is --------------------------------------------------------------------------


def _met_naam_als_code(doelwit: Doelwit, plaats: str) -> dict[str, Any]:
    """A kop that would be refused anyhow, with a name where the covenant wants a code."""
    poging = AANVALLEN[1].poging(doelwit)
    dader = doelwit.verloop.wereld.autorisatie(ANALIST)
    kop, _ = Aanvaller(doelwit).stel_op(poging, dader)
    onderdeel = kop["onderdelen"][0]
    if plaats == "opmerking":
        kop["opmerking"] = STIEKEM
    elif plaats == "onderdeel.opmerking":
        onderdeel["opmerking"] = STIEKEM
    elif plaats == "kenmerken":
        onderdeel["kenmerken"] = {"extraMotivering": STIEKEM}
    elif plaats.startswith("onderdeel."):
        onderdeel[plaats.removeprefix("onderdeel.")] = STIEKEM
    else:
        kop[plaats] = STIEKEM
    return kop


PLAATSEN = (
    "opmerking", "doel", "kanaal", "stuk", "groep", "inhoudCommitment", "onderdeel.opmerking",
    "onderdeel.gegevenssoort", "onderdeel.grondslag", "onderdeel.aard", "onderdeel.betrokkene",
    "kenmerken",
)  # fmt: skip


@pytest.fixture(scope="module")
def gesmokkeld(doelwit: Doelwit) -> Mapping[str, httpx.Response]:
    """A name in the place of every kind of code."""
    wereld, uit = doelwit.verloop.wereld, {}
    with Partijsysteem(wereld.omgeving.lokaal, wereld.omgeving.pki, "politie") as systeem:
        for plaats in PLAATSEN:
            uit[plaats] = systeem.stuur(_met_naam_als_code(doelwit, plaats), None)
    return uit


@pytest.mark.parametrize("plaats", PLAATSEN)
def test_een_naam_op_de_plaats_van_een_code_is_geen_bericht(
    gesmokkeld: Mapping[str, httpx.Response], plaats: str
) -> None:
    antwoord = gesmokkeld[plaats]
    assert antwoord.status_code == 400, antwoord.text
    assert antwoord.json()["fouten"], "elke fout met haar plaats"


def test_een_schuilnaam_die_iemand_bedenkt_wordt_niet_aangenomen(doelwit: Doelwit) -> None:
    wereld = doelwit.verloop.wereld
    inhoud = {
        "id": uuid7(datetime.now(UTC)), "groep": uuid7(datetime.now(UTC)), "soort": "openen",
        "tijdstip": utc_tekst(datetime.now(UTC)), "gegevens": {"code": "Zwartebes-groep"},
    }  # fmt: skip
    with Partijsysteem(wereld.omgeving.lokaal, wereld.omgeving.pki, "gemeente") as systeem:
        getekend = systeem.teken(inhoud, wereld.autorisatie(REGISSEUR))
        antwoord = systeem.gateway.post(
            "/groepsbesluiten", json={"besluit": inhoud, "handtekeningen": {"gemeente": getekend}}
        )
    assert antwoord.status_code == 400, antwoord.text


# --- zoals een medewerker het zou proberen --------------------------------------------------------


def _opdrachten(d: Doelwit) -> dict[str, tuple[Wie, Wie, dict[str, Any]]]:
    """From attack to who orders it in the own service, for whom, and how."""
    zaak, bij, wereld = d.verloop.zaak, d.verloop.bij, d.verloop.wereld
    vroeg, zes = d.in_stap_een, d.in_stap_zes
    bekend = bij["politie", "ysbrecht"]
    van_een_ander = bij["gemeente", "ysbrecht"]
    strafzaak = {"persoon": bij["om", "quirien"], "gegevenssoort": "STRAFVORDERLIJK"}
    naw = {"persoon": bekend, "gegevenssoort": "NAW"}
    verzonnen = uuid7(datetime.now(UTC))
    gegeven = wereld.stuk(
        ANALIST, bekend, "politiegegevens", artikel="8", eersteVerwerking=wereld.dag(-10),
        omschrijving="Gezien bij het plein (verzonnen).",
    )  # fmt: skip
    for groep in (vroeg, zes):
        groep.lid(ANALIST, bekend)
    op_grond = {**naw, "grondslag": NAAR_GEMEENTE}
    return {
        "strafzaak": (PARKETSECRETARIS, ANALIST, zaak.opdracht(
            ANALIST, [{**strafzaak, "grondslag": "WJSG39F_B"}])),
        "strafzaak als verbetering": (PARKETSECRETARIS, ANALIST, zaak.vervolg(
            "correctie", ANALIST, d.bericht("brutolijst"), [{**strafzaak, "vervangt": 0}])),
        "BSN": (ANALIST, REGISSEUR, zaak.opdracht(
            REGISSEUR, [{**op_grond, "gegevenssoort": "BSN"}])),
        "naam in stap 1": (ANALIST, REGISSEUR, vroeg.opdracht(REGISSEUR, [op_grond])),
        "naam in stap 1 als verbetering": (ANALIST, REGISSEUR, vroeg.vervolg(
            "correctie", REGISSEUR, verzonnen, [{**naw, "vervangt": 0}])),
        "naam in stap 1 als aanvulling": (ANALIST, REGISSEUR, vroeg.opdracht(
            REGISSEUR, [op_grond], soort="aanvulling", reactie_op=verzonnen)),
        "doorgeven": (REGISSEUR, PARKETSECRETARIS, zaak.opdracht(
            PARKETSECRETARIS, [{**op_grond, "persoon": van_een_ander, "grondslag": "AVG6_1_E"}])),
        "doorgeven als verbetering": (REGISSEUR, PARKETSECRETARIS, zaak.vervolg(
            "correctie", PARKETSECRETARIS, d.bericht("antwoord"),
            [{**naw, "persoon": van_een_ander, "vervangt": 3}])),
        "politiegegeven in stap 6": (ANALIST, PARKETSECRETARIS, zes.opdracht(
            PARKETSECRETARIS, [{**naw, "gegevenssoort": "WPG8", "gegeven": gegeven,
                                "grondslag": "WPG16_1_A_2"}])),
        "naar een beheerder": (ANALIST, REGISSEUR, zaak.opdracht(
            REGISSEUR, [op_grond],
            ontvangendeMedewerker=wereld.autorisatie(Wie("gemeente", "beheerder")))),
        "kind als deelnemer": (ANALIST, REGISSEUR, zaak.opdracht(REGISSEUR, [
            {"deelnemer": d.lid, "gegevenssoort": "CONTACT_DEELNEMER", "grondslag": "AVG6_1_E"}])),
    }  # fmt: skip


@pytest.fixture(scope="module")
def opdrachten(doelwit: Doelwit) -> dict[str, tuple[Wie, Wie, dict[str, Any]]]:
    return _opdrachten(doelwit)


IN_DE_DIENST = (
    "strafzaak", "strafzaak als verbetering", "BSN", "naam in stap 1",
    "naam in stap 1 als verbetering", "naam in stap 1 als aanvulling", "doorgeven",
    "doorgeven als verbetering", "politiegegeven in stap 6", "naar een beheerder",
    "kind als deelnemer",
)  # fmt: skip


@pytest.mark.parametrize("naam", IN_DE_DIENST)
def test_ook_in_de_eigen_dienst_gaat_het_niet(
    doelwit: Doelwit, opdrachten: dict[str, tuple[Wie, Wie, dict[str, Any]]], naam: str
) -> None:
    van, naar, opdracht = opdrachten[naam]
    zaak = Zaak(doelwit.verloop.wereld, opdracht["groep"])
    ervoor = Counter(een["bericht"] for een in zaak.ontvangen(naar))
    weigering = zaak.weiger(van, opdracht)
    assert weigering.status in (400, 403, 404, 409), str(weigering)
    assert (
        weigering.probleem.get("redenen")
        or weigering.probleem.get("fouten")
        or (weigering.probleem["detail"])
    )
    assert Counter(een["bericht"] for een in zaak.ontvangen(naar)) == ervoor


def test_een_lid_dat_elf_blijkt_komt_ook_als_verbetering_niet_aan(doelwit: Doelwit) -> None:
    wereld, zaak = doelwit.verloop.wereld, doelwit.verloop.wereld.zaak(stap=3)
    persoon = wereld.persoon(ANALIST, "Pietje Leeftijdsfout-Verzonnen", jaren=16, adres="Weg 1")
    zaak.lid(ANALIST, persoon)
    delen = [
        {"persoon": persoon, "gegevenssoort": soort, "grondslag": NAAR_GEMEENTE}
        for soort in ("NAW", "GEBOORTEDATUM")
    ]
    eerste = zaak.verstrek(ANALIST, zaak.opdracht(REGISSEUR, delen))
    klant = wereld.als(ANALIST)
    klant.wijzig(
        f"/personen/{persoon}",
        {"geboortedatum": wereld.geboren(11), "reden": "Verkeerd overgenomen (verzonnen)."},
        {"If-Match": klant.etag(f"/personen/{persoon}")},
    )
    for plaats, soort in enumerate(("NAW", "GEBOORTEDATUM")):
        onderdeel = {"persoon": persoon, "gegevenssoort": soort, "vervangt": plaats}
        weigering = zaak.weiger(
            ANALIST, zaak.vervolg("correctie", REGISSEUR, eerste["id"], [onderdeel])
        )
        assert {reden["poort"] for reden in weigering.probleem["redenen"]} == {6}
    bij_de_gemeente = {een["bericht"] for een in zaak.ontvangen(REGISSEUR)}
    assert bij_de_gemeente == {eerste["id"]}


def test_een_auditor_over_alles_komt_er_niet_met_een_handtekening(doelwit: Doelwit) -> None:
    wereld = doelwit.verloop.wereld
    tweede = wereld.neem_aan("tweede-auditor@toezicht.example", "gemeente", "auditor")
    document = {
        "id": uuid7(datetime.now(UTC)), "versie": 1, "tijdstip": utc_tekst(datetime.now(UTC)),
        "autorisatie": tweede, "opdracht": "wettelijke-audit",
        "van": wereld.dag(0), "tot": wereld.dag(10),
    }  # fmt: skip
    with Partijsysteem(wereld.omgeving.lokaal, wereld.omgeving.pki, "gemeente") as systeem:
        for functie, status in (("beheerder", 403), ("burgemeester", 200)):
            getekend = systeem.teken(document, wereld.autorisatie(Wie("gemeente", functie)))
            antwoord = systeem.gateway.put(
                f"/aanstellingen/{document['id']}", json={"aanstelling": document, **getekend}
            )
            assert antwoord.status_code == status, antwoord.text
        lijst = systeem.gateway.get("/aanstellingen").json()["aanstellingen"]
    (aanstelling,) = [een for een in lijst if een["aanstelling"]["id"] == document["id"]]
    assert not aanstelling["geldt"], "alleen de burgemeester tekende"


# --- en daarna ------------------------------------------------------------------------------------


def test_van_de_inhoud_staat_er_nergens_iets(
    doelwit: Doelwit,
    gedaan: Mapping[str, Verloopen],
    gesmokkeld: Mapping[str, httpx.Response],
    tmp_path: Path,
) -> None:
    wereld = doelwit.verloop.wereld
    naalden = {vorm: tekst for tekst in (*NAALDEN, STIEKEM) for vorm in vormen(tekst)}
    assert gevonden(_bestanden(wereld, ("gateway", *LEZERS)), naalden) == []
    bladen = bladen_van(haal_bundel(wereld, alles_tot_nu(), tmp_path / "alles.zip"))
    beslist = {
        een["gelezen"]["kop"]["id"] for een in bladen if een["gelezen"]["soort"] == "besluit"
    }
    assert {bericht for een in gedaan.values() for bericht in een.berichten} <= beslist
    hooiberg = {str(n): json.dumps(een["gelezen"]).encode() for n, een in enumerate(bladen)}
    assert gevonden_in(hooiberg, naalden) == []
    assert len(gesmokkeld) == len(PLAATSEN)


def test_wie_zo_zoekt_zou_vinden(doelwit: Doelwit) -> None:
    """Zonder dit zou niets vinden niets zeggen: over wie het ging ligt er wel."""
    lid = doelwit.lid
    assert gevonden(_bestanden(doelwit.verloop.wereld, ("gateway",)), {lid.encode(): lid})


def _bestanden(wereld: Wereld, wie: tuple[str, ...]) -> list[Path]:
    """Databases with their WAL, and what the processes wrote."""
    map_ = wereld.omgeving.paden.map
    alle = [pad for naam in ("data", "uitvoer") for pad in (map_ / naam).rglob("*")]
    return [pad for pad in alle if pad.is_file() and pad.name.startswith(wie)]
