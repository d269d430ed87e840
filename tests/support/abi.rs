//! The C ABI as `src/capi` declares it: what the header and the wrappers of other languages are
//! made from, and compared with.

use std::fs;
use std::path::{Path, PathBuf};
use syn::{Attribute, Expr, FnArg, Item, ItemConst, ItemStruct, Lit, Meta, Pat, ReturnType};

/// The files of `src/capi` in the order of the header: nothing is used before it is declared.
pub const SECTIONS: &[&str] = &[
    "version",
    "status",
    "error",
    "buffer",
    "request",
    "reply",
    "transport",
    "context",
    "signer",
    "identity",
    "token_report",
    "token",
    "jwk",
    "secret_key",
    "web_key",
    "seal",
    "batch",
    "finding",
    "report",
    "addressing",
    "unseal",
    "checker",
    "environment",
    "session",
    "key_holder",
    "registered_key",
    "attestation",
    "exchange",
    "rest_interface",
    "access_tokens",
    "depot",
    "registration",
    "key_information",
    "key_depot",
    "log_on",
    "token_service",
    "access_list",
    "kgss",
    "kgss_rest",
    "simulator",
];

/// The section that only libraries with the feature `simulator` have.
pub const SIMULATOR: &str = "simulator";

/// One file of `src/capi`: a noun and what can be done with it.
pub struct Section {
    /// Its name, that of the file.
    pub name: &'static str,
    /// The first line of the file's module comment.
    pub title: String,
    pub constants: Vec<Constant>,
    /// The names of the opaque types, `etee_context`, that it makes.
    pub handles: Vec<String>,
    pub tables: Vec<Table>,
    pub functions: Vec<Function>,
}

/// A number with a name.
pub struct Constant {
    pub name: String,
    pub ty: Type,
    pub value: u64,
    pub doc: Vec<String>,
}

/// A struct by which a host hands in functions.
pub struct Table {
    pub name: String,
    pub fields: Vec<Parameter>,
    pub doc: Vec<String>,
}

/// A function, or what a host's function has to look like.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    pub name: String,
    pub parameters: Vec<Parameter>,
    pub result: Option<Type>,
    /// Lines of the comment, without leading blanks; empty for a host's function.
    pub doc: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    pub name: String,
    pub ty: Type,
}

/// What crosses the ABI: scalars and pointers.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `void`, behind pointers only.
    Void,
    /// `etee_status`, an int32_t.
    Status,
    Int32,
    Uint32,
    Int64,
    Uint64,
    /// `size_t`.
    Size,
    /// `uint8_t`, behind pointers only.
    Octet,
    /// `char`, behind pointers only.
    Char,
    /// An opaque type by its name, behind pointers only.
    Handle(String),
    /// A struct of a host by its name, behind pointers only.
    Table(String),
    /// `const T *`, or `T *` where what it points to may be changed.
    Pointer {
        to: Box<Type>,
        mutable: bool,
    },
    /// A host's function, as a field of a table; it may be NULL.
    Callback(Box<Function>),
}

impl Type {
    /// What a pointer points to.
    pub fn pointee(&self) -> Option<&Type> {
        match self {
            Type::Pointer { to, .. } => Some(to),
            _ => None,
        }
    }

    /// The handle that a pointer of this type is, by its name.
    pub fn handle(&self) -> Option<&str> {
        match self.pointee() {
            Some(Type::Handle(name)) => Some(name),
            _ => None,
        }
    }

    /// The handle that is put into a place of this type, by its name.
    pub fn place_of_handle(&self) -> Option<&str> {
        self.pointee().and_then(Type::handle)
    }
}

impl Function {
    /// Whether a parameter points to several handles: their number or room comes after it.
    pub fn is_array_of_handles(&self, index: usize) -> bool {
        let parameter = &self.parameters[index];
        let room_follows =
            self.parameters.iter().skip(index + 1).any(|next| {
                next.name == "capacity" || (next.name == "count" && next.ty == Type::Size)
            });
        parameter.ty.place_of_handle().is_some() && room_follows && parameter.name.ends_with('s')
    }
}

/// The path of a section's file.
pub fn path(section: &str) -> PathBuf {
    let capi = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/capi");
    capi.join(section).with_extension("rs")
}

/// The ABI, section by section in the order of the header.
pub fn sections() -> Vec<Section> {
    SECTIONS.iter().map(|name| section(name)).collect()
}

