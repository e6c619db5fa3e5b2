"""``/v1/personen/{persoonId}/omverklaring``: what the OM states about what it gives of somebody."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from services.om.gegevens.vormen import VOORBEELD_VERKLARING, Omverklaring
from services.om.verklaring.dienst import SOORT, Omverklaringen, Verklaard
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.dienst import DienstAfh
from shared.partij.web.afhankelijkheden import ETAG, IfMatch
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.voorbeelden import VOORBEELD_ID, VOORBEELD_TIJD
from shared.partij.web.vormen import Kenmerk, Versiekop
from shared.web.beschrijving.routes import maak_router, operatie

Lezer = Annotated[Medewerker, Depends(medewerker("dossier.lezen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("dossier.schrijven"))]
PAD = "/personen/{persoonId}/omverklaring"
_UIT: dict[str, Any] = {
    "persoonId": VOORBEELD_ID,
    **VOORBEELD_VERKLARING,
    "versie": 1,
    "aangemaaktOp": VOORBEELD_TIJD,
    "gewijzigdOp": VOORBEELD_TIJD,
}


class OmverklaringUit(Omverklaring, Versiekop):
    """A recorded statement."""

    persoon_id: str


def omverklaring_router() -> APIRouter:
    """The operations on the statement about a person."""
    router = maak_router("omverklaring")

    @router.put(
        PAD,
        response_model=OmverklaringUit,
        **operatie(
            "legOmverklaringVast",
            "Verklaart waar naam, adres en bekendheid van een persoon niet op rusten",
            verzoek=VOORBEELD_VERKLARING,
            antwoord=_UIT,
            fouten=(410, 412, 428),
            ook={201: "Voor het eerst verklaard."},
            koppen=ETAG,
            beschrijving="Zonder deze verklaring wordt niets uit de persoonskaart verstrekt.",
        ),
    )
    def leg_vast(
        persoonId: Kenmerk,  # noqa: N803
        invoer: Omverklaring,
        dienst: DienstAfh,
        wie: Schrijver,
        uit: Response,
        if_match: IfMatch = None,
    ) -> OmverklaringUit:
        eis = versie_eis(if_match, persoonId)
        with dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            persoon = PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoonId)
            stand, nieuw = Omverklaringen(sessie, dienst.kluis, dienst.klok).leg_vast(
                persoon, invoer, door=wie.autorisatie_id, verwachte_versies=eis
            )
            gewijzigd = [Geraadpleegd(persoonId, persoonId)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "wijzigen", SOORT, gewijzigd)
        uit.status_code = 201 if nieuw else 200
        uit.headers["ETag"] = etag_van(persoonId, stand.versie)
        return _uit(stand)

    @router.get(
        PAD,
        response_model=OmverklaringUit,
        **operatie(
            "leesOmverklaring",
            "Toont wat over een persoon is verklaard",
            antwoord=_UIT,
            fouten=(410,),
            koppen=ETAG,
        ),
    )
    def lees(
        persoonId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Lezer,
        uit: Response,
    ) -> OmverklaringUit:
        with dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            persoon = PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoonId)
            stand = Omverklaringen(sessie, dienst.kluis, dienst.klok).lees(persoon)
            gelezen = [Geraadpleegd(persoonId, persoonId)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", SOORT, gelezen)
        uit.headers["ETag"] = etag_van(persoonId, stand.versie)
        return _uit(stand)

    return router


def _uit(stand: Verklaard) -> OmverklaringUit:
    return OmverklaringUit(
        **dict(stand.invoer),
        persoon_id=stand.persoon_id,
        versie=stand.versie,
        aangemaakt_op=stand.aangemaakt_op,
        gewijzigd_op=stand.gewijzigd_op,
    )
