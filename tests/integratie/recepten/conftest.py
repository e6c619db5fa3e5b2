"""Een draaiend stelsel voor de beproevingen van de recepten: de gateway en de drie diensten."""

from __future__ import annotations

from tests.integratie.reeksen.conftest import pki as pki
from tests.integratie.reeksen.conftest import stelsel as stelsel
