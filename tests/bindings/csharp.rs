//! `NativeMethods.cs`: everything that the .NET wrapper imports.

use crate::support::abi::{Constant, Function, Parameter, SIMULATOR, Section, Table, Type};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Where it is committed.
pub(crate) const FILE: &str = "bindings/csharp/Etee/Interop/NativeMethods.cs";

/// Handles that are only lent, or freed where they are read: plain pointers.
const PLAIN: &[&str] = &["etee_error", "etee_request"];

/// Words of C# that parameters go by.
const KEYWORDS: &[&str] = &["namespace", "object", "sealed"];

const WIDTH: usize = 100;

const HEAD: &str = "\
// Made from src/capi by tests/bindings.rs, with `make bless`; not to be changed by hand.
//
// Only scalars, pointers and safe handles cross: nothing is marshalled, and the runtime keeps a
// handle alive as long as a call has it.

using System;
using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(
    DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]

namespace Etee.Interop
{
";

/// The whole file.
pub(crate) fn imports(sections: &[Section]) -> String {
    let mut text = HEAD.to_owned();
    let constants = || sections.iter().flat_map(|section| &section.constants);
    let (statuses, others): (Vec<_>, Vec<_>) =
        constants().partition(|constant| constant.ty == Type::Status);
    class_of_constants(&mut text, "NativeStatus", &statuses);
    class_of_constants(&mut text, "NativeConstants", &others);
    for table in sections.iter().flat_map(|section| &section.tables) {
        table_and_delegates(&mut text, table);
    }
    let lent = lent_handles(sections);
    let several = handles_in_arrays(sections);
    for handle in sections.iter().flat_map(|section| &section.handles) {
        if !PLAIN.contains(&handle.as_str()) {
            handle_class(
                &mut text,
                handle,
                lent.contains(handle),
                several.contains(handle),
            );
        }
    }
    methods(&mut text, sections);
    text.push_str("}\n");
    text
}

fn class_of_constants(text: &mut String, class: &str, constants: &[&Constant]) {
    writeln!(text, "    internal static class {class}\n    {{").unwrap();
    for constant in constants {
        let value = match constant.value {
            u64::MAX => "ulong.MaxValue".to_owned(),
            value => value.to_string(),
        };
        let name = &constant.name;
        let ty = match constant.ty {
            Type::Size => "int".to_owned(),
            ref scalar => argument(scalar),
        };
        writeln!(text, "        internal const {ty} {name} = {value};").unwrap();
    }
    text.push_str("    }\n\n");
}

/// The handles that a host's functions are lent and pass on.
fn lent_handles(sections: &[Section]) -> BTreeSet<String> {
    let fields = sections
        .iter()
        .flat_map(|section| &section.tables)
        .flat_map(|table| &table.fields);
    fields
        .filter_map(|field| match &field.ty {
            Type::Callback(function) => Some(&function.parameters),
            _ => None,
        })
        .flatten()
        .filter_map(|parameter| parameter.ty.handle().map(str::to_owned))
        .collect()
}

fn table_and_delegates(text: &mut String, table: &Table) {
    let class = pascal(&table.name);
    writeln!(
        text,
        "    [StructLayout(LayoutKind.Sequential)]\n    internal struct {class}\n    {{"
    )
    .unwrap();
    for field in &table.fields {
        let ty = match &field.ty {
            Type::Callback(_) => "IntPtr".to_owned(),
            other => argument(other),
        };
        writeln!(text, "        internal {ty} {};", pascal(&field.name)).unwrap();
    }
    text.push_str("    }\n\n");
    for field in &table.fields {
        if let Type::Callback(function) = &field.ty {
            let name = format!("{}{}", class.trim_end_matches("Table"), pascal(&field.name));
            let parameters: Vec<String> = function.parameters.iter().map(lent).collect();
            writeln!(
                text,
                "    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]\n    \
                 internal unsafe delegate {} {name}({});\n",
                result(function.result.as_ref()),
                parameters.join(", ")
            )
            .unwrap();
        }
    }
}

/// A parameter of a host's function: handles are pointers there, since they are not the host's.
fn lent(parameter: &Parameter) -> String {
    let ty = match &parameter.ty {
        handle if handle.handle().is_some() => "IntPtr".to_owned(),
        size if size.pointee() == Some(&Type::Size) => "UIntPtr*".to_owned(),
        other => argument(other),
    };
    format!("{ty} {}", camel(&parameter.name))
}

/// The handles that the library hands out several at once, into an array of pointers.
fn handles_in_arrays(sections: &[Section]) -> BTreeSet<String> {
    let functions = sections.iter().flat_map(|section| &section.functions);
    functions
        .flat_map(|function| {
            let arrays = (0..function.parameters.len())
                .filter(|index| function.is_array_of_handles(*index))
                .map(|index| &function.parameters[index].ty);
            arrays.filter(|ty| matches!(ty, Type::Pointer { mutable: true, .. }))
        })
        .filter_map(|ty| ty.place_of_handle().map(str::to_owned))
        .collect()
}

fn handle_class(text: &mut String, handle: &str, is_lent: bool, comes_in_arrays: bool) {
    let class = handle_name(handle);
    writeln!(
        text,
        "    internal sealed class {class} : NativeHandle\n    {{\n        \
         internal {class}() : base(true) {{ }}"
    )
    .unwrap();
    if is_lent {
        writeln!(
            text,
            "\n        /// <summary>One that the library lends; it is not freed.</summary>\n        \
             internal {class}(IntPtr lent) : base(false) {{ SetHandle(lent); }}"
        )
        .unwrap();
    }
    if comes_in_arrays {
        writeln!(
            text,
            "\n        /// <summary>One of several that were handed out.</summary>\n        \
             internal static {class} Own(IntPtr pointer)\n        {{\n            \
             var handle = new {class}();\n            handle.SetHandle(pointer);\n            \
             return handle;\n        }}"
        )
        .unwrap();
    }
    writeln!(
        text,
        "\n        protected override void Free(IntPtr pointer) => \
         NativeMethods.{handle}_free(pointer);\n    }}\n"
    )
    .unwrap();
}

fn methods(text: &mut String, sections: &[Section]) {
    text.push_str(
        "    \
         internal static unsafe class NativeMethods\n    {\n        \
         internal const string Library = \"etee\";\n",
    );
    for section in sections {
        writeln!(text, "\n        // {}", section.title).unwrap();
        if section.name == SIMULATOR {
            text.push_str("        // (only in libraries that were built with the simulator)\n");
        }
        for function in &section.functions {
            text.push_str(&method(function));
        }
    }
    text.push_str("    }\n");
}

fn method(function: &Function) -> String {
    let parameters: Vec<String> = (0..function.parameters.len())
        .map(|index| parameter(function, index))
        .collect();
    let head = format!(
        "        internal static extern {} {}(",
        result(function.result.as_ref()),
        function.name
    );
    let one_line = format!("{head}{});", parameters.join(", "));
    let signature = if one_line.len() <= WIDTH {
        one_line
    } else {
        let indent = " ".repeat(12);
        format!(
            "{head}\n{indent}{});",
            parameters.join(&format!(",\n{indent}"))
        )
    };
    format!(
        "\n        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, \
         ExactSpelling = true)]\n{signature}\n"
    )
}

fn parameter(function: &Function, index: usize) -> String {
    let parameter = &function.parameters[index];
    let name = camel(&parameter.name);
    let frees = function.name.ends_with("_free");
    let ty = match &parameter.ty {
        ty if frees && ty.handle().is_some() => "IntPtr".to_owned(),
        _ if function.is_array_of_handles(index) => "IntPtr*".to_owned(),
        other => argument(other),
    };
    format!("{ty} {name}")
}

/// A type as an argument has it.
fn argument(ty: &Type) -> String {
    if let Some(handle) = ty.handle() {
        return match PLAIN.contains(&handle) {
            true => "IntPtr".to_owned(),
            false => handle_name(handle),
        };
    }
    if let Some(handle) = ty.place_of_handle() {
        return match PLAIN.contains(&handle) {
            true => "out IntPtr".to_owned(),
            false => format!("out {}", handle_name(handle)),
        };
    }
    match ty {
        Type::Status | Type::Int32 => "int".to_owned(),
        Type::Uint32 => "uint".to_owned(),
        Type::Int64 => "long".to_owned(),
        Type::Uint64 => "ulong".to_owned(),
        Type::Size => "UIntPtr".to_owned(),
        Type::Pointer { to, mutable } => match &**to {
            Type::Octet | Type::Char => "byte*".to_owned(),
            Type::Void => "IntPtr".to_owned(),
            Type::Table(name) => format!("{}*", pascal(name)),
            Type::Pointer { .. } => format!("{}*", argument(to)),
            scalar if *mutable => format!("out {}", argument(scalar)),
            scalar => format!("{}*", argument(scalar)),
        },
        _ => panic!("not an argument"),
    }
}

fn result(ty: Option<&Type>) -> String {
    match ty {
        None => "void".to_owned(),
        Some(handle) if handle.handle().is_some() => "IntPtr".to_owned(),
        Some(other) => argument(other),
    }
}

/// `etee_token_report` is `TokenReportHandle`.
fn handle_name(handle: &str) -> String {
    format!("{}Handle", pascal(handle))
}

/// `etee_token_report` is `TokenReport`.
fn pascal(name: &str) -> String {
    let words = name.trim_start_matches("etee_").split('_');
    words
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_uppercase() + rest
        })
        .collect()
}

/// `data_len` is `dataLen`; `namespace` is `@namespace`.
fn camel(name: &str) -> String {
    let pascal = pascal(name);
    let (first, rest) = pascal.split_at(1);
    let sign = if KEYWORDS.contains(&name) { "@" } else { "" };
    format!("{sign}{}{rest}", first.to_lowercase())
}
