//! What the Java wrapper is made of: the parts that follow from the C ABI alone.

use crate::support::abi::{Constant, Function, SIMULATOR, Section, Type};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const JAVA: &str = "bindings/java/etee/src/main/java/etee";
const JAVA_22: &str = "bindings/java/etee/src/main/java22/etee";
const NOTE: &str = "// Made from src/capi by tests/bindings.rs; change it there.\n";

/// The files whose functions are compared with those of the header.
pub(crate) const PROVIDERS: [&str; 3] = [
    "bindings/java/etee/src/main/java/etee/Native.java",
    "bindings/java/etee/src/main/java/etee/JniNative.java",
    "bindings/java/etee/src/main/java22/etee/FfmNative.java",
];

/// Files by their path from the root of the repository, with their text.
pub(crate) fn files(sections: &[Section]) -> Vec<(String, String)> {
    let (simulator, others): (Vec<&Section>, Vec<&Section>) = sections
        .iter()
        .partition(|section| section.name == SIMULATOR);
    vec![
        ("src/capi/jni/natives.rs".to_owned(), glue(&others)),
        ("src/capi/jni/simulator.rs".to_owned(), glue(&simulator)),
        (format!("{JAVA}/Status.java"), status(sections)),
        (format!("{JAVA}/Constants.java"), constants(sections)),
        (format!("{JAVA}/Native.java"), interface(sections)),
        (format!("{JAVA}/JniNative.java"), jni(sections)),
        (format!("{JAVA_22}/FfmNative.java"), ffm(sections)),
    ]
}

/// How Java's types are called: in Java, in the shapes of functions, and in the glue.
#[derive(Clone, Copy, PartialEq)]
enum Primitive {
    Int,
    Long,
    Nothing,
}

impl Primitive {
    fn of(ty: &Type) -> Self {
        match ty {
            Type::Status | Type::Int32 | Type::Uint32 => Self::Int,
            Type::Int64 | Type::Uint64 | Type::Size | Type::Pointer { .. } => Self::Long,
            Type::Void
            | Type::Octet
            | Type::Char
            | Type::Handle(_)
            | Type::Table(_)
            | Type::Callback(_) => panic!("{ty:?} does not cross by value"),
        }
    }

    fn of_result(function: &Function) -> Self {
        function.result.as_ref().map_or(Self::Nothing, Self::of)
    }

    fn java(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Long => "long",
            Self::Nothing => "void",
        }
    }

    fn letter(self) -> char {
        match self {
            Self::Int => 'I',
            Self::Long => 'J',
            Self::Nothing => 'V',
        }
    }
}

fn functions<'a>(sections: impl IntoIterator<Item = &'a Section>) -> Vec<&'a Function> {
    sections
        .into_iter()
        .flat_map(|section| &section.functions)
        .collect()
}

/// `int etee_buffer_len(long buffer)`.
fn declaration(function: &Function) -> String {
    let parameters: Vec<String> = function
        .parameters
        .iter()
        .map(|parameter| format!("{} {}", Primitive::of(&parameter.ty).java(), parameter.name))
        .collect();
    let answer = Primitive::of_result(function).java();
    format!("{answer} {}({})", function.name, parameters.join(", "))
}

/// The natives of `src/capi/jni`, one line for each function.
fn glue(sections: &[&Section]) -> String {
    let mut text = String::from(
        "//! The functions of the C ABI as natives, each in terms of Java's types.\n//!\n\
         //! Made from src/capi by tests/bindings.rs; change it there.\n\n\
         use super::environment::natives;\n",
    );
    let mut names: Vec<&str> = sections
        .iter()
        .filter(|section| !section.functions.is_empty())
        .map(|section| section.name)
        .collect();
    names.sort_unstable();
    for name in names {
        writeln!(text, "use crate::capi::{name}::*;").expect("text");
    }
    text += "\nnatives! {\n";
    for function in functions(sections.iter().copied()) {
        let parameters: Vec<String> = function
            .parameters
            .iter()
            .map(|parameter| {
                let letter = Primitive::of(&parameter.ty).letter();
                format!("{}: {letter}", parameter.name)
            })
            .collect();
        let answer = Primitive::of_result(function).letter();
        let (name, parameters) = (&function.name, parameters.join(", "));
        writeln!(text, "    {name}({parameters}) -> {answer};").expect("text");
    }
    text + "}\n"
}

fn java_doc(constant: &Constant) -> String {
    let text = constant.doc.join(" ").replace("ETEE_", "");
    format!("    /** {} */\n", text.trim())
}

fn java_constant(constant: &Constant, visibility: &str) -> String {
    let name = constant.name.trim_start_matches("ETEE_");
    let (ty, value) = match constant.ty {
        Type::Uint64 => ("long", format!("{}L", constant.value.cast_signed())),
        _ => ("int", constant.value.to_string()),
    };
    format!("    {visibility}static final {ty} {name} = {value};\n")
}

