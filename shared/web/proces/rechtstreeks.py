"""From the door to an endpoint that every message comes by, past what it does not need.

A route marked ``rechtstreeks`` has one fixed address and reads its request itself: there is nothing
to look up, resolve or convert. Who asks, what the request must be, room, and every fault are as
with any other endpoint: that is in the route's own handler and in the `Doorgang`.
"""

from collections.abc import Callable, Coroutine, Iterable
from functools import cached_property
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.web.beschrijving.routes import StrengeRoute, StrengVerzoek

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
Invoerfouten = Callable[[Request, RequestValidationError], Exception]


class _Weg:
    """One marked route; its handler is made when somebody first comes by."""

    def __init__(self, route: StrengeRoute) -> None:
        self.route = route

    @cached_property
    def handler(self) -> Handler:
        return self.route.get_route_handler()


class Rechtstreeks:
    """ASGI: a request for a marked route goes to its handler, any other to ``app``."""

    def __init__(self, app: ASGIApp, invoerfouten: Invoerfouten) -> None:
        """``invoerfouten`` makes the error to raise of faults in the names of a query."""
        self._app = app
        self._invoerfouten = invoerfouten
        self._wegen: dict[tuple[str, str], _Weg] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Called by the `Doorgang`, with what is the same for every request."""
        weg = self._weg(scope)
        if weg is None:
            await self._app(scope, receive, send)
            return
        scope["route"], scope["endpoint"], scope["path_params"] = weg.route, weg.route.endpoint, {}
        request = StrengVerzoek(scope, receive)
        try:
            antwoord = await weg.handler(request)
        except RequestValidationError as fout:
            raise self._invoerfouten(request, fout) from None
        await antwoord(scope, receive, send)

    def _weg(self, scope: Scope) -> _Weg | None:
        if scope["type"] != "http" or scope.get("root_path"):
            return None
        if self._wegen is None:
            self._wegen = _gemerkt(scope["app"].routes)
        return self._wegen.get((scope["method"], scope["path"]))


def _gemerkt(routes: Iterable[BaseRoute]) -> dict[tuple[str, str], _Weg]:
    return {
        (methode, route.path): _Weg(route)
        for route in routes
        if isinstance(route, StrengeRoute) and route.gaat_rechtstreeks
        for methode in route.methods or ()
    }
