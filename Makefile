# The few things everybody needs. `make check` answers in under two minutes; `./doorstep test` runs everything.
PYTHON ?= .venv/bin/python
export PYTHONPATH := src
SOURCES := src tests

.PHONY: run test check fmt demo messages

run:
	./doorstep serve

demo:
	./doorstep demo

test:
	./doorstep test

fmt:
	$(PYTHON) -m ruff format $(SOURCES)
	$(PYTHON) -m ruff check --fix $(SOURCES)

messages:  ## needs GNU gettext; new texts then wait for their English in locale/en/LC_MESSAGES/django.po
	$(PYTHON) -m tests.house.catalogue

check:
	$(PYTHON) -m ruff format --check $(SOURCES)
	$(PYTHON) -m ruff check $(SOURCES)
	$(PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"
	$(PYTHON) -m mypy
	$(PYTHON) -m djlint --quiet --lint src
	DOORSTEP_DATA=$$(mktemp -d)/data $(PYTHON) -m doorstep makemigrations --check --dry-run
	$(PYTHON) -m tests --quick
