"""The subjects of every party, and what a party has with its own: the one place that lists them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from shared.bestand.aanpaksleutels.onderwerp import ONDERWERP as AANPAKSLEUTELS
from shared.bestand.apart.onderwerp import ONDERWERP as BESTAND_APART
from shared.bestand.bevestigen.onderwerp import ONDERWERP as BEVESTIGEN
from shared.bestand.bewaking.onderwerp import ONDERWERP as BEWAKING
from shared.bestand.concepten.onderwerp import ONDERWERP as CONCEPTEN
from shared.bestand.contact.onderwerp import ONDERWERP as CONTACT
from shared.bestand.eenmaal.onderwerp import ONDERWERP as EENMAAL
from shared.bestand.groepen.onderwerp import ONDERWERP as GROEPEN
from shared.bestand.leden.onderwerp import ONDERWERP as LEDEN
from shared.bestand.ledenlijst.onderwerp import ONDERWERP as LEDENLIJST
from shared.bestand.onthouden.onderwerp import ONDERWERP as ONTHOUDEN
from shared.bestand.oudleden.onderwerp import ONDERWERP as OUDLEDEN
from shared.bestand.personen.onderwerp import ONDERWERP as PERSONEN
from shared.bestand.registreren.onderwerp import ONDERWERP as REGISTREREN
from shared.bestand.sporen.onderwerp import ONDERWERP as SPOREN
from shared.bestand.toegang.onderwerp import ONDERWERP as TOEGANG
from shared.bestand.vernietigd.onderwerp import ONDERWERP as VERNIETIGD
from shared.bestand.voorkeuren.onderwerp import ONDERWERP as VOORKEUREN
from shared.bestand.werkzaamheden.onderwerp import ONDERWERP as WERKZAAMHEDEN
from shared.bestand.zoekvakken.onderwerp import ONDERWERP as ZOEKVAKKEN
from shared.bestand.zonderpersonen.onderwerp import ONDERWERP as ZONDERPERSONEN
from shared.innemen.onderwerp import ONDERWERP as INNEMEN
from shared.overzicht.aanbod.onderwerp import ONDERWERP as AANBOD
from shared.overzicht.aansluiting.onderwerp import ONDERWERP as AANSLUITING
from shared.overzicht.eigengegevens.onderwerp import ONDERWERP as EIGENGEGEVENS
from shared.overzicht.groepspagina.onderwerp import ONDERWERP as GROEPSPAGINA
from shared.overzicht.leesspoor.onderwerp import ONDERWERP as LEESSPOOR
from shared.overzicht.ontvangen.onderwerp import ONDERWERP as ONTVANGEN
from shared.overzicht.samen.onderwerp import ONDERWERP as SAMEN
from shared.overzicht.seinen.onderwerp import ONDERWERP as SEINEN
from shared.overzicht.tijdlijn.onderwerp import ONDERWERP as TIJDLIJN
from shared.overzicht.toezicht.onderwerp import ONDERWERP as TOEZICHT
from shared.overzicht.verstrekt.onderwerp import ONDERWERP as VERSTREKT
from shared.overzicht.watmag.onderwerp import ONDERWERP as WATMAG
from shared.overzicht.wegwijs.onderwerp import ONDERWERP as WEGWIJS
from shared.overzicht.werklijst.onderwerp import ONDERWERP as WERKLIJST
from shared.partij.bijdragen import Bijdragen, samen
from shared.partij.onderwerp import Onderwerp
from shared.partij.partij import Partij
from shared.partij.web.onderwerp import ONDERWERP as PARTIJ
from shared.verzenden.getuigen.onderwerp import ONDERWERP as GETUIGEN
from shared.verzenden.herverzegelen.onderwerp import ONDERWERP as HERVERZEGELEN
from shared.verzenden.journaal.onderwerp import ONDERWERP as JOURNAAL
from shared.verzenden.partijdocumenten.onderwerp import ONDERWERP as PARTIJDOCUMENTEN
from shared.verzenden.stukken.onderwerp import ONDERWERP as VERZENDEN_STUKKEN
from shared.verzenden.uitingen.onderwerp import ONDERWERP as UITINGEN
from shared.verzenden.versturen.onderwerp import ONDERWERP as VERSTUREN
from shared.web.problemen import Foutrij
from shared.zaak.aanstellingen.onderwerp import ONDERWERP as AANSTELLINGEN
from shared.zaak.actiemeldingen.onderwerp import ONDERWERP as ACTIEMELDINGEN
from shared.zaak.acties.onderwerp import ONDERWERP as ACTIES
from shared.zaak.apart.onderwerp import ONDERWERP as ZAAK_APART
from shared.zaak.bekendmaking.onderwerp import ONDERWERP as BEKENDMAKING
from shared.zaak.beperking.onderwerp import ONDERWERP as BEPERKING
from shared.zaak.besluitantwoorden.onderwerp import ONDERWERP as BESLUITANTWOORDEN
from shared.zaak.besluiten.onderwerp import ONDERWERP as BESLUITEN
from shared.zaak.bewaarstaat.onderwerp import ONDERWERP as BEWAARSTAAT
from shared.zaak.bewaren.onderwerp import ONDERWERP as BEWAREN
from shared.zaak.documenten.onderwerp import ONDERWERP as DOCUMENTEN
from shared.zaak.driehoekstukken.onderwerp import ONDERWERP as DRIEHOEKSTUKKEN
from shared.zaak.dubbelen.onderwerp import ONDERWERP as DUBBELEN
from shared.zaak.incidentbehandeling.onderwerp import ONDERWERP as INCIDENTBEHANDELING
from shared.zaak.incidenten.onderwerp import ONDERWERP as INCIDENTEN
from shared.zaak.lijsten.onderwerp import ONDERWERP as LIJSTEN
from shared.zaak.lijstinzicht.onderwerp import ONDERWERP as LIJSTINZICHT
from shared.zaak.notulen.onderwerp import ONDERWERP as NOTULEN
from shared.zaak.onthouden.onderwerp import ONDERWERP as VERZOEKEN_ONTHOUDEN
from shared.zaak.opruimen.onderwerp import ONDERWERP as OPRUIMEN
from shared.zaak.overleg.onderwerp import ONDERWERP as OVERLEG
from shared.zaak.rechtbesluiten.onderwerp import ONDERWERP as RECHTBESLUITEN
from shared.zaak.rechten.onderwerp import ONDERWERP as RECHTEN
from shared.zaak.signalen.onderwerp import ONDERWERP as SIGNALEN
from shared.zaak.stukken.onderwerp import ONDERWERP as ZAAK_STUKKEN
from shared.zaak.tafel.onderwerp import ONDERWERP as TAFEL
from shared.zaak.taken.onderwerp import ONDERWERP as TAKEN
from shared.zaak.verbetering.onderwerp import ONDERWERP as VERBETERING
from shared.zaak.verbetertraject.onderwerp import ONDERWERP as VERBETERTRAJECT
from shared.zaak.vernietigen.onderwerp import ONDERWERP as VERNIETIGEN
from shared.zaak.verzameling.onderwerp import ONDERWERP as VERZAMELING

GEDEELD: Final = (
    # First, because routes are tried in order and this one is by far the busiest.
    INNEMEN,
    PERSONEN,
    LEDEN,
    LEDENLIJST,
    EIGENGEGEVENS,
    VERSTREKT,
    REGISTREREN,
    CONTACT,
    CONCEPTEN,
    VOORKEUREN,
    WERKZAAMHEDEN,
    BEVESTIGEN,
    VERSTUREN,
    AANBOD,
    DOCUMENTEN,
    ZAAK_STUKKEN,
    SIGNALEN,
    ACTIEMELDINGEN,
    BESLUITEN,
    BESLUITANTWOORDEN,
    GROEPSPAGINA,
    AANSTELLINGEN,
    TAFEL,
    NOTULEN,
    OVERLEG,
    UITINGEN,
    LIJSTINZICHT,
    DRIEHOEKSTUKKEN,
    EENMAAL,
    INCIDENTEN,
    INCIDENTBEHANDELING,
    ONTVANGEN,
    ZAAK_APART,
    VERBETERTRAJECT,
    RECHTEN,
    DUBBELEN,
    RECHTBESLUITEN,
    VERZAMELING,
    VERZOEKEN_ONTHOUDEN,
    BEPERKING,
    BEKENDMAKING,
    VERNIETIGD,
    VERNIETIGEN,
    JOURNAAL,
    LEESSPOOR,
    GETUIGEN,
    AANSLUITING,
    PARTIJDOCUMENTEN,
    TOEGANG,
    SPOREN,
    WERKLIJST,
    TOEZICHT,
    TAKEN,
    TIJDLIJN,
    BEWAKING,
    SAMEN,
    SEINEN,
    WEGWIJS,
    WATMAG,
    PARTIJ,
    GROEPEN,
    BESTAND_APART,
    OUDLEDEN,
    ONTHOUDEN,
    AANPAKSLEUTELS,
    ZOEKVAKKEN,
    ZONDERPERSONEN,
    VERZENDEN_STUKKEN,
    HERVERZEGELEN,
    LIJSTEN,
    OPRUIMEN,
    # After what was received: whoever then has nothing left goes whole.
    BEWAREN,
    BEWAARSTAAT,
    VERBETERING,
    ACTIES,
)
"""What every party has. The order is that of routes, and of the parts of the periodic work."""


def onderwerpen_van(partij: Partij) -> tuple[Onderwerp, ...]:
    """The shared subjects, and then the party's own."""
    return (*GEDEELD, *partij.onderwerpen)


def bijdragen_van(partij: Partij) -> Bijdragen:
    """The sum of what they add. Raises ``ValueError`` where two of them claim one kind."""
    return samen(onderwerpen_van(partij))


def migraties_van(partij: Partij) -> list[Path]:
    """The folders of revisions of the party's own file; none of them is loaded by this."""
    return [een.migraties for een in onderwerpen_van(partij) if een.migraties is not None]


def problemen_van(partij: Partij) -> tuple[Foutrij, ...]:
    """What the edge answers for the errors of this party's subjects."""
    return tuple(rij for een in onderwerpen_van(partij) for rij in een.problemen)
