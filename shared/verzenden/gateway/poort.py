"""What goes over the ports to the gateway; each use has its own, with no more than it asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Document = dict[str, Any]


Zetting = Mapping[str, str]
"""A party's signature under a group decision: ``medewerker`` (who decided for it) and
``handtekening`` (over the decision and that reference)."""
