"""Wat er voor de matrix in het bestand van elke partij komt te staan, per groep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from shared.bericht.tijd import utc_tekst
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.test_dossiers import ART8, ART13, GEBEURTENIS
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.matrix import Inhoud

BEVESTIGD = {"bevestigdZonderPersonen": True}
VERKLAARD = {
    "aard": "feit",
    "derdenVerwijderd": True,
    "herleidingAnderenVoorkomen": True,
    "jdsBevraagd": False,
    "geenSepotOfVrijspraak": True,
}


EIGEN_GEGEVENS: Mapping[str, tuple[tuple[str, str, Mapping[str, Any]], ...]] = {
    "politie": (("politiegegevens", "WPG8", ART8), ("politiegegevens", "WPG13", ART13)),
    "om": (
        (
            "strafvorderlijke-gegevens",
            "STRAFVORDERLIJK",
            {**VERKLAARD, "zaaknummer": "10/000000-26"},
        ),
        ("justitiele-gegevens", "JUSTITIEEL", {**VERKLAARD, "reedsBeschikbaar": True}),
    ),
    "gemeente": (
        ("overlastgegevens", "B_OVERLAST", GEBEURTENIS),
        ("aanspreekgegevens", "B_AANGESPROKEN", GEBEURTENIS),
        ("aanbodgegevens", "B_AANBOD", GEBEURTENIS),
        ("ouderbetrokkenheidsgegevens", "B_OUDERBETROKKENHEID", GEBEURTENIS),
    ),
}
"""Wat elke partij zelf over iemand vastlegt: waar, van welke soort, en hoe het eruitziet."""


_ZONDER_CIJFERS = str.maketrans("0123456789", "ghijklmnop")


def vul(driehoek: Driehoek, code: str, letters: str) -> Inhoud:
    """Het bestand van één partij over de groep van deze driehoek; `letters` maakt het uniek."""
    klant, _ = driehoek.klant(code)
    inhoud = Inhoud(driehoek.groep)
    _persoon(driehoek, klant, inhoud, code, letters)
    _EIGEN[code](driehoek, klant, inhoud, letters)
    _taak(klant, inhoud, letters)
    return inhoud


def vul_zonder_groep(driehoek: Driehoek, code: str, letters: str) -> Inhoud:
    """Iemand die alleen in het eigen bestand van een partij staat, en in geen enkele groep."""
    klant, _ = driehoek.klant(code)
    inhoud = Inhoud(nieuw_id())
    naam, mail = f"Verzonnen{letters} Nergenshuizen", f"{letters}.{code}@verzonnen.example"
    invoer = {"naam": naam, "geboortedatum": "2010-02-03", "email": mail}
    inhoud.objecten["personen"] = str(klant.maak("/personen", invoer)["id"])
    inhoud.geheimen |= {"NAW": naam, "TEL_EMAIL": mail}
    for waar, soort, document in EIGEN_GEGEVENS[code]:
        _gegeven(klant, inhoud, waar, soort, document)
    return inhoud


def _persoon(driehoek: Driehoek, klant: Klant, inhoud: Inhoud, code: str, letters: str) -> None:
    naam, mail = f"Verzonnen{letters} Nergenshuizen", f"{letters}.{code}@verzonnen.example"
    persoon = driehoek.bureau(code).persoon(klant, driehoek.groep, naam, "2010-02-03", email=mail)
    inhoud.objecten["personen"] = persoon
    inhoud.geheimen |= {"NAW": naam, "TEL_EMAIL": mail}
    leden = klant.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    (lid,) = [een for een in leden if een["persoonId"] == persoon]
    inhoud.objecten["leden"] = lid["betrokkene"]
    inhoud.geheimen["BEKENDHEID"] = lid["betrokkene"]


def _gegeven(
    klant: Klant, inhoud: Inhoud, waar: str, soort: str, document: Mapping[str, Any]
) -> None:
    """Een eigen gegeven, met een geheim in de omschrijving."""
    # Zonder cijfers: die zijn soms samen een burgerservicenummer.
    geheim = f"geheim-{soort.lower()}-{inhoud.groep[-6:].translate(_ZONDER_CIJFERS)}"
    lid = "relevantie" if "relevantie" in document else "omschrijving"
    pad = f"/personen/{inhoud.objecten['personen']}/{waar}"
    gemaakt = klant.maak(pad, {**document, lid: f"Verzonnen, {geheim}."})
    inhoud.objecten[waar] = gemaakt["id"]
    inhoud.geheimen[soort] = geheim


def _taak(klant: Klant, inhoud: Inhoud, letters: str) -> None:
    titel = f"Plan een schouw {letters}"
    taak = {"groep": inhoud.groep, "titel": titel, "uiterlijk": "2026-12-01", **BEVESTIGD}
    inhoud.objecten["taken"] = inhoud.objecten["onderwerp"] = klant.maak("/taken", taak)["id"]
    inhoud.objecten["soort"] = "taak"
    inhoud.geheimen["taak"] = titel


def _lijst(klant: Klant, inhoud: Inhoud) -> None:
    pad = f"/groepen/{inhoud.groep}/namenlijsten"
    lijst = klant.maak(pad, {})["id"]
    (regel, *_) = klant.haal(f"{pad}/{lijst}")["regels"]
    inhoud.objecten |= {"namenlijsten": lijst, "regels": regel["id"]}


def _politie(driehoek: Driehoek, klant: Klant, inhoud: Inhoud, letters: str) -> None:
    for waar, soort, document in EIGEN_GEGEVENS["politie"]:
        _gegeven(klant, inhoud, waar, soort, document)
    _lijst(klant, inhoud)
    verzoek = driehoek.kantoor.vraag_om_informatie()
    inhoud.objecten["informatieverzoeken"] = verzoek
    scans = f"/groepen/{inhoud.groep}/groepsscans"
    scan = klant.maak(scans, {"verzoekId": verzoek})["id"]
    signaal = {
        "persoonId": inhoud.objecten["personen"],
        "soort": "overlast",
        "aard": "feit",
        "omschrijving": f"Verzonnen, geheim-scan-{letters}.",
        "politiegegevenId": inhoud.objecten["politiegegevens"],
    }
    inhoud.objecten["groepsscans"] = scan
    inhoud.objecten["signalen"] = klant.maak(f"{scans}/{scan}/signalen", signaal)["id"]
    inhoud.geheimen["scan"] = f"geheim-scan-{letters}"
    opdracht = driehoek.kantoor.opdracht(inhoud.objecten["personen"], verzoek)
    inhoud.objecten["verstrekkingen"] = klant.maak("/verstrekkingen", opdracht)["id"]


def _om(driehoek: Driehoek, klant: Klant, inhoud: Inhoud, letters: str) -> None:
    for waar, soort, document in EIGEN_GEGEVENS["om"]:
        _gegeven(klant, inhoud, waar, soort, document)
    maatwerk = {
        "soort": "zitting-versnellen",
        "recidivebeperkend": True,
        "intern": f"De zittingen worden na elkaar gepland, {letters}.",
        "terugkoppeling": "Het OM heeft zijn deel in gang gezet.",
        **BEVESTIGD,
    }
    klant.maak(f"/groepen/{inhoud.groep}/maatwerk", maatwerk)
    inhoud.geheimen["maatwerk"] = f"gepland, {letters}"


def _gemeente(driehoek: Driehoek, klant: Klant, inhoud: Inhoud, letters: str) -> None:
    for waar, soort, document in EIGEN_GEGEVENS["gemeente"]:
        _gegeven(klant, inhoud, waar, soort, document)
    driehoek.informeer(inhoud.objecten["personen"])
    _lijst(klant, inhoud)
    signaal = {
        "soort": "waarneming",
        "bron": "jongerenwerk",
        "datum": "2026-11-20",
        "plek": "het plein",
        "omschrijving": f"Een groep maakt lawaai, {letters}.",
        **BEVESTIGD,
    }
    pad = f"/groepen/{inhoud.groep}"
    inhoud.objecten["signalen"] = klant.maak(f"{pad}/signalen", signaal)["id"]
    inhoud.geheimen["signaal"] = f"lawaai, {letters}"
    nu = driehoek.wereld.klok()
    reeks, overleg = nieuw_id(), nieuw_id()
    plan = {
        "groep": inhoud.groep,
        "doel": f"De overlast terugbrengen, {letters}.",
        "frequentie": "elke maand",
        "samenstelling": ["regisseur", "analist"],
        **BEVESTIGD,
    }
    assert klant.vraag("PUT", f"/overlegreeksen/{reeks}", json=plan).status_code == 200
    document = {
        "reeksen": [reeks],
        "soort": "structureel",
        "locatie": "gemeente",
        "begin": utc_tekst(nu + timedelta(minutes=5)),
        "einde": utc_tekst(nu + timedelta(hours=1)),
        "deelnemers": [driehoek.kantoor.analist_id, driehoek.kantoor.regisseur_id],
    }
    assert klant.vraag("PUT", f"/overleggen/{overleg}", json=document).status_code == 200
    inhoud.objecten |= {"overlegreeksen": reeks, "overleggen": overleg}
    inhoud.geheimen["overleg"] = f"terugbrengen, {letters}"


_EIGEN: Mapping[str, Callable[[Driehoek, Klant, Inhoud, str], None]] = {
    "politie": _politie,
    "om": _om,
    "gemeente": _gemeente,
}
