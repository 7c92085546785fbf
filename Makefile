# make run serves the demonstration court; make test runs every test. Both install what is missing first.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8000
PYTHON_BIN := .venv/bin
PYTEST := $(PYTHON_BIN)/python -m pytest
export LC_ALL := C.UTF-8
export PYTHONUTF8 := 1
export TZ := Asia/Shanghai
# Where nothing compiled may be kept, each of the many processes compiles everything anew, and starts half as fast.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test quick soak lint types contracts migrations documents check benchmarks format lock stop clean
help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: ## install, build the demonstration court, serve it at http://127.0.0.1:8000
	@scripts/bootstrap run
	@exec $(PYTHON_BIN)/python -m tianping.config.cli serve --port $(PORT)

test: ## every test except the long runs
	@scripts/bootstrap dev
	@$(PYTEST) -q -n auto --dist worksteal -m "not soak"

quick: ## the tests that need no browser; TESTS=… some of them
	@scripts/bootstrap dev
	@$(PYTEST) -q -n auto --dist worksteal -m "not soak and not browser" $(TESTS)

soak: ## the long runs: a hundred kills, ten thousand operations
	@scripts/bootstrap dev
	@$(PYTEST) -q -m soak

check: lint types contracts migrations documents ## everything that can be checked without running it

lint:
	@scripts/bootstrap dev
	@$(PYTHON_BIN)/ruff check .
	@$(PYTHON_BIN)/ruff format --check .

types:
	@scripts/bootstrap dev
	@$(PYTHON_BIN)/ty check

contracts:
	@scripts/bootstrap dev
	@$(PYTHON_BIN)/lint-imports

migrations:
	@scripts/bootstrap dev
	@$(PYTHON_BIN)/python -m tianping.config.cli manage makemigrations --check --dry-run

documents:
	@scripts/bootstrap dev
	@$(PYTHON_BIN)/python -m tianping.config.cli docs check

format: ## put the code into its form
	@scripts/bootstrap dev
	@$(PYTHON_BIN)/ruff check --fix .
	@$(PYTHON_BIN)/ruff format .

benchmarks: ## measure against the floors
	@scripts/bootstrap dev
	@$(PYTHON_BIN)/python -m benchmarks.batch_filing
	@$(PYTHON_BIN)/python -m benchmarks.pages
	@$(PYTHON_BIN)/python -m benchmarks.figures
	@$(PYTHON_BIN)/python -m benchmarks.papers
	@$(PYTHON_BIN)/python -m benchmarks.plan

lock: ## lock the requirements again (needs the network)
	@scripts/bootstrap dev
	@scripts/lock

stop: ## stop the server and its database
	@if [ -x $(PYTHON_BIN)/python ]; then $(PYTHON_BIN)/python -m tianping.config.cli stop; fi

clean: stop ## remove what was installed and built; the database stays
	@rm -rf .venv node_modules var/static build *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
