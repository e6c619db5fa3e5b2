"""The pages of the development login, for a person with a browser.

The package brings its own, with a style sheet from elsewhere; these ask nothing of anybody else.
The names are those the package looks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_BASIS: Final = """<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block titel %}Testinlog{% endblock %} - Driehoek</title>
<style>
  body { font: 1rem/1.5 sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem; }
  button { font: inherit; padding: .5rem 1rem; margin: .25rem 0; }
</style>
<main>{% block content %}{% endblock %}</main>
</html>
"""
_KEUZE: Final = """{% extends "basis.html" %}
{% block content %}
<h1>Testinlog</h1>
<p>Alleen voor ontwikkelen: er is geen wachtwoord. Kies wie u bent. Daarna gaat u terug naar
<code>{{ redirect_uri }}</code> ({{ client_id }}).</p>
{% if sub_missing %}<p role="alert">Kies een account.</p>{% endif %}
<form method="post" aria-label="Accounts">
{% for sub in predefined_users %}
  <div><button type="submit" name="sub" value="{{ sub }}">{{ sub }}</button></div>
{% endfor %}
</form>
<form method="post"><button type="submit" name="action" value="deny">Niet inloggen</button></form>
{% endblock %}
"""
_FOUT: Final = """{% extends "basis.html" %}
{% block content %}
<h1>Inloggen lukt niet</h1>
<p role="alert">{{ description or name }}</p>
{% endblock %}
"""
_BEGIN: Final = """{% extends "basis.html" %}
{% block content %}
<h1>Testinlog</h1>
<p>Een programma brengt u hierheen om in te loggen. Wat het moet weten staat in
<a href="/.well-known/openid-configuration">/.well-known/openid-configuration</a>.</p>
{% endblock %}
"""
_UITLOGGEN: Final = """{% extends "basis.html" %}
{% block content %}
<h1>Uitloggen</h1>
<form method="post" action="{{ end_session_confirm_url }}">
  {% if redirect_uri %}
  <input type="hidden" name="redirect_uri" value="{{ redirect_uri }}">
  {% endif %}
  <button type="submit">Uitloggen</button>
</form>
{% endblock %}
"""
_UITGELOGD: Final = """{% extends "basis.html" %}
{% block content %}<h1>U bent uitgelogd</h1>{% endblock %}
"""

PAGINAS: Final[Mapping[str, str]] = {
    "basis.html": _BASIS,
    "authorization_form.html": _KEUZE,
    "error.html": _FOUT,
    "index.html": _BEGIN,
    "end_session_form.html": _UITLOGGEN,
    "end_session_confirm.html": _UITGELOGD,
}
