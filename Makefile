# Every target sets up what it needs; the first run on a new machine installs packages and builds.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

export PKG_CONFIG_PATH := $(CURDIR)/.deps/duckdb/lib/pkgconfig:$(PKG_CONFIG_PATH)
# An optional folder with data sets that have no package to come from; datasets/bank-marketing/fetch looks there.
export LEADLINE_DATA ?= $(CURDIR)/../shared/data

PIPELINE ?= datasets/cdnow/pipeline.yaml
ALIAS ?= production
LISTEN ?= 127.0.0.1:8080
RUNS ?= 1000000
LEADLINE := .build/release/leadline
LEADLINED := .build/release/leadlined

.PHONY: help setup build demo dist test test-slow bench bench-leaks bench-learning bench-neighbours bench-numerical bench-serving fuzz check lint format train evaluate gate promote serve clean

help: ## list the targets
	@printf 'Leadline: leakage-safe lead scoring. Targets (variables in capitals may be set on the command line):\n\n'
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1|/' | awk -F'|' '{printf "  make %-11s %s\n", $$1, $$2}'
	@printf '\nPIPELINE=%s  MODEL=<name>  VERSION=<n>  ALIAS=%s  LISTEN=%s\n' '$(PIPELINE)' '$(ALIAS)' '$(LISTEN)'

setup: ## install packages and DuckDB (idempotent)
	@scripts/bootstrap

build: setup ## release build of leadline and leadlined
	@swift build -c release --product leadline
	@swift build -c release --product leadlined

demo: build ## the whole way twice, on real purchases and on a simulated CRM export
	@scripts/demo

test: setup ## build and run all tests
	@swift build --build-tests
	@scripts/fuzz --check
	@scripts/dist --check
	@scripts/test

dist: setup ## pack the daemon for hosts that serve (.build/dist)
	@scripts/dist

test-slow: build ## the longer proofs: kills, swaps, time travel on raw files, reference parity
	@scripts/proofs

bench-leaks: build ## measure the leakage audit on known and planted leaks and on clean data (over an hour)
	@Benchmarks/leaks/run

bench: bench-learning bench-numerical ## time the numerical core beside its peers (wants a quiet machine, most of an hour)

bench-learning: setup ## time logistic regressions beside their peers (PARTS="medium path-l1"; wants a quiet machine, half an hour for all)
	@swift build -c release --package-path Benchmarks --product learning
	@Benchmarks/learning/run $(PARTS)

bench-neighbours: setup ## time the search for neighbours beside faiss and scikit-learn (PARTS="made"; needs LEADLINE_DATA for banking77, and a quiet machine)
	@swift build -c release --product leadline
	@Benchmarks/neighbours/run $(PARTS)

bench-numerical: setup ## time clusters, calibrators, decompositions and scoring beside their peers (PARTS="kmeans svd"; wants a quiet machine)
	@swift build -c release --package-path Benchmarks --product numerical
	@Benchmarks/numerical/run $(PARTS)

bench-serving: build dist ## serve one model beside static answers and the servers of others (wants wrk, nginx, perf and a quiet machine)
	@swift build -c release --package-path Benchmarks --product row
	@Benchmarks/serving/run

fuzz: setup ## fuzz the parsers with RUNS inputs, a million unless given
	@scripts/fuzz $(RUNS)

lint: ## formatting and style, strictly
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests

format: ## format all sources in place
	@swift format --in-place --recursive --parallel Package.swift Sources Tests

check: setup lint test ## lint, build with warnings as errors, tests

train: build ## train PIPELINE: audit, fit, calibrate, evaluate, register
	@$(LEADLINE) train $(PIPELINE)

evaluate: build ## evaluate the newest version of PIPELINE's model, or VERSION
	@$(LEADLINE) evaluate $(PIPELINE) $(if $(VERSION),--version $(VERSION))

gate: build ## hold the newest version, or VERSION, against PIPELINE's gates
	@$(LEADLINE) gate $(PIPELINE) $(if $(VERSION),--version $(VERSION))

promote: build ## gate, then promote the newest version, or VERSION, to ALIAS
	@$(LEADLINE) promote $(PIPELINE) --alias $(ALIAS) $(if $(VERSION),--version $(VERSION)) $(if $(WHY),--why "$(WHY)")

serve: build ## serve what PIPELINE's ALIAS points to, on loopback without keys
	@$(LEADLINED) --registry registry --model "$$($(LEADLINE) name $(PIPELINE))@$(ALIAS)" --listen $(LISTEN) --open-on-loopback

clean: ## remove builds (not .deps, the registry or reports)
	@rm -rf .build
