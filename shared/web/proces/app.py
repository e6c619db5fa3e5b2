"""Composing an app: every convention of the API built in, so that a router cannot forget one."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from functools import cache, partial
from typing import Any, NoReturn

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp

from shared.web import rijen
from shared.web.aanmelding.identiteit import Transportcontrole
from shared.web.aanmelding.intrekkingen import intrekkingen_van
from shared.web.aanmelding.tokens import Tokencontrole
from shared.web.beschrijving.onderdelen import Document
from shared.web.beschrijving.openapi import (
    Voorbeeldvuller,
    als_bytes,
    maak_beschrijving,
    ongewijzigd,
)
from shared.web.beschrijving.routes import StrengeRoute
from shared.web.instellingen.instellingen import Instellingen
from shared.web.limieten import Limieten
from shared.web.meldingen import Invoerfout, json_pointer, melding
from shared.web.problemen import Foutrij, ProbleemFout, neem_op
from shared.web.proces.doorgang import BESCHRIJVING, Doorgang
from shared.web.proces.gezondheid import Controle, NietGereed, maak_gezondheid
from shared.web.proces.rechtstreeks import Rechtstreeks
from shared.web.verzoek.pogingen import Pogingen, waarschuw_zonder_portaal
from shared.web.verzoek.toelating import Toelating

CONTACT = {
    "name": "Beheer Driehoek",
    "email": "beheer@driehoek.example",
    "url": "https://driehoek.example/contact",
}
LICENTIE = {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}

Levensloop = Callable[[FastAPI], AbstractAsyncContextManager[Any]]

_GEEN_TELEMETRIE: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
"""What happened here is told by our own log lines, which hold nothing of a caller."""

_PLAATSEN = {"query": "query", "path": "pad", "header": "kop", "cookie": "cookie"}


class Deurapp(FastAPI):
    """FastAPI's app with our own door outside all of its layers.

    The door ends every error and bounds every body, so those layers have nothing to do around it;
    a marked route is reached before them (`rechtstreeks.py`).
    """

    def __init__(self, versie: str, instellingen: Instellingen, **opties: Any) -> None:  # noqa: ANN401 - wat FastAPI neemt
        super().__init__(version=versie, telemetry=_GEEN_TELEMETRIE, **opties)
        self._instellingen = instellingen

    def build_middleware_stack(self) -> ASGIApp:
        """See `FastAPI`; called once, when the first request comes in."""
        return Doorgang(
            Rechtstreeks(super().build_middleware_stack(), _als_probleem),
            versie=self.version,
            limieten=self._instellingen.limieten,
            oorsprongen=self._instellingen.server.cors_oorsprongen,
        )


def maak_app(
    titel: str,
    omschrijving: str,
    versie: str,
    instellingen: Instellingen,
    *,
    routers: Iterable[APIRouter] = (),
    problemen: Iterable[Foutrij] = (),
    controles: Mapping[str, Controle] | None = None,
    levensloop: Levensloop | None = None,
    eigen_voorbeelden: Voorbeeldvuller = ongewijzigd,
) -> FastAPI:
    """An app with all conventions of `docs/besluiten/0004-webconventies.md`.

    titel, omschrijving  Dutch, for the API description; `versie` is full SemVer
    routers              made with `maak_router`; another route class is refused
    problemen            rows for the errors of its own, beside those everybody has
    controles            readiness checks by name, see `gezondheid`
    eigen_voorbeelden    fills in what an example of the description leaves open
    levensloop           FastAPI lifespan: opens and closes what the process holds
    On `app.state`: `instellingen`, `limieten`, `tokencontrole`, `transportcontrole`, `toelating`.
    """
    neem_op((*rijen.PROBLEMEN, *problemen))
    app = Deurapp(
        versie,
        instellingen,
        title=titel,
        description=omschrijving,
        contact=CONTACT,
        license_info=LICENTIE,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=levensloop,
    )
    app.state.instellingen = instellingen
    app.state.limieten = instellingen.limieten
    app.state.tokencontrole = Tokencontrole(instellingen.oidc, instellingen.limieten)
    app.state.transportcontrole = _transportcontrole(instellingen)
    app.state.toelating = Toelating(instellingen.limieten)
    app.state.pogingen = Pogingen(instellingen.limieten)
    app.add_exception_handler(HTTPException, _http_fout)
    app.add_exception_handler(RequestValidationError, _invoerfouten)
    app.add_exception_handler(Exception, _naar_de_deur)
    alle: dict[str, Controle] = {**(controles or {})}
    alle["intrekkingen"] = partial(_eis_intrekkingen, app)
    for router in (*routers, maak_gezondheid(alle)):
        # A router of `maak_router` is complete: including it would work out every route's
        # parameters a second time.
        app.router.routes.extend(router.routes)
    _eis_strenge_routes(app)
    if instellingen.productie and not instellingen.server.portalen:
        waarschuw_zonder_portaal(app.routes)
    _bied_beschrijving(app, instellingen, eigen_voorbeelden)
    return app


def _transportcontrole(instellingen: Instellingen) -> Transportcontrole:
    tls = instellingen.tls
    return Transportcontrole(
        tls.vertrouwen,
        intrekkingen_van(tls, streng=instellingen.productie),
        portalen=frozenset(instellingen.server.portalen),
    )


def _eis_intrekkingen(app: FastAPI) -> None:
    """Readiness: a file that went missing or bad is said before what was read from it ends."""
    lijst = app.state.transportcontrole.intrekkingen
    mankeert = None if lijst is None else lijst.wat_mankeert()
    if mankeert is not None:
        zin = "De lijst van ingetrokken certificaten is niet te gebruiken; de vorige telt zolang."
        raise NietGereed(zin, (Invoerfout("tls.intrekkingen", mankeert),))


def _eis_strenge_routes(app: FastAPI) -> None:
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute) and not isinstance(route, StrengeRoute):
            raise TypeError(f"{context.path_format} komt niet uit een router van maak_router")


def _bied_beschrijving(
    app: FastAPI, instellingen: Instellingen, eigen_voorbeelden: Voorbeeldvuller
) -> None:
    # De routes staan vast als de dienst er is; de beschrijving maken kost een halve seconde.
    @cache
    def openapi() -> Document:
        return maak_beschrijving(
            app, instellingen.server.publieke_url, eigen_voorbeelden=eigen_voorbeelden
        )

    @cache
    def inhoud() -> bytes:
        return als_bytes(openapi())

    async def beschrijving(_: Request) -> Response:
        return Response(inhoud(), media_type="application/json")

    app.openapi = openapi  # type: ignore[method-assign]
    app.add_route(BESCHRIJVING, beschrijving, methods=["GET"], include_in_schema=False)


async def _http_fout(request: Request, fout: Exception) -> NoReturn:
    """All problems are made in one place, the `Doorgang`; a 405 first learns every method."""
    if isinstance(fout, HTTPException) and fout.status_code == 405:
        raise ProbleemFout(405, koppen={"Allow": ", ".join(_methoden(request))}) from fout
    raise fout


async def _naar_de_deur(_: Request, fout: Exception) -> NoReturn:
    """What nobody expected is the door's to answer too, and not of the layers inside it."""
    raise fout


