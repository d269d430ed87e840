//! What is asked for on the command line.

use crate::measure::Effort;

pub(crate) const USAGE: &str = "\
usage: benches/run [--quick] [--rounds N] [--batch MILLISECONDS] [--markdown FILE] [NAME...]
Only rows whose name has one of the NAMEs in it are measured; all of them without.";

pub(crate) struct Options {
    pub(crate) effort: Effort,
    pub(crate) markdown: Option<String>,
    names: Vec<String>,
}

impl Options {
    pub(crate) fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self {
            effort: Effort {
                rounds: 7,
                batch: 100.0,
                warm_up: 1.0,
            },
            markdown: None,
            names: Vec::new(),
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                // Cargo's word to every benchmark.
                "--bench" => {}
                "--quick" => {
                    options.effort = Effort {
                        rounds: 3,
                        batch: 30.0,
                        warm_up: 0.3,
                    }
                }
                "--rounds" => options.effort.rounds = number(value()?)?,
                "--batch" => options.effort.batch = number(value()?)?,
                "--markdown" => options.markdown = Some(value()?.clone()),
                name if name.starts_with('-') => return Err(format!("no such option: {name}")),
                name => options.names.push(name.to_owned()),
            }
        }
        Ok(options)
    }

    pub(crate) fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|part| name.contains(part.as_str()))
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text} is no number"))
}
