"""Steps 3 to 7 on paper: problem definition, advice, plan, actions and looking back."""

from __future__ import annotations

from typing import Any

from deploy.demo.spel import BURGEMEESTER, NAGELEZEN, REGISSEUR, WIJKAGENT, DemoMislukt, Spel, Wie

_TEKST = "De groep zoekt elkaar op bij het winkelcentrum (verzonnen)."
DEFINITIE: dict[str, Any] = {
    "aard": _TEKST,
    "omvang": "Ongeveer twaalf jongeren, een paar avonden per week.",
    "plekken": ["het winkelcentrum"],
    "domeinen": [
        {"domein": "wonen", "inzicht": "In de buurt is weinig te doen (verzonnen)."},
        {"domein": "veiligheid", "inzicht": "Winkeliers voelen zich onveilig (verzonnen)."},
    ],
    "oorzaak": "Verveling, en een plein waar niemand toezicht houdt (verzonnen).",
    "aanpakOpHoofdlijnen": "Toezicht, gesprekken en een aanbod in de buurt (verzonnen).",
    "nodig": "Twee dagen jongerenwerk per week.",
    "advies": "Deze groep aanpakken.",
}
ADVIES: dict[str, Any] = {
    "aardEnOmvang": _TEKST,
    "aanpak": "Toezicht, gesprekken en een aanbod in de buurt (verzonnen).",
    "inzet": "Twee dagen per week.",
    "andereGroepen": "Er lopen geen andere groepen in deze stap.",
    "prioriteren": True,
    "randvoorwaarden": ["inzet van jongerenwerk", "evaluatie na een half jaar"],
}
PLAN: dict[str, Any] = {
    "duiding": _TEKST,
    "aanpak": "Eerst praten, dan begrenzen (verzonnen).",
    "doelen": [
        {
            "code": "G1",
            "titel": "minder meldingen",
            "convenantdoel": "D1",
            "resultaat": "De helft minder meldingen in een half jaar.",
        },
        {
            "code": "G2",
            "titel": "een aanbod voor iedereen",
            "convenantdoel": "D4",
            "resultaat": "Elk lid heeft een gesprek over werk of school gehad.",
        },
    ],
    "monitoring": {"hoe": "Tellen van meldingen.", "frequentie": "elke maand"},
}
EVALUATIE: dict[str, Any] = {
    "verloop": "Het plein is rustiger (verzonnen).",
    "doelenGehaald": "De meldingen zijn gehalveerd.",
    "leerpunten": ["Begin eerder met gesprekken in de buurt."],
}


def schrijf(spel: Spel, soort: str, document: dict[str, Any], wat: str) -> None:
    """Write a document about the group and lay it down."""
    klant = spel.klant(REGISSEUR)
    pad = f"/{soort}/{spel.groep}"
    klant.zet(pad, {**document, **NAGELEZEN})
    klant.stuur(f"{pad}/_vaststellen", {}, {"If-Match": klant.etag(pad)})
    spel.verteller.gebeurt("gemeente", wat)


def plan_van_aanpak(spel: Spel) -> list[str]:
    """Interpretation, approach, goals, actions with an owner and a date, monitoring."""
    klant = spel.klant(REGISSEUR)
    pad = f"/plannen-van-aanpak/{spel.groep}"
    klant.zet(pad, {**PLAN, **NAGELEZEN})
    acties = [
        actie(spel, "G1", "Twee keer per week extra toezicht bij het winkelcentrum."),
        actie(spel, "G2", "Gesprekken over werk en school, met hulp van het jongerenwerk."),
    ]
    actie(spel, "G1", "Elke vrijdagavond een ronde over het plein.", van=WIJKAGENT)
    klant.stuur(f"{pad}/_vaststellen", {}, {"If-Match": klant.etag(pad)})
    spel.verteller.gebeurt(
        "gemeente",
        f"Het plan van aanpak: {len(PLAN['doelen'])} doelen, {len(acties) + 1} acties met eigenaar "
        "en datum, en hoe het wordt gevolgd.",
    )
    _meld(spel, {"stand": "aanvaard"})
    spel.verteller.gebeurt(
        "politie",
        "Een van de acties is van de politie: de wijkagent ziet haar op de werklijst en neemt haar "
        "aan.",
    )
    return acties


