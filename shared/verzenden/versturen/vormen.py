"""Shapes and examples of the answers about sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import Field

from shared.partij.web import voorbeelden
from shared.partij.web.voorbeelden import VOORBEELD_BERICHT
from shared.partij.web.vormen import Uitvoermodel
from shared.verzenden.samenstellen.samenstelling import Deel, Samenstelling
from shared.verzenden.tabellen import UitgaandRij
from shared.verzenden.uitbak.zending import Geopend
from shared.verzenden.versturen.voorbeeld import Voorbeeld

VOORBEELD_GROEP = "0193aaaa-0000-7000-8000-000000000001"
_MOMENT = "2026-11-23T12:00:00Z"
_PERSOON = "0193aaaa-0000-7000-8000-0000000000a1"
_BETROKKENE = "5f0c9d1e-3f55-4b3e-9a53-0c8f4f2b7a10"

VOORBEELD_OPDRACHT: dict[str, Any] = {
    "ontvanger": voorbeelden.ONTVANGER,
    "ontvangendeMedewerker": "0193aaaa-0000-7000-8000-000000000012",
    "groep": VOORBEELD_GROEP,
    "stap": 2,
    "doel": voorbeelden.DOEL,
    "inReactieOp": "0193aaaa-0000-7000-8000-000000000002",
    "afweging": {
        "noodzaak": True,
        "proportionaliteit": True,
        "subsidiariteit": True,
        "motivering": "Nodig om de groep in beeld te brengen.",
    },
    "onderdelen": [
        {
            "persoon": _PERSOON,
            "gegevenssoort": voorbeelden.GEGEVENSSOORT,
            "grondslag": voorbeelden.GRONDSLAG,
        }
    ],
}
VOORBEELD_KOP: dict[str, Any] = {
    "versie": "2",
    "id": VOORBEELD_BERICHT,
    "tijdstip": _MOMENT,
    "convenant": "rotterdam-groepsaanpak-2019",
    "soort": voorbeelden.SOORT,
    "afzender": voorbeelden.AFZENDER,
    "ontvanger": voorbeelden.ONTVANGER,
    "medewerker": "0193aaaa-0000-7000-8000-000000000011",
    "ontvangendeMedewerker": "0193aaaa-0000-7000-8000-000000000012",
    "groep": VOORBEELD_GROEP,
    "stap": 2,
    "doel": voorbeelden.DOEL,
    "kanaal": voorbeelden.KANAAL,
    "overleg": None,
    "uiting": None,
    "stuk": None,
    "onderdelen": [],
    "afweging": None,
    "inReactieOp": None,
    "inhoudCommitment": None,
    "vernietigd": None,
}
VOORBEELD_BESLUIT: dict[str, Any] = {
    "besluit": "toegestaan",
    "redenen": [],
    "grondslagen": [
        {
            "onderdeel": 0,
            "grondslag": voorbeelden.GRONDSLAG,
            "convenant": voorbeelden.CONVENANT,
            "wet": voorbeelden.WET,
            "interpretatie": voorbeelden.INTERPRETATIE,
        }
    ],
    "plichten": [{"code": "LOGGEN", "uiterlijk": None}],
}
VOORBEELD_STAND: dict[str, Any] = {
    "id": VOORBEELD_BERICHT,
    "soort": voorbeelden.SOORT,
    "ontvanger": voorbeelden.ONTVANGER,
    "groep": VOORBEELD_GROEP,
    "medewerker": "0193aaaa-0000-7000-8000-000000000011",
    "inReactieOp": None,
    "uiting": None,
    "opnieuwVan": None,
    "status": "afgeleverd",
    "pogingen": 1,
    "volgendePoging": None,
    "laatsteFout": None,
    "besluit": VOORBEELD_BESLUIT,
    "bladnummer": 41,
    "ontvangst": {"inhoud": '{"status": "aanvaard"}', "handtekening": "eyJhbGciOiJQUzI1NiJ9..c2ln"},
    "gemaaktOp": _MOMENT,
    "bijgewerktOp": _MOMENT,
}
VOORBEELD_VOLGT: dict[str, Any] = {
    **VOORBEELD_STAND,
    "intrekkenMet": voorbeelden.INTREKKINGSSOORT,
    "intrekkingen": [],
}
VOORBEELD_INHOUD: dict[str, Any] = {
    "kop": VOORBEELD_KOP,
    "onderdelen": [
        {
            "volgnummer": 0,
            "persoon": _PERSOON,
            "deelnemer": None,
            "betrokkene": _BETROKKENE,
            "gegevenssoort": voorbeelden.GEGEVENSSOORT,
            "gegeven": None,
            "gegevens": {"geboortedatum": "2010-02-03"},
        }
    ],
    "motivering": "Nodig om de groep in beeld te brengen.",
    "stuk": None,
}
VOORBEELD_VOORBEELD: dict[str, Any] = {
    **VOORBEELD_INHOUD,
    "magWeg": True,
    "besluit": VOORBEELD_BESLUIT,
    "toestand": {"nu": _MOMENT},
}


class OnderdeelUit(Uitvoermodel):
    """One onderdeel in clear, for the own official."""

    volgnummer: int
    persoon: str | None
    deelnemer: str | None = Field(description="Een eigen medewerker, bij contactgegevens.")
    betrokkene: str = Field(description="Het pseudoniem in deze groep.")
    gegevenssoort: str
    gegeven: str | None
    gegevens: dict[str, Any] = Field(description="Precies wat de ontvanger krijgt.")


class InhoudUit(Uitvoermodel):
    """A message in clear."""

    kop: dict[str, Any] = Field(description="De kop zoals de gateway die ziet.")
    onderdelen: list[OnderdeelUit]
    motivering: str | None
    stuk: dict[str, Any] | None = Field(
        description="Waar een bericht zonder personen over gaat: soort, versie en gegevens."
    )


class VoorbeeldUit(InhoudUit):
    """What would leave, and the decision about it at this moment."""

    mag_weg: bool = Field(description="Of alle poorten open staan.")
    besluit: dict[str, Any] = Field(description="Alle redenen, grondslagen en plichten.")
    toestand: dict[str, Any] = Field(description="Waarop getoetst is.")


class OntvangstUit(Uitvoermodel):
    """The receiver's signed receipt."""

    inhoud: str = Field(description="De letterlijke tekst die de ontvanger ondertekende.")
    handtekening: str


