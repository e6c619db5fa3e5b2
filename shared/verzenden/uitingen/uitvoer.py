"""From how an uiting stands to what is shown of it, with the examples of the API description."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from shared.partij.gatewayfouten import ToetsingWeigert
from shared.partij.web import voorbeelden
from shared.partij.web.voorbeelden import VOORBEELD_BERICHT
from shared.verzenden.tabellen import UitingRij, Uitingstand, Verzendstatus
from shared.verzenden.uitingen.vormen import (
    Berichtstand,
    ToehoorderUit,
    UitingberichtUit,
    UitingkortUit,
    Uitingoverzicht,
    UitingUit,
    Zegvoorbeeld,
    ZegvoorbeeldUit,
)
from shared.verzenden.versturen.vormen import VOORBEELD_BESLUIT, voorbeeld_uit
from shared.verzenden.versturen.vormen import VOORBEELD_OPDRACHT as _SCHRIFTELIJK
from shared.verzenden.versturen.vormen import VOORBEELD_VOORBEELD as _SCHRIFTELIJK_VOORBEELD

Titels = Callable[[str], str]
"""How a party is called in a sentence."""
_ZEG_DIT_NIET = "Zeg dit niet:"
_BIJ_WEIGERING = ("stand", "magGezegd", "zegNiet", "waarschuwing", "berichten")


def kort_uit(rij: UitingRij) -> UitingkortUit:
    """What was told of it, from the own file."""
    return UitingkortUit(
        id=rij.id,
        groep=rij.groep,
        kanaal=rij.kanaal,
        overleg=rij.overleg,
        stand=rij.stand,
        gezegd_op=rij.gezegd_op,
        gezegd_door=rij.gezegd_door,
        gezegd=rij.gezegd or [],
        zonder_toestemming=rij.zonder_toestemming,
        bladnummer=rij.bladnummer,
    )


def uiting_uit(overzicht: Uitingoverzicht, titel_van: Titels) -> UitingUit:
    """How it stands, with each message of it."""
    velden = {naam: waarde for naam, waarde in vars(overzicht).items() if naam != "berichten"}
    per_partij = {een.ontvanger: _zeg_niet(een) for een in overzicht.berichten}
    return UitingUit(
        **velden,
        zeg_niet=_samen(per_partij.values()),
        waarschuwing=_waarschuwing(per_partij, titel_van, aan_tafel=overzicht.overleg is not None),
        berichten=[
            UitingberichtUit(
                id=een.bericht_id,
                ontvanger=een.ontvanger,
                medewerker=een.medewerker,
                status=een.status,
                besluit=een.besluit.get("besluit"),
                redenen=list(een.besluit.get("redenen", [])),
                grondslagen=list(een.besluit.get("grondslagen", [])),
                fout=een.fout,
            )
            for een in overzicht.berichten
        ],
    )


def eis_toegestaan(overzicht: Uitingoverzicht, titel_van: Titels) -> None:
    """Raises ``ToetsingWeigert`` where somebody who would hear it may not.

    With the same details as of a message that was refused, and besides those how the uiting
    stands: it is kept and can be followed. What a receiver did not take in is no refusal here.
    """
    geweigerd = [een for een in overzicht.berichten if een.geweigerd]
    if overzicht.stand != Uitingstand.NIET_TOEGESTAAN or not geweigerd:
        return
    stand = uiting_uit(overzicht, titel_van).model_dump(mode="json", by_alias=True)
    redenen = [reden for een in geweigerd for reden in een.besluit["redenen"]]
    eerste = geweigerd[0]
    raise ToetsingWeigert(
        eerste.besluit,
        eerste.bladnummer,
        overzicht.id,
        {
            "redenen": [reden for plek, reden in enumerate(redenen) if reden not in redenen[:plek]],
            **{naam: stand[naam] for naam in _BIJ_WEIGERING},
        },
    )


def zegvoorbeeld_uit(
    gevonden: Sequence[Zegvoorbeeld], titel_van: Titels, *, aan_tafel: bool
) -> ZegvoorbeeldUit:
    """Whether it may be said, for everybody and for each."""
    toehoorders = [
        ToehoorderUit(
            partij=een.toehoorder.partij,
            medewerker=een.toehoorder.medewerker,
            mag=een.voorbeeld.mag_weg,
            zeg_niet=_uitleg(een.voorbeeld.besluit),
            voorbeeld=voorbeeld_uit(een.voorbeeld),
        )
        for een in gevonden
    ]
    return ZegvoorbeeldUit(
        mag_gezegd=all(een.mag for een in toehoorders),
        zeg_niet=_samen(een.zeg_niet for een in toehoorders),
        waarschuwing=_waarschuwing(
            {een.partij: een.zeg_niet for een in toehoorders}, titel_van, aan_tafel=aan_tafel
        ),
        toehoorders=toehoorders,
    )


def _waarschuwing(
    per_partij: Mapping[str, Sequence[str]], titel_van: Titels, *, aan_tafel: bool
) -> str | None:
    """In one sentence who may not hear it, and why; what would make it possible is in the reason.

    Where a reason says itself who sits there, it is that one: who may not hear it need not be who
    it would be said to.
    """
    zinnen = _samen(per_partij.values())
    if not zinnen:
        return None
    eigen = next((zin for zin in zinnen if zin.startswith(_ZEG_DIT_NIET)), None)
    if eigen is not None:
        return eigen
    wie = [titel_van(partij) for partij, redenen in per_partij.items() if redenen]
    waar = "aan tafel" if aan_tafel else "aan de lijn"
    zit, mag = ("zit", "mag") if len(wie) == 1 else ("zitten", "mogen")
    reden = zinnen[0][:1].lower() + zinnen[0][1:]
    return f"{_ZEG_DIT_NIET} {' en '.join(wie)} {zit} {waar} en {mag} het niet horen: {reden}"


def _zeg_niet(bericht: Berichtstand) -> list[str]:
    """The reasons of the toetsing; what went wrong otherwise, where it was not even that."""
    redenen = _uitleg(bericht.besluit)
    if redenen or bericht.status not in (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD):
        return redenen
    return [bericht.fout or "De ander nam het niet in."]


def _uitleg(besluit: Mapping[str, Any]) -> list[str]:
    return [str(reden["uitleg"]) for reden in besluit.get("redenen", [])]


def _samen(zinnen: Iterable[Sequence[str]]) -> list[str]:
    """Each sentence once, in the order in which they come."""
    return list(dict.fromkeys(zin for deel in zinnen for zin in deel))


_UITING = "0193aaaa-0000-7000-8000-000000000057"
_OVERLEG = "0193aaaa-0000-7000-8000-000000000056"
_SPREKER = "0193aaaa-0000-7000-8000-000000000011"
_MOMENT = "2026-11-23T12:00:00Z"
_DEEL = _SCHRIFTELIJK["onderdelen"][0]
VOORBEELD_OPDRACHT: dict[str, Any] = {
    "groep": _SCHRIFTELIJK["groep"],
    "overleg": _OVERLEG,
    "doel": voorbeelden.DOEL,
    "afweging": _SCHRIFTELIJK["afweging"],
    "onderdelen": [
        {
            "persoon": _DEEL["persoon"],
            "gegevenssoort": voorbeelden.GEGEVENSSOORT,
            "grondslagen": {voorbeelden.ONTVANGER: voorbeelden.GRONDSLAG},
        }
    ],
    "toehoorders": [{"partij": voorbeelden.ONTVANGER, "inReactieOp": _SCHRIFTELIJK["inReactieOp"]}],
}
VOORBEELD_BEVESTIGING: dict[str, Any] = {"gezegdOp": _MOMENT, "berichten": [VOORBEELD_BERICHT]}
VOORBEELD_KORT: dict[str, Any] = {
    "id": _UITING,
    "groep": _SCHRIFTELIJK["groep"],
    "kanaal": voorbeelden.MONDELING,
    "overleg": _OVERLEG,
    "stand": "open",
    "gezegdOp": None,
    "gezegdDoor": None,
    "gezegd": [],
    "zonderToestemming": None,
    "bladnummer": None,
}
VOORBEELD_STAND: dict[str, Any] = {
    **VOORBEELD_KORT,
    "magGezegd": True,
    "geldigTot": "2026-11-23T22:59:59Z",
    "wachtOp": [],
    "zegNiet": [],
    "waarschuwing": None,
    "berichten": [
        {
            "id": VOORBEELD_BERICHT,
            "ontvanger": voorbeelden.ONTVANGER,
            "medewerker": _SCHRIFTELIJK["ontvangendeMedewerker"],
            "status": "aangekondigd",
            "besluit": VOORBEELD_BESLUIT["besluit"],
            "redenen": [],
            "grondslagen": VOORBEELD_BESLUIT["grondslagen"],
            "fout": None,
        }
    ],
}
VOORBEELD_GEZEGD: dict[str, Any] = {
    **VOORBEELD_STAND, "stand": "bevestigd", "magGezegd": False, "geldigTot": None,
    "gezegdOp": _MOMENT, "gezegdDoor": _SPREKER, "gezegd": [VOORBEELD_BERICHT],
    "zonderToestemming": False, "bladnummer": 44,
}  # fmt: skip
VOORBEELD_VOORBEELD: dict[str, Any] = {
    "magGezegd": True,
    "zegNiet": [],
    "waarschuwing": None,
    "toehoorders": [
        {
            "partij": voorbeelden.ONTVANGER,
            "medewerker": _SCHRIFTELIJK["ontvangendeMedewerker"],
            "mag": True,
            "zegNiet": [],
            "voorbeeld": _SCHRIFTELIJK_VOORBEELD,
        }
    ],
}
