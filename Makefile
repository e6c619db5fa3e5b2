# Driehoek. Twee opdrachten doen alles vanuit een verse kloon: `make demo` en `make test`.
# Nodig is alleen Python 3.11 of nieuwer; de rest komt in .venv.

SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
GEREED := $(VENV)/.gereed
PYTEST := $(PY) -m pytest
# Hoeveel tests tegelijk. Een meer dan er kernen zijn: wie op echte processen wacht, rekent niet.
WERKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

# Wat op twee databanken draait, doet dat op PostgreSQL met enkele tests per map, van veel gevallen
# draait de helft, en wat willekeurig zoekt zoekt korter; `ALLES=1` draait alles. Wie een deel
# kiest, krijgt dat deel helemaal.
ALLES ?= $(if $(ONLY),1)

VERGRENDEL = uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-header pyproject.toml

# Elk proces van het product leest anders opnieuw al zijn bronnen in: een seconde per start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test start stop bench kaart dekking openapi controle stijl typen kwetsbaarheden vergrendel installeer schoon

help: ## toont deze lijst
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | awk -F':.*?## ' '{printf "  make %-16s %s\n", $$1, $$2}'

setup: $(GEREED) ## installeert alles in .venv; een tweede keer doet niets

$(GEREED): requirements/alles.lock pyproject.toml
	@echo "Installeren in $(VENV) ..."
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Driehoek heeft Python 3.11 of nieuwer nodig. Geef het pad mee: make setup PYTHON=python3.11"; exit 1; }
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/alles.lock
	@$(PY) -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(GEREED)

installeer: ## installeert alleen het product in .venv, voor wie het draait
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Driehoek heeft Python 3.11 of nieuwer nodig. Geef het pad mee: make installeer PYTHON=python3.11"; exit 1; }
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/productie.lock
	@$(PY) -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation .
	@echo "Geïnstalleerd: $(VENV)/bin/driehoek en $(PY). Hoe verder: docs/beheer.md."

demo: setup ## speelt een hele verzonnen zaak na op echte processen
	@$(PY) -m deploy.demo

test: setup ## draait de tests, of met ONLY=verzenden die van een deel; ALLES=1 laat niets weg
	@deel=$$($(PY) -m tests.hulp.keuze $(ONLY)) && IFS=$$'\n' && DRIEHOEK_STEEKPROEF=$(if $(ALLES),0,1) $(PYTEST) -n $(WERKERS) --dist loadgroup $$deel

start: setup ## start alles en toont de portalen; met MAP=build/demo/omgeving op de zaak van de demo
	@$(PY) -m deploy.omgeving start $(if $(MAP),--map $(MAP))

stop: ## stopt wat `make start` startte
	@test ! -x $(PY) || $(PY) -m deploy.omgeving stop $(if $(MAP),--map $(MAP))

bench: setup ## meet en schrijft build/bench.json
	@$(PY) -m deploy.bench

kaart: setup ## schrijft op wie wie kent: docs/cijfers.md, en de wet in elke README van een kamer
	@$(PY) -m tests.architectuur.leesmij

dekking: setup ## schrijft build/dekking.csv: elke eis van het convenant met de tests die haar bewijzen
	@$(PY) -m deploy.dekking

openapi: setup ## schrijft build/openapi/{gateway,gemeente,politie,om}.json
	@$(PY) -m deploy.openapi

controle: stijl typen ## stijl en typen

stijl: setup
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .

typen: setup
	@$(PY) -m mypy

kwetsbaarheden: setup ## zoekt bekende kwetsbaarheden in de vergrendelde pakketten
	@$(PY) -m deploy.kwetsbaarheden

vergrendel: ## maakt requirements/alles.lock en productie.lock opnieuw (heeft uv nodig)
	$(VERGRENDEL) --extra ontwikkel -o requirements/alles.lock
	$(VERGRENDEL) --extra bouw -c requirements/alles.lock -o requirements/productie.lock

schoon: stop ## verwijdert alles wat gemaakt is, behalve .venv
	rm -rf build
