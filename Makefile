# Everything starts here. `make` alone lists what there is.
.DEFAULT_GOAL := help
.PHONY: help run test check bench clean venv venv-dev python

# The first Python that is new enough and can make virtual environments.
FIND_PYTHON := for python in python3 python3.12 python3.11 python3.13 python3.14; do \
	  $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	    >/dev/null 2>&1 && break; python=; \
	done
PYTHON ?= $(shell $(FIND_PYTHON); echo $$python)
VENV := .venv/bin/python
# One more than there are processors: tests of processes and pages wait a good part of their time.
WORKERS ?= $(shell $(VENV) -c "import os; print((os.cpu_count() or 1) + 1)")

help: ## この一覧を表示する
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | \
	  while IFS='	' read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

run: venv ## 必要なものをすべて用意して、見本のデータで動かす
	@exec $(VENV) manage.py run

# Compiled tests and modules are kept, also where the machine says otherwise: they are read by
# three processes and by every program that a test starts.
test: venv-dev ## 必要なものをすべて用意して、テストを実行する
	@PYTHONDONTWRITEBYTECODE= exec $(VENV) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: venv-dev ## 書き方・型・依存の向き・移行の漏れを確かめる
	$(VENV) -m ruff format --check .
	$(VENV) -m ruff check .
	$(VENV) -m mypy .
	$(VENV) -c "from importlinter.cli import lint_imports_command as run; run()" --no-cache
	find templates -name '*.html' -print0 | xargs -0 $(VENV) -m djhtml --tabwidth 2 --check
	$(VENV) manage.py makemigrations --check --dry-run

bench: venv-dev ## 速さと、候補の当たり具合を測る
	$(VENV) manage.py measure_suggestions
	@if [ -d benchmarks ]; then exec $(VENV) -m pytest benchmarks -s $(ARGS); fi

clean: ## 作り直せるもの（.venv、画面の部品、各種の一時ファイル）を消す。データは消さない
	rm -rf .venv .data/static .data/test .mypy_cache .ruff_cache .pytest_cache .hypothesis

venv: python
	@$(PYTHON) -m coordination.running.prepare requirements.txt

venv-dev: python
	@$(PYTHON) -m coordination.running.prepare requirements-dev.txt

python:
	@if [ -z "$(PYTHON)" ]; then \
	  if python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    echo 'Pythonの venv が使えません。Debian・Ubuntuでは apt install python3-venv を実行してください。'; \
	  else \
	    echo "Python 3.11以上が必要です（見つかったもの: $$(python3 --version 2>/dev/null || echo なし)）。"; \
	    echo '入れたあとで、もう一度実行してください。場所は make PYTHON=/path/to/python3.11 で指定できます。'; \
	  fi; exit 1; \
	fi
