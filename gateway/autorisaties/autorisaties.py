"""Registering authorisations of employees: a party's signed word, without a name.

A party registers its own employees only. Its signature over the document's bytes is kept in the
leaf with the digest; the document itself is not, because `account` is nobody else's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from gateway.fouten import GeenToegang, IdAlGebruikt, InvoerOngeldig
from gateway.logboek import sleutels as bladsleutels
from gateway.logboek.bladen import laatste_blad
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.beeld import Beeld, Fundament
from gateway.registers.begrippen import Autorisatie, Partij
from gateway.toegang.ondertekend import Ondertekend
from gateway.toegang.registerversie import Registerversie
from gateway.toegang.zicht import Raadpleger
from shared.bericht.tijd import utc_tekst
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.schrijver import volgend_bladnummer
from shared.opslag.engine import lezend

_ANDER_ACCOUNT = (
    "Het account van een autorisatie verandert niet. Beëindig deze autorisatie en registreer een "
    "nieuwe, met een eigen verwijzing."
)


@dataclass(frozen=True, slots=True)
class Geregistreerd:
    """An authorisation as it stands in the register, and the leaf that says so."""

    autorisatie: Autorisatie
    bladnummer: int


class Autorisaties:
    """Registers and lists authorisations."""

    def __init__(
        self,
        fundament: Fundament,
    ) -> None:
        self._engine = lezend(fundament.engine)
        self._schrijver = fundament.schrijver
        self._beelden = fundament.beelden
        self._vertrouwen = fundament.vertrouwen
        self._klok = fundament.klok

    async def registreer(
        self, autorisatie: Autorisatie, versie: Registerversie, ondertekend: Ondertekend, oin: str
    ) -> Geregistreerd:
        """Verify the party's signature, then write register row and leaf together.

        The same version again changes nothing and names the leaf it had. Raises `GeenToegang`,
        `InvoerOngeldig`, a `BerichtFout`, or `IdAlGebruikt`: the version was passed by, the account
        has another authorisation of this party, or the authorisation is of another account.
        """
        nu = self._klok()
        versie.controleer(autorisatie.id, nu)
        opdracht = _Registratie(autorisatie, versie, ondertekend, oin, nu, self)
        return (await self._schrijver.voer_uit(opdracht)).uitkomst

    def pagina(
        self, partij: str | None, na: str | None, aantal: int
    ) -> tuple[list[Autorisatie], bool]:
        """Authorisations in order of reference; and whether there are more."""
        with self._engine.connect() as verbinding:
            return Autorisatieregister(verbinding).pagina(partij, na, aantal)

    def van(self, wie: Raadpleger) -> Autorisatie:
        """With which authorisation somebody reads; `GeenToegang` for a party's own system."""
        with self._engine.connect() as verbinding:
            gevonden = Autorisatieregister(verbinding).van([wie.autorisatie or ""])
        for een in gevonden.values():
            return een
        raise GeenToegang("Een partij heeft hier geen autorisatie; meld u aan met een token.")

    def controleer(
        self,
        beeld: Beeld,
        partij: Partij,
        autorisatie: Autorisatie,
        ondertekend: Ondertekend,
        opgesteld_op: datetime,
    ) -> None:
        """Own party, known function, and the party's signature over exactly these bytes."""
        if autorisatie.partij != partij.code:
            raise GeenToegang("Een partij registreert alleen autorisaties van eigen medewerkers.")
        functie = beeld.regels.functies.get(partij.code, {}).get(autorisatie.functie)
        if functie is None or functie.systeem:
            zin = "het convenant kent deze functie niet bij deze partij"
            if functie is not None:
                zin = "is van een programma; dat handelt nooit namens een partij"
            raise InvoerOngeldig("De autorisatie klopt niet.", (("/functie", zin),))
        ondertekend.controleer(
            beeld, partij, self._vertrouwen, self._klok(), niet_voor=opgesteld_op
        )

    def beeld(self, verbinding: Connection) -> Beeld:
        """The slow registers as they are in this transaction."""
        return self._beelden.lees(verbinding)


@dataclass(frozen=True, slots=True)
class _Registratie:
    autorisatie: Autorisatie
    versie: Registerversie
    ondertekend: Ondertekend
    oin: str
    nu: datetime
    dienst: Autorisaties

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Geregistreerd]:
        beeld = self.dienst.beeld(verbinding)
        partij = beeld.partij_van(self.oin)
        self.dienst.controleer(
            beeld, partij, self.autorisatie, self.ondertekend, self.versie.tijdstip
        )
        register = Autorisatieregister(verbinding)
        verwijzing = self.autorisatie.id
        bekend = register.van([verwijzing]).get(verwijzing)
        if bekend is not None and bekend.partij != partij.code:
            raise GeenToegang("Deze verwijzing is van een medewerker van een andere partij.")
        self._eis_collega(register)
        if self.versie.is_herhaling(
            register.versie(verwijzing), zelfde_inhoud=bekend == self.autorisatie
        ):
            blad = laatste_blad(verbinding, bladsleutels.autorisatie(verwijzing))
            return [], Geregistreerd(self.autorisatie, blad.bladnummer)
        vast = register.vast_account(verwijzing)
        if vast is not None and self.autorisatie.account not in (None, vast):
            # Whoever was named by this reference, in an appointment too, stays the one who logs in.
            # Without an account is fine: that is how somebody stops being an auditor.
            raise IdAlGebruikt(_ANDER_ACCOUNT)
        try:
            register.bewaar(self.autorisatie, self.versie.versie, self.ondertekend.digest, self.nu)
        except IntegrityError as fout:
            raise IdAlGebruikt(
                "Dit account hoort al bij een andere autorisatie van uw partij."
            ) from fout
        return [self._blad()], Geregistreerd(self.autorisatie, volgend_bladnummer(verbinding))

    def _eis_collega(self, register: Autorisatieregister) -> None:
        """Who confirmed is another, of the same party; one the party tells of later may be new."""
        wie = self.autorisatie.bevestigd_door
        if wie is None:
            return
        collega = register.van([wie]).get(wie)
        if wie == self.autorisatie.id or (
            collega is not None and collega.partij != self.autorisatie.partij
        ):
            raise InvoerOngeldig(
                "De autorisatie klopt niet.",
                (("/bevestigdDoor", "moet een andere medewerker van deze partij zijn"),),
            )

    def _blad(self) -> Blad:
        bevestigd = self.autorisatie.bevestigd_door
        return maak_blad(
            "autorisatie",
            utc_tekst(self.nu),
            sleutel=bladsleutels.autorisatie(self.autorisatie.id),
            id=self.autorisatie.id,
            versie=self.versie.versie,
            opgesteldOp=utc_tekst(self.versie.tijdstip),
            digest=self.ondertekend.digest,
            payloadSignature=self.ondertekend.handtekening,
            **self.autorisatie.toestand(),
            **({} if bevestigd is None else {"bevestigdDoor": bevestigd}),
        )
