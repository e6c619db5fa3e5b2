"""Access tokens of people (OAuth-NL 1.1, OIDC NLGOV 1.0.1): verified, nothing more.

Who the token's subject is here and what that person may do is for `shared/partij`; this module
says only that the one trusted provider issued this token for us, and that it holds now. Algorithms,
issuer and audience are pinned; the key is a public key out of the issuer's own key set.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, NoReturn

from fastapi import Depends
from starlette.requests import Request

from shared.web.instellingen import Oidc
from shared.web.limieten import Limieten
from shared.web.problemen import ProbleemFout
from shared.web.sleutelset import Sleutelset, SleutelsetOnbereikbaar
from shared.web.tokenhandtekening import HandtekeningKloptNiet, controleer_handtekening


@dataclass(frozen=True, slots=True)
class Aanmelding:
    """A verified token: `sub` names the person at `uitgever`; `claims` are all its claims."""

    sub: str
    uitgever: str
    claims: Mapping[str, Any]
    geldig_tot: datetime


class TokenOngeldig(Exception):
    """The token is refused; `melding` is one Dutch sentence without anything from the token."""

    def __init__(self, melding: str) -> None:
        super().__init__(melding)
        self.melding = melding


class Tokencontrole:
    """Verifies tokens of one provider. Order: form, header, key, signature, claims."""

    def __init__(self, oidc: Oidc | None, limieten: Limieten) -> None:
        self.oidc = oidc
        self.limieten = limieten
        self.sleutels = None if oidc is None else Sleutelset(oidc, limieten)

    async def controleer(self, token: str, nu: datetime) -> Aanmelding:
        """The verified token, or `TokenOngeldig`; `SleutelsetOnbereikbaar` when no key is at hand.

        `nu` carries a time zone.
        """
        if self.oidc is None or self.sleutels is None:
            raise TokenOngeldig("Dit onderdeel kent geen aanmelding van medewerkers.")
        kop = self._lees_kop(token)
        sleutel = await self.sleutels.zoek(kop["kid"], kop["alg"])
        if sleutel is None:
            raise TokenOngeldig("Het token is niet ondertekend met een sleutel van de uitgever.")
        try:
            inhoud = controleer_handtekening(token, sleutel, kop["alg"])
            claims = json.loads(inhoud, parse_constant=_geen_getal)
        except (HandtekeningKloptNiet, ValueError, RecursionError):
            raise TokenOngeldig("De handtekening van het token klopt niet.") from None
        return self._controleer_claims(claims, nu)

    def _lees_kop(self, token: str) -> dict[str, Any]:
        """Form and protected header, before any cryptography."""
        oidc = self.oidc
        delen = token.split(".")
        if len(token) > self.limieten.max_token_bytes or len(delen) != 3:
            raise TokenOngeldig("Het token is geen ondertekend JWT.")
        try:
            ruw = base64.b64decode(
                delen[0] + "=" * (-len(delen[0]) % 4), altchars=b"-_", validate=True
            )
            kop = json.loads(ruw)
        except (ValueError, binascii.Error, RecursionError):
            raise TokenOngeldig("De kop van het token is niet leesbaar.") from None
        if oidc is None or not isinstance(kop, dict):
            raise TokenOngeldig("De kop van het token is niet leesbaar.")
        if kop.get("alg") not in oidc.algoritmen:
            raise TokenOngeldig("Het token gebruikt een algoritme dat hier niet mag.")
        if "crit" in kop or "zip" in kop or "b64" in kop:
            raise TokenOngeldig("De kop van het token vraagt iets dat hier niet kan.")
        if not isinstance(kop.get("kid"), str) or not kop["kid"]:
            raise TokenOngeldig("Het token noemt geen sleutel (kid).")
        if oidc.typ is not None and str(kop.get("typ", "")).lower() != oidc.typ.lower():
            raise TokenOngeldig("Dit is geen toegangstoken.")
        return kop

    def _controleer_claims(self, claims: object, nu: datetime) -> Aanmelding:
        oidc = self.oidc
        if oidc is None or not isinstance(claims, dict):
            raise TokenOngeldig("De inhoud van het token is niet leesbaar.")
        sub = claims.get("sub")
        if claims.get("iss") != oidc.uitgever:
            raise TokenOngeldig("Het token komt niet van de vertrouwde uitgever.")
        publiek = claims.get("aud")
        if oidc.publiek not in (publiek if isinstance(publiek, list) else [publiek]):
            raise TokenOngeldig("Het token is niet voor deze dienst bedoeld.")
        if not isinstance(sub, str) or not 0 < len(sub) <= 255:
            raise TokenOngeldig("Het token noemt geen medewerker (sub).")
        exp = self._controleer_tijden(claims, nu.timestamp())
        return Aanmelding(sub, oidc.uitgever, claims, datetime.fromtimestamp(exp, UTC))

    def _controleer_tijden(self, claims: dict[str, Any], nu: float) -> float:
        speling = self.limieten.token_klokverschil_seconden
        exp, iat = _seconden(claims.get("exp")), _seconden(claims.get("iat"))
        if exp is None or iat is None:
            raise TokenOngeldig("Het token noemt geen tijd van uitgifte en verval (iat, exp).")
        if nu >= exp + speling:
            raise TokenOngeldig("Het token is verlopen.")
        nbf = _seconden(claims["nbf"]) if "nbf" in claims else iat
        if nbf is None or max(iat, nbf) > nu + speling:
            raise TokenOngeldig("Het token is nog niet geldig.")
        return exp


def _seconden(waarde: object) -> float | None:
    """A NumericDate that a clock can hold."""
    if isinstance(waarde, bool) or not isinstance(waarde, int | float):
        return None
    return float(waarde) if 0 <= waarde < 2**40 else None


def _geen_getal(naam: str) -> NoReturn:
    raise ValueError(naam)


async def aanmelding(request: Request) -> Aanmelding:
    """Dependency: the verified token of the `Authorization` header; without one a 401."""
    koppen = request.headers.getlist("authorization")
    if not koppen:
        raise ProbleemFout(
            401,
            "Meld u aan en stuur het toegangstoken mee in de kop Authorization.",
            koppen={"WWW-Authenticate": "Bearer"},
        )
    schema, _, token = koppen[0].partition(" ")
    if len(koppen) > 1 or schema.lower() != "bearer":
        raise _geweigerd("De kop Authorization moet één Bearer-token bevatten.")
    controle: Tokencontrole = request.app.state.tokencontrole
    try:
        return await controle.controleer(token.strip(), datetime.now(UTC))
    except TokenOngeldig as fout:
        raise _geweigerd(fout.melding) from fout
    except SleutelsetOnbereikbaar as fout:
        raise ProbleemFout(
            503, "De inlogvoorziening is nu niet bereikbaar; probeer het later opnieuw."
        ) from fout


def _geweigerd(detail: str) -> ProbleemFout:
    return ProbleemFout(401, detail, koppen={"WWW-Authenticate": 'Bearer error="invalid_token"'})


AanmeldingAfh = Annotated[Aanmelding, Depends(aanmelding)]
"""Parameter type of an endpoint that people call."""
