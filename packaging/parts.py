"""What the libraries of one platform are made of: crates, and the runtimes that linkers add."""

import dataclasses
import json
import os
import pathlib
import re
import subprocess
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
LICENCE_FILE = re.compile(
    r"(un)?licen[cs]e|copying|copyright|notice|patents", re.IGNORECASE
)
CODE = {".c", ".go", ".h", ".html", ".pl", ".py", ".rs", ".sh"}


@dataclasses.dataclass
class Part:
    """A crate or a runtime. `needs` are the keys of parts, `texts` its licence files."""

    name: str
    version: str
    licence: str
    origin: str
    authors: list[str] = dataclasses.field(default_factory=list)
    sha256: str = ""
    needs: set[str] = dataclasses.field(default_factory=set)
    texts: list[pathlib.Path] = dataclasses.field(default_factory=list)

    @property
    def key(self):
        """The package URL."""
        return f"pkg:{self.origin}/{self.name}@{self.version}"


def answer(*command):
    """What a command prints."""
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def licence_files(folder):
    """The licences and notices of a crate, those of the C sources inside it too."""
    files = (path for path in folder.rglob("*") if LICENCE_FILE.match(path.name))
    return sorted(path for path in files if path.is_file() and path.suffix.lower() not in CODE)


def known_crates():
    """Every crate of Cargo.lock that metadata tells of, by name and version."""
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))
    checksums = {(p["name"], p["version"]): p.get("checksum", "") for p in lock["package"]}
    metadata = json.loads(
        answer(os.environ["CARGO"], "metadata", "--locked", "--format-version=1", "--all-features")
    )
    crates = {}
    for package in metadata["packages"]:
        key = package["name"], package["version"]
        folder = pathlib.Path(package["manifest_path"]).parent
        crates[key] = Part(
            *key,
            # The old way to write a choice.
            licence=package["license"].replace("/", " OR "),
            origin="cargo",
            authors=package["authors"],
            sha256=checksums[key],
            texts=[] if folder == ROOT else licence_files(folder),
        )
    return crates


def linked_crates(target, features):
    """The crates whose code is in the library, ours first; not what only ran to build it."""
    tree = answer(
        os.environ["CARGO"], "tree", "--locked", "--edges=normal,no-proc-macro", "--no-dedupe",
        "--prefix=depth", "--format= {p}", f"--target={target}", f"--features={features}",
    )  # fmt: skip
    crates, linked, path = known_crates(), {}, []
    for line in tree.splitlines():
        depth, name, version = line.split()[:3]
        part = crates[name, version.removeprefix("v")]
        linked[part.key] = part
        del path[int(depth) :]
        if path:
            path[-1].needs.add(part.key)
        path.append(part)
    return list(linked.values())


def rust_library():
    """Rust's standard library."""
    version = answer(os.environ.get("RUSTC", "rustc"), "-V").split()[1]
    authors = ["The Rust Project Developers"]
    return Part("rust-std", version, "MIT OR Apache-2.0", "generic", authors)


def runtimes_of_zig():
    """What zig links into a shared library for Linux."""
    code = "import pathlib, ziglang; print(pathlib.Path(ziglang.__file__).parent)"
    python = pathlib.Path(os.environ["ETEE_ZIG"]) / "bin/python"
    folder = pathlib.Path(answer(str(python), "-c", code).strip())
    version = answer("packaging/zig", "version").strip()
    unwinder = folder / "lib/libunwind/LICENSE.TXT"
    return [
        Part("llvm-libunwind", f"zig-{version}", "Apache-2.0 WITH LLVM-exception", "generic",
             texts=[unwinder]),
        Part("zig-compiler-rt", version, "MIT", "generic", texts=[folder / "LICENSE"]),
    ]  # fmt: skip


def runtimes_of_mingw():
    """What GCC links into a library for Windows."""
    macros = answer(os.environ["CC"], "-E", "-dM", "-include", "_mingw.h", "-xc", os.devnull)
    mingw = re.search(r'__MINGW64_VERSION_STR "(.*)"', macros) or re.search(
        r"__MINGW64_VERSION_MAJOR (\d+)", macros
    )
    documents = pathlib.Path("/usr/share/doc")
    return [
        Part("libgcc", answer(os.environ["CC"], "-dumpfullversion").strip(),
             "GPL-3.0-or-later WITH GCC-exception-3.1", "generic",
             texts=[documents / "gcc-mingw-w64-base/copyright"]),
        Part("mingw-w64-crt", mingw[1], "ZPL-2.1 AND LicenseRef-Public-Domain", "generic",
             texts=[documents / "mingw-w64-common/copyright"]),
    ]  # fmt: skip


def parts(platform):
    """All parts, ours first and the others by name; inside packaging/environment."""
    own, *crates = linked_crates(os.environ["ETEE_TARGET"], os.environ["FEATURES"])
    runtimes = runtimes_of_mingw() if platform.startswith("win-") else runtimes_of_zig()
    runtimes.append(rust_library())
    own.needs.update(part.key for part in runtimes)
    return [own, *sorted(crates + runtimes, key=lambda part: (part.name, part.version))]