def _methoden(request: Request) -> list[str]:
    methoden: set[str] = set()
    for context in iter_route_contexts(request.app.routes):
        gevonden, _ = context.matches(request.scope)
        if gevonden is not Match.NONE:
            methoden |= set(getattr(context, "methods", None) or ())
    # Wat te lezen is, is ook te bevragen zonder de inhoud; dat doet de Doorgang voor allemaal.
    return sorted(methoden | ({"HEAD"} if "GET" in methoden else set()))


async def _invoerfouten(request: Request, fout: Exception) -> NoReturn:
    if not isinstance(fout, RequestValidationError):
        raise fout
    raise _als_probleem(request, fout) from None


def _als_probleem(request: Request, fout: RequestValidationError) -> ProbleemFout:
    """Every fault of FastAPI's validation, with its place, as one 400."""
    limieten: Limieten = request.app.state.limieten
    fouten = list(fout.errors())
    gemeld = [Invoerfout(_plaats(f["loc"]), melding(f)) for f in fouten[: limieten.max_fouten]]
    if len(fouten) > len(gemeld):
        gemeld.append(Invoerfout("", f"en nog {len(fouten) - len(gemeld)} andere fouten"))
    return ProbleemFout(400, "Het verzoek klopt niet; zie fouten.", fouten=gemeld)


def _plaats(loc: tuple[str | int, ...]) -> str:
    if loc and loc[0] in _PLAATSEN:
        return f"{_PLAATSEN[str(loc[0])]}:" + ".".join(str(deel) for deel in loc[1:])
    return json_pointer(loc[1:])
