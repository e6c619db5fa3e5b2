"""Step 1: what people notice about a group, without anybody in it."""

from __future__ import annotations

from typing import Any

from deploy.demo.spel import BURGEMEESTER, NAGELEZEN, REGISSEUR, WIJKAGENT, Spel
from deploy.klant import Klant

_GEZIEN = (("stadsbeheer", "Drie banken en een prullenbak zijn vernield na een avond met muziek."),)
_GEHOORD = "Groep van ongeveer twaalf jongeren maakt elke vrijdagavond veel lawaai."
_MET_NAAM = "Vooral Zorivanio B. jut de rest op; hij woont op de Nergenslaan 14."


def stap_een(spel: Spel) -> None:
    """A group is seen; about persons nothing may be said yet, not even in a free text."""
    spel.verteller.kop(
        "Stap 1. Signalen over groepsgedrag delen",
        "Nog geen gegevens over personen: wie ze toch opschrijft of stuurt, wordt geweigerd.",
    )
    eerste = _eerste_signaal(spel)
    spel.open_groep()
    klant, pad = spel.klant(REGISSEUR), f"/signalen/{eerste}"
    klant.stuur(f"{pad}/_plaats", {"groep": spel.groep}, {"If-Match": klant.etag(pad)})
    spel.verteller.gebeurt(
        "gemeente",
        f"De regisseur leest het en opent een groep; die krijgt de schuilnaam {spel.code}.",
    )
    for bron, tekst in _GEZIEN:
        _signaal(spel, bron, tekst)
    spel.verteller.gebeurt("gemeente", "Zij legt een waarneming van stadsbeheer vast.")
    _intake(spel)
    spel.probeer(
        REGISSEUR,
        "Een naam en een adres in de tekst",
        lambda: _signaal(spel, "jongerenwerk", _MET_NAAM),
    )
    beantwoord(spel, 1)


def _eerste_signaal(spel: Spel) -> str:
    """The wijkagent gives the first signal; there is no group yet. Its id at the gemeente."""
    spel.stuk(
        WIJKAGENT,
        "signaal",
        "De wijkagent geeft een eerste signaal",
        {
            "soort": "signaal",
            "bron": WIJKAGENT.partij,
            "datum": spel.dag(-21),
            "plek": "het winkelcentrum",
            "omschrijving": "Steeds dezelfde grote groep op het plein; winkeliers klagen.",
        },
        REGISSEUR,
    )

    def binnen() -> dict[str, Any] | None:
        wachtend = spel.klant(REGISSEUR).haal("/signalen")["signalen"]
        return wachtend[0] if wachtend else None

    return str(spel.wacht_op(binnen, "Het signaal van de wijkagent komt niet binnen")["id"])


def _intake(spel: Spel) -> None:
    """Who is no party and has no account sends one text, and gets nothing to read."""
    geopend = spel.klant(REGISSEUR).stuur(
        "/intakes", {"organisatie": "jongerenwerk", "groep": spel.groep}
    )
    inlevering = {
        "code": geopend["code"],
        "soort": "waarneming",
        "datum": spel.dag(-20),
        "plek": "het winkelcentrum",
        **NAGELEZEN,
    }
    buiten = spel.omgeving.lokaal.onderdeel(REGISSEUR.partij).url
    with Klant(buiten, spel.omgeving.pki.vertrouwen) as jongerenwerker:
        spel.probeer(
            REGISSEUR,
            "Een jongerenwerker levert met een code een tekst met een naam in",
            lambda: jongerenwerker.stuur(
                "/intakesignalen", {**inlevering, "omschrijving": _MET_NAAM}
            ),
        )
        jongerenwerker.stuur("/intakesignalen", {**inlevering, "omschrijving": _GEHOORD})
    spel.verteller.gebeurt(
        "gemeente",
        "Zonder naam komt hij binnen, als signaal van het jongerenwerk. De code werkt één keer.",
    )


