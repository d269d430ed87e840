//! The table, for the eye and as Markdown.

use crate::measure::Standing;
use crate::memory::Footprint;
use crate::row::Goal;
use std::fmt::Write;

/// A ratio beside its goal. Where the goal is to be ahead, the ratio is how many times as long
/// as the first contestant the other takes; where it is to stay within, the other way round.
fn ratio_of(standing: &Standing) -> Option<f64> {
    let ratio = standing.ratio?;
    Some(match standing.goal {
        Some(Goal::Within(_)) => 1.0 / ratio,
        _ => ratio,
    })
}

fn goal_text(goal: Option<Goal>) -> String {
    match goal {
        Some(Goal::Ahead(limit)) => format!("≥ {limit}"),
        Some(Goal::Within(limit)) => format!("≤ {limit}"),
        None => String::new(),
    }
}

/// Whether the goal is met; nothing without a goal.
fn verdict(standing: &Standing) -> &'static str {
    let met = match (standing.goal, ratio_of(standing)) {
        (Some(Goal::Ahead(limit)), Some(ratio)) => ratio >= limit,
        (Some(Goal::Within(limit)), Some(ratio)) => ratio <= limit,
        _ => return "",
    };
    if met { "met" } else { "MISSED" }
}

/// Three digits that count.
fn number(value: f64) -> String {
    let decimals = match value {
        v if v >= 100.0 => 0,
        v if v >= 10.0 => 1,
        v if v >= 1.0 => 2,
        _ => 3,
    };
    format!("{value:.decimals$}")
}

/// Operations a second, or for larger contents MiB a second.
fn rate(standing: &Standing, size: u64) -> String {
    if size < 100 << 10 {
        return format!("{:.0}/s", 1000.0 / standing.processor);
    }
    let mib = size as f64 / f64::from(1 << 20);
    format!("{:.0} MiB/s", mib * 1000.0 / standing.processor)
}

fn ratio_text(standing: &Standing) -> String {
    ratio_of(standing).map_or_else(String::new, |ratio| format!("{ratio:.2}"))
}

/// What is printed as it comes, and kept for the file.
#[derive(Default)]
pub(crate) struct Report {
    goals: String,
    rows: String,
    memory: String,
    missed: Vec<String>,
    met: usize,
}

impl Report {
    pub(crate) fn add(&mut self, name: &str, size: u64, standings: &[Standing]) {
        println!("{name}");
        for (index, standing) in standings.iter().enumerate() {
            let rate = rate(standing, size);
            let (ratio, goal) = (ratio_text(standing), goal_text(standing.goal));
            let verdict = verdict(standing);
            let [processor, process, wall] =
                [standing.processor, standing.process, standing.wall].map(number);
            println!(
                "  {:24} {processor:>7} ms {rate:>11}  process {process:>7}  wall {wall:>7} {ratio:>6} {goal:>6} {verdict}",
                standing.label
            );
            let title = if index == 0 { name } else { "" };
            let label = &standing.label;
            writeln!(
                self.rows,
                "| {title} | {label} | {processor} | {process} | {wall} | {rate} | {ratio} |"
            )
            .unwrap();
            self.judge(name, label, [&ratio, &goal, verdict]);
        }
    }

    pub(crate) fn add_footprint(&mut self, footprint: &Footprint) {
        let Footprint { name, label, .. } = footprint;
        let [idle, peak] = [footprint.idle, footprint.peak].map(|mib| format!("{mib:.1}"));
        let above = format!("{:.1}", footprint.peak - footprint.idle);
        println!("{name}\n  {label:24} peak {peak:>7} MiB, idle {idle:>5}, above it {above:>7}");
        writeln!(
            self.memory,
            "| {name} | {label} | {idle} | {peak} | {above} |"
        )
        .unwrap();
        if let Some(limit) = footprint.limit {
            let met = footprint.peak - footprint.idle <= limit;
            let goal = format!("≤ {limit} MiB");
            let verdict = if met { "met" } else { "MISSED" };
            self.judge(
                name,
                "idle process",
                [&format!("{above} MiB"), &goal, verdict],
            );
        }
    }

    fn judge(&mut self, name: &str, against: &str, [ratio, goal, verdict]: [&str; 3]) {
        match verdict {
            "" => return,
            "met" => self.met += 1,
            _ => self
                .missed
                .push(format!("{name}, {against}: {ratio} ({goal})")),
        }
        writeln!(
            self.goals,
            "| {name} | {against} | {ratio} | {goal} | {verdict} |"
        )
        .unwrap();
    }

    pub(crate) fn summary(&self) -> String {
        let mut text = format!("{} goals met, {} missed\n", self.met, self.missed.len());
        for missed in &self.missed {
            writeln!(text, "  {missed}").unwrap();
        }
        text
    }

    pub(crate) fn markdown(&self, machine: &str) -> String {
        let Self {
            goals,
            rows,
            memory,
            ..
        } = self;
        format!(
            "{machine}\n\
             ### Goals\n\
             | | against | ratio | goal | |\n|---|---|--:|--:|---|\n{goals}\n\
             ### Times\n\
             | | | CPU ms | process ms | wall ms | | ratio |\n\
             |---|---|--:|--:|--:|--:|--:|\n{rows}\n\
             ### Peak memory, MiB\n\
             | | | idle | peak | above idle |\n|---|---|--:|--:|--:|\n{memory}"
        )
    }
}
