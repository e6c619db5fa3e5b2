"""Wat de bewaarkalender zegt is wat het onderhoud doet: op die dag, dat, en niets anders (8.1).

Van elke rij uit de tabel met constanten die een partij heeft staat hier met de hand wat er gaat, en
wanneer. De kalender moet dat van tevoren zeggen, en het onderhoud moet het dan doen: de dag ervoor
nog niets, de dag zelf alles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from deploy.pki import Pki
from services.gemeente.signalering.tabellen import SignaalRij
from shared.bestand.dossier.bewaring import eigen_soorten
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import GroepslidRij, VertegenwoordigerRij
from shared.leesbaar.tijd import datum_tekst
from shared.verzenden.stukken.begrippen import Richting, Stukstand
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.zaak.lijsten.begrippen import Lijststand
from shared.zaak.lijsten.tabellen import NamenlijstRij
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever
from tests.integratie.diensten.test_dossiers import (
    ART13,
    GEBEURTENIS,
    PERSOON,
    STRAFVORDERLIJK,
    VERVOLGING,
)
from tests.integratie.partij.bewaarwerk import PARTIJEN, naar_dag, onderhoud
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.kantoor import iemand
from tests.integratie.partij.opstelling import wereld
from tests.integratie.partijdienst.bewaarvoorraad import akkoord

Aantallen = Mapping[tuple[str, str | None], int]
BRUTO = "brutolijst-zonder-netto"
#: Bij wie op welke dag wat gaat, door welke rij. Van het ontvangene staat de rij in zijn zin.
GAAT: dict[tuple[str, str], Aantallen] = {
    ("politie", "2026-12-24"): {
        ("lijst", BRUTO): 1,
        ("persoon", BRUTO): 3,
        ("ontvangen", None): 6,
        ("persoon", "leeg-wpg"): 1,
    },
    ("gemeente", "2026-12-24"): {("ontvangen", None): 6, ("persoon", "leeg-avg"): 1},
    ("om", "2026-12-24"): {("ontvangen", None): 6, ("persoon", "leeg-wjsg"): 1},
    ("om", "2027-02-01"): {("eigen", "wjsg-termijn"): 1},
    ("gemeente", "2027-02-05"): {
        ("lid", "ouder-na-verjaardag"): 1,
        ("eigen", "ouder-eigen"): 1,
        ("relatie", "ouder-relatie"): 1,
    },
    ("gemeente", "2027-02-10"): {("lid", "lid-na-verjaardag"): 1},
    ("politie", "2027-03-02"): {("eigen", "wpg-13-vernietigen"): 1},
    ("politie", "2027-11-24"): {("groepssignaal", "signaal"): 1},
    ("gemeente", "2027-11-24"): {("groepssignaal", "signaal"): 1},
    ("om", "2027-11-24"): {("eigen", "recent-vervolgd"): 1},
    ("gemeente", "2028-11-24"): {("eigen", "avg-eigen"): 1},
}
#: Hier is de archivaris nog niet akkoord: dat staat erbij, en het blijft.
WACHT = ("gemeente", "2028-11-24")
TOT = date(2028, 12, 31)


@pytest.fixture
def driehoek(
    nieuwe_plek: NieuweDatabank, uitgever: Uitgever, pki: Pki, tmp_path: Path
) -> Iterator[Driehoek]:
    with wereld(PARTIJEN, nieuwe_plek, uitgever, pki, tmp_path) as alles:
        yield Driehoek.richt_in(alles)


def test_wat_de_kalender_zegt_doet_het_onderhoud_op_die_dag_en_niet_eerder(
    driehoek: Driehoek,
) -> None:
    _vul(driehoek)
    leeg = {code: _zonder_iets(driehoek, code) for code in PARTIJEN}
    lezers = {
        code: driehoek.bureau(code).medewerker(
            "privacyfunctionaris", f"kalender@{code}.example", geldigTot="2035-06-30"
        )[0]
        for code in PARTIJEN
    }
    for code, klant in lezers.items():
        posten = _posten(klant)
        gezegd = {dag: Counter((een["wat"], een["regel"]) for een in rij) for dag, rij in posten}
        assert gezegd == {dag: Counter(wat) for (wie, dag), wat in GAAT.items() if wie == code}
        for dag, rij in posten:
            begin = f"Wordt vernietigd op {datum_tekst(date.fromisoformat(dag))}, omdat "
            assert all(een["zin"].startswith(begin) for een in rij), rij
            wacht = [een["zin"].endswith("nog akkoord op geven.") for een in rij]
            assert wacht == [(code, dag) == WACHT] * len(rij)
        geteld = klant.haal(f"/bewaarkalender?tot={TOT}")["vakken"]
        assert sum(een["aantal"] for een in geteld) == sum(len(rij) for _, rij in posten)
    for code, dag in GAAT:
        _vergelijk(driehoek, lezers[code], code, dag)
    for code, (invoerder, persoon) in leeg.items():
        assert invoerder.vraag("GET", f"/personen/{persoon}").status_code == 410, code


def _zonder_iets(driehoek: Driehoek, code: str) -> tuple[Klant, str]:
    """Iemand van wie niets dan de naam is vastgelegd. Wie hem invoert ziet dat hij weggaat, en dat
    ieder ander blijft zolang er iets van hem is."""
    functie = {"politie": "analist", "om": "parketsecretaris", "gemeente": "regisseur"}[code]
    sub = f"invoer@{code}.example"
    invoerder, _ = driehoek.bureau(code).medewerker(functie, sub, geldigTot="2035-06-30")
    anderen = [een["id"] for een in invoerder.haal("/personen")["personen"]]
    leeg = str(invoerder.maak("/personen", PERSOON)["id"])
    uitleg = invoerder.haal(f"/personen/{leeg}/bewaartermijn")
    assert uitleg["weg"]["dag"] == "2026-12-24"
    assert uitleg["zin"] == (
        "Wordt vernietigd op 24 december 2026, omdat er sinds 23 november 2026 niets van deze "
        "persoon is dan een naam, en 30 dagen genoeg is om vast te leggen waarvoor iemand werd "
        "ingevoerd."
    )
    for ander in anderen:
        uitleg = invoerder.haal(f"/personen/{ander}/bewaartermijn")
        assert (uitleg["weg"], uitleg["zin"][:13]) == (None, "Blijft zolang"), ander
    assert anderen
    return invoerder, leeg


def _vergelijk(driehoek: Driehoek, klant: Klant, code: str, dag: str) -> None:
    naar_dag(driehoek, (date.fromisoformat(dag) - timedelta(days=1)).isoformat())
    onderhoud(driehoek, code)
    eerst = _aanwezig(driehoek, code)
    assert _op(klant, dag) == Counter(GAAT[code, dag]), "de laatste dag telt nog mee"
    naar_dag(driehoek, dag)
    onderhoud(driehoek, code)
    blijft = (code, dag) == WACHT
    gaat = Counter[str]()
    for (wat, regel), aantal in GAAT[code, dag].items():
        if not str(regel).startswith("leeg-"):
            gaat["plaats" if wat in ("persoon", "lid") else wat] += 0 if blijft else aantal
    weg = eerst - _aanwezig(driehoek, code)
    if dag == "2026-12-24" and code != "politie":
        # Wie alleen met het ontvangene kwam, gaat er in zijn geheel mee weg.
        del weg["plaats"]
    assert weg == +gaat
    assert _op(klant, dag) == (Counter(GAAT[code, dag]) if blijft else Counter())


def _posten(klant: Klant) -> list[tuple[str, list[dict[str, Any]]]]:
    """Per dag wat er achter de kalender staat."""
    per_dag: dict[str, list[dict[str, Any]]] = {}
    for maand in sorted({dag[:7] for _, dag in GAAT}):
        for een in klant.haal(f"/bewaarlijst?maand={maand}&paginagrootte=100")["items"]:
            per_dag.setdefault(een["dag"], []).append(een)
    return sorted(per_dag.items())


def _op(klant: Klant, dag: str) -> Counter[tuple[str, str | None]]:
    items = klant.haal(f"/bewaarlijst?maand={dag[:7]}&paginagrootte=100")["items"]
    return Counter((een["wat"], een["regel"]) for een in items if een["dag"] == dag)


def _aanwezig(driehoek: Driehoek, code: str) -> Counter[str]:
    """Wat er werkelijk in het bestand van een partij staat, buiten de kalender om."""
    dienst = driehoek.bureau(code).geheel.dienst
    stuk, lid = GroepsstukRij, GroepslidRij
    gegeven = select(stuk.id).where(
        stuk.soort == "signaal", stuk.richting == Richting.UIT, stuk.stand != Stukstand.VERNIETIGD
    )
    vastgelegd = select(SignaalRij.id).where(SignaalRij.verwijderd_op.is_(None))
    vragen = {
        "lijst": select(NamenlijstRij.id).where(NamenlijstRij.stand == Lijststand.OPEN),
        "plaats": select(lid.persoon_id).where(lid.beeindigd_op.is_(None)).distinct(),
        "ontvangen": select(OntvangenGegevenRij.id),
        "relatie": select(VertegenwoordigerRij.id),
        "groepssignaal": vastgelegd if code == "gemeente" else gegeven,
    }
    with dienst.lezend() as sessie:
        geteld = Counter(
            {
                wat: sessie.scalar(select(func.count()).select_from(vraag.subquery())) or 0
                for wat, vraag in vragen.items()
            }
        )
        for soort in eigen_soorten(dienst):
            vraag = select(func.count()).select_from(soort.tabel)
            geteld["eigen"] += sessie.scalar(vraag) or 0
    return geteld


def _vul(driehoek: Driehoek) -> None:
    """Bij elke partij van elke soort iets, op de eerste dag vastgelegd of ontvangen."""
    driehoek.deel_de_brutolijst()
    analist, regisseur = driehoek.kantoor.analist, driehoek.kantoor.regisseur
    _vul_ouder(driehoek, regisseur)
    los = str(regisseur.maak("/personen", PERSOON)["id"])
    regisseur.maak(f"/personen/{los}/overlastgegevens", GEBEURTENIS)
    los = str(analist.maak("/personen", PERSOON)["id"])
    analist.maak(f"/personen/{los}/politiegegevens", ART13)
    iemand(driehoek.bureau("politie"), "wijkagent")[0].maak(
        "/gegeven-signalen",
        {
            "groep": None,
            "soort": "waarneming",
            "datum": "2026-11-20",
            "plek": "het winkelcentrum",
            "omschrijving": "Een groep van circa 12 jongeren maakt elke vrijdagavond veel lawaai.",
            "bevestigdZonderPersonen": True,
        },
    )
    los = str(driehoek.secretaris.maak("/personen", PERSOON)["id"])
    pad = f"/personen/{los}"
    zaak = driehoek.secretaris.maak(f"{pad}/strafvorderlijke-gegevens", STRAFVORDERLIJK)["id"]
    termijn = {"categorie": "overtreding", "afgedaanOp": "2022-01-31"}
    gezet = driehoek.secretaris.vraag("PUT", f"{pad}/wjsg-termijnen/{zaak}", json=termijn)
    assert gezet.status_code == 200, gezet.text
    driehoek.secretaris.maak(f"{pad}/recente-vervolgingen", VERVOLGING)
    with driehoek.bureau("om").geheel.dienst.transactie() as sessie:
        sessie.add(akkoord("recente-vervolging", driehoek.wereld.klok()))


def _vul_ouder(driehoek: Driehoek, regisseur: Klant) -> None:
    """Een kind dat zestien wordt, met een ouder die de gemeente sprak; en iemand die 24 wordt."""
    gemeente, groep = driehoek.bureau("gemeente"), driehoek.groep
    kind = gemeente.persoon(regisseur, groep, "Wolkje Verzonnenaar", "2011-01-05")
    gemeente.persoon(regisseur, groep, "Kiezel Verzonnenaar", "2003-01-10")
    ouder = str(regisseur.maak("/personen", {"naam": "Hommel Verzonnenaar"})["id"])
    regisseur.maak(f"/personen/{kind}/vertegenwoordigers", {"ouderId": ouder, "soort": "ouder"})
    plaats = {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind}
    regisseur.maak(f"/groepen/{groep}/leden", plaats)
    regisseur.maak(f"/personen/{ouder}/ouderbetrokkenheidsgegevens", GEBEURTENIS)
