# make run: set up, code the corpus, run the notebooks, write the report.   make app: open the page for drafts.
# make test: set up and check everything.
CORPUS ?= corpus
override CORPUS := $(shell realpath "$(CORPUS)")
export CORPUS
# Compiled modules lie beside the packages, not among the sources.
export PYTHONPYCACHEPREFIX = $(CURDIR)/.venv/pycache

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
# A page to write in says nothing when printed.
NOTEBOOKS := $(filter-out notebooks/07-%,$(wildcard notebooks/*.ipynb))
PAGES := $(NOTEBOOKS:notebooks/%.ipynb=build/report/%.html)
SOURCES := $(shell find src -name '*.py' -o -name '*.toml')
TEXTS := $(shell find "$(CORPUS)" -name '*.txt' -o -name '*.md' 2>/dev/null)

.PHONY: run app test setup lab clean
.DELETE_ON_ERROR:

run: build/report/index.html
	@echo "Codings: build/codings.csv, build/codings.jsonl"
	@echo "Report:  build/report/index.html"

app: $(READY)
	$(BIN)/textlab app --corpus "$(CORPUS)"

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

setup: $(READY)

lab: $(READY)
	$(BIN)/jupyter lab notebooks

clean:
	rm -rf build .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): pyproject.toml uv.lock
	@test -x $(BIN)/uv || { $(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet uv==0.13.8; }
	$(BIN)/uv sync --frozen --inexact --quiet
	@echo "Reading the codebook and the narratives once, so that later runs start at once ..."
	@$(BIN)/textlab check corpus/01-eigyo-fukki.md > /dev/null 2>&1
	@touch $@

# Remembers which corpus the build is of, so that another CORPUS makes it anew.
build/corpus-name: FORCE
	@mkdir -p build && printf '%s' "$(CORPUS)" | cmp -s - $@ || printf '%s' "$(CORPUS)" > $@
.PHONY: FORCE
FORCE:

build/codings.jsonl: $(READY) build/corpus-name $(SOURCES) $(TEXTS)
	$(BIN)/textlab code "$(CORPUS)" --format csv --output build/codings.csv
	$(BIN)/textlab code "$(CORPUS)" --format jsonl --output $@

build/report/report.html: build/codings.jsonl
	@mkdir -p build/report
	$(BIN)/textlab report "$(CORPUS)" --output $@

build/report/%.html: notebooks/%.ipynb build/codings.jsonl tools/build_page.py
	$(BIN)/python tools/build_page.py $< $@

build/report/index.html: build/report/report.html $(PAGES) tools/build_index.py
	$(BIN)/python tools/build_index.py $@ $(NOTEBOOKS)
