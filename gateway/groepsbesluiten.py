"""Group decisions: signed by the parties the covenant names for them, carried out, logged.

A group changes in no other way. What a decision is about, who signs it and what it does to the
group is `shared.convenant.groepsbesluit`, on rows of the covenant file; here the signatures are
verified, and state, register row and leaf are written together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine

from gateway import bladsleutels
from gateway.beeld import Beeld, Beelden
from gateway.domein import Groep
from gateway.fouten import (
    GroepsbesluitBotst,
    HandtekeningenOnvolledig,
    IdAlGebruikt,
    InvoerOngeldig,
    NietGevonden,
    PastNietInHetLog,
    TijdstipBuitenVenster,
)
from gateway.registers.bladen import laatste_blad
from gateway.registers.groepen import Groepenregister
from shared.bericht.certificaten import Gebruik, Vertrouwenslijst
from shared.bericht.fouten import BerichtFout
from shared.bericht.handtekening import digest_header, verifieer_digest_handtekening
from shared.bericht.jsonvorm import jcs
from shared.bericht.tijd import utc_tekst
from shared.convenant.besluit import Reden
from shared.convenant.groepsbesluit import (
    Groepsbesluit,
    GroepsbesluitGeweigerd,
    OngeldigGroepsbesluit,
    lees_groepsbesluit,
    pas_toe,
)
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.fouten import BladOngeldig
from shared.logboek.schrijver import Logschrijver, volgend_bladnummer
from shared.opslag.engine import lezend

_INVOER = frozenset({"BESLUIT_ONGELDIG", "BESLUIT_SOORT_ONBEKEND"})
_HANDTEKENING = "BESLUIT_HANDTEKENING"
_KLOPT_NIET = "Het groepsbesluit klopt niet."


@dataclass(frozen=True, slots=True)
class Toegepast:
    """A decision that is in the log, and the group right after it."""

    bladnummer: int
    groep: dict[str, Any]


class Groepen:
    """Reads groups and carries out decisions on them."""

    def __init__(
        self,
        engine: Engine,
        schrijver: Logschrijver,
        beelden: Beelden,
        vertrouwen: Vertrouwenslijst,
        venster: timedelta,
        klok: Callable[[], datetime],
    ) -> None:
        self._engine = lezend(engine)
        self._schrijver = schrijver
        self._beelden = beelden
        self._vertrouwen = vertrouwen
        self._venster = venster
        self._klok = klok

    def een(self, groep: str) -> Groep:
        """The group with this id, or `NietGevonden`."""
        with self._engine.connect() as verbinding:
            gevonden = Groepenregister(verbinding).een(groep)
        if gevonden is None:
            raise NietGevonden("Deze groep is hier niet bekend.")
        return gevonden

    def pagina(self, na: str | None, aantal: int) -> tuple[list[Groep], bool]:
        """Groups in order of id; and whether there are more."""
        with self._engine.connect() as verbinding:
            return Groepenregister(verbinding).pagina(na, aantal)

    async def pas_toe(
        self, besluit: dict[str, Any], handtekeningen: Mapping[str, str]
    ) -> Toegepast:
        """Verify, carry out and log a decision; the same decision again gets the same answer.

        Raises `InvoerOngeldig`, `TijdstipBuitenVenster`, `IdAlGebruikt`,
        `HandtekeningenOnvolledig`, `GroepsbesluitBotst` or `PastNietInHetLog`.
        """
        nu = self._klok()
        gelezen = lees_besluit(besluit, nu, self._venster)
        opdracht = Toepassing(gelezen, besluit, handtekeningen, self._beelden, self._vertrouwen, nu)
        return (await self._schrijver.voer_uit(opdracht)).uitkomst


@dataclass(frozen=True, slots=True)
class Toepassing:
    """Opdracht for the log writer: carry the decision out, with exactly these signatures."""

    gelezen: Groepsbesluit
    besluit: dict[str, Any]
    handtekeningen: Mapping[str, str]
    beelden: Beelden
    vertrouwen: Vertrouwenslijst
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Toegepast]:
        register = Groepenregister(verbinding)
        digest = digest_header(jcs(self.besluit))
        eerder = register.toegepast(self.gelezen.id)
        if eerder is not None:
            if eerder.digest != digest:
                raise IdAlGebruikt("Dit kenmerk is al gebruikt voor een ander groepsbesluit.")
            blad = laatste_blad(verbinding, bladsleutels.groepsbesluit(self.gelezen.id))
            return [], Toegepast(blad.bladnummer, eerder.groep_na)
        beeld = self.beelden.lees(verbinding)
        ondertekenaars = verifieer(self.handtekeningen, beeld, digest, self.vertrouwen, self.nu)
        groep = nieuwe_stand(register, beeld, self.besluit, ondertekenaars, self.nu)
        register.bewaar(groep, self.nu)
        register.bewaar_besluit(self.gelezen.id, groep, self.gelezen.soort, digest, self.nu)
        return [self._blad()], Toegepast(volgend_bladnummer(verbinding), groep.weergave())

    def _blad(self) -> Blad:
        try:
            return maak_blad(
                "groepsbesluit",
                utc_tekst(self.nu),
                sleutel=bladsleutels.groepsbesluit(self.gelezen.id),
                besluit=self.besluit,
                handtekeningen=dict(self.handtekeningen),
            )
        except BladOngeldig as fout:
            raise PastNietInHetLog("Het groepsbesluit is te groot om vast te leggen.") from fout


def verifieer(
    handtekeningen: Mapping[str, str],
    beeld: Beeld,
    digest: str,
    vertrouwen: Vertrouwenslijst,
    nu: datetime,
) -> frozenset[str]:
    """The parties that signed. One signature that does not hold refuses the whole."""
    redenen = []
    for partij, handtekening in handtekeningen.items():
        certificaat = beeld.ondertekening.get(partij)
        if certificaat is None:
            redenen.append(f"'{partij}' is hier geen partij met een certificaat.")
            continue
        try:
            vertrouwen.controleer(certificaat, nu, Gebruik.ONDERTEKENEN)
            verifieer_digest_handtekening(handtekening, digest, certificaat)
        except BerichtFout as fout:
            redenen.append(f"De handtekening van {partij} is niet geldig: {fout.melding}")
    if redenen:
        raise HandtekeningenOnvolledig(tuple({"uitleg": reden} for reden in redenen))
    return frozenset(handtekeningen)


def nieuwe_stand(
    register: Groepenregister,
    beeld: Beeld,
    besluit: dict[str, Any],
    ondertekenaars: frozenset[str],
    nu: datetime,
) -> Groep:
    """The group as this decision leaves it, when these parties have signed.

    Raises `InvoerOngeldig`, `HandtekeningenOnvolledig` or `GroepsbesluitBotst` with everything.
    """
    huidig = register.een(str(besluit["groep"]))
    try:
        stand = pas_toe(
            None if huidig is None else huidig.weergave(), besluit, ondertekenaars, beeld.regels, nu
        )
    except GroepsbesluitGeweigerd as fout:
        raise _vertaal(fout.redenen) from fout
    code = str(stand.pop("code"))
    if register.code_in_gebruik(code, str(besluit["groep"])):
        raise GroepsbesluitBotst(({"uitleg": f"De code {code} is al van een andere groep."},))
    return Groep(code, stand)


def lees_besluit(besluit: dict[str, Any], nu: datetime, venster: timedelta) -> Groepsbesluit:
    """A decision's outer shape, with one spelling per id, not from the future."""
    try:
        gelezen = lees_groepsbesluit(besluit)
    except OngeldigGroepsbesluit as fout:
        raise InvoerOngeldig(
            _KLOPT_NIET, tuple((f"/besluit{f.pad}", f.melding) for f in fout.fouten)
        ) from fout
    # Ids are compared as text everywhere, so each has one spelling.
    fouten = tuple(
        (f"/besluit/{naam}", "moet in kleine letters staan")
        for naam in ("id", "groep")
        if getattr(gelezen, naam) != getattr(gelezen, naam).lower()
    )
    if fouten:
        raise InvoerOngeldig(_KLOPT_NIET, fouten)
    if gelezen.tijdstip > nu + venster:
        raise TijdstipBuitenVenster("Het tijdstip van het groepsbesluit ligt in de toekomst.")
    return gelezen


def _vertaal(redenen: tuple[Reden, ...]) -> Exception:
    """Faults in the document come first, then signatures, then the group's own state."""
    codes = {reden.code for reden in redenen}
    als_dicts = tuple(reden.als_dict() for reden in redenen)
    if codes & _INVOER:
        return InvoerOngeldig(
            _KLOPT_NIET,
            tuple(("/besluit", reden.uitleg) for reden in redenen),
        )
    if _HANDTEKENING in codes:
        return HandtekeningenOnvolledig(als_dicts)
    return GroepsbesluitBotst(als_dicts)