def startbesluit(spel: Spel) -> None:
    """Three criteria, counted by the system; twice the same incident is one incident."""
    spel.verteller.kop(
        "Startbesluit", "Drie criteria, geteld door het systeem, beslist door een mens."
    )
    klant, groep = spel.klant(REGISSEUR), f"/groepen/{spel.groep}"
    _meld(spel, "politie", -200)
    avond, ochtend = _meld(spel, "stadsbeheer", -120), _meld(spel, "jongerenwerk", -119)
    (paar,) = klant.haal(f"{groep}/meldingen/samenvoegvoorstellen")["voorstellen"]
    spel.verteller.gebeurt(
        "gemeente", f"Drie meldingen. Twee ervan zijn misschien één incident: {paar['uitleg']}"
    )
    klant.zet(
        f"/meldingen/{ochtend['id']}/incident",
        {
            "incident": avond["incident"],
            "reden": "Zelfde avond, gezien door twee bronnen.",
            **NAGELEZEN,
        },
        {"If-Match": klant.etag(f"/meldingen/{ochtend['id']}")},
    )
    _andere_criteria(spel)
    spel.verteller.gebeurt(
        "gemeente", "De groep is ingedeeld: een fluïde netwerk dat overlast veroorzaakt."
    )
    spel.probeer(
        REGISSEUR, "Starten op drie meldingen van twee incidenten", lambda: _bereid_voor(spel)
    )
    _meld(spel, "politie", -30)
    besluit = _bereid_voor(spel)
    spel.probeer(
        REGISSEUR, "Zelf tekenen wat de burgemeester beslist", lambda: spel.neem(REGISSEUR, besluit)
    )
    spel.neem(BURGEMEESTER, besluit)
    spel.verteller.gebeurt(
        "gemeente",
        "Met een derde incident erbij tekent de burgemeester het startbesluit; de groep is in "
        "stap 2.",
    )


def start_groep(spel: Spel) -> None:
    """Straight to step 2, without a story."""
    for dagen in (-30, -60, -90):
        _meld(spel, "politie", dagen)
    _andere_criteria(spel)
    beantwoord(spel, 1)
    spel.neem(BURGEMEESTER, _bereid_voor(spel))


def _andere_criteria(spel: Spel) -> None:
    klant, groep = spel.klant(REGISSEUR), f"/groepen/{spel.groep}"
    klant.stuur(
        f"{groep}/interventies",
        {
            "partij": REGISSEUR.partij,
            "datum": spel.dag(-60),
            "omschrijving": "Een maand lang elke avond toezicht op het plein (verzonnen).",
            "overlastVerminderd": False,
            **NAGELEZEN,
        },
    )
    klant.zet(
        f"{groep}/indeling",
        {
            "indeling": {
                "aantasting": ["overlast"],
                "groepssoort": ["fluide-netwerk"],
                "gedrag": ["veroorzaakt-overlast"],
            },
            "toelichting": "Wisselende groepjes, steeds op dezelfde plek (verzonnen).",
            **NAGELEZEN,
        },
    )
    klant.zet(
        f"{groep}/groepsverband",
        {
            "hoofdzakelijk": True,
            "motivering": "Bij elke melding waren zij met zes of meer.",
            **NAGELEZEN,
        },
    )


def _bereid_voor(spel: Spel) -> dict[str, Any]:
    """The start decision as the regisseur lays it ready for the burgemeester."""
    klant, groep = spel.klant(REGISSEUR), f"/groepen/{spel.groep}"
    concept: dict[str, Any] = klant.stuur(
        f"{groep}/startbesluiten",
        {"motivering": "De overlast gaat door ondanks het toezicht (verzonnen).", **NAGELEZEN},
        {"If-Match": klant.etag(f"{groep}/startcriteria")},
    )
    return concept


def _meld(spel: Spel, bron: str, dagen: int) -> dict[str, Any]:
    gemaakt: dict[str, Any] = spel.klant(REGISSEUR).stuur(
        f"/groepen/{spel.groep}/meldingen",
        {
            "bron": bron,
            "bronkenmerk": f"{bron}-{abs(dagen)}",
            "datum": spel.dag(dagen),
            "plek": "het winkelcentrum",
            "omschrijving": "Vernieling en geschreeuw door een grote groep (verzonnen).",
            **NAGELEZEN,
        },
    )
    return gemaakt


def beantwoord(spel: Spel, stap: int) -> None:
    """The questions of a step get an answer about the group."""
    klant = spel.klant(REGISSEUR)
    pad = f"/stapantwoorden/{spel.groep}/{stap}"
    antwoord = "Ja, dat is te zien op het plein en het winkelcentrum (verzonnen)."
    vragen = klant.haal(pad)["vragen"]
    klant.zet(pad, {"antwoorden": [antwoord] * len(vragen), **NAGELEZEN})
    hoeveel = f"De {len(vragen)} vragen" if len(vragen) > 1 else "De vraag"
    zijn = "zijn" if len(vragen) > 1 else "is"
    spel.verteller.gebeurt("gemeente", f"{hoeveel} van stap {stap} {zijn} beantwoord.")


def _signaal(spel: Spel, bron: str, tekst: str) -> None:
    spel.klant(REGISSEUR).stuur(
        f"/groepen/{spel.groep}/signalen",
        {
            "soort": "waarneming",
            "bron": bron,
            "datum": spel.dag(-20),
            "plek": "het winkelcentrum",
            "omschrijving": tekst,
            **NAGELEZEN,
        },
    )
