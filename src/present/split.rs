//! How the shares of a split move: they keep their order and always add up to the whole, in millionths.

/// The whole, in millionths.
pub const WHOLE_PPM: i64 = 1_000_000;

/// The shares after the border between share `border` and the next one has moved by `by_ppm`; neither becomes negative.
pub fn move_border(shares_ppm: &[i64], border: usize, by_ppm: i64) -> Vec<i64> {
    let mut shares = shares_ppm.to_vec();
    if let Some([left, right]) = shares.get_mut(border..border + 2) {
        let by = by_ppm.clamp(-*left, *right);
        *left += by;
        *right -= by;
    }
    shares
}

/// The shares after one was typed: the others keep their proportions among themselves and take what is left (equal parts of it if all
/// of them were nothing). The remainders of rounding go to the largest fractions, the first of equals first.
pub fn set_share(shares_ppm: &[i64], index: usize, share_ppm: i64) -> Vec<i64> {
    if shares_ppm.len() < 2 || index >= shares_ppm.len() {
        return shares_ppm.to_vec();
    }
    let share = share_ppm.clamp(0, WHOLE_PPM);
    let left = WHOLE_PPM - share;
    let weigh_all = shares_ppm.iter().enumerate().all(|(i, &s)| i == index || s <= 0);
    let weight = |i: usize, s: i64| {
        if i == index {
            0
        } else if weigh_all {
            1
        } else {
            s.max(0)
        }
    };
    let total: i128 = shares_ppm.iter().enumerate().map(|(i, &s)| i128::from(weight(i, s))).sum();
    let mut fractions = Vec::new();
    let mut shares = Vec::with_capacity(shares_ppm.len());
    for (i, &s) in shares_ppm.iter().enumerate() {
        let product = i128::from(left) * i128::from(weight(i, s));
        let (whole, fraction) = (product / total.max(1), product % total.max(1));
        shares.push(if i == index { share } else { i64::try_from(whole).unwrap_or(0) });
        if i != index {
            fractions.push((fraction, i));
        }
    }
    fractions.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let missing = WHOLE_PPM - shares.iter().sum::<i64>();
    for (_, i) in fractions.iter().take(usize::try_from(missing).unwrap_or(0)) {
        if let Some(share) = shares.get_mut(*i) {
            *share += 1;
        }
    }
    shares
}

/// The border at `at_ppm` of the whole, moved to the nearest full percent.
pub fn snap(at_ppm: i64) -> i64 {
    (at_ppm + 5_000).div_euclid(10_000) * 10_000
}

/// A share as percent without its sign, with as many digits behind the `decimal` as it needs, at most two.
pub fn percent_text(share_ppm: i64, decimal: char) -> String {
    let hundredths = (share_ppm + 50).div_euclid(100);
    let mut text = (hundredths / 100).to_string();
    let rest = hundredths % 100;
    if rest > 0 {
        text.push(decimal);
        let digits = (100 + rest).to_string();
        text.extend(digits.trim_end_matches('0').chars().skip(1));
    }
    text
}

/// The share a text means, in millionths: percent, with a point or a comma before the fraction. Nothing outside 0 to 100 %.
pub fn share_from(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
    let percent: f64 = text.parse().ok()?;
    (0.0..=100.0).contains(&percent).then(|| (percent * 10_000.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPLIT: [i64; 3] = [700_000, 130_000, 170_000];

    #[test]
    fn a_border_moves_only_its_two_neighbours() {
        assert_eq!(move_border(&SPLIT, 0, 50_000), [750_000, 80_000, 170_000]);
        assert_eq!(move_border(&SPLIT, 1, -30_000), [700_000, 100_000, 200_000]);
    }

    #[test]
    fn a_border_stops_at_its_neighbours() {
        assert_eq!(move_border(&SPLIT, 0, 900_000), [830_000, 0, 170_000]);
        assert_eq!(move_border(&SPLIT, 0, -900_000), [0, 830_000, 170_000]);
        assert_eq!(move_border(&SPLIT, 2, 10_000), SPLIT);
    }

    #[test]
    fn a_typed_share_leaves_the_others_in_proportion() {
        assert_eq!(set_share(&SPLIT, 0, 400_000), [400_000, 260_000, 340_000]);
        assert_eq!(set_share(&SPLIT, 0, 2_000_000), [1_000_000, 0, 0]);
    }

    #[test]
    fn what_is_left_is_shared_equally_where_the_others_were_nothing() {
        assert_eq!(set_share(&[1_000_000, 0, 0], 0, 500_000), [500_000, 250_000, 250_000]);
    }

    #[test]
    fn shares_add_up_to_the_whole_whatever_is_typed() {
        for typed in [0, 1, 333_333, 999_999, 1_000_000] {
            for shares in [&SPLIT[..], &[333_333, 333_333, 333_334], &[1, 1, 1], &[0, 0, 0], &[7, 11]] {
                for index in 0..shares.len() {
                    assert_eq!(
                        set_share(shares, index, typed).iter().sum::<i64>(),
                        WHOLE_PPM,
                        "{shares:?} {index} {typed}"
                    );
                }
            }
        }
    }

    #[test]
    fn shares_read_as_percent_and_back() {
        for (share, text) in [(700_000, "70"), (135_000, "13,5"), (333_333, "33,33"), (10_500, "1,05"), (0, "0")] {
            assert_eq!(percent_text(share, ','), text);
        }
        assert_eq!(share_from(" 13,5 % "), Some(135_000));
        assert_eq!(share_from("33.3333"), Some(333_333));
        assert_eq!([share_from("101"), share_from("-1"), share_from("half"), share_from("NaN")], [None; 4]);
    }

    #[test]
    fn dragging_stops_at_full_percents() {
        assert_eq!(snap(704_999), 700_000);
        assert_eq!(snap(705_000), 710_000);
    }
}
