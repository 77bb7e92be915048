# 繁星：一份配方，一部短片。`make` 列出全部命令。
SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:

BIN := .venv/bin
OUT := out
# A process for each core, but four at most: a test may render, and a render takes a quarter of a gigabyte.
WORKERS := $(shell cores=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1); [ "$$cores" -gt 4 ] && cores=4; echo "$$cores")
PYTEST := $(BIN)/pytest -n $(WORKERS) --dist worksteal
SOURCES := $(wildcard pipeline tests tools recipes assets bench)

export PYTHON

.PHONY: help setup dev demo test quick check format lint types imports lock docs docs-check bench clean

help:  ## 列出全部命令
	@awk 'BEGIN {FS = ":.*## "; print "用法：make 命令\n"} /^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## 安装到 .venv（不需要 root；没有变化时立即结束）
	@tools/bootstrap.sh

dev:  ## 安装，并加上开发工具
	@tools/bootstrap.sh --dev

demo: setup  ## 安装，并渲染 recipes/demo，打印成品包的位置
	$(BIN)/fanxing video render recipes/demo/recipe.yaml --out $(OUT)
	@echo; echo "成品包："; find "$(OUT)/demo" -name package.json | sort | sed 's|/package.json$$||; s|^|  |'

test: dev  ## 安装，并运行全部测试
	$(PYTEST)

quick: lint types imports  ## 提交前的快速检查：规范、类型、楼层、快的测试
	$(PYTEST) -q -m "not slow"

check: dev lint types imports docs-check  ## 全部检查
	$(PYTEST)

format: dev  ## 统一代码格式
	$(BIN)/ruff check -q --fix-only $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

lint: dev  ## 代码规范
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)

types: dev  ## 类型检查
	$(BIN)/mypy

imports: dev  ## 楼层：只许向下引用
	$(BIN)/lint-imports

# The lock keeps its pins unless UPGRADE is set: make lock UPGRADE=--upgrade
UPGRADE :=
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" $(UPGRADE) --group build
lock: dev  ## 重新锁定依赖（UPGRADE=--upgrade 升级）
	$(BIN)/python -m pip install -q --disable-pip-version-check uv
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

docs: dev  ## 由代码生成 docs 里的页面
	$(BIN)/python tools/make_docs.py

docs-check: dev  ## 检查生成的页面是否与代码一致
	$(BIN)/python tools/make_docs.py --check

bench: dev  ## 与别的做法并排测量
	$(BIN)/python bench/run.py

clean:  ## 删除成品、缓存与 .venv（不动配方与素材）
	rm -rf .venv .fanxing $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find pipeline tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
