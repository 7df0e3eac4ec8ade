# What can be done with this repository. Each line here is one script; `make help` lists them.
# ARGS goes to the program that does the work: make run ARGS="--listen 127.0.0.1:9000"

ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test check e2e kill bench assets fmt

help: ## Say what can be done
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: ## Install what is missing, build, and start Madang on this machine
	@scripts/run $(ARGS)

test: ## Everything that has to pass: check, tests on SQLite and PostgreSQL, browser journeys
	@scripts/test

check: ## Formatting, lints, documentation, licences, unused dependencies, tidiness
	@scripts/check

e2e: ## Browser journeys only: make e2e ARGS="smoke --headed"
	@scripts/e2e $(ARGS)

kill: ## Orders while the program is killed again and again: make kill ARGS="100 SEED"
	@scripts/kill $(ARGS)

bench: ## Benchmarks, as ratios against a peer in the same run
	@bench/run $(ARGS)

assets: ## Build the console's styles, scripts and fonts, if anything in them changed
	@scripts/build-assets

fmt: ## Format all Rust code
	@cargo fmt --all
