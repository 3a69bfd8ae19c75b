//! Multiples, ranges, conversions and clocks in many wordings: a line is a sentence, behind the words that are found
//! fault with, or behind a dash where nothing is.

use super::told;

/// Reads each line of a table: "figure | sentence".
fn holds(check: &str, table: &str) {
    for line in table.lines().filter(|line| !line.is_empty()) {
        let (figure, text) = line.split_once(" | ").expect(line);
        let found = told(text);
        let wanted = match figure {
            "-" => Vec::new(),
            figure => vec![(check.to_owned(), figure.to_owned())],
        };
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn changes_told_as_multiples() {
    holds(
        "multiple",
        "\
nearly tripled | Exports nearly tripled, to 41,000 tonnes from 22,000 tonnes.
halved | The price of a ticket has halved to 9 pounds from 12 pounds.
more than halved | Turnout more than halved, from 62 percent to 40 percent.
halve | The board voted to halve the annual payout to 7-1/2 cents from 11 cents.
halve | The group aims to halve its debt to 2.9 billion kroner from 4.1 billion.
doubled | The budget was doubled from $12 million to $36 million.
doubling | A doubling of the fee from 15 euros to 45 euros drew protests.
double | The firm plans to double its fleet to 60 aircraft from 20.
treble | Membership should treble from 2,000 to 9,500 by 2030.
more than trebled | The number of food banks has more than trebled in five years, from 41 to 96.
more than doubled | The number of licences more than doubled to 1,120 from 310 a year earlier.
nearly quadruple | The merger could nearly quadruple, from 61 to 129, the chain's number of depots.
doubled | The port doubled its freight income compared with 1985, from 1.3 billion crowns to 4.9 billion crowns.
fivefold | It spent $90 million, a fivefold increase from $30 million a decade ago.
threefold | The toll rose threefold to 96 from 51.
half | Its workforce will shrink by half to 900 from 1,200.
a third | Profit rose by a third to 160 million from 150 million.
more than half | Sales of the car fell by more than half to 2,100 from 3,900.
half | Emissions were cut in half, to 41 tonnes from 62 tonnes.
- | Exports nearly tripled, to 62,000 tonnes from 22,000 tonnes.
- | The board voted to halve the annual payout to 5-1/2 cents from 11 cents.
- | Turnout nearly halved, from 62 percent to 33 percent.
- | The toll rose threefold to 204 from 51.
- | The number of licences went from 400 to 1,600, a threefold increase.
- | The number of food banks has more than trebled in five years, from 41 to 136.
- | The tax was doubled on 1 May from 20 markets to 60 towns.
- | Production doubled from 2009 to 2012.
",
    );
}

#[test]
fn one_figure_told_as_a_multiple_of_another() {
    holds(
        "multiple",
        "\
twice | They had 80 members, twice as many as the 30 a year ago.
three times | The club sold 12,000 season tickets, three times the 9,000 it sold a year ago.
double | Applications jumped to 900, double last year's 300.
half | The mill employs 150 people, half the 450 it had in 1990.
nearly double | Donations reached $4.2 million, nearly double the $2.6 million raised a year ago.
twice | The bridge cost 120 million euros, twice its 40 million euro budget.
triple | Debt now stands at 90 billion euros, triple the 60 billion it owed in 2005.
four times | The crowd of 60,000 was four times larger than the 30,000 expected.
half | The seat now costs $40, half of the $120 charged before.
about half | He hopes to recover $30 million of the bonuses, or about half of the $90 million paid out.
a quarter | They want 60 homes, a quarter of the 400 first proposed.
about a third | That is about a third of the 900 beds the region needs, or 150 beds.
three quarters | The council spent 2.4 million pounds, three quarters of its 5.1 million pound budget.
twice | She won 60 percent of the vote, twice as much as her rival's 20 percent.
- | They had 80 members, twice as many as the 40 a year ago.
- | Applications jumped to 610, double last year's 300.
- | The flat cost 440,000 pounds, ten times more than the 40,000 pounds paid in 1985.
- | They settled for $10 million, one-tenth of the $100 million demanded.
- | Profit came to $830 million, or $2.06 a share, double the $412 million, or $1.03 a share, of the year before.
- | Last year it sold 12 planes, twice the number in 2005, when it made 90 helicopters.
- | He is paid $90,000, twice the average of the 400 managers.
- | The chain has 300 shops, twice as many as the 40 owned by its rival and the 110 owned by its parent together.
- | Half of the 300 guests had left by 10 p.m., and 20 stayed for a week.
- | It hired 200 people, a third of whom had lost jobs at the 90 closed mines.
- | The firm has 5,000 staff in 20 countries, twice the 10 it had in 2001.
",
    );
}

#[test]
fn ranges() {
    holds(
        "range-order",
        "\
80 million to 60 million crowns | Damages may range from 80 million to 60 million crowns.
640 to 510 million crowns | Offers were in the range of 640 to 510 million crowns.
640 million to 510 euros | Offers were in the range of 640 million to 510 euros.
60 to 40 mmHg | Using pressure ranges of 60 to 40 mmHg, they found no harm.
900 to 600 | Estimates of the toll vary from 900 to 600.
70 and 50 | It hired somewhere between 70 and 50 people.
18 and 12 | Pupils aged between 18 and 12 took part.
ages 18 to 12 | The project is for children ages 18 to 12.
between 12 and 7 percent | Wages drop by between 12 and 7 percent.
19 and 17 July | The festival runs between 19 and 17 July.
May 12 to 9 | The talks will be held from May 12 to 9.
2010 to 2005 | He was mayor from 2010 to 2005.
1998 and 1989 | She led the party between 1998 and 1989.
from October 20 to October 4 | The exhibition is open from October 20 to October 4.
- | Damages may range from 60 million to 80 million crowns.
- | Prices fell from $60 to $45.
- | The shop is open between 9 and 5.
- | It lies between 60 and 50 degrees north.
- | Depths ranging between 4,000 and 200 metres were surveyed.
- | It happened between 300 and 200 BC.
- | The talks were held between 29 January and 3 February.
- | It ran from December 2009 to February 2010.
- | The bank narrowed its forecast range from 9 to 7 points.
- | The gap between 12 percent and 5 percent is wide.
- | The river dropped to between 3 and 2 metres.
- | Classes range from 25 pupils to 12 in villages.
- | Rates range from 5 percent for the rich to 3 percent for the poor.
- | The vote was brought forward from May 12 to May 9.
- | Temperatures were between -5 and -10 degrees.
",
    );
}

#[test]
fn units() {
    holds(
        "unit-conversion",
        "\
1.73m | He is 6ft 4in (1.73m) tall.
1.7-metre | The 6-foot-3-inch (1.7-metre) goalkeeper left.
168 cm | She stands 5 foot 10 (168 cm).
98kg | The bag weighs 12st 4lb (98kg).
232 gallons | It holds 500 litres/232 gallons.
3.9 million litres | It burns 18,000 barrels (756,000 gallons/3.9 million litres) a day.
36 Celsius | It was 86 degrees (36 Celsius) in the shade.
8-km | A 3-mile-long (8-km-long) tunnel is planned.
28 kg | The mine yields 600 ounces of gold (28 kg).
29 km | It is 12 miles long - 29 km.
1,900 to 3,400 km | It stretches 1,200 to 1,500 miles (1,900 to 3,400 km).
580 kilometres | It has a range of 300 miles (580 kilometres) on a charge.
- | He is 6ft 4in (1.93m) tall.
- | The 6-foot-3-inch (1.9-metre) goalkeeper left.
- | She stands 5 foot 10 (178 cm).
- | The bag weighs 12st 4lb (78kg).
- | It burns 18,000 barrels (756,000 gallons/2.86 million litres) a day.
- | It was 86 degrees (30 Celsius) in the shade.
- | The ship lay 300 miles (555 kilometres) off the coast.
- | Five to eight inches (13-20 cm) of rain fell.
- | The runner covered 10 miles (12 km of it uphill) in an hour.
- | The rocket rose 1,000 miles (about 500 miles higher than planned).
",
    );
}

#[test]
fn currencies() {
    holds(
        "currency-conversion",
        "\
$4.6 billion | It raised 300 million yuan ($4.6 billion).
$2.6 million | The plant will cost 2 billion euros ($2.6 million).
$70 billion | It made 28 billion pounds ($70 billion) in the year.
$80 | He pays 500,000 rupees ($80) a month. ($1 = 62.5 rupees)
$21.8 billion | The lender holds 8 billion pounds or $21.8 billion in bonds ($1 = 0.62 pounds).
$1.8bn | The tower cost 700m euros/$1.8bn to build. (1 euro = $1.37)
2.3 million pounds | It fetched $2 million (2.3 million pounds). Exchange rate: $1 = 0.62 pounds
- | It raised 300 million yuan ($46 million).
- | It lost 9 trillion yen ($90 billion).
- | It cost 100 million bolivars ($150,000).
- | In 1949 the house cost 2,000 pounds ($8,060).
- | The Canadian store sold it for 20 pounds sterling ($46).
- | It cost 2 million euros ($3.1 million) in 2008 and 3 million euros ($3.3 million) in 2016.
- | It owed 5 billion lira ($900 million), and in 2010 it owed 5 billion lira ($3.3 billion).
- | It sells for 100 euros or $120. (1 euro = $1.37)
",
    );
}

#[test]
fn clocks() {
    holds(
        "time-zone",
        "\
1600 GMT | It opens at 9 a.m. ET (1600 GMT).
9 p.m. EDT | It starts at 7 p.m. PDT/9 p.m. EDT.
2200 GMT | It starts at 7 p.m. EDT, or 2200 GMT.
10 a.m. EDT | Talks start at 1 p.m. (7 a.m. EDT) and end at 3 p.m. (10 a.m. EDT).
- | It opens at 9 a.m. ET (1300 GMT).
- | It opens at 9 a.m. ET (1400 GMT).
- | It starts at 7 p.m. EDT/2300 GMT.
- | Doors open at 7 p.m. or 8:05 p.m.
- | Talks start at 1 p.m. (7 a.m. EDT) and end at 3 p.m. (9 a.m. EDT).
- | They play at 1 p.m. (7 a.m. EDT) in Rome and in Athens at 3 p.m. (8 a.m. EDT).
- | It struck at 3:07 a.m. local time (1937 GMT).
",
    );
}
