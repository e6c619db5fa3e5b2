"""The app of this party: its declaration, composed."""

from fastapi import FastAPI

from services.om.partij import OM
from shared.partijdienst import app as partijapp
from shared.web.instellingen.instellingen import Instellingen


def maak_app(instellingen: Instellingen) -> FastAPI:
    """The app on these settings; opens databases, keys and client when it starts."""
    return partijapp.maak_app(OM, instellingen)


def maak_app_zonder_verbindingen() -> FastAPI:
    """The app for its description: opens nothing and reads no file."""
    return partijapp.maak_app_zonder_verbindingen(OM)
