//! Whatever comes: escapes, absurd values, zeros, sizes, and the classes of the style sheet.

use super::*;
use super::{arr::*, capacity::*, falls::*, heat::*, payout::*, stacks::*};

#[test]
fn texts_are_escaped() {
    let mut sample = periods(3);
    sample[0].tick = "<b>&\"'".to_owned();
    let data = ArrChart { name: "R&D <\"plan\">", ..arr(&sample) };
    let svg = arr_chart(&data, WIDE).svg;
    assert!(
        svg.contains("aria-label=\"R&amp;D &lt;&quot;plan&quot;&gt;\"") && svg.contains("&lt;b&gt;&amp;&quot;&#39;")
    );
    sound(&svg);
}

#[test]
fn no_data_whatever_breaks_a_chart() {
    let odd = [0.0, -0.0, 1.0, -5e6, 1e15, -1e300, 1e300, 1e-300, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let sizes = [
        WIDE,
        PHONE,
        Size { width: 0, height: 0 },
        Size { width: 1400, height: 1 },
        Size { width: u32::MAX, height: u32::MAX },
    ];
    let show = |value: f64| if value.is_finite() { "x".to_owned() } else { "–".to_owned() };
    for size in sizes {
        for count in [0usize, 1, 2, 5] {
            for (turn, value) in odd.iter().copied().enumerate() {
                let other = odd[(turn + 3) % odd.len()];
                let sample: Vec<ArrPeriod> = (periods(count).into_iter())
                    .map(|it| ArrPeriod {
                        closing: value,
                        new: other,
                        expansion: value,
                        churn: other,
                        price: value,
                        shortfall: other,
                        ..it
                    })
                    .collect();
                let chart = arr_chart(
                    &ArrChart {
                        opening: other,
                        compared: Some(Compared { name: "b".to_owned(), closing: vec![other; 3] }),
                        target: Some(Target { label: "t".to_owned(), value }),
                        ..ArrChart { axis: &show, flow_axis: &show, headline: &show, amount: &show, ..arr(&sample) }
                    },
                    size,
                );
                sound(&chart.svg);
                assert_eq!(chart.hits.len(), count);

                let months: Vec<CapacityPeriod> = (capacities(count).into_iter())
                    .map(|it| CapacityPeriod { bookings: value, capacity: other, pipeline: value, unused: other, ..it })
                    .collect();
                sound(
                    &capacity_chart(
                        &CapacityChart { axis: &show, amount: &show, headline: &show, ..capacity(&months) },
                        size,
                    )
                    .svg,
                );

                let years: Vec<WaterfallPeriod> = (years().into_iter().take(count))
                    .map(|it| WaterfallPeriod { opening: value, new: other, churn: value, closing: other, ..it })
                    .collect();
                sound(
                    &waterfall(&Waterfall { axis: &show, balance: &show, movement: &show, ..falls(&years) }, size).svg,
                );

                let quarters: Vec<StackPeriod> = quarters().into_iter().take(count).collect();
                let series =
                    [StackSeries { name: "s".to_owned(), ink: Ink::of_thing(turn), values: vec![value, other] }];
                let target = Some(StackTarget { name: "t".to_owned(), values: vec![other], limit: false });
                let data = StackChart {
                    target,
                    axis: &show,
                    amount: &show,
                    gap: &show,
                    ..stack_of_people(&quarters, &series)
                };
                sound(&stack_chart(&data, size).svg);

                let traced = [PayoutCurve::trace("c", "c", other, &[value, 0.5], other, &|at| {
                    if at > 0.5 { value } else { other * at }
                })];
                let marker = Some(Marker { at: value, label: "m".to_owned() });
                let steps = [(0.0, value, other), (value, other, value), (other, other, 1.0)];
                let data = PayoutChart {
                    max: other,
                    marker,
                    crowd: Some(Crowd { steps: &steps, smooth: count % 2 == 0, label: "c" }),
                    axis: &show,
                    amount: &show,
                    next: &show,
                    percent: &show,
                    ..payout(&traced)
                };
                sound(&payout_chart(&data, size).svg);
                sound(&payout_chart(&PayoutChart { curves: &[], ..data }, size).svg);

                let cohorts: Vec<HeatRow> =
                    (0..count).map(|at| cohort("c", &[value, other, 1.0][..at.min(3)])).collect();
                sound(&heat_map(&heat(&cohorts, &show), size).svg);

                sound(&sparkline("s", &vec![value; count], Ink::Main, size));
            }
        }
    }
}

#[test]
fn zeros_and_losses_keep_their_axis() {
    let zeros: Vec<ArrPeriod> = (periods(3).into_iter())
        .map(|it| ArrPeriod {
            closing: 0.0,
            new: 0.0,
            expansion: 0.0,
            price: 0.0,
            reactivation: 0.0,
            churn: 0.0,
            contraction: 0.0,
            ..it
        })
        .collect();
    let chart = arr_chart(&ArrChart { opening: 0.0, ..arr(&zeros) }, WIDE);
    assert!(bars(&chart.svg, "fill c-new").is_empty() && texts(&chart.svg).contains(&"0".to_owned()));
    let series = [StackSeries { name: "Net".to_owned(), ink: Ink::Cost, values: vec![5.0, -4.0] }];
    let quarters: Vec<StackPeriod> = quarters().into_iter().take(2).collect();
    let chart = stack_chart(&stack_of_people(&quarters, &series), Size { width: 400, height: 240 });
    let drawn = bars(&chart.svg, "fill c-cost");
    close(drawn[0].3, drawn[1].1, 0.11);
    close((drawn[0].3 - drawn[0].1) / (drawn[1].3 - drawn[1].1), 1.25, 0.01);
}

#[test]
fn the_stylesheet_knows_every_class_that_is_drawn() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let style = std::fs::read_to_string(root.join("style/charts.css")).unwrap();
    let known = |class: &str| {
        let named = |rest: &str| {
            rest.starts_with(class) && !rest[class.len()..].starts_with(|it: char| it.is_alphanumeric() || it == '-')
        };
        style.split('.').skip(1).any(named)
    };
    assert!(known("c-new") && !known("c-ne") && !known("c-nowhere"));
    for golden in std::fs::read_dir(root.join("tests/golden/charts")).unwrap() {
        let svg = std::fs::read_to_string(golden.unwrap().path()).unwrap();
        for class in svg.split("class=\"").skip(1).flat_map(|it| it[..it.find('"').unwrap()].split(' ')) {
            assert!(known(class), "{class}");
        }
    }
}

