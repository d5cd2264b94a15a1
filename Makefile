# make demo, make test: everything they need is set up by them (Rust, Python 3 with pip, Node and make must be there).
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
# Models for demo and tests stay in the checkout; a user's own are under ~/.local/share/masudi/models.
export MASUDI_MODELS ?= $(CURDIR)/target/models
export MASUDI_PYTHON ?= $(PYTHON)
MASUDI := target/release/masudi
DENY := target/tools/bin/cargo-deny

.PHONY: calibrate likeness forms web web-check test-web test-api bench bench-coding bench-ingest content parity fuzz fuzz-check demo test eval eval-duplicates data-lint lint fmt clippy deny advisories layers models build brief

demo: models
	$(MASUDI) model list
	mkdir -p target/demo
	for article in examples/articles/*.txt; do \
	  name=$$(basename $$article); $(MASUDI) read --published $${name:0:10} $$article; \
	done > target/demo/documents.jsonl
	$(MASUDI) code --states target/demo/states.jsonl target/demo/documents.jsonl > target/demo/mentions.jsonl
	$(MASUDI) code --format table target/demo/documents.jsonl
	@echo "documents read: $$(wc -l < target/demo/documents.jsonl), event mentions: $$(wc -l < target/demo/mentions.jsonl), in target/demo/"
	$(MAKE) --no-print-directory brief

# The sample reports on the coalition's mission in Iraq become one record, and the dossier on it is answered.
brief: models
	mkdir -p target/demo
	rm -f target/demo/record.db*
	$(MASUDI) ingest --db target/demo/record.db examples/coalition/reports.jsonl
	$(MASUDI) reconcile --db target/demo/record.db
	$(MASUDI) brief examples/coalition.toml --db target/demo/record.db

build:
	cargo build --release -p masudi-cli

# Status 3: the English model is there, its vectors of words could not be fetched, which was said; what goes without them goes on.
models: build
	@test -f "$(MASUDI_MODELS)/en/config.cfg" -a -f "$(MASUDI_MODELS)/en.vectors" || $(MASUDI) model install en || test $$? = 3
	@test -f "$(MASUDI_MODELS)/fr/config.cfg" || $(MASUDI) model install fr

test: layers models
	$(MASUDI) data lint
	MASUDI_TEST_PIP=1 cargo test --workspace
	$(MAKE) lint test-web
	$(MAKE) test-api EXAMPLES=4

data-lint: build
	$(MASUDI) data lint

lint: fmt clippy deny fuzz-check

fmt:
	cargo fmt --all --check

clippy:
	cargo clippy --workspace --all-targets -- -D warnings

layers:
	$(PYTHON) scripts/check_layers.py

# Built once, without optimisation: about a minute and a half on two cores.
$(DENY):
	cargo install cargo-deny --version 0.20.2 --locked --debug --root target/tools

# Reads the crates that Cargo.lock names; asks no database.
deny: $(DENY)
	$(DENY) check bans licenses sources

# Needs the RustSec database, fetched from the internet; so it is not part of make test.
advisories: $(DENY)
	$(DENY) check advisories

# Codes the gold data in $(GOLD) (folders news and plv with events, time and place with documents; each where it is there) and
# writes the figures to $(QUALITY)/coding.md; errors, with their sentences, go to target/eval. A fixed quarter of the documents
# is reported apart.
GOLD ?=
HELD_OUT ?= 0.25
CODE_FLAGS ?=
ANNOTATE_FLAGS ?=
# make eval LAYERS= leaves the layers out, which take minutes where the events take seconds.
LAYERS ?= time place
QUALITY ?= docs/quality
TITLE_news := Newspaper articles: all events of a sentence
TITLE_plv := Single sentences: the event between a marked source and target
eval: models
	@test -d "$(GOLD)" || { echo "make eval GOLD=FOLDER: expected a folder with gold data, see docs/guide/evaluate.md"; exit 1; }
	mkdir -p target/eval $(QUALITY)
	rm -f target/eval/*.md
	@for set in news plv; do \
	  test -d "$(GOLD)/$$set" || continue; \
	  case $$set in news) title="$(TITLE_news)";; plv) title="$(TITLE_plv)";; esac; \
	  $(MASUDI) eval documents "$(GOLD)/$$set" > target/eval/$$set.documents.jsonl; \
	  $(MASUDI) code $(CODE_FLAGS) target/eval/$$set.documents.jsonl > target/eval/$$set.mentions.jsonl; \
	  $(MASUDI) eval score target/eval/$$set.mentions.jsonl "$(GOLD)/$$set" --held-out $(HELD_OUT) --title "$$title" \
	    --errors target/eval/$$set --report target/eval/1-$$set.md; \
	done
	@for layer in $(LAYERS); do \
	  for gold in "$(GOLD)/$$layer"/*.jsonl; do \
	    test -f "$$gold" || continue; \
	    name=$$layer-$$(basename "$$gold" .jsonl); \
	    case $$(basename "$$gold") in fr_*) language=fr;; *) language=en;; esac; \
	    $(MASUDI) eval documents "$$gold" > target/eval/$$name.documents.jsonl; \
	    $(MASUDI) annotate $(ANNOTATE_FLAGS) --lang $$language target/eval/$$name.documents.jsonl > target/eval/$$name.layers.jsonl; \
	    $(MASUDI) eval score target/eval/$$name.layers.jsonl "$$gold" --held-out $(HELD_OUT) --title "$$name" \
	      --report target/eval/2-$$name.md; \
	  done; \
	done
	cat docs/quality/coding.head.md target/eval/*.md > $(QUALITY)/coding.md

# Every verb of the frames in every form, every operator of status on deeds of several types: which come out wrong.
forms: models
	$(PYTHON) scripts/forms/verbs.py --masudi $(MASUDI)
	$(PYTHON) scripts/forms/status.py --masudi $(MASUDI)

# The weights of confidence, fitted to the annotated articles; then build again, since the data files are built in.
calibrate: models
	$(PYTHON) scripts/calibrate/fit.py --masudi $(MASUDI)

# The weights of likeness, fitted to the annotated articles; then build again, since the data files are built in.
likeness: models
	test -x target/likeness/bin/python || $(PYTHON) -m venv target/likeness
	target/likeness/bin/python -m pip install --quiet --disable-pip-version-check -r scripts/likeness/requirements.txt
	target/likeness/bin/python scripts/likeness/fit.py --masudi $(MASUDI) examples/annotated/news examples/learning/news

# Copies of sample stories, different stories, and, where $(GOLD)/same_event is there, texts about the same events.
UNKNOWN = $(wildcard $(GOLD)/same_event/*.jsonl)
eval-duplicates: build
	mkdir -p target/eval
	$(MASUDI) eval duplicates examples/duplicates examples/articles $(addprefix --unknown ,$(UNKNOWN)) --report target/eval/duplicates.md
	cat docs/quality/duplicates.head.md target/eval/duplicates.md > $(QUALITY)/duplicates.md

# How well and how fast the article of a page is found, beside others; CONTENT=folder with evaldata.json, and pages/ or pages.tar.xz.
CONTENT ?=
content:
	@test -f "$(CONTENT)/evaldata.json" || { echo "make content CONTENT=FOLDER: expected evaldata.json in it, and pages/ or pages.tar.xz, see docs/methods/reading.md"; exit 1; }
	rm -rf target/content && mkdir -p target/content/pages
	if test -d "$(CONTENT)/pages"; then cp "$(CONTENT)"/pages/* target/content/pages; else tar -xf "$(CONTENT)/pages.tar.xz" -C target/content/pages; fi
	cargo run --release -p masudi-ingest --example content -- "$(CONTENT)/evaldata.json" target/content/pages --report $(QUALITY)/content.md

# Pages a second, processor time and peak memory on a generated archive of the web, and where the time goes; PAGES=number, ROUNDS=number.
PAGES ?= 20000
ROUNDS ?= 3
REPORTS := $(wildcard examples/articles/*.txt examples/duplicates/[mpqs]*.txt) examples/coalition/reports.jsonl
bench-ingest: models
	cargo build --release -p masudi-cli --example stages
	mkdir -p target/bench
	test -f target/bench/news-$(PAGES).warc.gz || $(PYTHON) scripts/bench/warc.py $(PAGES) target/bench/news-$(PAGES).warc.gz $(REPORTS)
	$(PYTHON) scripts/bench/ingest.py $(MASUDI) target/release/examples/stages target/bench/news-$(PAGES).warc.gz $(ROUNDS) target/bench > target/bench/ingest.md
	cat docs/quality/speed.head.md target/bench/ingest.md > $(QUALITY)/speed.md
	cat target/bench/ingest.md

# What coding costs beside the language model, on our own annotated articles; ROUNDS=number.
bench-coding: models
	mkdir -p target/bench
	$(MASUDI) eval documents examples/annotated/news > target/bench/coding.jsonl
	cargo run --release -p masudi --example stages -- "$(MASUDI_MODELS)/en" target/bench/coding.jsonl $(ROUNDS) > target/bench/coding.md
	cat docs/quality/coding-speed.head.md target/bench/coding.md > $(QUALITY)/coding-speed.md
	cat target/bench/coding.md

# The real spaCy and its models, to compare with.
SPACY := target/spacy/bin/python
target/spacy/ready: scripts/parity/requirements.txt
	$(PYTHON) -m venv target/spacy
	$(SPACY) -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

# Speed against spaCy on one core, on all cores, memory and start-up; TEXTS=file or directory of texts to use.
bench: target/spacy/ready
	cargo build --release -p masudi-nlp --example speed
	$(SPACY) scripts/bench/bench.py target/release/examples/speed target/bench --texts "$(TEXTS)"

# Every value of every token against spaCy; GOLD=directory of English and French texts (see scripts/parity/texts.py).
GOLD ?= examples/articles
parity: target/spacy/ready
	cargo build --release -p masudi-nlp --example dump
	$(SPACY) scripts/parity/compare.py "$(GOLD)" target/parity target/release/examples/dump

# Each fuzz target for a minute, on the stable compiler; see fuzz/README.md.
SECONDS_EACH ?= 60
fuzz: models
	fuzz/run.sh $(SECONDS_EACH)

# That the fuzz targets still compile. They are not linked here, so the library of C++ that they link need not be built.
fuzz-check:
	CUSTOM_LIBFUZZER_PATH=/none/libnone.a cargo check -q --manifest-path fuzz/Cargo.toml --locked --bins --target-dir target

# Which mentions are one event, on the sample records and, where GOLD has it, on documents grouped by event; written to
# $(QUALITY)/reconcile.md.
.PHONY: eval-reconcile bench-reconcile
eval-reconcile: models
	mkdir -p target/eval $(QUALITY)
	for record in coalition kivu; do \
	  $(MASUDI) code examples/$$record/reports.jsonl > target/eval/$$record.mentions.jsonl && \
	  $(MASUDI) reconcile target/eval/$$record.mentions.jsonl --documents examples/$$record/reports.jsonl \
	    > target/eval/$$record.events.jsonl && \
	  $(MASUDI) eval events target/eval/$$record.mentions.jsonl target/eval/$$record.events.jsonl \
	    examples/$$record.truth.jsonl --title "Sample record $$record" > target/eval/4-$$record.txt || exit 1; \
	done
	@for gold in $(GOLD)/same_event/*.jsonl; do \
	  test -f "$$gold" || continue; \
	  $(MASUDI) eval stories "$$gold" > target/eval/5-stories.txt; \
	  $(MASUDI) eval coreference "$$gold" > target/eval/6-coreference.txt; \
	done
	{ cat docs/quality/reconcile.head.md; for part in target/eval/[456]-*.txt; do cat $$part; echo; done; } > $(QUALITY)/reconcile.md

# Speed and memory of reconciling made-up mentions; MENTIONS=numbers of them.
MENTIONS ?= 10000 100000 1000000
bench-reconcile:
	cargo build --release -p masudi-reconcile --example speed
	for n in $(MENTIONS); do target/release/examples/speed $$n; done

# Scripts and styles of the page, from web/ into crates/serve/assets, which is committed.
web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	touch $@

web: web/node_modules/.package-lock.json
	cd web && node build.mjs

# Types of the scripts, and whether the committed assets are what the sources give.
web-check: web/node_modules/.package-lock.json
	cd web && npx tsc --noEmit && node build.mjs --check

# The page in a real browser, on a record made of the sample reports; installs Debian's Chromium when there is none.
CHROMIUM ?= /usr/bin/chromium
export CHROMIUM
test-web: web-check models
	test -x $(CHROMIUM) || (apt-get update && apt-get install -y chromium)
	cd web && node --test test/*.test.mjs

SCHEMATHESIS := target/schemathesis/bin/schemathesis
target/schemathesis/ready: scripts/api/requirements.txt
	$(PYTHON) -m venv target/schemathesis
	target/schemathesis/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

# The interface against its own description; EXAMPLES=number of questions for each operation.
EXAMPLES ?= 50
test-api: target/schemathesis/ready models
	EXAMPLES=$(EXAMPLES) scripts/api/check.sh $(MASUDI) $(SCHEMATHESIS) examples/coalition/reports.jsonl examples/coalition.toml

# Answers of the server over a million made-up events while reports are read in; EVENTS=number of events, CLIENTS, PAUSE between
# the questions of one client in milliseconds, SECONDS_OF_LOAD.
.PHONY: bench-serve
EVENTS ?= 1000000
CLIENTS ?= 32
PAUSE ?= 1000
SECONDS_OF_LOAD ?= 60
bench-serve: models
	cargo build --release -p masudi-store --example fill
	cargo build --release -p masudi-serve --example load
	scripts/bench/serve.sh $(MASUDI) examples/coalition/reports.jsonl examples/coalition.toml $(EVENTS) $(CLIENTS) $(SECONDS_OF_LOAD) $(PAUSE)