class VerzendingUit(Uitvoermodel):
    """Where a message stands."""

    id: str
    soort: str
    ontvanger: str
    groep: str | None
    medewerker: str | None
    in_reactie_op: str | None
    uiting: str | None = Field(description="Wat in één keer wordt gezegd, als dit wordt gezegd.")
    opnieuw_van: str | None = Field(
        description="Het bericht dat niet aankwam en waarvoor dit opnieuw is samengesteld."
    )
    status: str = Field(
        description="wachtend, onderweg, bewijs_onvoldoende, afgeleverd, geweigerd of dood; van "
        "wat men zegt ook aangekondigd (de inhoud volgt na het zeggen) en vervallen (niet gezegd)."
    )
    pogingen: int
    volgende_poging: datetime | None
    laatste_fout: str | None
    besluit: dict[str, Any] | None
    bladnummer: int | None = Field(description="Waar het besluit in het logboek staat.")
    ontvangst: OntvangstUit | None
    gemaakt_op: datetime
    bijgewerkt_op: datetime


class IntrekkingUit(Uitvoermodel):
    """One message that took it back, or part of it."""

    bericht: str
    status: str = Field(description="De stand in de uitbak.")
    plaatsen: list[int] = Field(description="Wat is teruggenomen; leeg: het hele bericht.")
    gemaakt_op: datetime