/// Charts of every kind, as wide as on a desk and on a phone, are kept as goldens; what is drawn is compared with them elsewhere.
#[test]
fn texts_stand_apart_and_on_the_sheet() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/charts");
    let mut pairs = 0;
    for golden in std::fs::read_dir(folder).unwrap() {
        let path = golden.unwrap().path();
        let svg = std::fs::read_to_string(&path).unwrap();
        let width: f64 = svg.split("width=\"").nth(1).and_then(|it| it.split('"').next()).unwrap().parse().unwrap();
        let all = elements(svg.trim_end());
        let texts: Vec<&Element> = all.iter().filter(|it| it.tag == "text").collect();
        for (at, one) in texts.iter().enumerate() {
            let (left, top, right, bottom) = one.covers();
            assert!(left > -2.0 && right < width + 2.0, "{}: {} from {left} to {right}", path.display(), one.text);
            for other in &texts[at + 1..] {
                let (l, t, r, b) = other.covers();
                let apart = right - 1.0 <= l || r - 1.0 <= left || bottom <= t || b <= top;
                assert!(apart, "{}: {} and {}", path.display(), one.text, other.text);
                pairs += 1;
            }
        }
    }
    assert!(pairs > 2_000, "only {pairs} pairs of texts were compared");
}

#[test]
fn drawings_stay_small() {
    let (sample, both) = (periods(60), curves(2.0));
    assert!(arr_chart(&full_arr(&sample), WIDE).svg.len() < 20_000);
    assert!(payout_chart(&payout(&both), WIDE).svg.len() < 12_000);
}
