# Everything a user or developer does here is one of these words.
PYTHON ?= python3
DESK ?= mydesk

.PHONY: help run test check bench fuzz attack lock clean

help:            ## show this list
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

.venv/.run: requirements/run.txt pyproject.toml
	scripts/setup run "$(PYTHON)"

.venv/.dev: requirements/dev.txt pyproject.toml
	scripts/setup dev "$(PYTHON)"

run: .venv/.run  ## start the desk (FEEDS=feeds.opml for your own feeds, DESK=folder)
	@trap : INT; .venv/bin/copytaster run --desk "$(DESK)" $(if $(FEEDS),--feeds "$(FEEDS)")

test: .venv/.dev ## checks and all tests, browser tests included
	scripts/check
	scripts/test

check: .venv/.dev ## ruff, format, mypy --strict, import-linter
	scripts/check

bench: .venv/.dev ## rates per CPU-second, memory and quality, with a peer beside
	.venv/bin/copytaster bench

fuzz: .venv/.dev ## every reader against changed documents (SECONDS=60 in all, SEED=number, ENGINE=atheris)
	.venv/bin/python tests/fuzz --seconds $(or $(SECONDS),60) $(if $(SEED),--seed $(SEED)) $(if $(ENGINE),--engine $(ENGINE))

attack: .venv/.dev ## 232 payloads in every field of every format, every output read (EVERY=n takes a share)
	.venv/bin/python tests/security $(if $(EVERY),--every $(EVERY))

lock: .venv/.dev ## compile requirements/*.txt anew, with hashes
	scripts/lock

clean:           ## remove what the above made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
