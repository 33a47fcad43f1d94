# Every check that the project has, by name. The work is done by the scripts in scripts/, and CI runs the same ones.
# Works with GNU make 3.81 (macOS) and later.

.PHONY: help run test test-full check format bench seed pictures requirements clean

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name words; do printf '  make %-13s %s\n' "$$name" "$$words"; done

run: ## Set everything up, then serve on http://127.0.0.1:8000 (HOST=… PORT=… to change)
	@scripts/environment run
	@scripts/serve

test: ## Set everything up, then every check and test, on SQLite and PostgreSQL and in a browser
	@scripts/test

test-full: ## The same, with the slow tests and Lighthouse on every kind of page
	@scripts/test --full

check: ## The checks that take seconds: style, types, import layers, templates
	@scripts/environment dev
	@scripts/check

format: ## Put code and imports into the house style
	@scripts/environment dev
	@.venv/bin/ruff check --fix --quiet .
	@.venv/bin/ruff format .

bench: ## Measure accuracy and speed; SIZE=full for a million services
	@scripts/environment dev
	@scripts/bench

seed: ## Bring the database up to date with the files under seeds/
	@scripts/environment run
	@.venv/bin/directory database upgrade
	@.venv/bin/directory seed

pictures: ## Take the pictures of the documentation anew
	@scripts/environment dev
	@scripts/tools browser
	@.venv/bin/python scripts/take_pictures.py

requirements: ## Pin every dependency anew, with hashes, from pyproject.toml
	@scripts/environment dev
	@scripts/pin

clean: ## Remove what was installed and made (instance/, your data, stays)
	rm -rf .venv .tools node_modules test-artifacts .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
