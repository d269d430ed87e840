"""Packs a folder so that the same files give the same octets: in the order of their names, with one
date, one owner, and no permissions but whether a file can be run.

usage: archive.py FOLDER OUTPUT [--inside]

OUTPUT ends in .tar.gz, .zip or .nupkg. The entries begin with the folder's own name, unless
--inside says that only what is in it goes in.
"""

import gzip
import os
import pathlib
import sys
import tarfile
import zipfile

# 2026-01-01, the date of the jars too.
SECONDS = 1767225600
DATE = (2026, 1, 1, 0, 0, 0)


def entries(folder, inside):
    """Name and path of every file and link."""
    base = folder if inside else folder.parent
    paths = [path for path in folder.rglob("*") if path.is_symlink() or path.is_file()]
    return sorted((path.relative_to(base).as_posix(), path) for path in paths)


def mode(path):
    """The permissions that an entry gets."""
    return 0o755 if os.access(path, os.X_OK) else 0o644


def pack_tar(files, output):
    """Links stay links."""
    with (
        open(output, "wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=SECONDS) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for name, path in files:
            entry = archive.gettarinfo(path, name)
            entry.mtime, entry.uid, entry.gid = SECONDS, 0, 0
            entry.uname = entry.gname = "root"
            entry.mode = 0o777 if path.is_symlink() else mode(path)
            with path.open("rb") as content:
                archive.addfile(entry, content if entry.isreg() else None)


def pack_zip(files, output):
    """For systems that know no links."""
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files:
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = mode(path) << 16
            archive.writestr(entry, path.read_bytes())


def main(folder, output, *options):
    """Packs by the ending of the output's name."""
    pack = pack_tar if output.endswith(".tar.gz") else pack_zip
    pack(entries(pathlib.Path(folder).resolve(), "--inside" in options), output)


if __name__ == "__main__":
    main(*sys.argv[1:])
