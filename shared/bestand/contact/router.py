"""``/v1/autorisaties/mij/contact``: how I can be reached, given and changed by myself (D10)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from shared.bestand.contact.opslag import Contact, lees_contact, zet_contact
from shared.bestand.contact.vormen import (
    VOORBEELD_INVOER,
    VOORBEELD_UIT,
    Contactinvoer,
    ContactUit,
)
from shared.bestand.toegang.bevoegdheid import VAN_HEMZELF
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.web.afhankelijkheden import ETAG, IfMatch
from shared.partij.web.versies import etag_van, versie_eis
from shared.web.beschrijving.routes import maak_router, operatie

Zelf = Annotated[Medewerker, Depends(medewerker(VAN_HEMZELF))]


def contact_router() -> APIRouter:
    """The operations on one's own contact data."""
    router = maak_router("autorisaties")

    @router.get(
        "/autorisaties/mij/contact",
        response_model=ContactUit,
        **operatie(
            "leesEigenContact",
            "Toont hoe u te bereiken bent, zoals wie met u aan tafel zit het krijgt",
            antwoord=VOORBEELD_UIT,
            fouten=(400,),
            koppen=ETAG,
        ),
    )
    def lees(dienst: DienstAfh, wie: Zelf, uit: Response) -> ContactUit:
        with dienst.lezend() as sessie:
            contact = lees_contact(sessie, dienst.kluis, dienst.klok, wie.autorisatie_id)
        return _uit(dienst, wie, contact, uit)

    @router.put(
        "/autorisaties/mij/contact",
        response_model=ContactUit,
        **operatie(
            "zetEigenContact",
            "Legt vast hoe u op het werk te bereiken bent",
            verzoek=VOORBEELD_INVOER,
            antwoord=VOORBEELD_UIT,
            fouten=(412, 428),
            koppen=ETAG,
            beschrijving=(
                "Alleen u wijzigt het; naam en functie staan in uw autorisatie. Wat u eerder aan "
                "anderen gaf, wordt bij hen ingetrokken: geef het bij een overleg opnieuw."
            ),
        ),
    )
    def zet(
        invoer: Contactinvoer, dienst: DienstAfh, wie: Zelf, uit: Response,
        if_match: IfMatch = None,
    ) -> ContactUit:  # fmt: skip
        bereik = {"email": invoer.email, "telefoon": invoer.telefoon}
        eis = versie_eis(if_match, wie.autorisatie_id)
        with dienst.transactie() as sessie:
            zet_contact(sessie, dienst.kluis, dienst.klok, wie.autorisatie_id, bereik, eis)
            contact = lees_contact(sessie, dienst.kluis, dienst.klok, wie.autorisatie_id)
        return _uit(dienst, wie, contact, uit)

    return router


def _uit(dienst: Dienst, wie: Medewerker, contact: Contact, uit: Response) -> ContactUit:
    uit.headers["ETag"] = etag_van(wie.autorisatie_id, contact.versie)
    functie = dienst.regels.functies[dienst.partij.code].get(contact.functie)
    return ContactUit(
        naam=contact.naam,
        functie=contact.functie if functie is None else functie.titel,
        organisatie=dienst.partij.titel,
        email=contact.email,
        telefoon=contact.telefoon,
        versie=contact.versie,
        gewijzigd_op=contact.gewijzigd_op,
    )
