//! Text in the manner of news, as long as is wished: sentences of our own, with figures that vary.
//!
//! About a third of the sentences hold no figure, as in print. The same size gives the same text.

/// Each `{…}` is filled anew: see [`filled`].
const SENTENCES: [&str; 30] = [
    "The council met on {weekday} to settle the budget that had divided the town since spring.",
    "Thefts rose {percent} percent, from {small} to {small}, according to police data.",
    "More than {thousands} people crossed the river in the {year} fiscal year, up from {thousands} a year earlier.",
    "\"We were told that it would be mended,\" said the harbour master, who asked for patience.",
    "The bridge cost ${tenths} million, about {percent}% more than was planned in {year}.",
    "Officials declined to comment on the inquiry.",
    "Of the {small} pupils who sat the test, {small} passed, or {percent} percent.",
    "The U.S. delegation left Geneva on {month}. {day}, {year}, without a statement.",
    "Rents in the old quarter have doubled in {small} years, the tenants' union said.",
    "Critics called the plan a gift to landlords; its authors called it overdue.",
    "Between {small} and {small} ships a week now pass the strait, compared with {small} before the storm.",
    "The company reported a profit of ${tenths} billion for the quarter, against ${tenths} billion a year ago.",
    "Nobody was hurt when the roof of the market hall gave way early on {weekday}.",
    "Nearly {thousands} households were without power for {small} hours on {month}. {day}.",
    "Rain is expected to return before the weekend, and with it the danger of slides.",
    "The vaccine, which has to be kept at minus {small} degrees Celsius, reached {small} villages in all.",
    "Turnout fell by {tenths} percentage points to {percent} percent, the lowest since {year}.",
    "He has written {small} books, none of which sold more than {thousands} copies.",
    "\"This is not a question of money,\" the minister told reporters, \"but of trust.\"",
    "Two-thirds of the {thousands} jobs will go by the end of {year}, the union fears.",
    "A spokeswoman for the ministry said that the figures would be published in due course.",
    "Tens of thousands of migrants have waited for months in camps near the border.",
    "Farmers get {tenths} dollars a bushel, {small} cents less than in the autumn.",
    "The flood put {small} sq km of fields under water and drowned at least {small} cattle.",
    "Her predecessor, a lawyer from the north, had held the post since {year}.",
    "The drug cut the risk of a second stroke by {percent} per cent in a trial of {thousands} patients.",
    "In the first {small} months of {year}, {thousands} cars were sold, {percent}% of them electric.",
    "Up to {small} police officers were posted around the stadium, the largest number in a decade.",
    "The wind reached {small} mph and tore down {small} trees, one of them over 200 years old.",
    "What happens next is for the courts to say, and they are in no hurry.",
];

/// Sentences of a paragraph.
const PARAGRAPH: usize = 3;

/// About so many MB of news.
pub(crate) fn text(megabytes: usize) -> Vec<u8> {
    let length = megabytes * 1_000_000;
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut text = String::with_capacity(length + 1_000);
    let mut sentences = 0_usize;
    while text.len() < length {
        let sentence = SENTENCES[dice.below(SENTENCES.len())];
        filled(sentence, &mut dice, &mut text);
        sentences += 1;
        text.push_str(if sentences.is_multiple_of(PARAGRAPH) {
            "\n\n"
        } else {
            " "
        });
    }
    text.into_bytes()
}

/// Writes a sentence with a figure or a word for each place.
fn filled(sentence: &str, dice: &mut Dice, out: &mut String) {
    let mut parts = sentence.split(['{', '}']);
    while let Some(words) = parts.next() {
        out.push_str(words);
        let Some(place) = parts.next() else { break };
        let value = match place {
            "small" => (2 + dice.below(97)).to_string(),
            "percent" => (1 + dice.below(99)).to_string(),
            "tenths" => format!("{}.{}", 1 + dice.below(98), 1 + dice.below(9)),
            "thousands" => format!("{},{:03}", 1 + dice.below(98), dice.below(1_000)),
            "year" => (1990 + dice.below(36)).to_string(),
            "day" => (1 + dice.below(28)).to_string(),
            "month" => dice.one_of(&["Jan", "Feb", "Aug", "Dec"]).to_owned(),
            _ => dice
                .one_of(&["Monday", "Tuesday", "Friday", "Sunday"])
                .to_owned(),
        };
        out.push_str(&value);
    }
}

/// Numbers that look thrown, the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap()).unwrap()
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}
