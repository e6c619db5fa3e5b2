"""How an endpoint is declared: a router and an operation, with what every operation must have.

`maak_router` gives a FastAPI router whose routes first ask who calls (`aanroeper.py`), read strict
JSON with strict values (`strengheid.py`) and no query name that is not theirs (`vraagnamen.py`),
refuse other content types (415) and answers nobody asked for (406), and give a 304 to who has the
answer already. A request gets room (`toelating.py`) when all of it is in.
`operatie(...)` gives the keyword arguments of one endpoint: name, texts, success answer and
examples; it is what the OpenAPI description is built of.
"""

import functools
import inspect
import json
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from math import inf
from typing import Any, TypeAlias, TypeVar

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Match, compile_path
from starlette.types import Scope

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonWaarde, lees_json
from shared.web.aanmelding.aanroeper import Aanroeper, Eisen, Soort, leer_kennen
from shared.web.beschrijving.inhoudsvormen import controleer_accept, controleer_inhoudsvorm
from shared.web.beschrijving.operaties import begin_verzoek
from shared.web.limieten import Limieten
from shared.web.meldingen import Invoerfout
from shared.web.problemen import ProbleemFout
from shared.web.verzoek.strengheid import verstrak_parameters
from shared.web.verzoek.toelating import Toelating
from shared.web.verzoek.voorwaarden import of_onveranderd
from shared.web.verzoek.vraagnamen import Fouten, Vraagnamen

BASIS = "/v1"
FOUTEN = "x-fouten"
BEVEILIGING = "x-beveiliging"

_VOORBEELD = "voorbeeld:json:"
_GELUKT = {201: "Aangemaakt", 202: "Aangenomen", 204: "Gelukt, zonder inhoud"}


_Lezing: TypeAlias = Callable[[Request], Coroutine[Any, Any, Response]]
_vraagfouten: ContextVar[Fouten] = ContextVar("vraagfouten", default=())
_LEEST_TEKST = "_driehoek_leest_tekst"
_ALTIJD = "_driehoek_altijd"
_RECHTSTREEKS = "_driehoek_rechtstreeks"
_Eindpunt = TypeVar("_Eindpunt", bound=Callable[..., object])


def leest_tekst(eindpunt: _Eindpunt) -> _Eindpunt:
    """Mark an endpoint whose body is not JSON because another standard says so."""
    setattr(eindpunt, _LEEST_TEKST, True)
    return eindpunt


def antwoordt_altijd(eindpunt: _Eindpunt) -> _Eindpunt:
    """Mark an endpoint that needs no room: it costs next to nothing and tells how we are."""
    setattr(eindpunt, _ALTIJD, True)
    return eindpunt


def rechtstreeks(eindpunt: _Eindpunt) -> _Eindpunt:
    """Mark an endpoint that every message comes by: it reads its request itself, at one address."""
    setattr(eindpunt, _RECHTSTREEKS, True)
    return eindpunt


class StrengVerzoek(Request):
    """A request whose `json()` is strict: UTF-8, no duplicate names, no NaN, bounded depth."""

    async def json(self) -> JsonWaarde:
        """The body as JSON, or a 400 that says what is wrong with it."""
        limieten: Limieten = self.app.state.limieten
        try:
            return lees_json(await self.body(), max_diepte=limieten.max_json_diepte)
        except OngeldigeJson as fout:
            raise ProbleemFout(
                400, "De inhoud is geen geldige JSON.", fouten=[Invoerfout("", fout.melding)]
            ) from fout


