//! Changes in the many ways that news words them: each wrong once, and found in one place; and what only looks wrong.

use super::told;

#[test]
fn percentages_that_their_ends_contradict() {
    for (figure, text) in [
        (
            "20 percent",
            "The 20 percent jump, to 147 from 104, took the board by surprise.",
        ),
        (
            "20 percent",
            "Burglaries were up from 104 a year earlier, a 20 percent increase to 147.",
        ),
        (
            "30 percent",
            "Output went from 104 last year to 123, up 30 percent.",
        ),
        (
            "40 percent",
            "There were 123 cases, compared with 104 in 2019, an increase of 40 percent.",
        ),
        (
            "50 percent",
            "Attendance was 123, 50 percent more than the 104 who came last year.",
        ),
        (
            "50 percent",
            "Membership went from 4,213 to 3,117, a 50 percent drop.",
        ),
        ("30%", "The budget grew from 104 to 123 — a 30% increase."),
        (
            "45 pct",
            "Profit of 12.3 mln vs 9.8 mln a year ago, up 45 pct.",
        ),
        (
            "45 pct",
            "Operating profit was 12.3 mln dlrs, up 45 pct from 9.8 mln a year earlier.",
        ),
        (
            "45 pct",
            "Turnover rose 45 pct to 12.3 billion francs from 9.8 billion in 1985.",
        ),
        ("20%", "Prices jump 20% to $341,200 from $311,300."),
        (
            "30 percent",
            "Sales totalled $423 million, an increase of 30 percent over the $404 million of a year earlier.",
        ),
        (
            "30 percent",
            "The company posted revenue of $423 million, up from $404 million, or 30 percent.",
        ),
        (
            "30 percent",
            "Net income rose 30 percent to $423 million, or $1.20 a share, from $404 million, or $1.10 a share.",
        ),
        (
            "30 percent",
            "The price is now $91, 30 percent below its peak of $104 in June.",
        ),
        (
            "more than 31 percent",
            "Zinc slid below $206, more than 31 percent below its peak above $240.",
        ),
        (
            "12 percent",
            "The stock, now at $31.20, is 12 percent below its 52-week high of $51.30.",
        ),
        (
            "42 percent",
            "It bought the shares at $61.20 each, a 42 percent premium to the close of $51.30.",
        ),
        (
            "20%",
            "The group made £43.1m, a 20% increase on 2003's £41.2m.",
        ),
        (
            "20%",
            "The group made £43.1m last year, 20% up on the £41.2m it made in 2003.",
        ),
        (
            "20%",
            "The group made £43.1m, up from £41.2m the year before, a rise of 20%.",
        ),
        ("45%", "Profits rose by 45% to £12.5m (£10.2m) in the year."),
        (
            "20 percent",
            "The firm lifted its dividend 20 percent to 15p from 10p.",
        ),
        ("20%", "Membership fell from 7,720 to 7,342, down 20%."),
        (
            "20 percent",
            "Membership fell from 7,720 to 7,342, or 20 percent.",
        ),
        (
            "44 percent",
            "The number of wells fell 44 percent to 43,521 from more than 50,000.",
        ),
        (
            "0 percent",
            "Turnover fell 0 percent to 6.31 million crowns from 6.42 million.",
        ),
    ] {
        let wanted = [("percent-change".to_owned(), figure.to_owned())];
        assert_eq!(told(text), wanted, "{text}");
    }
}

#[test]
fn amounts_that_their_ends_or_percentage_contradict() {
    for (check, figure, text) in [
        (
            "absolute-change",
            "30",
            "A drop of 30, from 133 to 91, was recorded.",
        ),
        (
            "absolute-change",
            "60",
            "Police made 423 arrests, 60 fewer than the 512 of a year ago.",
        ),
        (
            "absolute-change",
            "512",
            "Its workforce was cut by 512 to 2,811 from 3,622.",
        ),
        (
            "absolute-change",
            "12,300",
            "Stocks stood at 123,400 tonnes, up 12,300 from 103,600 a week earlier.",
        ),
        (
            "absolute-change",
            "12,300 tonnes",
            "Stocks were 123,400 tonnes compared with 103,600 a month ago, a rise of 12,300 tonnes.",
        ),
        (
            "absolute-change",
            "3",
            "The share of renters dropped by 3 points, from 42% to 36%.",
        ),
        (
            "absolute-change",
            "5",
            "His rating slid to 41 percent, down 5 points from 52 percent.",
        ),
        (
            "absolute-change",
            "31",
            "The rating rose 31 points to 342 on a 500-point scale, up from 324 points in spring.",
        ),
        (
            "change-level",
            "3 percent",
            "The index ended 53 points higher, or 3 percent, at 5,053.",
        ),
        (
            "change-level",
            "3 percent",
            "The index dropped 53 to 4,953, or 3 percent.",
        ),
        (
            "change-level",
            "1.5 percent",
            "The index edged up 3 points, or 1.5 percent, to 2,312.",
        ),
        (
            "change-level",
            "25 percent",
            "At $53, the stock was down $2.50, or 25 percent.",
        ),
        (
            "change-level",
            "8.4 percent",
            "A bid pushed its shares up $2.10, or 8.4 percent, to $44.10.",
        ),
        (
            "change-level",
            "more than 4%",
            "Word of a deal sent the stock up more than 4%, or 30.5 pence to 210.5p.",
        ),
        (
            "change-level",
            "1 percent",
            "The stock slipped 3 cents, or 1 percent, to $31.40.",
        ),
        (
            "change-level",
            "0.00%",
            "The index ended down 1.94 points, or 0.00%, at 8,214.60.",
        ),
    ] {
        assert_eq!(
            told(text),
            [(check.to_owned(), figure.to_owned())],
            "{text}"
        );
    }
}

