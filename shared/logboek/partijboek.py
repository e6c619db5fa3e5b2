"""Whose signature is under a leaf: certificates of a bundle, and what its leaves say of parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shared.bericht.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.fouten import BerichtFout, CertificaatOngeldig
from shared.bericht.handtekening import verifieer_digest_handtekening
from shared.bericht.jsonvorm import JsonWaarde
from shared.logboek.bundelrapport import Bevindingen, Foutsoort
from shared.logboek.bundelvorm import CERTIFICAATNAAM
from shared.logboek.handtekeningen import Bladhandtekening, genoemd_certificaat


@dataclass(frozen=True, slots=True)
class _Registratie:
    oin: str
    ondertekening: str


class Partijboek:
    """Verifies signatures in leaves and keeps who signs for whom.

    A `partij` leaf in the bundle says which certificate a party signs with from then on. Without
    one, a party must at least sign with certificates of one and the same OIN all through the
    bundle, and no other party with that OIN. With `vertrouwen` every certificate must also chain
    to one of those roots at the time of signing.
    """

    def __init__(
        self,
        certificaten: Mapping[str, Certificaat],
        vertrouwen: Vertrouwenslijst | None,
        bevindingen: Bevindingen,
    ) -> None:
        self._certificaten = certificaten
        self._vertrouwen = vertrouwen
        self._bevindingen = bevindingen
        self._geregistreerd: dict[str, _Registratie] = {}
        self._oin_van: dict[str, str] = {}
        self._partij_van: dict[str, str] = {}

    def registreer(self, velden: Mapping[str, JsonWaarde]) -> None:
        """Take in a `partij` leaf; leaves come in order of number."""
        code, oin, certificaten = velden.get("code"), velden.get("oin"), velden.get("certificaten")
        afdruk = certificaten.get("ondertekening") if isinstance(certificaten, dict) else None
        if isinstance(code, str) and isinstance(oin, str) and isinstance(afdruk, str):
            self._geregistreerd[code] = _Registratie(oin, afdruk)

    def controleer(self, blad: int, h: Bladhandtekening) -> Certificaat | None:
        """Verify one signature; its certificate when it holds, else None and a fault."""
        certificaat = self._certificaat(blad, h)
        if certificaat is None:
            return None
        try:
            moment = verifieer_digest_handtekening(h.handtekening, h.digest, certificaat)
            if self._vertrouwen is not None:
                self._vertrouwen.controleer(certificaat, moment)
        except CertificaatOngeldig as fout:
            self._fout(Foutsoort.CERTIFICAAT_ONGELDIG, blad, h, fout.melding)
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
        bekend = self._geregistreerd.get(partij)
        if bekend is not None:
            goed = (bekend.oin, bekend.ondertekening) == (certificaat.oin, certificaat.x5t_s256)
        else:
            oin = self._oin_van.setdefault(partij, certificaat.oin)
            eigenaar = self._partij_van.setdefault(certificaat.oin, partij)
            goed = (oin, eigenaar) == (certificaat.oin, partij)
        if not goed:
            melding = (
                f"De handtekening is van {certificaat.organisatie!a} (OIN {certificaat.oin}) en "
                f"niet van de partij {partij!a}, voor wie ze geldt."
            )
            self._bevindingen.fout(Foutsoort.ANDERE_ONDERTEKENAAR, melding, blad)
        return goed

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
