# Everything runs in .venv, which is made on first use and remade when a lock file or pyproject.toml changes.
# PYTHON=python3.13 chooses the interpreter; ARGS="…" is passed on to serve, test and bench.

PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11)
VENV    := .venv
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV      := uv==0.13.9
ARGS    :=
# What the tests run that pip does not install, each with its Debian package; and, from npm, what they run in a browser,
# and what checks the types of our own scripts.
PROGRAMS := redis-server:redis-server chromium-headless-shell:chromium-headless-shell npm:npm promtool:prometheus \
	systemd-analyze:systemd python3-venv:python3-venv pg_ctlcluster:postgresql
WEB      := axe-core@4.14.1 @scalableminds/chatroom@0.12.0 deep-chat@2.4.2 typescript@5.9.3 web-vitals@6.2.3

.DEFAULT_GOAL := help
.PHONY: help install serve test check format bench build lock clean programs

help: ## dit ce que make sait faire
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/.run ## prépare .venv et y installe Lauréat

serve: $(VENV)/.run ## lance le serveur sur http://127.0.0.1:8080
	$(BIN)/laureat serve $(ARGS)

# They start many processes, and have their asserts rewritten: compiled code is kept, even where a container sets
# otherwise. The files of few tests are among the longest: they are not left for the end.
test: programs $(VENV)/.dev $(VENV)/.web $(VENV)/.provider ## lance les tests (ARGS=--cov mesure ce qu'ils couvrent)
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/.dev ## vérifie le style, les étages, les types et les contenus
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/mypy
	$(BIN)/laureat check

format: $(VENV)/.dev ## met le code en forme
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/.dev ## mesure ce qui est compris, ce qui est refusé et les temps (ARGS="noise names" en choisit)
	$(BIN)/python -m tests.bench $(ARGS)

build: $(VENV)/.dev ## construit le paquet (wheel) dans dist/
	$(BIN)/hatchling build --target wheel

# One resolution holds for every supported Python and processor; requirements-dev.txt contains the other two, and agrees
# with them because they constrain it.
COMPILE := $(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
	--no-emit-index-url --no-strip-extras --custom-compile-command 'make lock'
LOCKS   := deploy/requirements
lock: $(VENV)/.made ## recalcule les versions figées de deploy/requirements*.txt
	@test -x $(VENV)/lock/bin/python || $(BIN)/python -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip --disable-pip-version-check --quiet install '$(UV)'
	$(COMPILE) pyproject.toml --output-file $(LOCKS).txt
	$(COMPILE) --group build --constraint $(LOCKS).txt --output-file $(LOCKS)-build.txt
	$(COMPILE) pyproject.toml --extra otel --group dev --constraint $(LOCKS).txt --constraint $(LOCKS)-build.txt \
		--output-file $(LOCKS)-dev.txt

clean: ## supprime .venv et tout ce qui se refait
	rm -rf $(VENV) build dist .coverage htmlcov .hypothesis .mypy_cache .pytest_cache .ruff_cache .schemathesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.run: $(VENV)/.made deploy/requirements.txt deploy/requirements-build.txt pyproject.toml
	$(PIP) install --require-hashes -r deploy/requirements.txt -r deploy/requirements-build.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run deploy/requirements-dev.txt
	$(PIP) install --require-hashes -r deploy/requirements-dev.txt
	@touch $@

# npm checks no hash of what is asked for by name: the file does. Their bundles need nothing that they depend on.
$(VENV)/.web: $(VENV)/.made tests/web/packages.sha512 | programs
	rm -rf $(VENV)/web && mkdir $(VENV)/web
	npm pack --silent --pack-destination $(VENV)/web $(WEB) >/dev/null
	cd $(VENV)/web && sha512sum --check --quiet $(CURDIR)/tests/web/packages.sha512
	cd $(VENV)/web && for packed in *.tgz; do tar -xzf $$packed --one-top-level=$${packed%-*} --strip-components=1 || exit; done
	@touch $@

# The identity provider that the console is tried with: its lock file holds the hashes.
PROVIDER := tests/console/provider
$(VENV)/.provider: $(VENV)/.made $(PROVIDER)/package.json $(PROVIDER)/package-lock.json | programs
	rm -rf $(VENV)/provider && mkdir $(VENV)/provider
	cp $(PROVIDER)/package.json $(PROVIDER)/package-lock.json $(VENV)/provider
	npm ci --silent --ignore-scripts --no-audit --no-fund --prefix $(VENV)/provider
	@touch $@

# As below: root gets what is missing, anyone else is told its name.
programs:
	@missing() { \
		for each in $(PROGRAMS); do \
			command -v "$${each%:*}" >/dev/null || dpkg -s "$${each#*:}" >/dev/null 2>&1 || printf ' %s' "$${each#*:}"; done; \
	}; \
	if [ -n "$$(missing)" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installation de ce qui manque aux tests :$$(missing)."; \
		apt-get update -qq && \
			DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends $$(missing); \
	fi; \
	if [ -n "$$(missing)" ]; then \
		echo "Il manque aux tests :$$(missing). Installez-les (apt install$$(missing)), puis relancez make." >&2; exit 1; \
	fi

# Debian and Ubuntu ship Python without ensurepip: root gets the missing package, anyone else is told its name.
$(VENV)/.made:
	@for python in $(PYTHONS); do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Il faut Python 3.11 ou plus récent. Sous Debian ou Ubuntu : apt install python3 python3-venv" >&2; exit 1; \
	fi; \
	if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
		package=$$("$$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Installation de $$package, qui manque à Python."; \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "$$package"; \
		fi; \
		if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
			echo "Python ne peut pas créer d'environnement virtuel. Installez $$package (apt install $$package), puis relancez make." >&2; \
			exit 1; \
		fi; \
	fi; \
	"$$found" -m venv --clear $(VENV)
	@touch $@
