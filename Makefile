# Everything a newcomer needs: `make demo` shows a whole cycle, `make test` checks the code. Both set themselves up.
# Everything is built with -c release into .build, so that the demo, the tests and the benchmarks share one build; for the
# same reason the tests do without testable imports, which would compile every target a second time.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

JOBS ?= 2

SWIFT = $$(Scripts/find-swift)
BUILD_FLAGS := -c release --jobs $(JOBS) --explicit-target-dependency-import-check error
OBORO := .build/release/oboro

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: bootstrap
bootstrap: ## Check for, and install, what the build needs
	@Scripts/bootstrap

.PHONY: build
build: bootstrap ## Build the programs: .build/release/oboro and .build/release/oboro-edge
	$(SWIFT) build $(BUILD_FLAGS) --product oboro
	$(SWIFT) build $(BUILD_FLAGS) --product oboro-edge

.PHONY: edge
edge: bootstrap ## Build the clerk's kit for computers without Swift: .build/oboro-edge-kit
	Scripts/build-edge

.PHONY: check-edge
check-edge: edge ## Run the kit as a clerk's computer does, and open its package with openssl
	Scripts/check-edge

.PHONY: check-text
check-text: bootstrap ## Compare a million strings, dates and codes with Python and iconv
	Scripts/check-text

.PHONY: demo
demo: build ## Run one whole cycle into demo-home (DATA=file.csv RECIPE=recipe.yaml: with a file of yours)
	rm -rf -- demo-home
	$(OBORO) demo --home demo-home$(if $(DATA), --data '$(DATA)')$(if $(RECIPE), --recipe '$(RECIPE)')$(if $(MARKERS), --markers '$(MARKERS)')

.PHONY: test
test: bootstrap ## Run all tests
	$(SWIFT) test $(BUILD_FLAGS) --disable-testable-imports

.PHONY: serve
serve: build ## Start the server on the folder home
	$(OBORO) serve --home home

.PHONY: lint
lint: bootstrap ## Check format, file length and forbidden patterns
	@Scripts/lint

.PHONY: docs
docs: ## Check that the documents point at things that exist
	@Scripts/check-docs

.PHONY: bench
bench: build ## Measure the log beside the disk, and the engine beside its peers (writes Docs/Benchmarks.md)
	$(OBORO) bench log
	Scripts/bench-engine --write Docs/Benchmarks.md

.PHONY: clean
clean: ## Remove what the other targets made
	rm -rf -- .build demo-home walkthrough-home .venv .venv-bench
