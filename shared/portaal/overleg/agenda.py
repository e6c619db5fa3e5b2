"""S16: which meetings there are, and registering one before it begins."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.formulier.concepten import sleutel_van
from shared.portaal.formulier.invullen import Blad, toon, verwerk
from shared.portaal.formulier.vraag import DAG, KEUZE, KEUZES, REGEL, Veld
from shared.portaal.overleg.tafel import als_tijdstip, tafelgenoot
from shared.portaal.portaal import Menupunt, Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import hoofdletter
from shared.portaal.woorden import Woordenlijst

_TERUG, _VOORUIT = timedelta(days=60), timedelta(days=120)
_ALLE = 100
_HOORT = "overleggen"
_REEKS = {
    "/doel": "/reeks/doel", "/frequentie": "/reeks/frequentie", "/samenstelling": "/deelnemers",
}  # fmt: skip
_OVERLEG = {"/begin": "/van", "/einde": "/tot"}
"""Where in the form stands what the service calls so."""


def overlegregel(
    overleg: Mapping[str, Any], begrippen: Woordenlijst, codes: Mapping[str, str], nu: datetime
) -> dict[str, Any]:
    """One meeting in words: when, where, about which group, and who sits there by function."""
    begin, einde = (datetime.fromisoformat(overleg[een]) for een in ("begin", "einde"))
    if overleg["afgelast"]:
        stand, kleur = "Afgelast", "fout"
    elif nu < begin:
        stand, kleur = "Komt nog", ""
    elif nu < einde:
        stand, kleur = "Is bezig", "let-op"
    else:
        stand, kleur = "Voorbij", ""
    return {
        "id": overleg["id"],
        "titel": hoofdletter(begrippen.kort("overlegsoorten", overleg["soort"])),
        "begin": overleg["begin"],
        "einde": overleg["einde"],
        "waar": begrippen.kort("overleglocaties", overleg["locatie"]),
        "groepen": [codes[een] for een in overleg["groepen"] if een in codes],
        "wie": [tafelgenoot(een, begrippen) for een in overleg["aanTafel"]],
        "stand": stand,
        "kleur": kleur,
        "bezig": stand == "Is bezig",
        "geweest": stand == "Voorbij",
    }


async def toon_agenda(verzoek: Verzoek) -> Response:
    """Meetings of two months back to four months ahead."""
    begrippen = await verzoek.begrippen()
    van, tot = verzoek.vandaag - _TERUG, verzoek.vandaag + _VOORUIT
    agenda, groepen = await asyncio.gather(
        verzoek.api.haal("/overleggen", van=van.isoformat(), tot=tot.isoformat()),
        verzoek.api.haal("/groepen"),
    )
    codes = {een["id"]: een["code"] for een in groepen["groepen"]}
    nu = verzoek.bediening.klok()
    regels = [overlegregel(een, begrippen, codes, nu) for een in agenda["overleggen"]]
    return verzoek.toon(
        "overleg/agenda.html",
        "Overleg",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        straks=sorted((een for een in regels if not een["geweest"]), key=lambda een: een["begin"]),
        geweest=[een for een in regels if een["geweest"]],
        groepen=[(een["id"], een["code"]) for een in groepen["groepen"] if not een["afgeslotenOp"]],
    )


async def kies_groep(verzoek: Verzoek) -> Response:
    """About which group: the rest of the form follows from it."""
    return verzoek.naar(f"/groepen/{verzoek.veld('groep')}/overleg")


def deelnemers(
    collegas: Iterable[Mapping[str, Any]], begrippen: Woordenlijst
) -> tuple[tuple[str, str], ...]:
    """Who may sit at a table: by party and function, an own colleague also by name."""
    rijen = []
    for een in collegas:
        rechten = begrippen.rij("functies", een["functie"]).get("rechten", ())
        if not een["geldig"] or _HOORT not in rechten:
            continue
        tekst = (
            f"{begrippen.partij(een['partij'])}, de {begrippen.kort('functies', een['functie'])}"
        )
        naam = een.get("naam")
        rijen.append((een["id"], hoofdletter(f"{tekst} ({naam})" if naam else tekst)))
    return tuple(rijen)


async def _blad(verzoek: Verzoek) -> Blad:
    groep, api = verzoek.deel("groep"), verzoek.api
    begrippen = await verzoek.begrippen()
    reeksen, collegas = await asyncio.gather(
        api.haal("/overlegreeksen", groep=groep, paginagrootte=_ALLE),
        api.haal("/collegas", paginagrootte=_ALLE),
    )
    reeks = next(iter(reeksen["overlegreeksen"]), None)
    # What this very form began before something went wrong is still asked, and can be put right.
    begonnen = reeks is not None and reeks["id"] == kenmerk_van(verzoek.veld("_sleutel"), "reeks")
    eerste: tuple[Veld, ...] = ()
    if reeks is None or begonnen:
        eerste = (
            Veld("reeks.doel", "Waarvoor dient dit overleg?"),
            Veld("reeks.frequentie", "Hoe vaak is het?", REGEL, hint="Zoals: elke maand"),
        )
    velden = (
        *eerste,
        Veld(
            "soort", "Wat voor overleg is het?", KEUZE,
            opties=_opties(begrippen, "overlegsoorten"),
        ),
        Veld(
            "locatie", "Waar is het?", KEUZE,
            opties=tuple(
                (een, str(rij["kort"]))
                for een, rij in begrippen.soorten.get("overleglocaties", {}).items()
                if rij.get("mag", True)
            ),
        ),
        Veld("dag", "Op welke dag?", DAG, hint="Zoals 31-12-2026"),
        Veld("van", "Van hoe laat?", REGEL, hint="Zoals 14.00"),
        Veld("tot", "Tot hoe laat?", REGEL, hint="Zoals 15.30"),
        Veld(
            "deelnemers", "Wie zitten er aan tafel?", KEUZES,
            hint="Alleen wie u hier kiest, mag er straks iets horen.",
            opties=deelnemers(collegas["collegas"], begrippen),
        ),
    )  # fmt: skip
    return Blad(
        sleutel=sleutel_van(verzoek, "overleg", groep),
        titel="Overleg plannen",
        inleiding="Leg een overleg vast voor het begint. Dan weet de toetsing wie er meeluistert.",
        knop="Overleg vastleggen",
        velden=velden,
        groepstekst=bool(eerste),
        terug="/overleg",
        kruimels=[("Overleg", "/overleg")],
        zet={"reeks": reeks, "begonnen": begonnen, "collegas": collegas["collegas"]},
    )


def _opties(begrippen: Woordenlijst, soort: str) -> tuple[tuple[str, str], ...]:
    return tuple((code, str(rij["kort"])) for code, rij in begrippen.soorten.get(soort, {}).items())


async def toon_plannen(verzoek: Verzoek) -> Response:
    """The form for a meeting."""
    return await toon(verzoek, await _blad(verzoek))


async def plan(verzoek: Verzoek) -> Response:
    """Register the meeting, and its series when there is none yet."""
    groep, blad = verzoek.deel("groep"), await _blad(verzoek)

    async def stuur(inhoud: dict[str, Any], koppen: Mapping[str, str]) -> str:
        dag = inhoud.pop("dag")
        begin, einde = (als_tijdstip(dag, inhoud.pop(een)) for een in ("van", "tot"))
        if begin is None or einde is None:
            fout = {"pad": "/van" if begin is None else "/tot", "melding": "schrijf als 14.00"}
            raise ApiFout(400, {"fouten": [fout]})
        nagelezen = inhoud.pop("bevestigdZonderPersonen", True)
        reeks = blad.zet["reeks"]
        sleutel = koppen["Idempotency-Key"]
        kenmerk = str(reeks["id"]) if reeks else kenmerk_van(sleutel, "reeks")
        if reeks is None or blad.zet["begonnen"]:
            wie = {een["id"]: een["functie"] for een in blad.zet["collegas"]}
            functies = dict.fromkeys(wie[een] for een in inhoud["deelnemers"] if een in wie)
            reeksinvoer = {
                **inhoud.pop("reeks"), "groep": groep, "samenstelling": list(functies),
                "bevestigdZonderPersonen": nagelezen,
            }  # fmt: skip
            versie = {}
            if reeks is not None:
                _, merk = await verzoek.api.haal_met_merk(f"/overlegreeksen/{kenmerk}")
                versie = {"If-Match": merk}
            await _leg_vast(verzoek, f"/overlegreeksen/{kenmerk}", reeksinvoer, _REEKS, versie)
        overleg = kenmerk_van(sleutel, "overleg")
        invoer = {**inhoud, "reeksen": [kenmerk], "begin": begin, "einde": einde}
        await _leg_vast(verzoek, f"/overleggen/{overleg}", invoer, _OVERLEG, {})
        return f"/overleggen/{overleg}"

    return await verwerk(verzoek, blad, stuur, lambda: _blad(verzoek))


async def _leg_vast(
    verzoek: Verzoek,
    pad: str,
    invoer: Mapping[str, Any],
    velden: Mapping[str, str],
    koppen: Mapping[str, str],
) -> None:
    """Register it. Faults: `ApiFout`, with what is wrong at the fields of this form."""
    try:
        await verzoek.api.stuur("PUT", pad, invoer, koppen=koppen)
    except ApiFout as fout:
        fouten = [
            {**een, "pad": next((uit for lid, uit in velden.items() if pad.startswith(lid)), pad)}
            for een in fout.fouten
            for pad in [str(een.get("pad", ""))]
        ]
        raise ApiFout(fout.status, {**fout.probleem, "fouten": fouten}) from None


def kenmerk_van(sleutel: str, wat: str) -> str:
    """The same form gives the same identifier: twice a click is one meeting."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{sleutel}/{wat}"))


MENU = Menupunt("Overleg", "/overleg", "verslagen.lezen")
_PLAN = "/groepen/{groep:uuid}/overleg"
SCHERMEN = (
    Scherm("agenda", "GET", "/overleg", toon_agenda, "verslagen.lezen", 2),
    Scherm("kies-groep", "POST", "/overleg", kies_groep, "overleggen", 0),
    Scherm("plannen", "GET", _PLAN, toon_plannen, "overleggen", 3),
    Scherm("plan", "POST", _PLAN, plan, "overleggen", 8),
)