def volg(spel: Spel, acties: list[str]) -> None:
    """Progress and effect, each with its history."""
    klant = spel.klant(REGISSEUR)
    wijzigingen = (
        {"status": "bezig", "voortgang": "De eerste maand zit erop (verzonnen)."},
        {"status": "gereed", "effect": "Er zijn minder meldingen (verzonnen)."},
    )
    for een in acties:
        for wijziging in wijzigingen:
            pad = f"/acties/{een}"
            klant.wijzig(pad, {**wijziging, **NAGELEZEN}, {"If-Match": klant.etag(pad)})
    spel.verteller.gebeurt(
        "gemeente", f"Van {len(acties)} acties staan voortgang en effect erbij, met het verloop."
    )
    _meld(spel, {"stand": "bezig", "voortgang": "Vier rondes gelopen (verzonnen)."})
    kenmerk = _meld(spel, {"stand": "gedaan", "effect": "Het is er rustiger (verzonnen)."})

    def gehoord() -> dict[str, Any] | None:
        stand: dict[str, Any] = klant.haal(f"/acties/{kenmerk}")
        return stand if stand["status"] == "gereed" else None

    effect = spel.wacht_op(gehoord, "De gemeente hoort niet dat de actie klaar is")["effect"]
    spel.verteller.gebeurt(
        "politie", f"De wijkagent meldt voortgang en rondt af; de gemeente leest: {effect}"
    )


def _meld(spel: Spel, melding: dict[str, Any]) -> str:
    """The owner at the other party says how the action stands; how the gemeente calls it."""
    klant = spel.klant(WIJKAGENT)

    def gekregen() -> dict[str, Any] | None:
        acties = klant.haal(f"/groepen/{spel.groep}/ontvangen-acties")["acties"]
        return acties[0] if acties else None

    actie = spel.wacht_op(gekregen, "De actie komt niet bij de wijkagent")
    pad = f"/ontvangen-acties/{actie['id']}"
    gemeld = klant.stuur(f"{pad}/_meld", {**melding, **NAGELEZEN}, {"If-Match": klant.etag(pad)})
    if gemeld["stand"] != melding["stand"]:
        raise DemoMislukt(f"De actie staat op '{gemeld['stand']}'.")
    return str(actie["actie"])


def sluit_af(spel: Spel, eindcriterium: str) -> None:
    """The closing decision, on what the service shows; every action has ended."""
    klant, pad = spel.klant(REGISSEUR), f"/groepen/{spel.groep}/afsluiting"
    concept = klant.stuur(
        f"/groepen/{spel.groep}/afsluitingen",
        {
            "eindcriterium": eindcriterium,
            "motivering": "Al drie maanden geen melding meer over deze groep (verzonnen).",
            **NAGELEZEN,
        },
        {"If-Match": klant.etag(pad)},
    )
    spel.neem(BURGEMEESTER, concept)


def actie(spel: Spel, doel: str, wat: str, *, van: Wie = REGISSEUR, rest: bool = False) -> str:
    """An action with an owner and a date; ``rest``: for after the closing."""
    gemaakt = spel.klant(REGISSEUR).stuur(
        f"/groepen/{spel.groep}/acties",
        {
            "doel": doel,
            "omschrijving": wat,
            "partij": van.partij,
            "eigenaar": spel.autorisatie(van),
            "uiterlijk": spel.dag(60),
            "restactie": rest,
            **NAGELEZEN,
        },
    )
    return str(gemaakt["id"])
