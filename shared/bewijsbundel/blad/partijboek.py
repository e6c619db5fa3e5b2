"""Whose signature is under a leaf: pinned OINs, and what the parties signed about themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.bericht.fouten import BerichtFout, CertificaatOngeldig, TekentijdOngeldig
from shared.bericht.jsonvorm import JsonWaarde, jcs
from shared.bericht.partijen.partijdocument import (
    GetekendDocument,
    Pin,
    Schakel,
    begin_met,
    volg_op,
)
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels.handtekening import (
    eis_tekentijd,
    genoemd_certificaat,
    verifieer_digest_handtekening,
)
from shared.bewijsbundel.blad.handtekeningen import Bladhandtekening
from shared.bewijsbundel.rapport import Bevindingen, Foutsoort, Partijbevinding
from shared.bewijsbundel.vorm import CERTIFICAATNAAM


@dataclass(frozen=True, slots=True)
class Ankers:
    """What a checker brings along to know the parties by, and not the bundle.

    oin: by party, the OIN of its organisation. vertrouwen: roots every certificate must chain to.
    """

    oin: Mapping[str, str]
    vertrouwen: Vertrouwenslijst | None = None


class Partijboek:
    """Verifies signatures in leaves and keeps who signs for whom.

    Who a party is, the checker says with an OIN. A `partij` leaf holds what a party signed about
    itself, each document on the one before it: from then on it signs with a certificate named
    there. Without an OIN of the checker's, a party must at least be one and the same organisation
    all through the bundle, and no other party that organisation. With `vertrouwen` every
    certificate must also chain to one of those roots at the time of signing.
    """

    def __init__(
        self, certificaten: Mapping[str, Certificaat], ankers: Ankers, bevindingen: Bevindingen
    ) -> None:
        self._certificaten = certificaten
        self._pins = ankers.oin
        self._vertrouwen = ankers.vertrouwen
        self._bevindingen = bevindingen
        self._schakels: dict[str, Schakel] = {}
        self._oin_van: dict[str, str] = {}
        self._partij_van: dict[str, str] = {}
        self._namen: dict[str, str] = {}

    def registreer(self, blad: int, tijdstip: datetime, velden: Mapping[str, JsonWaarde]) -> None:
        """Take in a `partij` leaf of that time; leaves come in order of number."""
        code, document = velden.get("code"), velden.get("document")
        digest, handtekening = velden.get("digest"), velden.get("payloadSignature")
        if (
            not isinstance(code, str)
            or not isinstance(handtekening, str)
            or not isinstance(document, dict)
        ):
            self._partijfout(blad, "het blad heeft geen document dat een partij ondertekende.")
            return
        try:
            getekend = GetekendDocument(jcs(document), handtekening)
            if getekend.digest != digest:
                self._partijfout(blad, "de digest is niet die van het document.")
                return
            schakel = self._volgende(blad, code, document.get("oin"), getekend)
            eis_tekentijd(schakel.document.tijdstip, tijdstip)
        except TekentijdOngeldig as fout:
            melding = f"Partijdocument: {code!a}: {fout.melding}"
            self._bevindingen.fout(Foutsoort.TEKENTIJD_KLOPT_NIET, melding, blad)
            return
        except BerichtFout as fout:
            self._partijfout(blad, f"{code!a}: {fout.melding}")
            return
        self._schakels[code] = schakel
        self._bevindingen.handtekeningen += 1
        certificaat = self._certificaten[genoemd_certificaat(handtekening) or ""]
        self.hoort_bij_organisatie(blad, code, certificaat)

    def _volgende(
        self, blad: int, code: str, genoemd: JsonWaarde, getekend: GetekendDocument
    ) -> Schakel:
        vorige = self._schakels.get(code)
        oin = self._pins.get(code) or (str(genoemd) if vorige is None else vorige.document.oin)
        pin = Pin(code, oin)
        if vorige is not None:
            return volg_op(vorige, getekend, pin, self._certificaten, self._vertrouwen)
        schakel = begin_met(getekend, pin, self._certificaten, self._vertrouwen)
        if schakel.document.versie > 1:
            self._bevindingen.opmerking(
                f"Blad {blad}: van {code} begint de bundel bij document "
                f"{schakel.document.versie}; of het op de vorige bouwt, is hier niet te zien."
            )
        return schakel

    def controleer_toestand(self, blad: int, toestand: JsonWaarde) -> None:
        """Whether a decision rests on what parties signed about taking part and their DPIA."""
        partijen = toestand.get("partijen") if isinstance(toestand, dict) else None
        for code, gezegd in partijen.items() if isinstance(partijen, dict) else ():
            schakel = self._schakels.get(code)
            if schakel is None:
                continue
            eigen = {
                "actief": schakel.document.actief,
                "dpiaGoedgekeurd": schakel.document.dpia_goedgekeurd,
            }
            if gezegd != eigen:
                zin = f"het besluit zegt van {code!a} iets anders dan die partij ondertekende."
                self._partijfout(blad, zin)

    def controleer_getuigen(self, getuigen: Mapping[str, str]) -> None:
        """Whether the witnesses' keys (vkey, by party) are those the parties signed for."""
        for code, vkey in getuigen.items():
            schakel = self._schakels.get(code)
            if schakel is not None and schakel.document.getuige != vkey:
                melding = (
                    f"De sleutel van de getuige van {code!a} is niet de sleutel die deze partij "
                    "in haar laatste document in de bundel noemt."
                )
                self._bevindingen.fout(Foutsoort.MEDEONDERTEKENING_ONGELDIG, melding)

    def partijen(self) -> tuple[Partijbevinding, ...]:
        """Who the parties in the bundle are, and whether the checker said so himself."""
        gevonden = tuple(
            Partijbevinding(code, oin, self._namen[code], code in self._pins)
            for code, oin in sorted(self._oin_van.items())
        )
        los = [een.code for een in gevonden if not een.vastgezet]
        if los:
            self._bevindingen.opmerking(
                f"Dat {', '.join(los)} de organisatie is die hieronder staat, zegt alleen de "
                "bundel zelf: wie de gateway beheert kan daar een ander hebben neergezet. Geef "
                "van elke partij het OIN dat u zelf kent mee met --partij CODE=OIN."
            )
        return gevonden

    def controleer(self, blad: int, tijdstip: datetime, h: Bladhandtekening) -> Certificaat | None:
        """Verify one signature in a leaf of that time; its certificate when it holds, else None
        and a fault."""
        certificaat = self._certificaat(blad, h)
        if certificaat is None:
            return None
        try:
            moment = verifieer_digest_handtekening(h.handtekening, h.digest, certificaat)
            if self._vertrouwen is not None:
                self._vertrouwen.controleer(certificaat, moment)
            eis_tekentijd(moment, tijdstip, niet_voor=h.niet_voor)
        except CertificaatOngeldig as fout:
            self._fout(Foutsoort.CERTIFICAAT_ONGELDIG, blad, h, fout.melding)
            return None
        except TekentijdOngeldig as fout:
            self._fout(Foutsoort.TEKENTIJD_KLOPT_NIET, blad, h, fout.melding)
            return None
        except BerichtFout as fout:
            self._fout(Foutsoort.HANDTEKENING_ONGELDIG, blad, h, fout.melding)
            return None
        if h.partij is not None and not self.hoort_bij(blad, h.partij, certificaat):
            return None
        self._bevindingen.handtekeningen += 1
        return certificaat

    def hoort_bij(self, blad: int, partij: str, certificaat: Certificaat) -> bool:
        """Whether this certificate signs for that party; a fault when it does not."""
        schakel = self._schakels.get(partij)
        if schakel is not None:
            namen = schakel.document.certificaten.ondertekening
            if certificaat.x5t_s256 not in namen:
                self._andere(blad, partij, certificaat)
                return False
        return self.hoort_bij_organisatie(blad, partij, certificaat)

    def hoort_bij_organisatie(self, blad: int, partij: str, certificaat: Certificaat) -> bool:
        """Whether it is of that party's organisation, and of no other party's."""
        oin = self._pins.get(partij) or self._oin_van.get(partij, certificaat.oin)
        eigenaar = self._partij_van.get(certificaat.oin, partij)
        if (oin, eigenaar) != (certificaat.oin, partij):
            self._andere(blad, partij, certificaat)
            return False
        self._oin_van[partij] = oin
        self._partij_van[oin] = partij
        self._namen[partij] = certificaat.organisatie
        return True

    def _andere(self, blad: int, partij: str, certificaat: Certificaat) -> None:
        melding = (
            f"De handtekening is van {certificaat.organisatie!a} (OIN {certificaat.oin}) en "
            f"niet van de partij {partij!a}, voor wie ze geldt."
        )
        self._bevindingen.fout(Foutsoort.ANDERE_ONDERTEKENAAR, melding, blad)

    def _certificaat(self, blad: int, h: Bladhandtekening) -> Certificaat | None:
        naam = genoemd_certificaat(h.handtekening)
        if naam is None:
            melding = "de handtekening is niet te lezen of noemt geen certificaat."
            self._fout(Foutsoort.HANDTEKENING_ONGELDIG, blad, h, melding)
            return None
        certificaat = self._certificaten.get(naam)
        if certificaat is None:
            melding = f"het certificaat {naam[:43]!a} zit niet in de bundel."
            self._fout(Foutsoort.HANDTEKENING_ONGELDIG, blad, h, melding)
        return certificaat

    def _partijfout(self, blad: int, melding: str) -> None:
        self._bevindingen.fout(Foutsoort.PARTIJ_KLOPT_NIET, f"Partijdocument: {melding}", blad)

    def _fout(self, soort: Foutsoort, blad: int, h: Bladhandtekening, melding: str) -> None:
        self._bevindingen.fout(soort, f"{h.veld}: {melding}", blad)


def lees_certificaat(naam: str, inhoud: bytes, bevindingen: Bevindingen) -> Certificaat | None:
    """Read a file of the `certificaten` folder; its name must be the certificate's own hash."""
    gevonden = CERTIFICAATNAAM.fullmatch(naam)
    try:
        certificaat = Certificaat.uit_pem(inhoud)
    except CertificaatOngeldig as fout:
        bevindingen.fout(Foutsoort.CERTIFICAAT_ONGELDIG, f"{naam}: {fout.melding}")
        return None
    if gevonden is None or gevonden[1] != certificaat.x5t_s256:
        bevindingen.fout(
            Foutsoort.CERTIFICAAT_ONGELDIG, f"{naam}: de naam hoort niet bij dit certificaat."
        )
        return None
    if certificaat.is_test:
        bevindingen.opmerking("Er zijn testcertificaten gebruikt: dit zijn geen echte partijen.")
    return certificaat
