"""Whether something was said: told afterwards, by whoever was there. About whom is not here.

Also of what lapsed because the meeting was called off: who said it all the same tells that, and
then it is an incident.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.handelingen import te_doen, voer_uit
from shared.portaal.vraagbladen.rijen import Ding, Handeling
from shared.portaal.vraagbladen.velden import KEUZES, MOMENT, Fouten, Invulveld
from shared.portaal.weergave import opsomming
from shared.portaal.woorden import Woordenlijst

_HOORT = "overleggen"
_OPEN, _GEZEGD, _NIET = ("open", "te_bevestigen"), "bevestigd", "niet_gezegd"
_PAD, _UITINGEN = "/uitingen/{uiting:uuid}", "/uitingen"


def _velden(uiting: Ding, keuzes: Ding) -> Sequence[Invulveld]:
    berichten = [(een["id"], keuzes["partij"](een["ontvanger"])) for een in uiting["berichten"]]
    begin = "|".join(id_ for id_, _ in berichten)
    return (
        Invulveld("gezegdOp", "Wanneer is het gezegd?", MOMENT),
        Invulveld("berichten", "Wie hoorde het?", KEUZES, keuzes=berichten, begin=begin),
    )


def _mag(uiting: Ding, _: str, __: Ding) -> bool:
    return bool(uiting["stand"] in _OPEN and uiting["magGezegd"])


def _mag_niet(uiting: Ding, _: str, __: Ding) -> bool:
    return bool(uiting["stand"] != _GEZEGD and not uiting["magGezegd"])


def _loopt(uiting: Ding, _: str, __: Ding) -> bool:
    return bool(uiting["stand"] in _OPEN)


HANDELINGEN = (
    Handeling(
        "wel", "Het is gezegd", "Leg vast dat het is gezegd", "/_bevestig", _HOORT, _velden,
        _mag, uitleg="Wie het hoorde, krijgt daarna de inhoud.",
    ),
    Handeling(
        "niet", "Het is niet gezegd", "Leg vast dat het niet is gezegd", "/_nietgezegd", _HOORT,
        kan=_loopt, uitleg="Is er niets van gezegd, dan krijgt niemand het. Hier gaat het weg.",
        gevaar=True,
    ),
    Handeling(
        "toch", "Het is toch gezegd", "Leg vast dat het toch is gezegd", "/_bevestig", _HOORT,
        _velden, _mag_niet, gevaar=True,
        uitleg="Het mocht niet worden gezegd. Vertel het toch: het is een incident. Er staat "
        "daarna een melding klaar.",
    ),
)  # fmt: skip


def zin_van(uiting: Mapping[str, Any], begrippen: Woordenlijst) -> tuple[str, str]:
    """What is the matter with it, and how that looks."""
    aan = opsomming([begrippen.partij(een["ontvanger"]) for een in uiting["berichten"]])
    if uiting["stand"] == _GEZEGD:
        if uiting["zonderToestemming"]:
            return f"Het is gezegd aan {aan}, terwijl het niet mocht.", "fout"
        return f"Het is gezegd aan {aan}, en staat in het log.", "goed"
    if uiting["stand"] == _NIET:
        if uiting["gezegdDoor"] is None and uiting["overleg"]:
            zin = "Het overleg is afgelast, en wat u wilde zeggen is vervallen. Niemand kreeg het."
            return zin, "let-op"
        return "Het is niet gezegd. Niemand kreeg het, en hier is het weg.", ""
    if uiting["magGezegd"]:
        return f"Dit mocht worden gezegd aan {aan}. Vertel of dat is gedaan.", "let-op"
    wacht = opsomming([begrippen.partij(een) for een in uiting["wachtOp"]])
    zin = f"Wij wachten nog op {wacht}." if wacht else "Dit mag nu niet worden gezegd."
    return begrippen.in_woorden(uiting["waarschuwing"] or zin), "fout"


async def toon_gezegd(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """What was asked, how it stands, and what can be told of it now."""
    begrippen = await verzoek.begrippen()
    id_ = verzoek.deel("uiting")
    uiting = await verzoek.api.haal(f"{_UITINGEN}/{id_}")
    zin, kleur = zin_van(uiting, begrippen)
    return verzoek.toon(
        "overleg/gezegd.html",
        "Is het gezegd",
        422 if fouten else 200,
        kruimels=[("Overleg", "/overleg")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        uiting=uiting,
        zin=zin,
        kleur=kleur,
        berichten=[
            (een["id"], begrippen.partij(een["ontvanger"])) for een in uiting["berichten"]
        ],
        doen=te_doen(
            verzoek, HANDELINGEN, uiting, {"partij": begrippen.partij},
            f"{_UITINGEN}/{id_}/vertellen", fouten=fouten, welk=welk,
        ),
        fouten=fouten,
    )  # fmt: skip


async def vertel(verzoek: Verzoek) -> Response:
    """Tell one of these."""
    begrippen = await verzoek.begrippen()
    hier = f"{_UITINGEN}/{verzoek.deel('uiting')}"
    uiting = await verzoek.api.haal(hier)
    return await voer_uit(
        verzoek, HANDELINGEN, verzoek.deel("wat"), uiting, {"partij": begrippen.partij}, hier, hier,
        toon_gezegd,
    )  # fmt: skip


SCHERMEN = (
    Scherm("is-gezegd", "GET", _PAD, toon_gezegd, _HOORT, 1),
    Scherm("vertel-gezegd", "POST", f"{_PAD}/vertellen/{{wat}}", vertel, _HOORT, 3),
)
