//! Lists of credits, good and bad.

use super::*;

fn read(text: &str) -> Credits {
    read_credits(text.as_bytes(), &SeatId::new("ae-1")).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn three_columns_are_enough_and_their_order_does_not_matter() {
    let credits = read("amount,date,measure\n50000,2027-02-15,new_arr\n\"$1,250.50\",2027-03-31,expansion_arr\n");
    assert_eq!((credits.problems.len(), credits.notes.len()), (0, 0));
    let [first, second] = credits.deals.as_slice() else { panic!("{credits:?}") };
    assert_eq!(
        (first.measure, first.amount, first.closed),
        (Measure::NewArr, Money::from_major(50_000), day("2027-02-15"))
    );
    assert_eq!((second.measure, second.amount.to_string()), (Measure::ExpansionArr, "1250.50".to_owned()));
    assert_eq!((first.term_months, first.prepaid, first.margin, first.paid), (12, false, None, None));
    assert_eq!(first.credits, [DealCredit::new(SeatId::new("ae-1"), Rate::ONE, false)]);
    assert_eq!([first.id.as_str(), second.id.as_str()], ["line 2", "line 3"]);
}

#[test]
fn everything_that_may_be_said_of_a_credit_is_read() {
    let credits = read(
        "date,measure,amount,deal,term_months,paid_date,invoice_date,cancelled_date,prepaid,margin\n\
         2027-01-20,new_arr,100000,Acme,36,2027-03-05,2027-02-01,2027-09-30,yes,72000\n\
         2027-01-31,gross_retention,93 %,,,,,,,\n\
         2027-01-31,satisfaction,0.95,,,,,,,\n\
         2027-01-31,meetings,12,,,,,,no,\n",
    );
    assert_eq!(credits.problems, Vec::<String>::new());
    let acme = &credits.deals[0];
    assert_eq!((acme.id.as_str(), acme.name.as_str(), acme.term_months, acme.prepaid), ("Acme", "Acme", 36, true));
    let days = [acme.paid, acme.invoiced, acme.cancelled];
    assert_eq!(days, [Some(day("2027-03-05")), Some(day("2027-02-01")), Some(day("2027-09-30"))]);
    assert_eq!(acme.margin, Some(Money::from_major(72_000)));
    let amounts: Vec<String> = credits.deals.iter().skip(1).map(|deal| deal.amount.to_string()).collect();
    assert_eq!(amounts, ["0.93", "0.95", "12"]);
}

#[test]
fn a_deal_in_several_rows_keeps_them_apart() {
    let credits = read("deal,date,measure,amount\nAcme,2027-01-20,new_arr,100\nAcme,2027-05-20,new_arr,-40\n");
    let ids: Vec<&str> = credits.deals.iter().map(|deal| deal.id.as_str()).collect();
    assert_eq!(ids, ["Acme", "Acme (2)"]);
    assert_eq!(credits.deals.iter().map(|deal| deal.amount).sum::<Money>(), Money::from_major(60));
}

#[test]
fn columns_that_are_not_used_are_told() {
    let credits = read("date,measure,amount,region,notes\n2027-01-20,new_arr,100,EMEA,ok\n");
    assert_eq!(credits.notes, ["The columns “region”, “notes” are not used."]);
    assert_eq!(credits.deals.len(), 1);
}

#[test]
fn a_row_that_cannot_be_read_says_where_and_why_and_the_others_are_read() {
    let credits = read(
        "date,measure,amount,term_months,paid_date,prepaid,margin\n\
         2027-01-20,new_arr,100,,,,\n\
         soon,new_arr,100,,,,\n\
         2027-02-30,new_arr,100,,,,\n\
         2027-01-20,golf,100,,,,\n\
         2027-01-20,new_arr,lots,,,,\n\
         ,,,,,,\n\
         ,new_arr,5,,,,\n\
         2027-01-20,new_arr,,,,,\n\
         2027-01-20,gross_retention,95,,,,\n\
         2027-01-20,new_arr,10 %,,,,\n\
         2027-01-20,new_arr,7,forever,never,perhaps,much\n\
         2027-01-20,new_arr,8,900,,,\n",
    );
    let amounts: Vec<i64> = credits.deals.iter().map(|deal| deal.amount.mills() / 1_000).collect();
    assert_eq!(amounts, [100, 7, 8]);
    assert!(credits.deals.iter().all(|deal| deal.term_months == 12));
    let lines: Vec<&str> = credits.problems.iter().map(String::as_str).collect();
    assert_eq!(
        lines,
        [
            "Line 3, “date”: “soon” is not a date; this column is read as year-month-day; the row is left out.",
            "Line 4, “date”: “2027-02-30” is no day of the calendar when read as year-month-day; the row is left out.",
            "Line 5, “measure”: “golf” is no measure; write one of new_arr, expansion_arr, expansion_and_price_arr, renewed_arr, \
             gross_retention, net_retention, opportunities, objectives, gross_margin, units, meetings, satisfaction.",
            "Line 6, “amount”: “lots” is not a number; this column is read as 1,234.56; the row is left out.",
            "Line 8, “date”: The day is missing; write it like 2027-03-31.",
            "Line 9, “amount”: The amount is missing; write 0 if nothing is credited.",
            "Line 10, “amount”: “95” is no ratio between 0 and 500 %; write 95 % or 0.95 for ninety-five percent; the row is left out.",
            "Line 11, “amount”: “10 %” is a percentage where an amount is needed; the row is left out.",
            "Line 12, “term_months”: “forever” is not a length of time; write months such as 12, or “2 years”; 12 months are taken.",
            "Line 12, “prepaid”: “perhaps” is neither yes nor no; it counts as no.",
            "Line 12, “margin”: “much” is not a number; this column is read as 1,234.56; the usual margin is taken.",
            "Line 12, “paid_date”: “never” is not a date; this column is read as year-month-day; it counts as not paid.",
            "Line 13, “term_months”: “900” is not between 1 and 120 months; 12 are taken.",
        ]
    );
}

#[test]
fn a_list_without_its_columns_is_refused_in_words() {
    let says = |text: &str| read_credits(text.as_bytes(), &SeatId::new("ae-1")).unwrap_err().to_string();
    assert_eq!(
        says("day,sum\n2027-01-01,5\n"),
        "The list has no columns measure and amount; date, measure and amount are needed in its first line. It has: day, sum."
    );
    assert!(
        says("2027-01-01,new_arr,5\n2027-01-02,new_arr,6\n").starts_with("The list has no columns date and measure")
    );
    assert_eq!(says(""), "The file is empty: it holds no rows, not even a header.");
    assert!(says("{\"name\": 1}").starts_with("This is a JSON file"));
}

#[test]
fn a_list_of_no_rows_holds_no_credits() {
    let credits = read("date,measure,amount\n");
    assert_eq!((credits.deals.len(), credits.problems.len()), (0, 0));
}

#[test]
fn german_lists_are_read_too() {
    let credits = read("date;measure;amount;margin\n31.01.2027;Neugeschäft;12.500,50 €;9.000,25 €\n");
    assert_eq!(credits.problems, Vec::<String>::new());
    let deal = &credits.deals[0];
    assert_eq!((deal.closed, deal.amount.to_string()), (day("2027-01-31"), "12500.50".to_owned()));
    assert_eq!(deal.margin.map(|margin| margin.to_string()).as_deref(), Some("9000.25"));
}
