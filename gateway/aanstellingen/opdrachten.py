"""What changes the register of appointments: opdrachten that judge, write and make the leaf.

Whatever one raises rolls back only itself, and nothing was registered then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from gateway.fouten import (
    GeenToegang,
    HandtekeningenOnvolledig,
    IdAlGebruikt,
    InvoerOngeldig,
    NietGevonden,
)
from gateway.logboek import sleutels as bladsleutels
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.beeld import Beeld, Beelden
from gateway.toegang.aanstellingen import (
    Aanstellingregister,
    Aanstellingstand,
    Stand,
    mag_controleren,
)
from gateway.toegang.handtekeningen import Getekend, Handtekening, digest_van, functies_van
from gateway.toegang.ondertekenaars import verifieer
from gateway.toegang.ondertekend import Ondertekend
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bericht.tijd import utc_tekst
from shared.bewijsbundel.blad.handtekeningen import AANSTELLING
from shared.convenant.besluiten.aanstelling import (
    Aanstelling,
    fouten_in_aanstelling,
    gebreken_van_ondertekenaars,
    tekenende_functies_bij_aanstelling,
)
from shared.convenant.termijnen import datum_nl
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.schrijver import volgend_bladnummer

_KLOPT_NIET = "De aanstelling klopt niet."
_ANDER_ACCOUNT = (
    "Deze aanstelling werd niet getekend voor het account dat nu bij de autorisatie staat; teken "
    "een nieuwe versie."
)


@dataclass(frozen=True, slots=True)
class Tekening:
    """One party's signature under an appointment; the last one brings it into force."""

    gelezen: Aanstelling
    document: dict[str, Any]
    handtekening: Handtekening
    oin: str
    beelden: Beelden
    vertrouwen: Vertrouwenslijst
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Aanstellingstand]:
        beeld, register = self.beelden.lees(verbinding), Aanstellingregister(verbinding)
        partij, digest = beeld.partij_van(self.oin).code, digest_van(self.document)
        self._eis_ondertekenaar(beeld, partij)
        versies = register.versies(self.gelezen.id)
        eerder = self._eerder(versies, digest)
        if eerder is not None and eerder.stand is Stand.GELDIG:
            return [], eerder
        account = self._eis_document(verbinding, beeld)
        stand = eerder or self._nieuw(partij, digest, account)
        if stand.account != account:
            raise IdAlGebruikt(_ANDER_ACCOUNT)
        getekend = {**stand.getekend(), partij: self.handtekening}
        stand = replace(
            stand, handtekeningen={code: een.als_dict() for code, een in getekend.items()}
        )
        alle = verifieer(
            verbinding, beeld, digest, getekend, self.vertrouwen, self.nu,
            niet_voor=self.gelezen.tijdstip,
        )  # fmt: skip
        if wacht_op(beeld, stand):
            self._eis_functie(beeld, partij, alle)
            register.bewaar(stand)
            return [], stand
        return self._treed_in_werking(verbinding, beeld, stand, alle, versies)

    def _eerder(self, versies: Sequence[Aanstellingstand], digest: str) -> Aanstellingstand | None:
        """This very version, if it is there; a version once taken is never another document."""
        deze = next((een for een in versies if een.versie == self.gelezen.versie), None)
        if deze is not None and deze.digest != digest:
            raise IdAlGebruikt("Deze versie is al gebruikt voor een andere aanstelling.")
        if deze is not None and deze.stand in (Stand.BEEINDIGD, Stand.VERVANGEN):
            raise IdAlGebruikt(
                "Deze aanstelling is beëindigd of vervangen; teken een nieuwe versie."
            )
        hoogste = max((een.versie for een in versies if een.stand is not Stand.OPEN), default=0)
        if deze is None and self.gelezen.versie <= hoogste:
            raise IdAlGebruikt(f"Er is al versie {hoogste} van deze aanstelling.")
        return deze

    def _eis_ondertekenaar(self, beeld: Beeld, partij: str) -> None:
        if tekenende_functies_bij_aanstelling(beeld.regels, partij) is None:
            raise GeenToegang("Uw partij stelt volgens het convenant geen auditor mee aan.")

    def _eis_document(self, verbinding: Connection, beeld: Beeld) -> str:
        """Whether all of it can be signed today; gives the account of who is appointed."""
        vandaag = datum_nl(self.nu)
        fouten = list(fouten_in_aanstelling(self.gelezen, beeld.regels, vandaag))
        wie = Autorisatieregister(verbinding).van([self.gelezen.autorisatie])
        autorisatie = wie.get(self.gelezen.autorisatie)
        paren = [(f"/aanstelling{fout.pad}", fout.melding) for fout in fouten]
        if autorisatie is None or not autorisatie.geldt_op(vandaag):
            zin = "is hier geen medewerker met een volledige, geldige autorisatie"
            paren.append(("/aanstelling/autorisatie", zin))
        elif not mag_controleren(beeld.regels, autorisatie.partij, autorisatie.functie):
            zin = "is iemand wiens functie geen recht geeft om het logboek te raadplegen"
            paren.append(("/aanstelling/autorisatie", zin))
        elif autorisatie.account is None:
            zin = "is iemand zonder account; registreer eerst waarmee hij inlogt"
            paren.append(("/aanstelling/autorisatie", zin))
        account = None if autorisatie is None else autorisatie.account
        if account is None or paren:
            raise InvoerOngeldig(_KLOPT_NIET, tuple(paren))
        return account

    def _eis_functie(self, beeld: Beeld, partij: str, getekend: Mapping[str, Getekend]) -> None:
        """Nobody signs in a function that may not: it would only show with the last signature."""
        rijen = beeld.regels.aanstellingen.ondertekenaars
        aangenomen: dict[str, str | None] = {een.partij: een.functies[0] for een in rijen}
        _eis_volledig(beeld, {**aangenomen, partij: getekend[partij].functie})

    def _nieuw(self, partij: str, digest: str, account: str) -> Aanstellingstand:
        return Aanstellingstand(
            id=self.gelezen.id,
            versie=self.gelezen.versie,
            autorisatie=self.gelezen.autorisatie,
            van=self.gelezen.van,
            tot=self.gelezen.tot,
            document=self.document,
            digest=digest,
            handtekeningen={},
            voorgelegd_door=partij,
            voorgelegd_op=self.nu,
            account=account,
        )

    def _treed_in_werking(
        self,
        verbinding: Connection,
        beeld: Beeld,
        stand: Aanstellingstand,
        getekend: Mapping[str, Getekend],
        versies: Sequence[Aanstellingstand],
    ) -> tuple[Sequence[Blad], Aanstellingstand]:
        _eis_volledig(beeld, functies_van(getekend))
        register = Aanstellingregister(verbinding)
        for ander in versies:
            if ander.versie < stand.versie and ander.stand in (Stand.OPEN, Stand.GELDIG):
                register.bewaar(replace(ander, stand=Stand.VERVANGEN))
        stand = replace(stand, stand=Stand.GELDIG, bladnummer=volgend_bladnummer(verbinding))
        register.bewaar(stand)
        return [self._blad(stand, getekend)], stand

    def _blad(self, stand: Aanstellingstand, getekend: Mapping[str, Getekend]) -> Blad:
        velden: dict[str, Any] = {
            AANSTELLING: self.document,
            "id": stand.id,
            "handtekeningen": {partij: een.als_dict() for partij, een in getekend.items()},
            "geldigTot": stand.tot.isoformat(),
        }
        return maak_blad(
            "autorisatie",
            utc_tekst(self.nu),
            sleutel=bladsleutels.aanstelling(stand.id),
            **velden,
        )


