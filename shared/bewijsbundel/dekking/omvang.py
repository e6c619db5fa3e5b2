"""The whole of a bundle: its question, its leaves, and what they cover, for the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from shared.bericht.jsonvorm import JsonWaarde
from shared.bericht.tijd import utc_tekst
from shared.bewijsbundel import vorm
from shared.bewijsbundel.dekking.dekking import Dekkend, Dekkingscontrole, Periode
from shared.bewijsbundel.dekking.vraag import (
    PERIODE,
    SOORTEN,
    Los,
    Onderwerp,
    Vraagblad,
    controleer_aantal,
    lees_vraagblad,
)
from shared.bewijsbundel.rapport import Bevindingen, Dekkingsverslag, Foutsoort
from shared.logboek.bladen import BewezenBlad, GelezenBlad
from shared.logboek.controlepunt import Checkpoint

_NIET_GETOOND = "niets; zie de fouten"
_NIETS_TOT_DE_VRAAG = "geen blad: tot de vraag stond er niets in deze periode"
_LOSSE_BLADEN = "dat er niet meer is: dit zijn losse bladen uit het log"
_VOLGENS_GATEWAY = (
    "dat er niet meer bladen bij deze vraag horen: hoeveel het er zijn zegt de gateway; een bundel "
    "van een periode toont het wel"
)
_REDENEN = {
    vorm.OPGESCHOOND: "waarvan de inhoud na de bewaartermijn is verwijderd",
    vorm.NIET_ZICHTBAAR: "die niet voor wie vroeg zijn",
    vorm.NA_DE_VRAAG: "die na het stellen van de vraag werden geschreven en er niet in zitten",
}


class Omvang:
    """Follows one bundle. `checkpoint`: None when it could not be verified."""

    def __init__(
        self,
        document: Mapping[str, JsonWaarde],
        checkpoint: Checkpoint | None,
        bevindingen: Bevindingen,
    ) -> None:
        self._document = document
        self._bevindingen = bevindingen
        self._checkpoint = checkpoint
        vraag = document.get("vraag")
        self._vraag: Mapping[str, JsonWaarde] = vraag if isinstance(vraag, dict) else {}
        self._soort = str(self._vraag.get("soort"))
        self._gevraagd: Vraagblad | None = None
        # Wie de vraag weghaalt en het blad erover laat staan, wordt daar ook aan gehouden.
        if (self._soort in SOORTEN or vorm.GEVRAAGD in document) and checkpoint is not None:
            self._gevraagd = lees_vraagblad(document, Los(checkpoint, bevindingen), bevindingen)
        self._onderwerp = Onderwerp(self._vraag, bevindingen)
        self._dekking = None
        if self._soort == PERIODE and checkpoint is not None:
            self._dekking = Dekkingscontrole(checkpoint, bevindingen)
        self._bladen: set[int] = set()

    @property
    def gemaakt(self) -> datetime | None:
        """When the log says that this bundle was asked for."""
        return None if self._gevraagd is None else self._gevraagd.blad.tijdstip

    def neem(self, blad: BewezenBlad, gelezen: GelezenBlad | None) -> None:
        """Note one leaf; `gelezen` is None when it could not be read (a noted fault)."""
        self._bladen.add(blad.nummer)
        if gelezen is not None:
            self._onderwerp.neem(blad.nummer, gelezen)
        if self._dekking is not None:
            self._dekking.neem(blad)

    def sluit(self) -> Dekkingsverslag | None:
        """What the bundle covers, after its last leaf; None without a checkpoint to hold it to."""
        if self._checkpoint is None:
            return None
        if self._soort not in SOORTEN:
            return Dekkingsverslag("niet bekend", self._aantal(), (_LOSSE_BLADEN,))
        if self._gevraagd is None:
            return Dekkingsverslag("niet bewezen", _NIET_GETOOND, ())
        goed = controleer_aantal(
            self._gevraagd, len(self._bladen), self._opgeschoond(), self._bevindingen
        )
        vraag = self._vraagtekst(self._gevraagd)
        if self._soort == PERIODE:
            dekkend = self._sluit_periode(self._gevraagd)
            if dekkend is not None and not self._bevindingen.fouten:
                return self._verslag_van_periode(vraag, dekkend, self._gevraagd)
        elif goed and not self._bevindingen.fouten:
            return Dekkingsverslag(
                vraag, f"{self._aantal()}, zoveel als het antwoord had", (_VOLGENS_GATEWAY,)
            )
        return Dekkingsverslag(vraag, _NIET_GETOOND, ())

    def _sluit_periode(self, gevraagd: Vraagblad) -> Dekkend | None:
        periode = Periode.lees(self._vraag)
        if periode is None or self._dekking is None:
            melding = f"De periode in {vorm.ZOEKVRAAG} is niet te lezen."
            self._bevindingen.fout(Foutsoort.ZOEKVRAAG_KLOPT_NIET, melding)
            return None
        return self._dekking.sluit(self._document, periode, gevraagd)

    def _verslag_van_periode(
        self, vraag: str, dekkend: Dekkend, gevraagd: Vraagblad
    ) -> Dekkingsverslag:
        niet = list(_weggelaten(dekkend))
        if dekkend.open:
            niet.append(f"wat er na {utc_tekst(gevraagd.blad.tijdstip)} in het log kwam")
        heel_log = dekkend.begin == 0 and dekkend.open
        wat = "het hele log tot de vraag" if heel_log else "de hele periode"
        later = [een for een in dekkend.weggelaten if een.waarom == vorm.NA_DE_VRAAG]
        eind = min([een.van for een in later], default=dekkend.eind)
        waar = f"blad {dekkend.begin} tot en met {eind - 1}"
        weg = sum(een.aantal for een in dekkend.weggelaten if een not in later)
        alle = (
            f"alle {eind - dekkend.begin} zitten erin"
            if weg == 0
            else (f"{len(self._bladen)} zitten erin en {weg} zijn weggelaten")
        )
        dekt = f"{wat}: {waar}, {alle}" if eind > dekkend.begin else _NIETS_TOT_DE_VRAAG
        return Dekkingsverslag(vraag, dekt, tuple(niet))

    def _vraagtekst(self, gevraagd: Vraagblad) -> str:
        delen = ", ".join(
            f"{naam} {waarde}"
            for naam, waarde in self._vraag.items()
            if naam != "soort" and isinstance(waarde, str | int)
        )
        wie = "over alle partijen" if gevraagd.partij is None else f"voor {gevraagd.partij}"
        moment = utc_tekst(gevraagd.blad.tijdstip)
        return f"{self._soort} {delen}".strip() + f"; {wie} gesteld op {moment}"

    def _aantal(self) -> str:
        return "1 blad" if len(self._bladen) == 1 else f"{len(self._bladen)} bladen"

    def _opgeschoond(self) -> int:
        reeksen = self._document.get(vorm.OPGESCHOOND)
        if reeksen is None:
            return 0
        totaal = 0
        for reeks in reeksen if isinstance(reeksen, list) else [None]:
            match reeks:
                case [int(van), int(tot)]:
                    totaal += tot - van + 1
                case _:
                    return -1
        return totaal


def _weggelaten(dekkend: Dekkend) -> Iterator[str]:
    for reden, woorden in _REDENEN.items():
        reeksen = [een for een in dekkend.weggelaten if een.waarom == reden]
        if aantal := sum(een.aantal for een in reeksen):
            nummers = ", ".join(
                f"{een.van}" if een.aantal == 1 else f"{een.van}-{een.tot}" for een in reeksen[:20]
            )
            meer = " en meer" if len(reeksen) > 20 else ""
            wat = "1 blad" if aantal == 1 else f"{aantal} bladen"
            yield f"{wat} {woorden} (alleen de hash): {nummers}{meer}"
