"""Access tokens of people (OAuth-NL 1.1, OIDC NLGOV 1.0.1): verified, nothing more.

Who the token's subject is here and what that person may do is for `shared/bestand/toegang`; this
module says only that the one trusted provider issued this token for us, and that it holds now.
Algorithms, issuer, audience and kind of token are pinned; the key is a public key out of the
issuer's own key set (RFC 8725). A token has one spelling: base64url and JSON are read as
`shared.bericht.jsonvorm` reads a message.

An ID token or a logout token of the same issuer is signed with the same key. What tells them apart
is the explicit type (RFC 9068: `at+jwt`), and what only those other two hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonWaarde, lees_json, ontb64url
from shared.tijd.klok import nu_utc
from shared.web.aanmelding.handtekening import HandtekeningKloptNiet, controleer_handtekening
from shared.web.aanmelding.sleutelset import Sleutelset, SleutelsetOnbereikbaar
from shared.web.instellingen.tabellen import Oidc
from shared.web.limieten import Limieten
from shared.web.problemen import ProbleemFout

_ANDER_SOORT = ("nonce", "at_hash", "c_hash", "s_hash", "events")
"""Claims of an ID token (OIDC Core 2, 3.3.2.11) and of a logout token (OIDC Back-Channel 2.4)."""
_ANDER_TYP = ("ID", "Logout", "Refresh", "Offline")
"""What providers that call every token `JWT` write in a claim of that name instead."""

_VERPLICHT = ("jti", "client_id")
"""What RFC 9068 (2.2) demands beside the claims that are judged one by one."""


@dataclass(frozen=True, slots=True)
class Aanmelding:
    """A verified token: `sub` names the person at `uitgever`; `claims` are all its claims."""

    sub: str
    uitgever: str
    claims: Mapping[str, Any]
    geldig_tot: datetime

    @property
    def van_programma(self) -> bool:
        """Whether nobody was there: then the subject is the client itself (RFC 9068, 2.2)."""
        return self.claims.get("client_id") == self.sub


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
        kop, claims = self._lees(token)
        sleutels = await self.sleutels.zoek(kop["kid"], kop["alg"])
        if not sleutels:
            raise TokenOngeldig("Het token is niet ondertekend met een sleutel van de uitgever.")
        try:
            controleer_handtekening(token, sleutels, kop["alg"])
        except HandtekeningKloptNiet:
            raise TokenOngeldig("De handtekening van het token klopt niet.") from None
        return self._controleer_claims(claims, nu)

    def _lees(self, token: str) -> tuple[dict[str, Any], dict[str, JsonWaarde]]:
        """Header and claims, from a token in its one spelling; nothing is verified yet."""
        delen = token.split(".")
        if len(token) > self.limieten.max_token_bytes or len(delen) != 3:
            raise TokenOngeldig("Het token is geen ondertekend JWT.")
        try:
            kop, inhoud, _ = (ontb64url(deel) for deel in delen)
        except ValueError:
            raise TokenOngeldig("Het token is niet als base64url geschreven.") from None
        return self._lees_kop(kop), _als_object(inhoud, "De inhoud van het token")

    def _lees_kop(self, ruw: bytes) -> dict[str, Any]:
        """The protected header, before any cryptography."""
        oidc = self.oidc
        kop: dict[str, Any] = _als_object(ruw, "De kop van het token")
        if oidc is None or kop.get("alg") not in oidc.algoritmen:
            raise TokenOngeldig("Het token gebruikt een algoritme dat hier niet mag.")
        if "crit" in kop or "zip" in kop or "b64" in kop:
            raise TokenOngeldig("De kop van het token vraagt iets dat hier niet kan.")
        if not isinstance(kop.get("kid"), str) or not kop["kid"]:
            raise TokenOngeldig("Het token noemt geen sleutel (kid).")
        if _tokentype(kop.get("typ", "JWT")) != oidc.typ.lower():
            raise TokenOngeldig("Dit is geen toegangstoken.")
        return kop

    def _controleer_claims(self, claims: Mapping[str, JsonWaarde], nu: datetime) -> Aanmelding:
        oidc = self.oidc
        if oidc is None:
            raise TokenOngeldig("Dit onderdeel kent geen aanmelding van medewerkers.")
        sub = claims.get("sub")
        if claims.get("iss") != oidc.uitgever:
            raise TokenOngeldig("Het token komt niet van de vertrouwde uitgever.")
        publiek = claims.get("aud")
        if oidc.publiek not in (publiek if isinstance(publiek, list) else [publiek]):
            raise TokenOngeldig("Het token is niet voor deze dienst bedoeld.")
        if any(naam in claims for naam in _ANDER_SOORT) or claims.get("typ") in _ANDER_TYP:
            raise TokenOngeldig("Dit is geen toegangstoken.")
        if not isinstance(sub, str) or not 0 < len(sub) <= 255:
            raise TokenOngeldig("Het token noemt geen medewerker (sub).")
        if oidc.typ == "at+jwt" and not all(_is_tekst(claims.get(naam)) for naam in _VERPLICHT):
            raise TokenOngeldig("Het token noemt zijn nummer of zijn client niet (jti, client_id).")
        exp = self._controleer_tijden(claims, nu.timestamp())
        return Aanmelding(sub, oidc.uitgever, claims, datetime.fromtimestamp(exp, UTC))

    def _controleer_tijden(self, claims: Mapping[str, JsonWaarde], nu: float) -> float:
        speling = self.limieten.token_klokverschil_seconden
        exp, iat = _seconden(claims.get("exp")), _seconden(claims.get("iat"))
        if exp is None or iat is None:
            raise TokenOngeldig("Het token noemt geen tijd van uitgifte en verval (iat, exp).")
        if nu >= exp + speling:
            raise TokenOngeldig("Het token is verlopen.")
        nbf = _seconden(claims["nbf"]) if "nbf" in claims else iat
        if nbf is None or max(iat, nbf) > nu + speling:
            raise TokenOngeldig("Het token is nog niet geldig.")
        if exp - iat > self.limieten.token_max_geldigheid_seconden:
            raise TokenOngeldig("Het token is langer geldig dan hier mag.")
        return exp


def _als_object(ruw: bytes, wat: str) -> dict[str, JsonWaarde]:
    try:
        gelezen = lees_json(ruw)
    except OngeldigeJson:
        gelezen = None
    if not isinstance(gelezen, dict):
        raise TokenOngeldig(f"{wat} is niet leesbaar.")
    return gelezen


def _tokentype(typ: object) -> str:
    """A media type, of which `application/` may be left out (RFC 7515, 4.1.9)."""
    naam = str(typ).lower()
    rest = naam.removeprefix("application/")
    return naam if "/" in rest else rest


def _is_tekst(waarde: object) -> bool:
    return isinstance(waarde, str) and bool(waarde)


def _seconden(waarde: object) -> float | None:
    """A NumericDate (RFC 7519, 2)."""
    if isinstance(waarde, bool) or not isinstance(waarde, int | float):
        return None
    return float(waarde) if waarde >= 0 else None


async def aanmelding(request: Request) -> Aanmelding:
    """Dependency: the verified token of the `Authorization` header; without one a 401.

    Verified once per request: who asks again gets the same.
    """
    bekend: Aanmelding | None = getattr(request.state, "aanmelding", None)
    if bekend is None:
        bekend = request.state.aanmelding = await _controleer_kop(request)
    return bekend


async def _controleer_kop(request: Request) -> Aanmelding:
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
        return await controle.controleer(token.strip(" "), nu_utc())
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
