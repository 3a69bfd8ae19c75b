//! Runs: stretches of text that look alike, and what their looks mean for the reader.

use super::xml::Tag;

/// How text looks, as far as it matters; what is `None` is as the style around has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Hidden text is not printed.
    hidden: Option<bool>,
    /// What is struck out is withdrawn.
    struck: Option<bool>,
    /// Whether it stands raised: an exponent, or the mark of a note.
    raised: Option<bool>,
}

impl Look {
    /// Takes in what an element of a run's properties says.
    pub(super) fn take(&mut self, tag: &Tag<'_>, prefix: &str) {
        let on = || Some(tag.attribute("val").is_none_or(|value| is_on(&value)));
        match tag.of(prefix) {
            "vanish" => self.hidden = on(),
            "strike" | "dstrike" => self.struck = on(),
            "vertAlign" => {
                self.raised = Some(tag.attribute("val").as_deref() == Some("superscript"))
            }
            _ => {}
        }
    }

    /// This, and where it says nothing, `other`.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            raised: self.raised.or(other.raised),
        }
    }

    /// Whether a reader sees it, and it counts.
    pub(super) fn is_text(self) -> bool {
        self.hidden != Some(true) && self.struck != Some(true)
    }

    /// Whether it stands raised.
    pub(super) fn is_raised(self) -> bool {
        self.raised == Some(true)
    }
}

/// Whether the value of a switch turns it on.
pub(super) fn is_on(value: &str) -> bool {
    !["0", "false", "off", "none"].contains(&value)
}

/// A run under way.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    /// As its own properties have it.
    pub(super) look: Look,
    /// As its style has it.
    pub(super) style: Look,
    /// Where it stands, if that is traced.
    pub(super) traced: Option<usize>,
}
