"""S3 and S8: one group on one page, and the names of who belongs to it when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from shared.portaal.beeld.kring import Lid, teken_kring
from shared.portaal.formulier.gevenkeuzes import LEDEN_SCHRIJVEN
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.berichten import berichtregel
from shared.portaal.schermen.gegevens import vraagregel
from shared.portaal.schermen.tijdlijn import feitregel
from shared.portaal.schermen.wegen import stappad, wegwijzer
from shared.portaal.schermen.werklijst import bundel
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import hoofdletter, opsomming, schuilnummer
from shared.portaal.woorden import Woordenlijst

_FEITEN = 8
_BERICHTEN = 10
_NAMEN = "naam,leeftijd,sinds,bron"
_MAG = "mag"
_WEG = "iemand die hier niet staat"
"""A child that left, or whose data nobody uses now: his number is not read here."""
_GELUKT = {
    "erbij": "De persoon hoort nu bij deze groep.",
    "weg": "De persoon hoort niet meer bij deze groep.",
}
_OOK = (
    ("groepsleden.lezen", "leden", "/groepen/{}/leden"),
    ("raadplegen", "watmag", "/groepen/{}/wat-mag"),
    ("stukken.lezen", "stukken", "/stukken?groep={}&stand=geldt&paginagrootte=100"),
    ("raadplegen", "vragen", "/informatieverzoeken?groep={}&volgorde=nieuwste&paginagrootte=20"),
)


def lidregels(
    leden: Iterable[Mapping[str, Any]], begrippen: Woordenlijst, eigen: str | None
) -> list[dict[str, Any]]:
    """Who belongs to the group; without names the numbers they go by."""
    alle = list(leden)
    namen = {een["betrokkene"]: een.get("naam") for een in alle}
    regels = []
    for een in sorted(alle, key=lambda lid: (lid["categorie"], lid.get("naam") or "")):
        hoort = begrippen.kort("categorieen", str(een["categorie"]))
        if een["kind"] in namen:
            hoort += f" van {namen[een['kind']] or schuilnummer(een['kind'])}"
        elif een["kind"]:
            hoort += f" van {_WEG}"
        bronnen = [_bron(code, begrippen, eigen) for code in een.get("bronnen") or ()]
        regels.append(
            {
                "lid": een["betrokkene"],
                "nummer": schuilnummer(een["betrokkene"]),
                "persoon": een["persoonId"],
                "naam": een.get("naam"),
                "hoort": hoort,
                "leeftijd": een.get("leeftijdsklasse"),
                "sinds": een.get("sinds"),
                "bron": opsomming(bronnen),
            }
        )
    return regels


def kring_van(
    leden: Iterable[Mapping[str, Any]], begrippen: Woordenlijst, eigen: str | None
) -> list[Lid]:
    """The same for the drawing: numbers only."""
    alle = list(leden)
    erbij = {een["betrokkene"] for een in alle}
    return [
        Lid(
            schuilnummer(een["betrokkene"]),
            tuple(_bron(code, begrippen, eigen) for code in een.get("bronnen") or ()),
            schuilnummer(een["kind"]) if een["kind"] in erbij else "",
            begrippen.kort("categorieen", str(een["categorie"])),
        )
        for een in alle
    ]


def _bron(code: str, begrippen: Woordenlijst, eigen: str | None) -> str:
    return "ons eigen bestand" if code == eigen else begrippen.partij(code)


def rechtskaart(watmag: Mapping[str, Any], begrippen: Woordenlijst) -> list[dict[str, Any]]:
    """What may go to whom now, as the service itself judges it: never worked out here."""
    return [_ontvangerkaart(een, begrippen) for een in watmag["ontvangers"]]


def _ontvangerkaart(ontvanger: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    mag: dict[str, None] = {}
    niet: dict[str, list[str]] = {}
    wetten: dict[str, None] = {}
    tot = []
    for een in ontvanger["gegevens"]:
        titel = een["titel"]
        if een["oordeel"] == _MAG:
            mag[titel] = None
            wetten |= dict.fromkeys(grond["wet"] for grond in een["gronden"] if grond["wet"])
            if een["bewaren"] and een["bewaren"]["uiterlijk"]:
                tot.append(een["bewaren"]["uiterlijk"])
        else:
            niet.setdefault(titel, [begrippen.in_woorden(een["zin"])])
    return {
        "titel": ontvanger["titel"],
        "mag": list(mag),
        "niet": [(titel, zinnen[0]) for titel, zinnen in niet.items() if titel not in mag],
        "wetten": list(wetten),
        "tot": min(tot, default=None),
    }


async def toon_groep(verzoek: Verzoek) -> Response:
    """Everything about a group without the name of anybody."""
    groep, api = verzoek.deel("groep"), verzoek.api
    begrippen = await verzoek.begrippen()
    delen = await api.samen(
        f"/groepen/{groep}",
        f"/werklijst?groep={groep}&paginagrootte=50",
        f"/groepen/{groep}/tijdlijn?zoom=hoofdlijnen&paginagrootte={_FEITEN}",
        f"/verstrekkingen?groep={groep}&volgorde=nieuwste&paginagrootte={_BERICHTEN}",
        *(pad.format(groep) for _, pad in _mag_ook(verzoek)),
    )
    toestand, werk, tijdlijn, berichten = delen[:4]
    ook = {naam: een for (naam, _), een in zip(_mag_ook(verzoek), delen[4:], strict=True)}
    leden = ook.get("leden", {"leden": [], "beperkt": None})
    watmag = ook.get("watmag", {"ontvangers": []})
    wijs = wegwijzer(verzoek.bediening.portaal, verzoek.sessie.mag, verzoek.handvat)
    stappen = [
        (int(code), rij["kort"]) for code, rij in begrippen.soorten.get("stappen", {}).items()
    ]
    return verzoek.toon(
        "groep.html",
        f"Groep {toestand['code']}",
        kruimels=[("Groepen", "/groepen")],
        kruimel=toestand["code"],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        toestand=begrippen.kort("groepsstatussen", toestand["status"]),
        stappen=stappen,
        stappad=stappad(verzoek.bediening.portaal, groep),
        werk=bundel(werk["werk"], begrippen, verzoek.vandaag, wijs)[:5],
        werktotaal=len(werk["werk"]),
        feiten=[feitregel(een, begrippen, wijs) for een in tijdlijn["feiten"]],
        leden=lidregels(leden["leden"], begrippen, verzoek.bediening.portaal.partij),
        beperkt=leden["beperkt"],
        mag_erbij=verzoek.sessie.mag(LEDEN_SCHRIJVEN) and not toestand["afgeslotenOp"],
        gelukt=_GELUKT.get(verzoek.vraag("lid"), ""),
        kaart=rechtskaart(watmag, begrippen),
        berichten=[berichtregel(een, begrippen) for een in berichten["verstrekkingen"]],
        stukken=groepsstukken(
            ook.get("stukken", {"stukken": []})["stukken"],
            begrippen,
            verzoek.bediening.portaal.partij,
        ),
        vragen=[
            vraagregel(een, begrippen)
            for een in ook.get("vragen", {"informatieverzoeken": []})["informatieverzoeken"]
        ],
    )


def groepsstukken(
    stukken: Iterable[Mapping[str, Any]], begrippen: Woordenlijst, eigen: str | None
) -> list[dict[str, Any]]:
    """What holds of what parties gave each other about the group, the newest first."""
    return [
        {
            "pad": f"/stukken/{een['id']}",
            "titel": hoofdletter(een["titel"]),
            "van": "ons" if een["van"] == eigen else begrippen.partij(een["van"]),
            "op": een["op"],
            "nieuw": een["van"] != eigen and een["gelezenOp"] is None,
        }
        for een in sorted(stukken, key=lambda stuk: str(stuk["op"]), reverse=True)
    ]


def _mag_ook(verzoek: Verzoek) -> list[tuple[str, str]]:
    """What this function may not read is not asked."""
    return [(naam, pad) for recht, naam, pad in _OOK if verzoek.sessie.mag(recht)]


async def toon_namen(verzoek: Verzoek) -> Response:
    """After "Toon de namen": one reading of everybody on this page, which the service logs."""
    groep = verzoek.deel("groep")
    begrippen = await verzoek.begrippen()
    toestand, leden = await verzoek.api.samen(
        f"/groepen/{groep}", f"/groepen/{groep}/leden?met={_NAMEN}"
    )
    eigen = verzoek.bediening.portaal.partij
    kring = teken_kring("Wie hoort erbij", kring_van(leden["leden"], begrippen, eigen))
    return verzoek.toon(
        "leden.html",
        "Wie hoort erbij",
        kruimels=[("Groepen", "/groepen"), (toestand["code"], f"/groepen/{groep}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        leden=[
            {
                **een,
                "pad": f"/personen/{verzoek.handvat(een['persoon'])}",
                "lid": verzoek.handvat(een["lid"]),
            }
            for een in lidregels(leden["leden"], begrippen, eigen)
        ],
        kring=Markup(kring),  # noqa: S704 - escaped in the drawing
        beperkt=leden["beperkt"],
        mag_eruit=verzoek.sessie.mag(LEDEN_SCHRIJVEN) and not toestand["afgeslotenOp"],
    )


SCHERMEN = (
    Scherm("groep", "GET", "/groepen/{groep:uuid}", toon_groep, "raadplegen", 1),
    Scherm("namen", "POST", "/groepen/{groep:uuid}/leden", toon_namen, "groepsleden.lezen", 1),
)
