//! The ETK depot over SOAP: `GetEtk`.

use super::register::{Record, Register};
use super::server::{HttpReply, HttpRequest};
use super::service::{Outcome, search};
use super::soap_fault::{SoapFault, not_soap};
use crate::depot::{Identifier, NO_MATCH, PROTOCOL, STATUS, read_identifiers, write_identifier};
use crate::limits::Limits;
use crate::soap::{body, child, parse};
use base64ct::{Base64, Encoding};

pub(super) fn answer(register: &Register, request: &HttpRequest) -> HttpReply {
    match wanted(&request.body) {
        Ok(wanted) => respond(register, &wanted),
        Err(fault) => fault.reply(),
    }
}

/// What the request searches for, or its fault.
fn wanted(message: &[u8]) -> core::result::Result<Vec<Identifier>, SoapFault> {
    let limits = Limits::default();
    let document = parse(message, &limits).map_err(|_| not_soap())?;
    let element = body(&document)
        .map_err(|_| not_soap())?
        .ok_or_else(|| SoapFault::consumer("SOA-03003", "SOAP body missing"))?;
    if !element.has_tag_name((PROTOCOL, "GetEtkRequest")) {
        return Err(SoapFault::consumer("SOA-03005", "WSDL compliance failure"));
    }
    child(element, Some(PROTOCOL), "SearchCriteria")
        .and_then(read_identifiers)
        .filter(|identifiers| !identifiers.is_empty())
        .ok_or_else(|| SoapFault::consumer("SOA-03006", "XSD compliance failure"))
}

fn respond(register: &Register, wanted: &[Identifier]) -> HttpReply {
    let given: String = wanted.iter().map(write_identifier).collect();
    let given = format!("<d:GivenSearchCriteria>{given}</d:GivenSearchCriteria>");
    let result = match search(register, wanted) {
        Outcome::Invalid(code) => error(code),
        Outcome::Found(records) => result(wanted, &records),
    };
    response(&format!("{given}{result}"))
}

/// A list only where no application is asked for.
fn result(wanted: &[Identifier], records: &[&Record]) -> String {
    let anyone = wanted.iter().any(|wanted| wanted.application().is_none());
    match records {
        [] => error(NO_MATCH),
        [_, _, ..] if anyone => records.iter().map(|record| candidate(record)).collect(),
        [first, ..] => format!("<d:ETK>{}</d:ETK>", Base64::encode_string(first.token())),
    }
}

fn candidate(record: &Record) -> String {
    let identifiers: String = record.identifiers().iter().map(write_identifier).collect();
    format!("<d:MatchingEtk>{identifiers}</d:MatchingEtk>")
}

fn error(code: &str) -> String {
    format!("<d:Error><d:Code>{code}</d:Code><d:Message>{code}</d:Message></d:Error>")
}

fn response(content: &str) -> HttpReply {
    let body = format!(
        "<d:GetEtkResponse xmlns:d=\"{PROTOCOL}\" xmlns:c=\"{STATUS}\"><c:Status><Code>200</Code>\
         <Message Lang=\"EN\">Success</Message></c:Status>{content}</d:GetEtkResponse>"
    );
    HttpReply::soap(200, &body)
}
