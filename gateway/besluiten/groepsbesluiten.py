"""Group decisions: signed by the parties the covenant names for them, carried out, logged.

A group changes in no other way. What a decision is about, who signs it in which function and what
it does to the group is `shared.convenant.besluiten.groepsbesluit`, on rows of the covenant file;
here the signatures are verified and who decided is looked up (`ondertekenaars`), and state,
register row and leaf are written together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from gateway.besluiten.staat import Toegepast
from gateway.besluiten.vierogen import eis_vier_ogen
from gateway.fouten import (
    GroepsbesluitBotst,
    HandtekeningenOnvolledig,
    IdAlGebruikt,
    InvoerOngeldig,
    NietGevonden,
    PastNietInHetLog,
    TijdstipBuitenVenster,
)
from gateway.logboek import sleutels as bladsleutels
from gateway.logboek.bladen import laatste_blad
from gateway.registers.beeld import Beeld, Beelden, Fundament
from gateway.registers.begrippen import Groep
from gateway.registers.convenanten import Convenantregister
from gateway.registers.groepen import Groepenregister
from gateway.toegang.handtekeningen import Getekend, Handtekening, digest_van, functies_van
from gateway.toegang.ondertekenaars import verifieer
from gateway.toegang.zicht import Raadpleger
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bericht.sleutels.handtekening import TIJDVENSTER
from shared.bericht.tijd import utc_tekst
from shared.convenant.besluit import Reden
from shared.convenant.besluiten.groepsbesluit import (
    Groepsbesluit,
    GroepsbesluitGeweigerd,
    OngeldigGroepsbesluit,
    lees_groepsbesluit,
    pas_toe,
)
from shared.convenant.redencodes import BESLUIT_IS_GEEN_BESLUIT, BESLUIT_NIET_GETEKEND
from shared.convenant.termijnen import datum_nl
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.fouten import BladOngeldig
from shared.logboek.schrijver import volgend_bladnummer
from shared.opslag.engine import lezend

_KLOPT_NIET = "Het groepsbesluit klopt niet."


_CONVENANTLEDEN = ("laatsteOndertekening", "beeindigdPer", "opzeggingen")
_VERLOOPLEDEN = ("stap", "status", "startbesluit", "prioritering", "eindcriterium")
"""What of a group is told about every moment of it; the rest only as it is now."""


class Groepen:
    """Reads groups and carries out decisions on them."""

    def __init__(
        self,
        fundament: Fundament,
        venster: timedelta,
    ) -> None:
        self._engine = lezend(fundament.engine)
        self._schrijver = fundament.schrijver
        self._beelden = fundament.beelden
        self._vertrouwen = fundament.vertrouwen
        self._venster = venster
        self._klok = fundament.klok

    def een(self, groep: str, lezer: Raadpleger) -> dict[str, Any]:
        """The group with this id as this party reads it, or `NietGevonden`."""
        with self._engine.connect() as verbinding:
            register = Groepenregister(verbinding)
            gevonden = register.een(groep)
            if gevonden is None:
                raise NietGevonden("Deze groep is hier niet bekend.")
            return _gelezen(verbinding, [gevonden], lezer)[0]

    def pagina(
        self, na: str | None, aantal: int, lezer: Raadpleger
    ) -> tuple[list[dict[str, Any]], bool]:
        """Groups as this party reads them, in order of id; and whether there are more."""
        with self._engine.connect() as verbinding:
            register = Groepenregister(verbinding)
            groepen, meer = register.pagina(na, aantal)
            return _gelezen(verbinding, groepen, lezer), meer

    async def pas_toe(
        self, besluit: dict[str, Any], handtekeningen: Mapping[str, Handtekening]
    ) -> Toegepast:
        """Verify, carry out and log a decision; the same decision again gets the same answer.

        Raises `InvoerOngeldig`, `TijdstipBuitenVenster`, `IdAlGebruikt`,
        `HandtekeningenOnvolledig`, `GroepsbesluitBotst` or `PastNietInHetLog`.
        """
        nu = self._klok()
        gelezen = lees_besluit(besluit, nu, self._venster)
        opdracht = Toepassing(gelezen, besluit, handtekeningen, self._beelden, self._vertrouwen, nu)
        return (await self._schrijver.voer_uit(opdracht)).uitkomst


def _gelezen(
    verbinding: Connection, groepen: Sequence[Groep], lezer: Raadpleger
) -> list[dict[str, Any]]:
    """State and code, as `zoals_gelezen` gives them, with the day (Europe/Amsterdam) on which the
    approach really ended, and the end of the covenant as far as it is known: from the first of
    these the parties' retention terms count (8.1, H14), so nobody types it. With it how each
    decision left the group, so that nobody misses a step that was taken between two looks."""
    register = Groepenregister(verbinding)
    einden, verlopen = register.einden(groepen), register.verlopen(groepen)
    versie = Convenantregister(verbinding).actueel()
    stand = {} if versie is None else versie.toestand()
    convenant = {lid: stand.get(lid) for lid in _CONVENANTLEDEN}
    return [
        {
            **zoals_gelezen(groep.weergave(), lezer),
            "afgeslotenOp": _dag(einden.get(groep.toestand["id"])),
            "convenant": convenant,
            "verloop": [
                {"op": utc_tekst(op), **{lid: na[lid] for lid in _VERLOOPLEDEN}}
                for op, na in verlopen.get(groep.toestand["id"], ())
            ],
        }
        for groep in groepen
    ]


def zoals_gelezen(groep: dict[str, Any], lezer: Raadpleger) -> dict[str, Any]:
    """A request is between two parties: who else looks does not hear that it was made."""
    verzoeken = [
        een
        for een in groep["informatieverzoeken"]
        if lezer.partij is None or lezer.partij in (een["van"], een["aan"])
    ]
    return {**groep, "informatieverzoeken": verzoeken}


def _dag(tijdstip: datetime | None) -> str | None:
    return None if tijdstip is None else datum_nl(tijdstip).isoformat()


@dataclass(frozen=True, slots=True)
class Toepassing:
    """Opdracht for the log writer: carry the decision out, with exactly these signatures."""

    gelezen: Groepsbesluit
    besluit: dict[str, Any]
    handtekeningen: Mapping[str, Handtekening]
    beelden: Beelden
    vertrouwen: Vertrouwenslijst
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Toegepast]:
        register = Groepenregister(verbinding)
        digest = digest_van(self.besluit)
        eerder = register.toegepast(self.gelezen.id)
        if eerder is not None:
            if eerder.digest != digest:
                raise IdAlGebruikt("Dit kenmerk is al gebruikt voor een ander groepsbesluit.")
            blad = laatste_blad(verbinding, bladsleutels.groepsbesluit(self.gelezen.id))
            return [], Toegepast(blad.bladnummer, eerder.groep_na)
        _eis_niet_ingehaald(register, self.gelezen)
        beeld = self.beelden.lees(verbinding)
        getekend = verifieer(
            verbinding, beeld, digest, self.handtekeningen, self.vertrouwen, self.nu,
            niet_voor=self.gelezen.tijdstip,
        )  # fmt: skip
        groep = nieuwe_stand(register, beeld, self.besluit, functies_van(getekend), self.nu)
        eis_vier_ogen(verbinding, beeld, self.gelezen, getekend, self.nu)
        register.bewaar(groep, self.nu)
        nummer = volgend_bladnummer(verbinding)
        register.bewaar_besluit(self.gelezen.id, groep, self.gelezen.soort, digest, self.nu, nummer)
        return [self._blad(getekend)], Toegepast(nummer, groep.weergave())

    def _blad(self, getekend: Mapping[str, Getekend]) -> Blad:
        try:
            return maak_blad(
                "groepsbesluit",
                utc_tekst(self.nu),
                sleutel=bladsleutels.groepsbesluit(self.gelezen.id),
                besluit=self.besluit,
                handtekeningen={partij: een.als_dict() for partij, een in getekend.items()},
            )
        except BladOngeldig as fout:
            raise PastNietInHetLog("Het groepsbesluit is te groot om vast te leggen.") from fout


def _eis_niet_ingehaald(register: Groepenregister, besluit: Groepsbesluit) -> None:
    """A decision from before the last one of its kind would undo what was decided since."""
    laatste = register.laatste_van_soort(besluit.groep, besluit.soort)
    if laatste is not None and besluit.tijdstip < laatste - TIJDVENSTER:
        zin = "Hierna is al een ander besluit van deze soort genomen; neem een nieuw besluit."
        raise GroepsbesluitBotst(({"uitleg": zin},))


def nieuwe_stand(
    register: Groepenregister,
    beeld: Beeld,
    besluit: dict[str, Any],
    ondertekenaars: Mapping[str, str | None],
    nu: datetime,
) -> Groep:
    """The group as this decision leaves it, when somebody in this function signed for each party.

    Raises `InvoerOngeldig`, `HandtekeningenOnvolledig` or `GroepsbesluitBotst` with everything.
    """
    huidig = register.een(str(besluit["groep"]))
    _eis_ondertekenaars(beeld, besluit, ondertekenaars)
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


def _eis_ondertekenaars(
    beeld: Beeld, besluit: Mapping[str, Any], ondertekenaars: Mapping[str, str | None]
) -> None:
    """No signature of a party that does not sign this kind: it would seem to have agreed."""
    rij = beeld.regels.groepsbesluiten.get(str(besluit["soort"]))
    tekenen = () if rij is None else {een.partij for een in rij.ondertekenaars}
    vreemd = [] if rij is None else sorted(set(ondertekenaars) - set(tekenen))
    if vreemd:
        raise InvoerOngeldig(
            _KLOPT_NIET,
            tuple((f"/handtekeningen/{p}", "deze partij tekent dit besluit niet") for p in vreemd),
        )


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
    if codes & BESLUIT_IS_GEEN_BESLUIT:
        return InvoerOngeldig(
            _KLOPT_NIET,
            tuple(("/besluit", reden.uitleg) for reden in redenen),
        )
    if codes & BESLUIT_NIET_GETEKEND:
        return HandtekeningenOnvolledig(als_dicts)
    return GroepsbesluitBotst(als_dicts)