class StrengeRoute(APIRoute):
    """The route class of every endpoint; see the module.

    What FastAPI reads from the endpoint's signature, and the validators it makes of it, it makes
    when somebody first asks: a service has two hundred routes, and a process answers at a few.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **opties: Any) -> None:  # noqa: ANN401 - wat FastAPI meegeeft
        self.path, self.endpoint = path, endpoint
        self.path_regex, self.path_format, self.param_convertors = compile_path(path)
        self.methods = {methode.upper() for methode in opties.get("methods") or ("GET",)}
        self._begin = self.path_format.partition("{")[0]
        self._werk_uit = functools.partial(super().__init__, path, endpoint, **opties)

    def __getattr__(self, naam: str) -> object:
        """Python asks here only for what is not there: with that, the whole route is made."""
        werk_uit = self.__dict__.pop("_werk_uit", None)
        if werk_uit is None:
            raise AttributeError(naam)
        werk_uit()
        return getattr(self, naam)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As FastAPI; of the hundreds that begin otherwise it is seen at a glance."""
        hier = bool(scope.get("root_path")) or scope["path"].startswith(self._begin)
        return super().matches(scope) if hier else (Match.NONE, {})

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Put who asks, and the checks on form, before FastAPI's own reading of the request.

        An endpoint that takes the request and nothing else reads it itself: then there is nothing
        for FastAPI to read, resolve or convert, and its machinery is left out.
        """
        eisen = Eisen.van(self.dependant, (self.openapi_extra or {}).get(BEVEILIGING))
        behandel = self._behandeling()
        naam, label = self.operation_id or self.name, str(self.tags[0]) if self.tags else ""
        controleer_vorm = self._vormcontrole()
        met_inhoud = self._met_inhoud() or self.body_field is not None
        altijd = hasattr(self.endpoint, _ALTIJD)

        async def handler(request: Request) -> Response:
            begin_verzoek(naam, label, request.scope)
            wie = await leer_kennen(request, eisen)
            controleer_vorm(request)
            verzoek = _streng(request)
            toelating: Toelating = request.app.state.toelating
            if met_inhoud:
                if wie.soort is Soort.ONBEKEND:
                    _eis_klein(request)
                await _haal_binnen(verzoek, toelating, wie)
            if altijd:
                return await behandel(verzoek)
            with toelating.plaats(wie):
                return await behandel(verzoek)

        return handler

    @property
    def gaat_rechtstreeks(self) -> bool:
        """Whether a request comes here past the layers between; see `rechtstreeks.py`."""
        return hasattr(self.endpoint, _RECHTSTREEKS)

    def _met_inhoud(self) -> bool:
        return bool((self.methods or set()) & {"POST", "PUT", "PATCH"})

    def _vormcontrole(self) -> Callable[[Request], None]:
        """What address and headers must be, before anything is read."""
        vormen = antwoordvormen(self)
        leest_json = self._met_inhoud() and not hasattr(self.endpoint, _LEEST_TEKST)

        def controleer(request: Request) -> None:
            _weiger_nul(request.scope)
            controleer_accept(request.headers.get("accept"), vormen)
            if leest_json:
                controleer_inhoudsvorm(request.headers)

        return controleer

    def _behandeling(self) -> _Lezing:
        """From a request that is in to its answer."""
        vervolg = self._strenge_lezing()
        vraagnamen = Vraagnamen.van(self.dependant)

        async def behandel(verzoek: Request) -> Response:
            fouten = vraagnamen.fouten(verzoek.scope["query_string"])
            antwoord = await (_met_fouten(vervolg, verzoek, fouten) if fouten else vervolg(verzoek))
            if verzoek.method == "GET":
                return of_onveranderd(antwoord, verzoek.headers.get("if-none-match"))
            return antwoord

        return behandel

    def _strenge_lezing(self) -> _Lezing:
        eindpunt = _niet_bij_vraagfouten(self.endpoint)
        if _leest_zelf(self):
            return eindpunt
        if self.gaat_rechtstreeks:
            raise TypeError(f"{self.path_format} leest zijn verzoek niet zelf")
        verstrak_parameters(self.dependant)
        self.dependant.call = eindpunt
        return super().get_route_handler()


def _streng(request: Request) -> StrengVerzoek:
    if isinstance(request, StrengVerzoek):
        return request
    return StrengVerzoek(request.scope, request.receive)


def _eis_klein(request: Request) -> None:
    """Of somebody unknown not much is read, and nothing of which the size is not told."""
    limieten: Limieten = request.app.state.limieten
    hoogstens = limieten.max_onbekend_body_bytes
    if "transfer-encoding" in request.headers:
        lengte: float = inf
    else:
        lengte = int(request.headers.get("content-length", "0"))
    if lengte > hoogstens:
        zin = f"De inhoud mag hier hoogstens {hoogstens} bytes zijn; zeg in Content-Length hoeveel."
        raise ProbleemFout(413, zin, koppen={"Connection": "close"})


async def _haal_binnen(verzoek: Request, toelating: Toelating, wie: Aanroeper) -> None:
    """All of the content, kept with the request for whoever reads it next."""
    with toelating.ontvangst(wie):
        try:
            await verzoek.body()
        except ClientDisconnect:
            raise ProbleemFout(400, "De verbinding brak af voordat het verzoek er was.") from None


async def _met_fouten(vervolg: _Lezing, verzoek: Request, fouten: Fouten) -> Response:
    """Let who asks be known and all faults be found; the endpoint itself is not reached."""
    teken = _vraagfouten.set(fouten)
    try:
        return await vervolg(verzoek)
    except RequestValidationError as fout:
        if fout.errors() is fouten:
            raise
        raise RequestValidationError([*fouten, *fout.errors()]) from None
    finally:
        _vraagfouten.reset(teken)


def _niet_bij_vraagfouten(eindpunt: Callable[..., Any]) -> Callable[..., Any]:
    """The endpoint, that stops where the names in the query are not all its own."""
    if inspect.iscoroutinefunction(eindpunt):

        @functools.wraps(eindpunt)
        async def wachtend(*args: object, **waarden: object) -> object:
            _stop_bij_vraagfouten()
            return await eindpunt(*args, **waarden)

        return wachtend

    @functools.wraps(eindpunt)
    def gewoon(*args: object, **waarden: object) -> object:
        _stop_bij_vraagfouten()
        return eindpunt(*args, **waarden)

    return gewoon


def _stop_bij_vraagfouten() -> None:
    fouten = _vraagfouten.get()
    if fouten:
        raise RequestValidationError(fouten)


def _leest_zelf(route: APIRoute) -> bool:
    """Whether the endpoint is `async def f(request: Request) -> Response` without dependencies."""
    aanroep = inspect.signature(route.endpoint)
    return (
        inspect.iscoroutinefunction(route.endpoint)
        and list(aanroep.parameters) == [route.dependant.request_param_name]
        and not route.dependant.dependencies
        and aanroep.return_annotation in (Response, "Response")
    )


def _weiger_nul(scope: Scope) -> None:
    """U+0000 is no text to any store of ours; in JSON the reader already refuses it."""
    if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
        raise ProbleemFout(400, "Het adres bevat het teken U+0000.")


def antwoordvormen(route: APIRoute) -> tuple[str, ...]:
    """The media types a route's success answers come in."""
    vormen = [
        vorm
        for status, antwoord in route.responses.items()
        if str(status).startswith("2")
        for vorm in antwoord.get("content", {})
    ]
    return tuple(dict.fromkeys(vormen)) or ("application/json",)