fn section(name: &'static str) -> Section {
    let source = fs::read_to_string(path(name)).expect("a readable file");
    let file = syn::parse_file(&source).expect("Rust");
    let mut section = Section {
        name,
        title: doc(&file.attrs)
            .swap_remove(0)
            .trim_end_matches('.')
            .to_owned(),
        constants: Vec::new(),
        handles: Vec::new(),
        tables: Vec::new(),
        functions: Vec::new(),
    };
    for item in &file.items {
        match item {
            Item::Const(item) if item.ident.to_string().starts_with("ETEE_") => {
                section.constants.push(constant(item));
            }
            Item::Struct(item) if is_public_type(item) && has_c_layout(item) => {
                section.tables.push(table(item));
            }
            Item::Struct(item) if is_public_type(item) => {
                section.handles.push(item.ident.to_string());
            }
            Item::Fn(item) if item.sig.abi.is_some() => {
                section.functions.push(Function {
                    name: item.sig.ident.to_string(),
                    parameters: item.sig.inputs.iter().map(parameter).collect(),
                    result: result(&item.sig.output),
                    doc: doc(&item.attrs),
                });
            }
            _ => {}
        }
    }
    section
}

fn is_public_type(item: &ItemStruct) -> bool {
    matches!(item.vis, syn::Visibility::Public(_)) && item.ident.to_string().starts_with("etee_")
}

fn has_c_layout(item: &ItemStruct) -> bool {
    item.attrs
        .iter()
        .any(|attribute| attribute.path().is_ident("repr"))
}

fn constant(item: &ItemConst) -> Constant {
    let value = match &*item.expr {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().expect("a number"),
            _ => panic!("{} is no number", item.ident),
        },
        Expr::Path(path) if path.path.segments.last().expect("a name").ident == "MAX" => u64::MAX,
        _ => panic!("{} is not written out", item.ident),
    };
    Constant {
        name: item.ident.to_string(),
        ty: ty(&item.ty),
        value,
        doc: doc(&item.attrs),
    }
}

fn table(item: &ItemStruct) -> Table {
    let field = |field: &syn::Field| Parameter {
        name: field.ident.as_ref().expect("a name").to_string(),
        ty: ty(&field.ty),
    };
    Table {
        name: item.ident.to_string(),
        fields: item.fields.iter().map(field).collect(),
        doc: doc(&item.attrs),
    }
}

fn parameter(input: &FnArg) -> Parameter {
    let FnArg::Typed(input) = input else {
        panic!("an exported function has no self");
    };
    let Pat::Ident(name) = &*input.pat else {
        panic!("an exported function names its parameters");
    };
    Parameter {
        name: name.ident.to_string(),
        ty: ty(&input.ty),
    }
}

fn result(output: &ReturnType) -> Option<Type> {
    match output {
        ReturnType::Default => None,
        ReturnType::Type(_, result) => Some(ty(result)),
    }
}

fn ty(from: &syn::Type) -> Type {
    match from {
        syn::Type::Ptr(pointer) => Type::Pointer {
            to: Box::new(ty(&pointer.elem)),
            mutable: pointer.mutability.is_some(),
        },
        syn::Type::BareFn(function) => Type::Callback(Box::new(host_function(function))),
        syn::Type::Path(path) => {
            let last = path.path.segments.last().expect("a name");
            match &last.arguments {
                syn::PathArguments::AngleBracketed(inner) if last.ident == "Option" => {
                    match inner.args.first() {
                        Some(syn::GenericArgument::Type(inner)) => ty(inner),
                        _ => panic!("an option of nothing"),
                    }
                }
                _ => named_type(&last.ident.to_string()),
            }
        }
        _ => panic!("a type that does not cross the ABI"),
    }
}

fn named_type(name: &str) -> Type {
    match name {
        "etee_status" => Type::Status,
        "i32" => Type::Int32,
        "u32" => Type::Uint32,
        "i64" => Type::Int64,
        "u64" => Type::Uint64,
        "usize" => Type::Size,
        "u8" => Type::Octet,
        "c_char" => Type::Char,
        "c_void" => Type::Void,
        _ if name.ends_with("_table") => Type::Table(name.to_owned()),
        _ if name.starts_with("etee_") => Type::Handle(name.to_owned()),
        _ => panic!("{name} does not cross the ABI"),
    }
}

fn host_function(function: &syn::TypeBareFn) -> Function {
    let parameters = function.inputs.iter().map(|input| Parameter {
        name: match &input.name {
            Some((name, _)) => name.to_string(),
            None => panic!("a host's function names its parameters"),
        },
        ty: ty(&input.ty),
    });
    Function {
        name: String::new(),
        parameters: parameters.collect(),
        result: result(&function.output),
        doc: Vec::new(),
    }
}

/// The lines of a documentation comment.
pub fn doc(attributes: &[Attribute]) -> Vec<String> {
    let line = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim_start().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    attributes.iter().filter_map(line).collect()
}
