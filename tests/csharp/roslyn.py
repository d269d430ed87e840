"""Compiles C# where there is no SDK: hosts Roslyn on the .NET runtime of a Python wheel.

usage: roslyn.py RUNTIME ROSLYN option... [-- option...]...

The options are those of csc, sources among them; `--` begins the next compilation. With -nostdlib
nothing is referred to but what -r names.

RUNTIME is the folder that holds `dotnet`, ROSLYN the one that holds the compiler's libraries.
The result refers to the runtime's own libraries and is for tests only: packages come from
`dotnet pack`.
"""

import json
import pathlib
import sys
import tempfile

from clr_loader import get_coreclr
from pythonnet import set_runtime

runtime, roslyn = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
config = {
    "runtimeOptions": {
        "framework": {"name": "Microsoft.NETCore.App", "version": "8.0.0"},
        "configProperties": {"System.Globalization.Invariant": True},
    }
}
with tempfile.NamedTemporaryFile("w", suffix=".runtimeconfig.json") as file:
    json.dump(config, file)
    file.flush()
    set_runtime(get_coreclr(runtime_config=file.name, dotnet_root=str(runtime)))
    import clr

for name in ("Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp"):
    clr.AddReference(str(roslyn / f"{name}.dll"))

from Microsoft.CodeAnalysis import DiagnosticSeverity, MetadataReference, SyntaxTree
from Microsoft.CodeAnalysis.CSharp import (
    CSharpCommandLineParser,
    CSharpCompilation,
    CSharpSyntaxTree,
)
from System import Array, String
from System.Collections.Generic import List
from System.IO import File
from System.Text import Encoding
from System.Threading import CancellationToken


def is_managed(library):
    return library.name.startswith(("System.", "Microsoft.", "mscorlib", "netstandard")) and (
        "Native" not in library.name
    )


def runtime_libraries():
    shared = next((runtime / "shared" / "Microsoft.NETCore.App").iterdir())
    return [str(path) for path in shared.glob("*.dll") if is_managed(path)]


def references(arguments, libraries):
    libraries = [*libraries, *(reference.Reference for reference in arguments.MetadataReferences)]
    found = List[MetadataReference]()
    for library in libraries:
        found.Add(MetadataReference.CreateFromFile(library))
    return found


def trees(arguments):
    found = List[SyntaxTree]()
    for source in arguments.SourceFiles:
        text = File.ReadAllText(source.Path)
        found.Add(
            CSharpSyntaxTree.ParseText(
                text, arguments.ParseOptions, source.Path, Encoding.UTF8, CancellationToken(False)
            )
        )
    return found


def compile(options):
    libraries = [] if "-nostdlib" in options else runtime_libraries()
    options = ["-nostdlib", "-noconfig", *options]
    here = str(pathlib.Path.cwd())
    arguments = CSharpCommandLineParser.Default.Parse(Array[String](options), here, None, None)
    compilation = CSharpCompilation.Create(
        pathlib.Path(arguments.OutputFileName).stem,
        trees(arguments),
        references(arguments, libraries),
        arguments.CompilationOptions,
    )
    target = pathlib.Path(arguments.OutputDirectory) / arguments.OutputFileName
    assembly = File.Create(str(target))
    documentation = arguments.DocumentationPath and File.Create(arguments.DocumentationPath)
    result = compilation.Emit(assembly, None, documentation)
    assembly.Close()
    if documentation:
        documentation.Close()
    found = [*arguments.Errors, *result.Diagnostics]
    for diagnostic in found:
        if diagnostic.Severity in (DiagnosticSeverity.Warning, DiagnosticSeverity.Error):
            print(diagnostic.ToString())
    errors = [each for each in found if each.Severity == DiagnosticSeverity.Error]
    return result.Success and not errors


def main(options):
    while options:
        end = options.index("--") if "--" in options else len(options)
        if not compile(options[:end]):
            return 1
        options = options[end + 1 :]
    return 0


sys.exit(main(sys.argv[3:]))
