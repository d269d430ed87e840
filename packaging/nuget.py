"""Lays out the packages Etee and Etee.Native as `dotnet pack` would, for where there is no SDK.

usage: nuget.py NATIVES ASSEMBLIES OUTPUT

NATIVES is a folder that bindings/csharp/pack takes (linux-x64/native/libetee.so), ASSEMBLIES holds
Etee.dll and Etee.xml in a folder for each framework (netstandard2.0), and OUTPUT receives a folder
for each package, to be packed by archive.py.
"""

import pathlib
import re
import shutil
import sys
import xml.etree.ElementTree as tree
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINDINGS = ROOT / "bindings" / "csharp"

MANIFEST = """\
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>{name}</id>
    <version>{version}</version>
    <authors>{Authors}</authors>
    <license type="expression">{PackageLicenseExpression}</license>
    <licenseUrl>https://licenses.nuget.org/{licence_path}</licenseUrl>
    <description>{Description}</description>
    <tags>{tags}</tags>
    <dependencies>
{dependencies}
    </dependencies>
  </metadata>
</package>
"""

RELATIONS = """\
<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest"
                Target="/{name}.nuspec" Id="manifest" />
</Relationships>
"""

CONTENT_TYPES = """\
<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="rels"
           ContentType="application/vnd.openxmlformats-package.relationships+xml" />
{defaults}
</Types>
"""


def version():
    """That of Cargo.toml."""
    text = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    return re.search(r'^version = "(.*)"$', text, re.MULTILINE)[1]


def properties(*projects):
    """What the project files say, to be said only there."""
    found = {}
    for project in projects:
        for entry in tree.parse(BINDINGS / project).iter():
            if entry.text and entry.text.strip():
                found.setdefault(entry.tag, escape(entry.text.strip()))
    return found


def write(path, text):
    """A file of the package."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def describe(folder, name, dependencies):
    """What makes a folder a package: its manifest, and the two files that the container wants."""
    values = properties("Directory.Build.props", f"{name}/{name}.csproj")
    write(
        folder / f"{name}.nuspec",
        MANIFEST.format(
            name=name,
            version=version(),
            licence_path=values["PackageLicenseExpression"].replace(" ", "%20"),
            tags=values["PackageTags"].replace(";", " "),
            dependencies="\n".join(dependencies),
            **{key: values[key] for key in ("Authors", "PackageLicenseExpression", "Description")},
        ),
    )
    write(folder / "_rels" / ".rels", RELATIONS.format(name=name))
    files = (path for path in folder.rglob("*") if path.is_file())
    endings = sorted({path.suffix[1:] for path in files} - {"rels", ""})
    entry = '  <Default Extension="{}" ContentType="application/octet" />'
    defaults = "\n".join(entry.format(ending) for ending in endings)
    write(folder / "[Content_Types].xml", CONTENT_TYPES.format(defaults=defaults))


def lay_out_natives(natives, folder):
    """Etee.Native: the libraries, and what serves .NET Framework."""
    name = "Etee.Native"
    for file in (BINDINGS / name / "runtimes.txt").read_text(encoding="utf-8").split():
        target = folder / "runtimes" / file
        target.parent.mkdir(parents=True)
        shutil.copyfile(natives / file, target)
    shutil.copytree(BINDINGS / name / "buildTransitive", folder / "buildTransitive")
    describe(folder, name, ['      <group targetFramework=".NETStandard2.0" />'])


def lay_out_wrapper(assemblies, folder):
    """Etee: the assembly for each framework, and the native package of the same minor version."""
    shutil.copytree(assemblies, folder / "lib")
    major, minor, _ = version().split(".", 2)
    wanted = f"[{version()}, {major}.{int(minor) + 1}.0)"
    names = {"netstandard2.0": ".NETStandard2.0"}
    dependencies = []
    for framework in sorted(path.name for path in assemblies.iterdir()):
        dependencies += [
            f'      <group targetFramework="{names.get(framework, framework)}">',
            f'        <dependency id="Etee.Native" version="{wanted}" exclude="Build,Analyzers" />',
            "      </group>",
        ]
    describe(folder, "Etee", dependencies)


def main(natives, assemblies, output):
    """Makes both folders anew."""
    output = pathlib.Path(output)
    shutil.rmtree(output, ignore_errors=True)
    lay_out_natives(pathlib.Path(natives), output / "Etee.Native")
    lay_out_wrapper(pathlib.Path(assemblies), output / "Etee")


if __name__ == "__main__":
    main(*sys.argv[1:])
