"""Het eigen bestand van een partij: mensen van de groep, en wat er over hen is vastgelegd."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deploy.brievenbus import geef_brieven
from tests.integratie.partij.voorbeeldgegevens import klasse_van
from tests.integratie.reeksen.zaak import LEEFTIJDEN, Mens, Zaak, geboren
from tests.tweedelezing.maker_basis import Obj, kans

_VERKLAARD = {
    "aard": "feit",
    "derdenVerwijderd": True,
    "omschrijving": "Verzonnen voorval bij het hek.",
}
_OM = {"herleidingAnderenVoorkomen": True, "jdsBevraagd": False, "geenSepotOfVrijspraak": True}
# Per soort: waar zij in het eigen bestand wordt vastgelegd, en wat erbij hoort.
PADEN: Mapping[str, tuple[str, Obj]] = {
    "WPG8": ("politiegegevens", {**_VERKLAARD, "artikel": "8", "eersteVerwerking": "2026-03-01"}),
    "WPG13": (
        "politiegegevens",
        {**_VERKLAARD, "artikel": "13", "eersteVerwerking": "2026-03-01", "subdoel": "a",
         "termijnTot": "2027-03-01", "bron": "8"},
    ),
    "STRAFVORDERLIJK": (
        "strafvorderlijke-gegevens", {**_VERKLAARD, **_OM, "zaaknummer": "10/000000-26"}
    ),
    "JUSTITIEEL": ("justitiele-gegevens", {**_VERKLAARD, **_OM, "reedsBeschikbaar": True}),
    "TENUITVOERLEGGING": (
        "tenuitvoerleggingsgegevens",
        {**_VERKLAARD, **_OM, "omVerwerkingsverantwoordelijk": True},
    ),
    "B_OVERLAST": ("overlastgegevens", {**_VERKLAARD, "datum": "2026-10-03"}),
    "B_AANGESPROKEN": ("aanspreekgegevens", {**_VERKLAARD, "datum": "2026-10-03"}),
    "B_AANBOD": ("aanbodgegevens", {**_VERKLAARD, "datum": "2026-10-03"}),
    "B_OUDERBETROKKENHEID": (
        "ouderbetrokkenheidsgegevens", {**_VERKLAARD, "datum": "2026-10-03"}
    ),
}  # fmt: skip
# Wat een medewerker verklaart en het bestand niet weet; de rest van de kenmerken komt daaruit.
_ZELF = {"taakgrondslag", "toezicht", "beslissing", "helpdeskPrivacyAkkoord", "extraMotivering"}
_HOOFD = {"politie": "analist", "om": "parketsecretaris", "gemeente": "regisseur"}


def leg_mensen_vast(zaak: Zaak, partij: str) -> None:
    """Een lid van de groep in het eigen bestand van deze partij, en soms een ouder erbij."""
    jaren = zaak.rng.choice((*LEEFTIJDEN, 13, 14, 14, 15, 16, 17, 18, 20))
    kind = _leg_vast(zaak, partij, geboren(jaren, zaak.vandaag, zaak.rng), None)
    if kind is not None and kans(zaak.rng, 0.4):
        _leg_vast(zaak, partij, "1980-01-01", kind)
    if partij == "gemeente":
        _informeer(zaak, [m.persoon for m in zaak.mensen[-2:] if m.bij == partij and m.persoon])


def _informeer(zaak: Zaak, personen: list[str]) -> None:
    """De brieven over deze mensen, als er een is: niet bij een kind zonder ouder."""

    def stuur(pad: str, document: Any, koppen: dict[str, str]) -> Any:
        antwoord = _doe(zaak, "gemeente", "POST", pad, document, koppen)
        return {"brieven": []} if antwoord is None else antwoord

    for persoon in personen:
        geef_brieven(stuur, persoon)


def _leg_vast(zaak: Zaak, partij: str, geboren_op: str, kind: Mens | None) -> Mens | None:
    naam = "".join(zaak.rng.choices("abcdefghijklm", k=9)).capitalize()
    persoon = _doe(
        zaak, partij, "POST", "/personen",
        {
            "naam": f"Plofje {naam}", "geboortedatum": geboren_op, "adres": "Verzonnenlaan 1",
            "woonplaats": "Nergenshuizen", "email": "plofje@nergens.example",
        },
    )  # fmt: skip
    if persoon is None:
        return None
    if kind is not None:
        relatie = {"ouderId": persoon["id"], "soort": "ouder"}
        _doe(zaak, partij, "POST", f"/personen/{kind.persoon}/vertegenwoordigers", relatie)
    if partij == "om":
        _doe(zaak, partij, "PUT", f"/personen/{persoon['id']}/omverklaring", dict(_OM))
    lid = {"persoonId": persoon["id"], "categorie": 1 if kind is None else 2}
    if kind is not None:
        lid["kindPersoonId"] = kind.persoon
    gemaakt = _doe(zaak, partij, "POST", f"/groepen/{zaak.groep}/leden", lid)
    if gemaakt is None:
        return None
    mens = Mens(
        str(gemaakt["betrokkene"]), 1 if kind is None else 2, geboren_op if kind is None else None,
        kind, partij, str(persoon["id"]),
    )  # fmt: skip
    zaak.mensen.append(mens)
    return mens


def opdracht(zaak: Zaak, mens: Mens, van: str, soort: str, kop: Obj) -> Obj | None:
    grond = {"gegevenssoort": soort, "grondslag": kop["grondslag"]}
    if mens.categorie == 3:
        return {**grond, "deelnemer": mens.betrokkene}
    verklaard = {n: w for n, w in (kop["kenmerken"] or {}).items() if n in _ZELF}
    wie = mens.kind or mens
    verzegeld = soort in ("WPG8", "WPG13", "B_OVERLAST", "B_AANGESPROKEN")
    verklaard.pop("extraMotivering", None)
    if not verzegeld and klasse_van(wie.geboren or "2000-01-01", zaak.vandaag) == "23":
        verklaard["extraMotivering"] = True
    deel = {**grond, "persoon": mens.persoon, "kenmerken": verklaard or None}
    if soort in PADEN:
        waar, document = PADEN[soort]
        if verzegeld and kans(zaak.rng, 0.7):
            document = {**document, "extraMotivering": "Juist dit is nodig (verzonnen)."}
        gemaakt = _doe(zaak, van, "POST", f"/personen/{mens.persoon}/{waar}", document)
        if gemaakt is None:
            return None
        deel["gegeven"] = gemaakt["id"]
    return {naam: waarde for naam, waarde in deel.items() if waarde is not None}


def wijzig(zaak: Zaak, partij: str, mens: Mens) -> None:
    """Iemand blijkt anders te wonen, of ouder of jonger te zijn."""
    wie = zaak.stelsel.gekend[partij, _HOOFD[partij]]
    pad = f"/personen/{mens.persoon}"
    etag = zaak.stelsel.bij(partij, wie, "GET", pad).headers.get("etag", "")
    jaren = zaak.rng.choice(LEEFTIJDEN)
    nieuw = {"adres": "Proefpad 7"}
    if mens.categorie == 1:
        nieuw["geboortedatum"] = geboren(jaren, zaak.vandaag, zaak.rng)
    antwoord = zaak.stelsel.bij(
        partij, wie, "PATCH", pad, json={**nieuw, "reden": "Nagekeken."},
        headers={"If-Match": etag},
    )  # fmt: skip
    assert antwoord.status_code in (200, 400, 403, 409), antwoord.text


def _doe(
    zaak: Zaak, partij: str, methode: str, pad: str, document: Obj,
    koppen: Mapping[str, str] | None = None,
) -> Any:  # fmt: skip
    """Iets in het eigen bestand; niets als de dienst het weigert."""
    wie = zaak.stelsel.gekend[partij, _HOOFD[partij]]
    antwoord = zaak.stelsel.bij(
        partij, wie, methode, pad, json=document, headers=dict(koppen or {})
    )
    if antwoord.status_code in (200, 201):
        return antwoord.json()
    assert antwoord.status_code in (400, 403, 409), antwoord.text
    zaak.gebeurd.append(f"-- {partij} legt niet vast: {pad} {antwoord.text[:200]}")
    return None