#[test]
fn ends_that_go_the_other_way() {
    for (figure, text) in [
        ("$1,212", "Rents slipped to $1,212 from $1,150."),
        (
            "10bn euros",
            "Margins have been improving and revenue was 10bn euros, down 7.4% from 9.26bn euros.",
        ),
        (
            "41.2 percent",
            "The town had the worst fall in turnout, up 3.4 percentage points to 41.2 percent from 44.6 percent.",
        ),
        (
            "91,000",
            "Reserves rose 2,500 barrels to 91,000 from 93,500 in April.",
        ),
        (
            "£82",
            "Tickets will go up £2 to £11.50 and passes will fall from £64 to £82.",
        ),
        ("24", "The team won 24 games, up from 31 last season."),
        (
            "423",
            "The city recorded 423 thefts, a rise on the 487 recorded in 2019.",
        ),
        (
            "$31 million",
            "Its net loss widened to $31 million from $45 million.",
        ),
        (
            "7-3/4 percent",
            "The bank raised its rate to 7-3/4 percent from 8 percent.",
        ),
        (
            "$423 million",
            "Revenue was $423 million compared to $453 million in 2011, an increase of 7%.",
        ),
    ] {
        assert_eq!(
            told(text),
            [("direction".to_owned(), figure.to_owned())],
            "{text}"
        );
    }
}

#[test]
fn what_only_looks_like_a_wrong_change() {
    for text in [
        // Another base, another period, another measure.
        "Sales rose 3 percent on a comparable basis to $4.2 billion from $3.6 billion.",
        "On a comparable basis sales rose 3 percent to $4.2 billion from $3.6 billion.",
        "Exports were 154,711, compared with 146,610 in April, up 31.3 pct from May last year.",
        "Exports were 154,711, compared with 146,610 in April, up 31.3 pct.",
        "The tax would rise from 5 cents to 12 cents by 2010, a 20 percent rise in the first year.",
        "Pay rose 3 percent a year, from $40,210 to $48,300.",
        "Profit rose 3 percent to $12 million on sales of $300 million, up from $250 million.",
        "It had 120 employees, 20 percent of them new, up from 90.",
        "It sold 423 cars at 12 sites, 60 percent more than the 404 in May.",
        "The caseload fell a record 84,000 to 1.92 million or 7.4 percent from June's 2.00 million, 7.7 percent.",
        "Sales rose 5 percent to $100 million, below the $110 million that analysts had expected.",
        "Also climbing were the Sorrels at six, up from 14 in 2011, Jon Pike rising ten places to 21.",
        "Turnover up 25 pct at 12.3 billion francs against 9.8 billion.",
        // More may be less, and better may be either.
        "The jobless rate improved to 8.2 percent from 9.1 percent.",
        "Net income fell to a loss of $5 million from $3 million.",
        "The bill cuts taxes on gains to 12 percent from 15 percent.",
        "The plan would lift the reserve for the wind-down to 45 million crowns from 38 million.",
        "The deficit fell to minus 3 percent from minus 5 percent.",
        "The Korean won fell to 1,123 from 1,101.",
        "The yen fell to 112.30 from 110.20.",
        // Right as it stands.
        "Zinc slid below $206, more than 14 percent below its peak above $240.",
        "Visitors rose more than 10 percent to 114.2 million from 101.3 million.",
        "The film took $31.2 million, 39 percent less than its $51.3 million opening.",
        "She was paid $61.20, 42 percent more than his $43.10.",
        "The agency raised its forecast to 2.4 percent from 2.1 percent.",
        "Its loss widened to $9.1 million from $4.2 million.",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}
