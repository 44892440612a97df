# One command for everything; `make help` lists them. The work is done in tools/*.py.
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help run test check fmt bench fuzz lock clean

BOOTSTRAP := @./tools/python.sh -m tools.bootstrap
PY := .venv/bin/python

help: ## pokaż polecenia
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

run: ## uruchom portal z danymi pokazowymi (PORT=8000, DATA_DIR=var)
	$(BOOTSTRAP) run
	@exec $(PY) -m tools.run

test: ## wszystkie testy na własnym PostgreSQL i Redisie (ARGS="-k słowo")
	$(BOOTSTRAP) test
	@exec $(PY) -m tools.test $(ARGS)

check: ## styl, typy, warstwy, szablony, migracje, ustawienia produkcyjne
	$(BOOTSTRAP) dev
	@exec $(PY) -m tools.check

fmt: ## uporządkuj kod i szablony
	$(BOOTSTRAP) dev
	@exec $(PY) -m tools.check --fix

bench: ## pomiary czasu i pamięci (ARGS="import export")
	$(BOOTSTRAP) test
	@exec $(PY) -m tools.bench $(ARGS)

fuzz: ## zepsute skoroszyty przez prawdziwy proces odczytu (ARGS="--count 10000 --seed 1")
	$(BOOTSTRAP) test
	@exec $(PY) -m tools.fuzz_workbooks $(ARGS)

lock: ## przelicz requirements*.txt z pyproject.toml
	$(BOOTSTRAP) dev
	@exec $(PY) -m tools.lock $(ARGS)

clean: ## usuń .venv i pamięci podręczne narzędzi (dane w var/ zostają)
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache staticfiles
	@find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +
