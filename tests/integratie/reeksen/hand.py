"""Met de hand gemaakte berichten: getekend met de eigen sleutel, buiten de eigen dienst om.

De kop en de inhoud gaan precies zo de deur uit als zij zijn bedacht: commitments, versleuteling en
handtekening kloppen, en niemand heeft er aan deze kant naar gekeken.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import httpx

from shared.bericht.inhoud import Inhoud, InhoudOnderdeel, Stuk, platte_tekst, stel_inhoud_op
from shared.bericht.sleutels.versleuteling import versleutel
from shared.bericht.vergelijking import gebonden_leden
from shared.convenant.regels.laden import standaard_convenant
from tests.hulp.koppen import kop_met_inhoud
from tests.integratie.reeksen.ontwerp import Ontwerp
from tests.integratie.reeksen.zaak import Verstuurd, Zaak
from tests.tweedelezing.maker_basis import Obj, kans

REGELS = standaard_convenant()
ZONDER_INHOUD = ("intrekking", "vernietigingsbericht")
MONDELING = ("overleg", "telefoon")
MET_DE_HAND = "met de hand"
BESLIST = (201, 400, 403, 409)


def inhoud_van(ontwerp: Ontwerp) -> Inhoud | None:
    """Wat er verzegeld mee gaat; niets bij een soort die geen inhoud heeft."""
    if ontwerp.kop["soort"] in ZONDER_INHOUD:
        return None
    delen = [
        InhoudOnderdeel(deel["betrokkene"], deel["gegevenssoort"], gegevens)
        for deel, gegevens in zip(ontwerp.delen, ontwerp.gegevens, strict=False)
    ]
    stuk = None if ontwerp.stuk is None else Stuk(ontwerp.kop["stuk"], 1, ontwerp.stuk)
    motivering = "Nodig voor het plein." if ontwerp.kop["afweging"] else None
    return stel_inhoud_op(delen, motivering, stuk)


def stuur(zaak: Zaak, ontwerp: Ontwerp) -> Verstuurd:
    """Eén bericht; wat is gezegd wordt daarna bevestigd en geleverd."""
    (verstuurd,) = stuur_samen(zaak, [ontwerp])
    return verstuurd


def stuur_samen(zaak: Zaak, ontwerpen: list[Ontwerp]) -> list[Verstuurd]:
    """Berichten van één uiting: eerst voor iedereen getoetst, dan gezegd, dan geleverd."""
    uit = []
    for ontwerp in ontwerpen:
        inhoud = inhoud_van(ontwerp)
        kop = kop_met_inhoud(ontwerp.kop, inhoud, gebonden_leden(REGELS, ontwerp.kop["soort"]))
        stand = zaak.stand(kop["groep"], kop.get("overleg"))
        verstuurd = Verstuurd(kop, ontwerp.gegevens, stand, MET_DE_HAND)
        zaak.verstuurd.append(verstuurd)
        _bied_aan(zaak, verstuurd, inhoud)
        uit.append((verstuurd, inhoud))
    gezegd = [(v, i) for v, i in uit if v.toegestaan and v.kop["kanaal"] in MONDELING]
    if gezegd:
        _zeg(zaak, gezegd)
    return [verstuurd for verstuurd, _ in uit]


def _bied_aan(zaak: Zaak, verstuurd: Verstuurd, inhoud: Inhoud | None) -> None:
    kop, mondeling = verstuurd.kop, verstuurd.kop["kanaal"] in MONDELING
    jwe = None if inhoud is None or mondeling else _verzegel(zaak, kop, inhoud)
    body = json.dumps({"kop": kop, "inhoud": jwe}, ensure_ascii=False).encode()
    antwoord = zaak.stelsel.dien_in(
        kop["afzender"], "POST", "/v1/berichten", body, [("Fsc-Transaction-Id", kop["id"])]
    )
    assert antwoord.status_code in BESLIST, f"{antwoord.status_code} {antwoord.text}\n{kop}"
    verstuurd.status = antwoord.status_code
    verstuurd.toegestaan = antwoord.status_code == 201
    ontvangen, verstuurd.waarom = _uitkomst(antwoord)
    verstuurd.aanvaard = ontvangen and not mondeling


def _verzegel(zaak: Zaak, kop: Obj, inhoud: Inhoud) -> str:
    certificaat = zaak.stelsel.versleutelcertificaat(kop["ontvanger"])
    return versleutel(platte_tekst(kop, inhoud), certificaat)


def _zeg(zaak: Zaak, berichten: list[tuple[Verstuurd, Inhoud | None]]) -> None:
    """Bevestigt dat het is gezegd, en levert daarna de inhoud."""
    kop, rng = berichten[0][0].kop, zaak.rng
    afzender, uiting = kop["afzender"], kop["uiting"]
    if kans(rng, 0.1):
        # Wie wacht tot de toestemming voorbij is.
        zaak.stelsel.klok.vooruit(**rng.choice(({"hours": 2}, {"days": 1}, {"days": 8})))
    if kop["overleg"] in zaak.overleggen and kans(rng, 0.95):
        # Wie ook voor het begin al vertelt dat het is gezegd.
        zaak.stelsel.klok.vooruit(minutes=5)
    nu = zaak.stelsel.klok().strftime("%Y-%m-%dT%H:%M:%SZ")
    document = {
        "uiting": uiting,
        "gezegdOp": nu,
        "medewerker": kop["medewerker"],
        "berichten": [verstuurd.id for verstuurd, _ in berichten],
    }
    mocht = False
    if kans(rng, 0.92):
        bevestigd = zaak.stelsel.dien_in(
            afzender, "POST", f"/v1/uitingen/{uiting}/_bevestig", json.dumps(document).encode()
        )
        assert bevestigd.status_code in BESLIST, bevestigd.text
        mocht = bevestigd.json().get("zonderToestemming") is False
    for verstuurd, inhoud in berichten:
        verstuurd.gezegd = mocht
        if inhoud is None:
            continue
        # Nu en dan andere woorden dan waarvoor toestemming was.
        anders = replace(inhoud, onderdelen=inhoud.over[:1] * len(inhoud.over))
        jwe = _verzegel(zaak, verstuurd.kop, anders if kans(rng, 0.05) else inhoud)
        body = json.dumps({"id": verstuurd.id, "inhoud": jwe}).encode()
        antwoord = zaak.stelsel.dien_in(
            afzender, "PUT", f"/v1/berichten/{verstuurd.id}/inhoud", body
        )
        assert antwoord.status_code in BESLIST, antwoord.text
        verstuurd.aanvaard, geleverd = _uitkomst(antwoord)
        verstuurd.waarom += f" geleverd: {geleverd}"


def _uitkomst(antwoord: httpx.Response) -> tuple[bool, str]:
    """Of de ontvanger het innam, en zo nee waarom niet."""
    document: dict[str, Any] = antwoord.json()
    if antwoord.status_code == 201:
        ontvangst = json.loads(document["ontvangst"]["inhoud"])
        return ontvangst["status"] == "aanvaard", str(ontvangst["reden"])
    if antwoord.status_code == 403:
        redenen = document.get("redenen", [])
        return False, ", ".join(sorted(f"{een['poort']} {een['code']}" for een in redenen))
    fouten = [f"{een['pad']} {een['melding']}" for een in document.get("fouten", [])]
    return False, f"{document.get('detail')} {fouten}"
