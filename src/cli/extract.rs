//! `statvet extract`: lists the quantities and claims in articles.

use super::Exit;
use super::args::ExtractArguments;
use super::run::run;
use super::settings::Settings;

/// Extracts from every article, and lists.
pub(super) fn extract(arguments: ExtractArguments) -> Result<Exit, String> {
    let settings = Settings::of(arguments.input)?;
    let done = run(&settings, |document| {
        crate::extract_only(document, settings.max_quantities)
    });
    Ok(if done.whole {
        Exit::Clean
    } else {
        Exit::NotDone
    })
}
