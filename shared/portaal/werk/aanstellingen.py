"""Who may look over all parties: appointed by every party together, ended by any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from starlette.responses import Response

from shared.portaal.formulier.gevenkeuzes import ontvangers
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.handelingen import te_doen, voer_uit
from shared.portaal.vraagbladen.rijen import Ding, Handeling
from shared.portaal.vraagbladen.velden import DAG, KEUZE, LIJST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in, toon_vraagblad
from shared.portaal.weergave import hoofdletter, opsomming
from shared.portaal.woorden import Woordenlijst, eigen_woord

HIER = "/aanstellingen"
_LEZEN, _TEKENEN = "raadplegen", "ondertekenen"
_KIJKT = "controleren"
_KLEUREN = {"geldig": "goed", "open": "let-op"}
_VOORBIJ = ("beeindigd", "vervangen")


def aanstellingsregel(een: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """One version in words: who, for what, how long, and who still has to sign."""
    document = een["aanstelling"]
    wie = begrippen.kort("functies", een["functie"]) if een["functie"] else "iemand"
    bij = f" bij {begrippen.partij(een['partij'])}" if een["partij"] else ""
    return {
        "pad": f"{HIER}/{document['id']}",
        "wie": hoofdletter(f"{wie}{bij}"),
        "opdracht": een["opdracht"],
        "van": document["van"],
        "tot": document["tot"],
        "versie": document["versie"],
        "stand": eigen_woord("aanstellingsstand", een["stand"]),
        "kleur": _KLEUREN.get(een["stand"], ""),
        "getekend": opsomming([begrippen.partij(code) for code in een["getekendDoor"]]),
        "wacht_op": opsomming([begrippen.partij(code) for code in een["wachtOp"]]),
        "door": begrippen.partij(een["voorgelegdDoor"]),
        "op": een["voorgelegdOp"],
        "blad": een["bladnummer"],
        "beeindigd": begrippen.partij(een["beeindigdDoor"]) if een["beeindigdDoor"] else "",
        "beeindigd_op": een["beeindigdOp"],
    }


async def toon_aanstellingen(verzoek: Verzoek) -> Response:
    """Every appointment, what waits for a signature first."""
    begrippen = await verzoek.begrippen()
    lijst = await verzoek.api.haal(HIER)
    volgorde = sorted(
        lijst["aanstellingen"], key=lambda een: (een["stand"] in _VOORBIJ, not een["wachtOp"])
    )
    return verzoek.toon(
        "werk/aanstellingen.html",
        "Aanstellingen van auditors",
        kruimels=[("Ondertekenen", "/ondertekenen")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        aanstellingen=[aanstellingsregel(een, begrippen) for een in volgorde],
    )


def _wacht_op_ons(een: Ding, eigen: str, _: Ding) -> bool:
    return een["stand"] not in _VOORBIJ and eigen in een["wachtOp"]


HANDELINGEN = (
    Handeling(
        "teken", "Teken deze aanstelling", "Teken", "/_onderteken", _TEKENEN, kan=_wacht_op_ons,
        uitleg="U tekent voor precies wat hierboven staat. Zij geldt als elke partij heeft "
        "getekend.",
    ),
    Handeling(
        "beeindig", "Beëindig deze aanstelling", "Beëindig de aanstelling", "/_beeindig", _TEKENEN,
        kan=lambda een, *_: een["stand"] not in _VOORBIJ,
        uitleg="Beëindigt u de aanstelling, dan ziet de auditor meteen niets meer. Eén partij is "
        "genoeg.",
        gevaar=True,
    ),
)  # fmt: skip


async def toon_aanstelling(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """One appointment: what is signed, by whom, and its earlier versions."""
    begrippen = await verzoek.begrippen()
    *eerder, nu = (await verzoek.api.haal(f"{HIER}/{verzoek.deel('aanstelling')}"))["versies"]
    regel = aanstellingsregel(nu, begrippen)
    gelezen = {"teken": nu["digest"], "beeindig": str(nu["aanstelling"]["versie"])}
    doen = [
        replace(een, blad=replace(een.blad, verborgen={"gelezen": gelezen[een.blad.voor]}))
        for een in te_doen(verzoek, HANDELINGEN, nu, {}, regel["pad"], "", fouten, welk)
    ]
    return verzoek.toon(
        "werk/aanstelling.html",
        "Aanstelling van een auditor",
        422 if fouten else 200,
        kruimels=[("Ondertekenen", "/ondertekenen"), ("Aanstellingen van auditors", HIER)],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regel=regel,
        eerder=[aanstellingsregel(een, begrippen) for een in reversed(eerder)],
        fouten=fouten,
        te_doen=doen,
    )


async def handel(verzoek: Verzoek) -> Response:
    """Sign or end exactly what was read."""
    naam = verzoek.deel("handeling")
    gelezen = verzoek.veld("gelezen")
    versie = int(gelezen) if gelezen.isdecimal() else 1
    inhoud = {"digest": gelezen} if naam == "teken" else {"versie": versie}
    pad = f"{HIER}/{verzoek.deel('aanstelling')}"
    rijen = [replace(een, vorm=lambda _: inhoud) for een in HANDELINGEN]
    return await voer_uit(verzoek, rijen, naam, {}, {}, pad, pad, toon_aanstelling)


async def _velden(verzoek: Verzoek) -> tuple[Invulveld, ...]:
    begrippen = await verzoek.begrippen()
    lijst = await verzoek.api.haal("/collegas", paginagrootte=100)
    wie = [
        (id_, f"{hoofdletter(begrippen.partij(partij))}: {functie}")
        for partij in begrippen.soorten.get("partijen", {})
        for id_, functie in ontvangers(
            [een for een in lijst["collegas"] if een["partij"] == partij], begrippen, _KIJKT
        )
    ]
    opdrachten = [
        (code, str(rij["kort"]))
        for code, rij in begrippen.soorten.get("aanstellingsopdrachten", {}).items()
    ]
    return (
        Invulveld("autorisatie", "Wie stelt u aan?", LIJST, keuzes=wie),
        Invulveld("opdracht", "Waarvoor?", KEUZE, keuzes=opdrachten),
        Invulveld("van", "Vanaf welke dag?", DAG),
        Invulveld("tot", "Tot en met welke dag?", DAG),
    )


async def toon_nieuw(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """Lay an appointment before the other parties."""
    blad = Invulblad(
        await _velden(verzoek), "Teken, en leg voor aan de andere partijen", f"{HIER}/nieuw",
        verborgen={"id": verzoek.veld("id") or str(uuid4())},
    )  # fmt: skip
    return await toon_vraagblad(
        verzoek,
        "Stel een auditor aan",
        blad.met(verzoek.velden, fouten),
        uitleg="Een auditor ziet wat er tussen alle partijen is uitgewisseld. Daarom tekenen zij "
        "allemaal.",
        kruimels=[("Ondertekenen", "/ondertekenen"), ("Aanstellingen van auditors", HIER)],
        terug=HIER,
    )


async def leg_voor(verzoek: Verzoek) -> Response:
    """Sign it for us and lay it before the others; the same form again is the same appointment."""

    async def doe(inhoud: dict[str, Any]) -> str:
        gemaakt = await verzoek.api.stuur("POST", HIER, {**inhoud, "id": verzoek.veld("id")})
        return f"{HIER}/{gemaakt['aanstelling']['id']}"

    return await dien_in(verzoek, await _velden(verzoek), doe, toon_nieuw)


_EEN = f"{HIER}/{{aanstelling:uuid}}"
SCHERMEN = (
    Scherm("aanstellingen", "GET", HIER, toon_aanstellingen, _LEZEN, 1),
    Scherm("nieuwe-aanstelling", "GET", f"{HIER}/nieuw", toon_nieuw, _TEKENEN, 1),
    Scherm("leg-aanstelling-voor", "POST", f"{HIER}/nieuw", leg_voor, _TEKENEN, 3),
    Scherm("aanstelling", "GET", _EEN, toon_aanstelling, _LEZEN, 1),
    Scherm("doe-aanstelling", "POST", f"{_EEN}/{{handeling}}", handel, _TEKENEN, 2),
)