class VerzendingMetVervolgUit(VerzendingUit):
    """Where a message stands, and what was taken back of it since."""

    intrekken_met: str | None = Field(
        description="De berichtsoort waarmee u het terugneemt; leeg: dat kan niet (meer)."
    )
    intrekkingen: list[IntrekkingUit] = Field(description="Wat ervan is teruggenomen.")


class VerzendingenUit(Uitvoermodel):
    """A page of messages."""

    verstrekkingen: list[VerzendingUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


def verzending_uit(rij: UitgaandRij) -> VerzendingUit:
    """From row to answer; content stays sealed."""
    ontvangst = (rij.antwoord or {}).get("ontvangst")
    return VerzendingUit(
        id=rij.bericht_id,
        soort=rij.soort,
        ontvanger=rij.ontvanger,
        groep=rij.groep,
        medewerker=rij.medewerker,
        in_reactie_op=rij.in_reactie_op,
        uiting=rij.uiting,
        opnieuw_van=rij.opnieuw_van,
        status=rij.status,
        pogingen=rij.pogingen,
        volgende_poging=rij.volgende_poging,
        laatste_fout=rij.laatste_fout,
        besluit=rij.besluit,
        bladnummer=rij.bladnummer,
        ontvangst=None if ontvangst is None else OntvangstUit.model_validate(ontvangst),
        gemaakt_op=rij.gemaakt_op,
        bijgewerkt_op=rij.bijgewerkt_op,
    )


def verzending_met_vervolg_uit(
    rij: UitgaandRij, intrekkingen: Sequence[UitgaandRij], soort: str | None
) -> VerzendingMetVervolgUit:
    """The same with what came after. ``soort``: the kind that takes it back."""
    terug = [
        IntrekkingUit(
            bericht=een.bericht_id,
            status=een.status,
            plaatsen=[deel["vervangt"] for deel in een.kop["onderdelen"]],
            gemaakt_op=een.gemaakt_op,
        )
        for een in intrekkingen
    ]
    alles = any(not een.plaatsen for een in terug)
    return VerzendingMetVervolgUit(
        **verzending_uit(rij).model_dump(),
        intrekken_met=None if alles else soort,
        intrekkingen=terug,
    )


def voorbeeld_uit(voorbeeld: Voorbeeld) -> VoorbeeldUit:
    """From what was composed to what is shown."""
    return VoorbeeldUit(
        **inhoud_uit(_als_geopend(voorbeeld.samenstelling)).model_dump(),
        mag_weg=voorbeeld.mag_weg,
        besluit=dict(voorbeeld.besluit),
        toestand=dict(voorbeeld.toestand),
    )


def _als_geopend(samenstelling: Samenstelling) -> Geopend:
    s = samenstelling
    return Geopend(s.kop.als_json(), s.delen, s.motivering, s.stuk)


def inhoud_uit(bericht: Geopend) -> InhoudUit:
    """A message in clear, part by part."""
    delen = zip(bericht.kop["onderdelen"], bericht.delen, strict=False)
    return InhoudUit(
        kop=dict(bericht.kop),
        onderdelen=[_onderdeel_uit(nummer, *paar) for nummer, paar in enumerate(delen)],
        motivering=bericht.motivering,
        stuk=None if bericht.stuk is None else bericht.stuk.als_dict(),
    )


def _onderdeel_uit(nummer: int, kopdeel: Mapping[str, Any], deel: Deel) -> OnderdeelUit:
    # Of a participant whom it is about and whom the kop names are the same authorisation.
    is_deelnemer = kopdeel["betrokkene"] == deel.persoon_id
    return OnderdeelUit(
        volgnummer=nummer,
        persoon=None if is_deelnemer else deel.persoon_id,
        deelnemer=deel.persoon_id if is_deelnemer else None,
        betrokkene=deel.betrokkene,
        gegevenssoort=deel.gegevenssoort,
        gegeven=deel.gegeven_id,
        gegevens=dict(deel.gegevens),
    )