def maak_router(label: str, *, basis: str = BASIS) -> APIRouter:
    """A router for one subject.

    `label` is the OpenAPI tag (Dutch, plural). Paths are written without base path:
    `@router.get("/partijen/{code}", …)`. `basis` differs only for what a standard puts elsewhere.
    """
    return APIRouter(prefix=basis, tags=[label], route_class=StrengeRoute, redirect_slashes=False)


@dataclass(frozen=True)
class Ander:
    """A success answer with another body than the usual one: description, shape, example."""

    beschrijving: str
    model: type[BaseModel]
    voorbeeld: object


def bewaar_voorbeeld(waarde: object) -> str:
    """An example as text: FastAPI drops every null out of a description, also out of examples."""
    return _VOORBEELD + json.dumps(waarde)


def lees_voorbeeld(waarde: object) -> object:
    """The example that `bewaar_voorbeeld` put away; anything else as it is."""
    if isinstance(waarde, str) and waarde.startswith(_VOORBEELD):
        return json.loads(waarde.removeprefix(_VOORBEELD))
    return waarde


def operatie(
    naam: str,
    samenvatting: str,
    *,
    status: int = 200,
    antwoord: object = None,
    verzoek: object = None,
    vorm: str = "application/json",
    model: type[BaseModel] | None = None,
    verzoekmodel: type[BaseModel] | None = None,
    ook: Mapping[int, str] | None = None,
    anders: Mapping[int, Ander] | None = None,
    fouten: Sequence[int] = (),
    koppen: Mapping[str, str] | None = None,
    beschrijving: str = "",
    beschrijving_antwoord: str = "",
    beveiliging: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Keyword arguments for `@router.get/post/put/…`.

    naam          operationId: Dutch, camelCase, unique in the app
    samenvatting  one line, Dutch; `beschrijving` more of it (Markdown). The endpoint's own
                  docstring is for developers and is not published
    status        the success status; `antwoord` is an example of its body (JSON value, or text
                  for another `vorm`), left out only when there is no body (204)
    verzoek       an example of the request's body, demanded where there is one
    vorm          media type of the success answer
    model, verzoekmodel  the shapes of the answer and of the request's body, only for an endpoint
                  that returns a `Response` or reads the body's bytes itself
    ook           other success statuses with the same body: status -> Dutch description
    anders        other success statuses with a body of their own
    fouten        statuses beyond the ones every operation has (400, 401, 403, 404, 406, 413, 415,
                  500 and 503 are added where they can happen): 409, 412, 428, 429, 502
    koppen        response headers of the success answer: name -> Dutch description
    beveiliging   only where it cannot be seen from the dependencies (also where the endpoint
                  calls `transportidentiteit` itself, on the hot path): alternatives out of
                  "medewerker" (bearer token) and "organisatie" (client certificate)
    """
    goed: dict[str, Any] = {
        "description": beschrijving_antwoord or _GELUKT.get(status, "Gelukt"),
        "headers": {
            kop: {"description": uitleg, "schema": {"type": "string"}}
            for kop, uitleg in (koppen or {}).items()
        },
    }
    if antwoord is not None:
        goed["content"] = {vorm: {"example": bewaar_voorbeeld(antwoord)}}
    extra: dict[str, Any] = {"description": beschrijving, FOUTEN: sorted(set(fouten))}
    if beveiliging is not None:
        extra[BEVEILIGING] = list(beveiliging)
    if verzoek is not None:
        extra["requestBody"] = {
            "content": {"application/json": {"example": bewaar_voorbeeld(verzoek)}}
        }
    if verzoekmodel is not None:
        schema = verzoekmodel.model_json_schema(ref_template="#/components/schemas/{model}")
        media = extra.setdefault("requestBody", {}).setdefault("content", {})
        media.setdefault("application/json", {})["schema"] = schema
        extra["requestBody"]["required"] = True
    if model is not None:
        goed["model"] = model
    return {
        "operation_id": naam,
        "summary": samenvatting,
        "status_code": status,
        "response_description": goed["description"],
        "responses": {status: goed} | _andere(goed, ook or {}) | _eigen(anders or {}),
        "openapi_extra": extra,
    }


def _eigen(anders: Mapping[int, Ander]) -> dict[int, dict[str, Any]]:
    return {
        status: {
            "description": een.beschrijving,
            "model": een.model,
            "content": {"application/json": {"example": bewaar_voorbeeld(een.voorbeeld)}},
        }
        for status, een in anders.items()
    }


def _andere(goed: Mapping[str, Any], ook: Mapping[int, str]) -> dict[int, dict[str, Any]]:
    return {status: {**goed, "description": uitleg} for status, uitleg in ook.items()}
