//! What holds of any text as the assertion of a derived rule: for the fuzz target and the tests that replay its finds.

use statvet::stage::rules::probe_expression;

/// Reads, checks and evaluates `bytes`, and panics where what is told of it does not lie in the text.
pub(crate) fn told(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for (span, message) in probe_expression(&text) {
        assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}");
        assert!(!message.is_empty(), "{text:?}");
    }
}
