# Kenes: `make build` makes the environment if it is missing, then the tables.
PYTHON ?= python3
BIN = .venv/bin
# What is compiled is kept, whatever the environment says: else every process compiles Prefect anew, 7 s each.
export PYTHONDONTWRITEBYTECODE =

.PHONY: build serve test test-long bench evaluate score lint clean

build: .venv/ready
	$(BIN)/kenes build

# Builds every night and when documents land; other times: make serve ARGS='--cron "0 */6 * * *"'.
serve: .venv/ready
	$(BIN)/kenes serve $(ARGS)

test: .venv/checked
	$(BIN)/python -m pytest -m "not long" -n 2 --dist loadfile

# Whole services, killed and started again; then real builds killed at random moments (half an hour).
test-long: .venv/checked
	$(BIN)/python -m pytest -m long
	$(BIN)/python -m tests.torture

bench: .venv/checked
	$(BIN)/python -m tests.bench

# The held-out authored documents built as a stranger would, and the figures of that build.
score: .venv/ready
	$(BIN)/python -m flows.train.gold_corpus warehouse/held-out
	$(BIN)/kenes build --raw warehouse/held-out/raw --warehouse warehouse/held-out/warehouse
	$(BIN)/kenes score warehouse/held-out/gold/authored --raw warehouse/held-out/raw --warehouse warehouse/held-out/warehouse

# DATA: folder of the open sets (flows/train/README.md); without it only the authored documents are measured.
evaluate: .venv/ready
	$(BIN)/python -m flows.train.tagger.evaluated $(if $(DATA),--data $(DATA)) --report warehouse/evaluation

lint: .venv/checked
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# uv takes a fifth of pip's time. It doesn't read pip's settings: where these name other places for packages, it may find
# none, and pip does the same work.
define install
$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps $(1) || \
	$(BIN)/python -m pip install --quiet --no-compile --no-deps $(1)
endef

# The lock file is complete, so nothing is resolved: --no-deps also keeps pip from looking for extras by name.
.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Kenes needs Python 3.11, 3.12 or 3.13; name one: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.txt
	$(BIN)/python -m pip install --quiet --no-compile --no-deps --require-hashes -r .venv/uv.txt
	$(call install,--require-hashes -r requirements.lock)
	$(call install,--no-build-isolation --editable .)
	@touch $@

# What tests and checks need besides; a build goes without.
.venv/checked: requirements-test.lock .venv/ready
	$(call install,--require-hashes -r requirements-test.lock)
	@touch $@

# What was released stays; everything else that a build makes goes, so that the next one is from nothing.
clean:
	rm -rf .venv .prefect .engine
	cd warehouse && rm -rf current parquet kenes.duckdb builds refused .store .work
