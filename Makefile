# make run          sets everything up, loads the 2023 data and serves it (PORT=8000)
# make test         sets everything up and runs all tests, on SQLite and on PostgreSQL
# make lint         style, types and migrations
# make screenshots  pictures of the pages, into docs/images and var/screenshots

PYTHON ?= python3
PORT ?= 8000
export VAR_DIR ?= $(CURDIR)/var
export PYTHONDONTWRITEBYTECODE := 1

python := .venv/bin/python
# Nothing is written outside .venv and var/, pip's cache included.
pip_install := $(python) -m pip --disable-pip-version-check --no-input --no-cache-dir --quiet \
	install --constraint constraints.txt
static_sources := requirements.txt deqing_dashboard/settings.py deqing_dashboard/finders.py \
	deqing_dashboard/storage.py $(shell find static)

.PHONY: run test lint screenshots free-port
.NOTPARALLEL:

run: export DEMO := 1
run: free-port .venv/run.done $(VAR_DIR)/static.done
	@$(python) manage.py migrate --verbosity 0
	@$(python) manage.py demo
	@echo
	@echo "Open http://127.0.0.1:$(PORT)/ in a browser. Ctrl-C ends the server."
	@exec $(python) -m gunicorn --config deploy/gunicorn.conf.py --log-level warning \
		--bind 127.0.0.1:$(PORT) deqing_dashboard.wsgi

test: .venv/test.done
	.ci/prepare
	env -u DATABASE_URL -u DEMO $(python) -m pytest -n 2
	env -u DEMO .ci/with-postgres $(python) -m pytest -n 2 -m "not looks"

lint: .venv/test.done
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m djlint --check --lint templates
	$(python) -m mypy indicators reports deqing_dashboard
	$(python) manage.py makemigrations --check --dry-run

screenshots: .venv/test.done
	.ci/prepare
	env -u DATABASE_URL DEMO=1 $(python) -m pytest --quiet tests/browser/screenshots.py

free-port:
	@$(PYTHON) .ci/check-machine $(PORT)

# The stamps go before an installation and come back after it: what was interrupted is redone
# from the start.
.venv/run.done: requirements.txt constraints.txt
	@$(PYTHON) .ci/check-machine
	@test -e $@ || { echo "Creating .venv"; $(PYTHON) -m venv --clear .venv; }
	@rm -f .venv/*.done
	@echo "Installing requirements.txt, about 100 MB"
	@$(pip_install) -r requirements.txt
	@touch $@

.venv/test.done: requirements-dev.txt .venv/run.done
	@rm -f .venv/*.done
	@echo "Installing requirements-dev.txt, about 100 MB"
	@$(pip_install) -r requirements-dev.txt
	@touch .venv/run.done $@

$(VAR_DIR)/static.done: $(static_sources) | .venv/run.done
	@echo "Collecting and compressing static files"
	@$(python) manage.py collectstatic --no-input --verbosity 0
	@touch $@
