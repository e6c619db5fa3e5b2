"""Shapes and examples of the API of corrections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from shared.partij.web.vormen import Invoermodel, Kenmerk, Partijcode, Tekst, Uitvoermodel
from shared.verzenden.samenstellen.opdracht import Code
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.zaak.verbetering.begrippen import Fase, Kant, Verbeterstand
from shared.zaak.verbetering.opslag import antwoordt_weg
from shared.zaak.verbetering.tabellen import (
    VerbeteringBerichtRij,
    VerbeteringOntvangerRij,
    VerbeteringRij,
)

Foutcode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Lidnaam = Annotated[str, StringConstraints(pattern=r"^[a-z][A-Za-z0-9]{0,39}$")]

_MEDEWERKERS = "Per partij de autorisatie van wie het krijgt; leeg: wie het gegeven eerder kreeg."


class EigenGegeven(Invoermodel):
    """A record of this party's own."""

    groep: Kenmerk = Field(description="De groep waarin het is verstrekt.")
    persoon: Kenmerk = Field(description="De persoon in het eigen bestand.")
    gegevenssoort: Code = Field(description="De soort uit het convenant.")
    gegeven: Kenmerk | None = Field(
        default=None, description="Het eigen gegeven; weglaten als een persoon er één van heeft."
    )


class OntvangenGegeven(Invoermodel):
    """An item another party gave; that party hears it, and tells whoever else it gave it to."""

    gegeven: Kenmerk = Field(description="Het ontvangen gegeven.")


class Start(Invoermodel):
    """An item is wrong or incomplete: which one, and why."""

    aard: Foutcode = Field(description="Wat eraan mankeert: een code uit het convenant.")
    lid: Lidnaam | None = Field(
        default=None,
        description="Welk lid van het gegeven niet klopt; leeg: het hele gegeven.",
    )
    reden: Tekst = Field(
        description="Wat er niet klopt; verzegeld bewaard. Noem niemand: een tekst die iemand "
        "aanwijst, wordt geweigerd."
    )
    eigen: EigenGegeven | None = None
    ontvangen: OntvangenGegeven | None = None
    medewerkers: dict[Partijcode, Kenmerk] = Field(
        default_factory=dict, max_length=20, description=_MEDEWERKERS
    )

    @model_validator(mode="after")
    def _een_van_beide(self) -> Self:  # noqa: N804 - pydantic: after validation there is an instance
        if (self.eigen is None) == (self.ontvangen is None):
            raise ValueError("noem óf een eigen gegeven óf een ontvangen gegeven")
        return self


class Besluit(Invoermodel):
    """The source's judgement."""

    reden: Tekst = Field(description="Waarom; iedereen die het gegeven kreeg leest dit.")
    medewerkers: dict[Partijcode, Kenmerk] = Field(
        default_factory=dict, max_length=20, description=_MEDEWERKERS
    )


class Vertel(Invoermodel):
    """Tell who has not heard."""

    medewerkers: dict[Partijcode, Kenmerk] = Field(
        default_factory=dict, max_length=20, description=_MEDEWERKERS
    )


class VerbeterberichtUit(Uitvoermodel):
    """One message to one receiver."""

    bericht: str
    soort: str
    fase: str = Field(description="melding, onderzoek, bevestigd, afgewezen of ingetrokken.")
    verteld_op: datetime
    status: str = Field(description="De stand in de uitbak.")
    afgehandeld_op: datetime | None = Field(description="Wanneer het aankwam of werd geweigerd.")
    laatste_fout: str | None


class VerbeterontvangerUit(Uitvoermodel):
    """One receiver of the item."""

    partij: str
    origineel: str = Field(description="Het bericht waarmee het gegeven voor het eerst ging.")
    stand: str = Field(
        description="bevestigd (het laatste bericht is daar bewaard), onderweg, niet_aangekomen, "
        "niet_verteld, ingetrokken (daar teruggenomen) of vernietigd (daar niet meer)."
    )
    berichten: list[VerbeterberichtUit]


class VerbeteringUit(Uitvoermodel):
    """One correction without its texts."""

    id: str
    kant: str = Field(description="bron: het eigen gegeven; ontvanger: van een andere partij.")
    aard: str | None = Field(description="Een code uit het convenant, als dat bekend is.")
    stand: str = Field(
        description="open (het gegeven wordt niet gebruikt), bevestigd, afgewezen of ingetrokken."
    )
    lopend: bool = Field(description="Nog niet beslist, of nog niet iedereen heeft het bevestigd.")
    groep: str
    persoon: str
    gegevenssoort: str
    bron: str
    gegeven: str | None = Field(description="Het eigen of ontvangen gegeven.")
    nieuw_gegeven: str | None = Field(description="Het ontvangen gegeven dat ervoor kwam.")
    melding_van: str | None = Field(description="De partij die het meldde.")
    melding_bericht: str | None
    gestart_op: datetime
    gestart_door: str | None
    besloten_op: datetime | None
    besloten_door: str | None
    besluit_met: str | None = Field(description="Het bericht waarmee de bron besliste.")
    ontvangers: list[VerbeterontvangerUit]


