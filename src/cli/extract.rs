//! `statvet extract`: lists the quantities and claims in articles.

use super::Exit;
use super::args::{ExtractArguments, FormatArgument};
use super::configured::Configured;
use super::run::run;
use super::settings::Settings;

/// Extracts from every article, and lists.
pub(super) fn extract(arguments: ExtractArguments) -> Result<Exit, String> {
    let configured = Configured::find();
    let settings = Settings::of(arguments.input, &configured.config)?;
    let lists = |format: &&FormatArgument| !format.format.lists_quantities();
    if let Some(format) = settings.formats.iter().find(lists) {
        return Err(format!(
            "--format {} tells findings, and `extract` makes none: use human, json or jsonl, or `statvet check`",
            format.format.name()
        ));
    }
    let done = run(&settings, |document| {
        crate::extract_only(document, settings.max_quantities)
    });
    Ok(if done.whole && configured.whole {
        Exit::Clean
    } else {
        Exit::NotDone
    })
}
