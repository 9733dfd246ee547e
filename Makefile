# Two commands: `make demo` and `make test`. Everything else is for those who work here.
UV := $(shell command -v uv 2>/dev/null || echo .uv/uv)
RUN := $(UV) run --frozen --quiet
BUILD := newbelongings/build/static/site.css
DEMO_DATA := data/demo
PORT := 8000

.PHONY: demo demo-reset test format bench frontend clean
.DEFAULT_GOAL := help

help:
	@echo "make demo        install, build the demonstration, serve it on 127.0.0.1:$(PORT)"
	@echo "make demo-reset  the same, from the beginning"
	@echo "make test        everything that guards the project"
	@echo "make bench       every figure in benchmarks/"
	@echo "make format      put the code in the house's form"

.uv/uv:
	@python3 tools/get_uv.py

.venv/.ready: pyproject.toml uv.lock | $(UV)
	@echo "Installing what uv.lock names ..."
	@UV_PYTHON=$$(command -v python3) $(UV) sync --frozen --quiet
	@touch $@

$(BUILD): .venv/.ready package-lock.json $(wildcard tools/*.py) $(wildcard tools/*.mjs) newbelongings/web/assets/newbelongings.css newbelongings/web/static/icon.svg $(shell find newbelongings/web -name '*.html' -o -name '*.po') $(wildcard newbelongings/web/offline_app/*.js)
	@$(RUN) python -m tools.build_frontend

frontend: $(BUILD)

demo: $(BUILD)
	@$(RUN) newbelongings demo --data $(DEMO_DATA) --port $(PORT)

demo-reset: $(BUILD)
	@rm -rf $(DEMO_DATA)
	@$(MAKE) --no-print-directory demo

test: $(BUILD)
	@$(RUN) python -m tools.check

bench: $(BUILD)
	@$(RUN) python -m benchmarks

format: .venv/.ready
	@$(RUN) ruff check --fix --quiet . ; $(RUN) ruff format --quiet .

clean:
	rm -rf .venv .uv node_modules newbelongings/build data/demo
