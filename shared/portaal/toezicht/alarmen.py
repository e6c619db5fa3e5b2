"""T3: what stood out, what to do about it, and who took it up; settled with a reason."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.portaal import Scherm
from shared.portaal.toezicht.bladen import CONTROLEREN
from shared.portaal.toezicht.rijen import ALARMSTANDEN, alarmregel
from shared.portaal.verzoek import NietGevonden, Verzoek


async def toon_alarmen(verzoek: Verzoek) -> Response:
    """What stood out: what is new first."""
    begrippen = await verzoek.begrippen()
    antwoord = await verzoek.api.haal("/alarmen", paginagrootte=100)
    alarmen = [alarmregel(een, begrippen) for een in antwoord["alarmen"]]
    alarmen.sort(key=lambda een: ALARMSTANDEN.index(een["status"]))
    return verzoek.toon("alarmen.html", "Alarmen", alarmen=alarmen, meer=bool(antwoord["volgende"]))


async def toon_alarm(verzoek: Verzoek, fout: str = "", status: int = 200) -> Response:
    """One alarm, its leaves, and what can be done with it."""
    begrippen = await verzoek.begrippen()
    alarm, merk = await verzoek.api.haal_met_merk(f"/alarmen/{verzoek.deel('alarm')}")
    uitkomsten = begrippen.soorten.get("alarmuitkomsten", {})
    return verzoek.toon(
        "toezicht/alarm.html",
        "Alarm",
        422 if fout and status == 200 else status,
        kruimels=[("Alarmen", "/alarmen")],
        alarm=alarmregel(alarm, begrippen),
        van_mij=bool(alarm["eigenaar"]) and alarm["eigenaar"] == verzoek.sessie.autorisatie,
        merk=merk,
        uitkomsten=[(code, str(rij["kort"])) for code, rij in uitkomsten.items()],
        fout=fout,
        tekst=verzoek.veld("tekst"),
        gekozen=verzoek.veld("uitkomst"),
    )


async def behandel(verzoek: Verzoek) -> Response:
    """Take it up, say what it was, or open it again; on what one read."""
    wat, tekst = verzoek.veld("wat"), verzoek.veld("tekst")
    inhoud: dict[str, Any] = {}
    if wat == "_afhandelen":
        if not verzoek.veld("uitkomst") or not tekst:
            return await toon_alarm(verzoek, "Kies wat het was, en schrijf op waarom u dat vindt.")
        inhoud = {"uitkomst": verzoek.veld("uitkomst"), "toelichting": tekst}
    elif wat == "_heropen":
        if not tekst:
            return await toon_alarm(verzoek, "Schrijf op waarom het weer open moet.")
        inhoud = {"reden": tekst}
    elif wat != "_overnemen":
        raise NietGevonden
    pad = f"/alarmen/{verzoek.deel('alarm')}"
    try:
        koppen = {"if-match": verzoek.veld("merk")}
        await verzoek.api.stuur("POST", f"{pad}/{wat}", inhoud, koppen=koppen)
    except ApiFout as weigering:
        zinnen = [een.get("melding", "") for een in weigering.fouten] or [weigering.zin]
        if weigering.status in (409, 412):
            zinnen = ["Intussen deed een ander iets met dit alarm. Kijk hoe het er nu voor staat."]
        elif weigering.status != 400:
            raise
        return await toon_alarm(verzoek, " ".join(zinnen), weigering.status)
    return verzoek.naar(pad)


SCHERMEN = (
    Scherm("alarmen", "GET", "/alarmen", toon_alarmen, CONTROLEREN, 1),
    Scherm("alarm", "GET", "/alarmen/{alarm:uuid}", toon_alarm, CONTROLEREN, 1),
    Scherm("behandel-alarm", "POST", "/alarmen/{alarm:uuid}", behandel, CONTROLEREN, 2),
)