/// The statuses, which programs compare with the code of an exception.
fn status(sections: &[Section]) -> String {
    let mut text = format!(
        "{NOTE}package etee;\n\n/**\n * Why a call failed: the numbers that {{@link \
         EteeException#code()}} answers with. Hundreds are families;\n * a number is never reused. \
         Be ready for numbers that are not listed here.\n */\npublic final class Status {{\n"
    );
    let statuses = sections.iter().filter(|section| section.name == "status");
    for constant in statuses.flat_map(|section| &section.constants) {
        text += &java_doc(constant);
        text += &java_constant(constant, "public ");
    }
    text + "\n    private Status() {}\n}\n"
}

/// All other numbers, which the wrapper's enumerations have names and comments for.
fn constants(sections: &[Section]) -> String {
    let mut text = format!(
        "{NOTE}package etee;\n\n/** The numbers that cross the C ABI, by their names there. */\n\
         final class Constants {{\n"
    );
    let others = sections.iter().filter(|section| section.name != "status");
    for constant in others.flat_map(|section| &section.constants) {
        text += &java_constant(constant, "");
    }
    text + "\n    private Constants() {}\n}\n"
}

fn interface(sections: &[Section]) -> String {
    let mut text = format!(
        "{NOTE}package etee;\n\n/** The functions of the C ABI, by their names there; pointers are \
         numbers. */\ninterface Native extends Memory {{\n"
    );
    for function in functions(sections) {
        writeln!(text, "    {};", declaration(function)).expect("text");
    }
    text + "}\n"
}

fn jni(sections: &[Section]) -> String {
    let mut text = format!(
        "{NOTE}package etee;\n\n/** The functions by JNI, which the library registers when it is \
         loaded. */\nfinal class JniNative extends JniMemory implements Native {{\n"
    );
    for function in functions(sections) {
        writeln!(
            text,
            "    @Override public native {};",
            declaration(function)
        )
        .expect("text");
    }
    text + "}\n"
}

/// The name of a function's shape: `I_JJ` answers with an int to two longs.
fn shape(function: &Function) -> String {
    let letters: String = function
        .parameters
        .iter()
        .map(|parameter| Primitive::of(&parameter.ty).letter())
        .collect();
    format!("{}_{letters}", Primitive::of_result(function).letter())
}

fn layout(letter: char) -> &'static str {
    if letter == 'I' {
        "JAVA_INT"
    } else {
        "JAVA_LONG"
    }
}

/// What calls functions of a shape: made when the first of them is called, because making it takes
/// as long as a few hundred calls.
fn ffm_shape(shape: &str) -> String {
    let (answer, parameters) = shape.split_once('_').expect("a shape");
    let layouts: Vec<&str> = parameters.chars().map(layout).collect();
    let layouts = layouts.join(", ");
    let descriptor = match (answer, layouts.as_str()) {
        ("V", _) => format!("ofVoid({layouts})"),
        ("I", "") => "of(JAVA_INT)".to_owned(),
        ("I", _) => format!("of(JAVA_INT, {layouts})"),
        (_, "") => "of(JAVA_LONG)".to_owned(),
        _ => format!("of(JAVA_LONG, {layouts})"),
    };
    format!(
        "\n    private static final class {shape} {{\n        static final MethodHandle CALL =\n         \
                shape(FunctionDescriptor.{descriptor});\n    }}\n"
    )
}

fn ffm_method(function: &Function) -> String {
    let mut arguments = vec![format!("{}_", function.name)];
    arguments.extend(
        function
            .parameters
            .iter()
            .map(|parameter| parameter.name.clone()),
    );
    let call = format!(
        "{}.CALL.invokeExact({})",
        shape(function),
        arguments.join(", ")
    );
    let statement = match Primitive::of_result(function) {
        Primitive::Nothing => format!("{call};"),
        answer => format!("return ({}) {call};", answer.java()),
    };
    format!(
        "\n    @Override\n    public {} {{\n        try {{\n            {statement}\n        }} \
         catch (Throwable thrown) {{\n            throw unexpected(thrown);\n        }}\n    }}\n",
        declaration(function)
    )
}

fn ffm(sections: &[Section]) -> String {
    let all = functions(sections);
    let mut text = format!(
        "{NOTE}package etee;\n\nimport static java.lang.foreign.ValueLayout.JAVA_INT;\nimport static \
         java.lang.foreign.ValueLayout.JAVA_LONG;\n\nimport java.lang.foreign.FunctionDescriptor;\n\
         import java.lang.foreign.MemorySegment;\nimport java.lang.invoke.MethodHandle;\nimport \
         java.nio.file.Path;\n\n/** The functions by the Foreign Function and Memory API. */\nfinal \
         class FfmNative extends FfmMemory implements Native {{\n"
    );
    for function in &all {
        writeln!(text, "    private final MemorySegment {}_;", function.name).expect("text");
    }
    text += "\n    FfmNative(Path library) {\n        super(library);\n";
    for section in sections {
        let find = if section.name == SIMULATOR {
            "findIfThere"
        } else {
            "find"
        };
        for function in &section.functions {
            writeln!(text, "        {0}_ = {find}(\"{0}\");", function.name).expect("text");
        }
    }
    text += "    }\n";
    for function in &all {
        text += &ffm_method(function);
    }
    let shapes: BTreeSet<String> = all.iter().map(|function| shape(function)).collect();
    for shape in &shapes {
        text += &ffm_shape(shape);
    }
    text + "}\n"
}
