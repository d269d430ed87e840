# libetee: build, demonstrate, test and install. `make help` lists the targets.

# Cargo features of the shipped libraries; `make lib FEATURES=` leaves out the simulator and what JVMs
# before 22 need.
FEATURES ?= simulator jni
PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DESTDIR ?=
CC ?= cc
CARGO ?= cargo

# Everything below names files under target/, so a developer's own setting must not move them.
export CARGO_TARGET_DIR := $(CURDIR)/target

VERSION := $(shell sed -n 's/^version = "\(.*\)"$$/\1/p' Cargo.toml | head -n 1)
SONAME := $(shell packaging/soname)

# etee.h declares the simulator only where this says that the library has it.
DEFINES := $(if $(findstring simulator,$(FEATURES)),-DETEE_SIMULATOR)
CFLAGS_STRICT := -std=c11 -Wall -Wextra -Werror -pedantic -O2 -g $(DEFINES)
EXAMPLES := $(patsubst examples-c/%.c,target/examples/%,$(wildcard examples-c/*.c))

.DEFAULT_GOAL := help
.PHONY: help lib examples demo test bench check rust c interop csharp java test-windows test-arm64 test-musl \
  dist test-dist bless install clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' Makefile

lib: ## Build the shipped libraries into target/lib
# One crate type alone: a second one in the same build silently drops link-time optimisation. The
# shared library is linked from the static one, so that both are the same code, compiled once.
# The compiler is asked what a static link needs, so that no hand-written list can rot. It
# answers only when it runs, hence a file that outlives target/lib.
	$(CARGO) rustc --locked --lib --release --features '$(FEATURES)' --crate-type staticlib \
	  -- --print native-static-libs=$(CURDIR)/target/release/native-static-libs
	mkdir -p target/lib
	rm -f target/lib/*
	cp target/release/libetee.a target/release/native-static-libs target/lib/
	printf '%s\n' '$(FEATURES)' > target/lib/features
	LINKER='$(CC)' packaging/link-linux target/release/libetee.a target/lib/native-static-libs \
	  target/lib $(FEATURES)

examples: lib $(EXAMPLES) ## Compile examples-c against include/etee.h and target/lib

target/examples/%: examples-c/%.c $(wildcard examples-c/*.h) include/etee.h target/lib/libetee.so
	@mkdir -p target/examples
	$(CC) $(CFLAGS_STRICT) -Iinclude $< -o $@ -Ltarget/lib -letee -Wl,-rpath,'$$ORIGIN/../lib'

# Made by `lib`, which is phony; without this line make would not know where it comes from.
target/lib/libetee.so: | lib ;

demo: examples ## Look up, seal, unseal and refuse a tampered copy, on the embedded simulator
	@target/examples/demo

test: ## Run every check and test; the last line counts them
	@tests/run

bench: lib ## Measure against OpenSSL and Bouncy Castle (BENCH='--quick' or names of rows)
	@benches/run $(BENCH)

check: ## Run rustfmt, clippy and rustdoc, warnings denied
	@tests/run check

rust: ## Run the Rust tests
	@tests/run rust

c: examples ## Run the C tests, alone and under valgrind, and compile the header tests
	@tests/run c

interop: examples ## Run the tests against Bouncy Castle
	@tests/run interop

java: lib ## Build the jars of the Java wrapper into target/java
	@bindings/java/build --all

csharp: ## Run the tests and examples of the .NET wrapper (after `make lib`)
	@tests/run csharp

test-windows: ## Run the tests for Windows x64 under Wine (installs compilers and Wine as root)
	@tests/platforms/run win-x64

test-arm64: ## Run the tests for Linux arm64 under qemu (installs compilers and qemu as root)
	@tests/platforms/run linux-arm64

test-musl: ## Run the tests for Linux x64 with musl (installs musl as root, and zig)
	@tests/platforms/run linux-musl-x64

bless: ## Rewrite include/etee.h and the imports of the wrappers from the sources
	ETEE_BLESS=1 $(CARGO) test --locked --all-features --test header the_header_is_what_the_source_says
	ETEE_BLESS=1 $(CARGO) test --locked --all-features --test bindings what_the_source_says

install: lib ## Install header, libraries and etee.pc (PREFIX, LIBDIR, INCLUDEDIR, DESTDIR)
	install -d '$(DESTDIR)$(INCLUDEDIR)' '$(DESTDIR)$(LIBDIR)/pkgconfig'
	install -m 644 include/etee.h '$(DESTDIR)$(INCLUDEDIR)/etee.h'
	install -m 755 target/lib/$(SONAME) '$(DESTDIR)$(LIBDIR)/$(SONAME)'
	ln -sf $(SONAME) '$(DESTDIR)$(LIBDIR)/libetee.so'
	install -m 644 target/lib/libetee.a '$(DESTDIR)$(LIBDIR)/libetee.a'
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' \
	  -e 's|@INCLUDEDIR@|$(INCLUDEDIR)|' -e 's|@VERSION@|$(VERSION)|' -e 's|@STATIC_DEFINE@||' \
	  -e "s|@LIBS_PRIVATE@|$$(cat target/lib/native-static-libs)|" \
	  bindings/c/etee.pc.in > '$(DESTDIR)$(LIBDIR)/pkgconfig/etee.pc'
	chmod 644 '$(DESTDIR)$(LIBDIR)/pkgconfig/etee.pc'

dist: ## Build what a release hands out into target/dist (DIST_PLATFORMS chooses the platforms)
	@packaging/dist

test-dist: ## Test the packages of `make dist` away from the sources
	@tests/packages/run

clean: ## Remove everything that was built
	rm -rf target
