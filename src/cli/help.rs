//! What `remit help` says.

use super::args::Command;
use crate::text::capitalised;

/// The whole program, or one command.
pub(super) fn text(topic: Option<Command>) -> String {
    match topic {
        None => {
            let mut text = String::from(
                "remit plans sales compensation, headcount and revenue from one document, with the engine of the app.\n\n",
            );
            let width = Command::ALL.iter().map(|command| synopsis(*command).len()).max().unwrap_or(0);
            for command in Command::ALL {
                text.push_str(&format!("  {:width$}  {}\n", synopsis(command), purpose(command)));
            }
            text.push_str(
                "\nFILE is a scenario as the app downloads it, or a bare document; - reads standard input. `remit help COMMAND` says more.\n\
                 Exit status: 0 fine, 1 the document has errors or an assignment was refused, 2 unreadable.\n",
            );
            text
        }
        Some(command) => format!("{}\n\n{}.\n{}", synopsis(command), capitalised(purpose(command)), details(command)),
    }
}

/// How a command is written.
pub(super) const fn synopsis(command: Command) -> &'static str {
    match command {
        Command::Sample => "remit sample [NAME | --list]",
        Command::Schema => "remit schema",
        Command::Check => "remit check FILE [--format text|json]",
        Command::Evaluate => "remit evaluate FILE [--format json|csv] [--by month|quarter|year]",
        Command::Capacity => "remit capacity FILE [--by month|quarter] [--format json|csv]",
        Command::Set => "remit set FILE PATH=VALUE... [-o OUT]",
        Command::Inputs => "remit inputs FILE [--format text|json|csv]",
        Command::Statement => {
            "remit statement FILE --seat ID --period FY2027-Q1 [--deals CSV] [--format text|json|csv]"
        }
        Command::Rate => "remit rate PLAN.json --credits CSV [--period FY2027-Q1] [--format text|json|csv]",
        Command::Curve => "remit curve FILE --plan ID [--against PLAN] [--role ID] [OPTIONS]",
        Command::Forecast => "remit forecast FILE [--by month|quarter|year] [--of WHAT] [--mrr] [--format csv|json]",
        Command::Explain => "remit explain FILE METRIC PERIOD [--segment ID] [--format text|json]",
        Command::Seek => {
            "remit seek FILE --metric M --at PERIOD --target X (--input PATH | --hire ROLE | --renewal) [OPTIONS]"
        }
        Command::Diff => {
            "remit diff A B [--by month|quarter|year] [--measure NAME] [--bridge ordered|shapley] [--format text|json]"
        }
        Command::Migrate => "remit migrate FILE [-o OUT]",
        Command::Export => "remit export FILE --xlsx OUT [--csv FOLDER]",
        Command::Assign => "remit assign ACCOUNTS.csv --reps REPS.csv|N [OPTIONS]",
        Command::Help => "remit help [COMMAND]",
        Command::Version => "remit version",
    }
}

const fn purpose(command: Command) -> &'static str {
    match command {
        Command::Sample => "print a document to start from",
        Command::Schema => "print the JSON Schema of a file",
        Command::Check => "list what is wrong with a document or worth knowing",
        Command::Evaluate => "print what follows from a document",
        Command::Capacity => "print what the team can sign against its targets, and what closes the gap",
        Command::Set => "print a document with inputs changed",
        Command::Inputs => "list the inputs of a document with their paths",
        Command::Statement => "state the pay of one person line by line",
        Command::Rate => "rate one plan alone for one person on a list of credits",
        Command::Curve => "print what a plan pays and costs at every attainment",
        Command::Forecast => "print ARR, its movements and what limits new business, by segment",
        Command::Explain => "print what a figure is made of",
        Command::Seek => "find what an input, renewal or hiring has to be for a target",
        Command::Diff => "print what two documents differ in, and what that does",
        Command::Migrate => "print a document as this version writes it",
        Command::Export => "write an Excel workbook with live formulas, and tables as CSV",
        Command::Assign => "share accounts out to reps: balanced, compact, repeatable",
        Command::Help => "print this",
        Command::Version => "print the version",
    }
}