@dataclass(frozen=True, slots=True)
class Einde:
    """What a party signs to end an appointment: which version, and who decided."""

    id: str
    versie: int
    tijdstip: datetime
    medewerker: str

    def als_dict(self) -> dict[str, Any]:
        """As it stands in the leaf."""
        return {
            "id": self.id,
            "versie": self.versie,
            "tijdstip": utc_tekst(self.tijdstip),
            "medewerker": self.medewerker,
        }


@dataclass(frozen=True, slots=True)
class Beeindiging:
    """Any one party ends an appointment, or takes away one that still waits for signatures."""

    einde: Einde
    ondertekend: Ondertekend
    oin: str
    beelden: Beelden
    vertrouwen: Vertrouwenslijst
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Aanstellingstand]:
        beeld, register = self.beelden.lees(verbinding), Aanstellingregister(verbinding)
        partij = beeld.partij_van(self.oin)
        self.ondertekend.controleer(
            beeld, partij, self.vertrouwen, self.nu, niet_voor=self.einde.tijdstip
        )
        functie = self._functie(verbinding, beeld, partij.code)
        stand = self._stand(register)
        if stand.stand is Stand.BEEINDIGD:
            if stand.einddigest != self.ondertekend.digest:
                raise IdAlGebruikt("Deze aanstelling is al beëindigd.")
            return [], stand
        in_werking = stand.stand is Stand.GELDIG
        stand = replace(
            stand,
            stand=Stand.BEEINDIGD,
            beeindigd_door=partij.code,
            beeindigd_op=self.nu,
            einddigest=self.ondertekend.digest,
            eindblad=volgend_bladnummer(verbinding) if in_werking else None,
        )
        register.bewaar(stand)
        return ([self._blad(stand, partij.code, functie)] if in_werking else []), stand

    def _stand(self, register: Aanstellingregister) -> Aanstellingstand:
        versies = register.versies(self.einde.id)
        if not versies:
            raise NietGevonden("Deze aanstelling is er niet.")
        stand = next((een for een in versies if een.versie == self.einde.versie), None)
        if stand is None or stand.stand is Stand.VERVANGEN:
            laatste = versies[-1].versie
            raise IdAlGebruikt(f"Van deze aanstelling is versie {laatste} de laatste.")
        return stand

    def _functie(self, verbinding: Connection, beeld: Beeld, partij: str) -> str:
        functies = tekenende_functies_bij_aanstelling(beeld.regels, partij)
        if functies is None:
            raise GeenToegang("Uw partij stelt volgens het convenant geen auditor mee aan.")
        wie = Autorisatieregister(verbinding).van([self.einde.medewerker])
        autorisatie = wie.get(self.einde.medewerker)
        if (
            autorisatie is None
            or autorisatie.partij != partij
            or autorisatie.functie not in functies
            or not autorisatie.geldt_op(datum_nl(self.nu))
        ):
            titels = " of ".join(beeld.regels.functies[partij][code].titel for code in functies)
            zin = f"Een aanstelling beëindigt namens uw partij alleen de {titels}."
            raise HandtekeningenOnvolledig(({"uitleg": zin},))
        return autorisatie.functie

    def _blad(self, stand: Aanstellingstand, partij: str, functie: str) -> Blad:
        return maak_blad(
            "autorisatie",
            utc_tekst(self.nu),
            sleutel=bladsleutels.aanstelling(stand.id),
            id=stand.id,
            partij=partij,
            beeindiging={**self.einde.als_dict(), "functie": functie},
            geldigTot=stand.tot.isoformat(),
            digest=self.ondertekend.digest,
            payloadSignature=self.ondertekend.handtekening,
        )


def wacht_op(beeld: Beeld, stand: Aanstellingstand) -> tuple[str, ...]:
    """The parties whose signature is not there yet."""
    rijen = beeld.regels.aanstellingen.ondertekenaars
    return tuple(een.partij for een in rijen if een.partij not in stand.handtekeningen)


def _eis_volledig(beeld: Beeld, functies: Mapping[str, str | None]) -> None:
    gebreken = tuple({"uitleg": zin} for zin in gebreken_van_ondertekenaars(functies, beeld.regels))
    if gebreken:
        raise HandtekeningenOnvolledig(gebreken)