class MeldingUit(Uitvoermodel):
    """What a receiver reported about an own record."""

    partij: str
    bericht: str
    ontvangen_op: datetime
    lid: str | None = Field(description="Welk lid niet klopt; leeg: het hele gegeven.")
    fout: str | None = Field(description="Wat eraan mankeert: een code uit het convenant.")
    reden: str | None


class VolledigeVerbeteringUit(VerbeteringUit):
    """One correction with its texts; reading them is recorded."""

    lid: str | None = Field(description="Welk lid niet klopt; leeg: het hele gegeven.")
    reden: str | None
    besluitreden: str | None
    meldingen: list[MeldingUit] = Field(description="Wat ontvangers meldden, bij de bron.")


class VerbeteringenUit(Uitvoermodel):
    """A page of corrections."""

    verbeteringen: list[VerbeteringUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")
    weggelaten: int = Field(description="Hoeveel er over soorten gaan die uw functie niet leest.")


_KLAAR = ("bevestigd", "ingetrokken", "vernietigd")
Berichten = Sequence[tuple[VerbeteringBerichtRij, UitgaandRij]]


def verbetering_uit(
    rij: VerbeteringRij, ontvangers: Sequence[VerbeteringOntvangerRij], berichten: Berichten
) -> VerbeteringUit:
    """From rows to answer: the chain from the item to everybody who was told."""
    wie = [
        _ontvanger_uit(
            rij,
            een,
            [
                (bericht, uitgaand)
                for bericht, uitgaand in berichten
                if (bericht.verbetering_id, bericht.partij, bericht.origineel, bericht.volgnummer)
                == (een.verbetering_id, een.partij, een.origineel, een.volgnummer)
            ],
        )
        for een in ontvangers
        if een.verbetering_id == rij.id
    ]
    weet = all(een.stand in _KLAAR for een in wie)
    return VerbeteringUit(
        id=rij.id,
        kant=rij.kant,
        aard=rij.aard,
        stand=rij.stand,
        lopend=rij.stand == Verbeterstand.OPEN or (rij.kant == Kant.BRON and not weet),
        groep=rij.groep,
        persoon=rij.persoon_id,
        gegevenssoort=rij.gegevenssoort,
        bron=rij.bron,
        gegeven=rij.gegeven_id,
        nieuw_gegeven=rij.nieuw_gegeven,
        melding_van=rij.melding_van,
        melding_bericht=rij.melding_bericht,
        gestart_op=rij.gestart_op,
        gestart_door=rij.gestart_door,
        besloten_op=rij.besloten_op,
        besloten_door=rij.besloten_door,
        besluit_met=rij.besluit_met,
        ontvangers=wie,
    )


def _ontvanger_uit(
    rij: VerbeteringRij, wie: VerbeteringOntvangerRij, berichten: Berichten
) -> VerbeterontvangerUit:
    return VerbeterontvangerUit(
        partij=wie.partij,
        origineel=wie.origineel,
        stand=_stand(rij, wie, berichten),
        berichten=[_bericht_uit(bericht, uitgaand) for bericht, uitgaand in berichten],
    )


def _stand(rij: VerbeteringRij, wie: VerbeteringOntvangerRij, berichten: Berichten) -> str:
    """Where one receiver stands, by the newest message of the phase that counts now."""
    if wie.vernietigd_met is not None or any(antwoordt_weg(uitgaand) for _, uitgaand in berichten):
        return "vernietigd"
    telt = [
        (bericht, uitgaand)
        for bericht, uitgaand in berichten
        if rij.kant == Kant.ONTVANGER
        or rij.stand == Verbeterstand.OPEN
        or bericht.fase in (rij.stand, Fase.INGETROKKEN)
    ]
    if not telt:
        return "niet_verteld"
    bericht, uitgaand = telt[-1]
    if uitgaand.status == Verzendstatus.AFGELEVERD:
        return "ingetrokken" if bericht.fase == Fase.INGETROKKEN else "bevestigd"
    vergeefs = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)
    return "niet_aangekomen" if uitgaand.status in vergeefs else "onderweg"


def _bericht_uit(bericht: VerbeteringBerichtRij, uitgaand: UitgaandRij) -> VerbeterberichtUit:
    rust = (Verzendstatus.AFGELEVERD, Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)
    return VerbeterberichtUit(
        bericht=bericht.bericht_id,
        soort=uitgaand.soort,
        fase=bericht.fase,
        verteld_op=uitgaand.gemaakt_op,
        status=uitgaand.status,
        afgehandeld_op=uitgaand.bijgewerkt_op if uitgaand.status in rust else None,
        laatste_fout=uitgaand.laatste_fout,
    )