const fn details(command: Command) -> &'static str {
    match command {
        Command::Sample => {
            "\nWithout NAME it is the worked sample company.\n\n\
             \x20 --list   print the names there are, with a sentence on each\n"
        }
        Command::Schema => "\nIt follows JSON Schema 2020-12 and describes what `remit sample` prints.\n",
        Command::Check => {
            "\nOne problem per line, errors first. The exit status is 1 if there are errors; warnings and notes are fine.\n\n\
             \x20 --format text|json   text unless said otherwise\n\
             \x20 --today DATE         the day the document is read on, such as 2027-01-31; today unless said otherwise\n"
        }
        Command::Evaluate => {
            "\nEvery figure of the plan. Errors and warnings are told on standard error; with errors the exit status is 1, and the figures\n\
             are printed all the same.\n\n\
             \x20 --format json|csv         json unless said otherwise: also by segment, seat, person and component\n\
             \x20 --by month|quarter|year   fiscal periods, month unless said otherwise\n\
             \x20 --today DATE              the day the document is read on, such as 2027-01-31; today unless said otherwise\n\n\
             Money is in major units of the document's currency. Shares are fractions: 0.35 is 35 %. What has no value is empty in CSV and\n\
             null in JSON, which also says what is missing.\n"
        }
        Command::Capacity => {
            "\nOne row per segment and fiscal period, then those of the company: target, capacity, pipeline, quotas, waterfall, cost. JSON adds\n\
             what closes each quarter's gap, support ratios, capacity at risk, and cost by role.\n\n\
             \x20 --by month|quarter   fiscal periods, quarter unless said otherwise\n\
             \x20 --format json|csv    json unless said otherwise\n\
             \x20 --today DATE         the day the document is read on, such as 2027-01-31; today unless said otherwise\n"
        }
        Command::Set => {
            "\nPATH is a path that `remit inputs` lists. VALUE is an amount (810000), a fraction or percentage (0.35, 35%), a whole number\n\
             (12), a month (2027-01), or nothing to empty an input that may be empty. If one assignment is refused nothing is written.\n\n\
             \x20 -o, --output OUT   write to this file instead of standard output; it may be FILE itself\n"
        }
        Command::Inputs => {
            "\nEvery numeric input: path, value, unit, bounds, label. `remit set` takes the paths.\n\n\
             \x20 --format text|json|csv   text unless said otherwise\n"
        }
        Command::Statement => {
            "\nEvery credit, slice, factor, cap, draw, clawback and holdback, adding up to what is paid.\n\n\
             \x20 --seat ID                whose: the holder of this seat\n\
             \x20 --period PERIOD          2027-01, FY2027-Q1, FY2027-H1 or FY2027\n\
             \x20 --from deals|forecast    made of the document's deals, or of the forecast; deals if any credits the seat\n\
             \x20 --deals CSV              made of this list instead, all of it credited to the seat: date,measure,amount and, if wanted,\n\
             \x20                          deal,term_months,prepaid,margin,invoice_date,paid_date,cancelled_date\n\
             \x20 --format text|json|csv   text unless said otherwise\n"
        }
        Command::Rate => {
            "\nPLAN.json holds {\"plan\": ..., \"terms\": ..., \"settings\": ...} in the shapes that a scenario has; settings may be left out.\n\
             The fiscal years around the credits are rated.\n\n\
             \x20 --credits CSV            date,measure,amount and, if wanted, deal,term_months,prepaid,margin,invoice_date,paid_date,\n\
             \x20                          cancelled_date\n\
             \x20 --period PERIOD          state only these months\n\
             \x20 --format text|json|csv   text unless said otherwise\n"
        }
        Command::Curve => {
            "\nOne line per attainment: variable pay a year by component and together, effective rate, CCOS. Every component stands at that\n\
             attainment of its own target, month by month through a whole year without ramp, and is rated in full; kickers count with the\n\
             share of credit that is expected to qualify. What a draw pays at least is told beside it. The version of the plan is the one\n\
             that holds in the last month planned, as if it held all year.\n\n\
             \x20 --plan ID                the plan, such as ae; ae/1 is its first version\n\
             \x20 --against PLAN           a second plan beside it: another plan or version of the file, or another file, such as\n\
             \x20                          next.json for the plan of the same ID there, or next.json#pilot. Prints pay by both, what the\n\
             \x20                          second pays more or less, and what to expect of each over the spread of attainment\n\
             \x20 --role ID                the terms to look at it under, such as ae or ae/enterprise; those of most seats it pays\n\
             \x20                          unless said otherwise; the second plan is looked at under the same where it has them\n\
             \x20 --period FY2027          a fiscal year instead, in which each version of the plan rates its own months\n\
             \x20 --from N, --to N         first and last attainment, 0 and 2 unless said otherwise; 1.5 and 150% are the same\n\
             \x20 --step N                 the distance between two, 0.1 unless said otherwise\n\
             \x20 --others WHERE           where the other measures stand that gates, multipliers and tables look at: target, same (as the\n\
             \x20                          attainment of the line), or a value such as 0.9, which for a ratio is that ratio itself; what the\n\
             \x20                          document assumes unless said otherwise\n\
             \x20 --format text|json|csv   text unless said otherwise\n"
        }
        Command::Forecast => {
            "\nOne row per period for the company (its segment is empty), then one per segment. `limit` is what limits new business in most\n\
             months of the period: capacity, pipeline or nothing. Costs belong to the company: `remit evaluate` has them.\n\n\
             \x20 --by month|quarter|year   fiscal periods, month unless said otherwise\n\
             \x20 --of WHAT                 segments unless said otherwise; sources: leads, opportunities and new ARR of each; managers: ARR\n\
             \x20                           by who wins it and who looks after it\n\
             \x20 --mrr                     recurring revenue by the month: ARR over 12, in columns named so\n\
             \x20 --format csv|json         csv unless said otherwise\n\
             \x20 --today DATE              the day the document is read on, such as 2027-01-31; today unless said otherwise\n"
        }
        Command::Explain => {
            "\nThe formula in words, then the terms with their values. METRIC is a column of `remit evaluate --format csv`; PERIOD is\n\
             2027-01, FY2027-Q1, FY2027-H1 or FY2027.\n\n\
             \x20 --segment ID              of this segment instead of the company\n\
             \x20 --format text|json        text unless said otherwise\n\
             \x20 --today DATE              the day the document is read on, such as 2027-01-31; today unless said otherwise\n"
        }
        Command::Seek => {
            "\nThe smallest move that was found; the exit status is 1 if the target is not reached.\n\n\
             \x20 --metric M                a column of `remit evaluate --format csv`\n\
             \x20 --at PERIOD               2027-01, FY2027-Q1, FY2027-H1 or FY2027; stocks are those at its end\n\
             \x20 --target X                40000000, 105% or 12, in the metric's own unit\n\
             \x20 --input PATH              moves one input that `remit inputs` lists\n\
             \x20 --renewal                 moves the renewal rates of all segments by the same points\n\
             \x20 --hire ROLE               hires people of a role, --from PERIOD on (the first month unless said otherwise)\n\
             \x20 --with-leads              leads of that segment grow as its selling capacity does\n\
             \x20 --segment ID              the segment of the hires, else of the metric\n\
             \x20 --min N, --max N          how far it may be moved; the bounds of the input unless said otherwise\n\
             \x20 -o, --output OUT          write the document with the move made\n\
             \x20 --format text|json        text unless said otherwise\n"
        }
        Command::Diff => {
            "\nInputs that differ, the main figures of both side by side, and a bridge from an amount of A to that of B in the last fiscal year that\n\
             both plan, or at its end. The bridge adds up exactly.\n\n\
             \x20 --by month|quarter|year      fiscal periods of the figures, year unless said otherwise\n\
             \x20 --measure NAME               what the bridge is about: closing_arr, new_arr, revenue, variable_pay, comp_cost, sales_marketing or\n\
             \x20                              net_burn; the first of these that differs unless said otherwise\n\
             \x20 --bridge ordered|shapley     one change after the other, or the mean over all orders (up to eight changes)\n\
             \x20 --format text|json           text unless said otherwise\n"
        }
        Command::Migrate => {
            "\nReads any file that Remit ever wrote and prints it in the newest schema. Fields that are not known are told and kept.\n\n\
             \x20 -o, --output OUT   write it there\n"
        }
        Command::Export => {
            "\nInputs stand on input sheets, and every figure down to the pay of everybody is a formula of them. What cannot be live is told\n\
             on standard error and on the sheet of notes.\n\n\
             \x20 --xlsx OUT     the workbook\n\
             \x20 --csv FOLDER   each table as a file of its own: waterfall, new business, metrics, seats, pay, components, roster, accounts\n\
             \x20 --today DATE   the day the document is read on, such as 2027-01-31; today unless said otherwise\n"
        }
        Command::Assign => {
            "\nPrints account_id,rep_id for every account, under the names of the files; a report as JSON goes to standard error. Columns of the\n\
             accounts: id; x_km,y_km or lat,lon; what is balanced; current_rep, locked, family, where known. Of the reps: rep; x_km,y_km,\n\
             lat,lon or home_account; share (1 is a whole one), max_accounts. With conditions broken the exit status is 1.\n\n\
             \x20 --reps REPS.csv|N        who covers them, or how many equal ones\n\
             \x20 --balance NAME,NAME      columns to balance: potential,workload unless said otherwise; accounts is their number\n\
             \x20 --band SHARE             how far a sum may be from its share: 0.05 unless said otherwise\n\
             \x20 --objective NAME         compact (within the band), minmax, maxmin, spread, or disruption (within the band)\n\
             \x20 --iterations N           passes over the accounts, 640 unless said otherwise: the same number gives the same file\n\
             \x20 --seconds S              stop after so long; the report says how many iterations that were\n\
             \x20 --seed N                 another way through chance; 1 unless said otherwise\n\
             \x20 --locks LOCKS.csv        account_id,rep_id and, where wanted, kind: lock, forbid, or apart (rep_id is an account then)\n\
             \x20 --disruption LIMITS      accounts=0.2,value=0.1: shares that may change hands; value is the first column balanced\n\
             \x20 --contiguous             every territory hangs together over US states: by a column state, zip, or lat,lon\n\
             \x20 --report FILE            write the report there instead\n"
        }
        Command::Help | Command::Version => "",
    }
}

/// `a, b or c`.
pub(super) fn alternatives(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
