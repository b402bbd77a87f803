//! How much room a long list would take, before it is there.

use super::squeeze::squeeze;
use super::store::size;
use super::table::pack;
use serde_json::Value;

/// Records in a row that are looked at together, so that what repeats among neighbours counts as it will.
const BLOCK: usize = 500;

/// Blocks that are looked at, from all over the list: writing a hundred thousand records takes a while.
const BLOCKS: usize = 4;

/// About how much room a list of so many records takes as storage keeps it where room is scarce: as a table, in as few characters as it
/// takes. In the units of [`size`].
pub fn room_of(count: usize, record: impl Fn(usize) -> Value) -> usize {
    let places: Vec<usize> = if count <= BLOCK * BLOCKS {
        (0..count).collect()
    } else {
        let step = (count - BLOCK) / (BLOCKS - 1);
        (0..BLOCKS).flat_map(|block| block * step..block * step + BLOCK).collect()
    };
    let looked_at = places.len().max(1);
    let sample = pack(Value::Array(places.into_iter().map(record).collect())).to_string();
    (size(&squeeze(&sample)) * count).div_ceil(looked_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A customer as lists have them: names of a few words, amounts that differ, months of a few years.
    fn customer(n: usize) -> Value {
        let word = |n: usize| ["North", "Bay", "Atlas", "Delta", "Iron", "Blue", "Summit", "Harbor"][n % 8];
        let mixed = n.wrapping_mul(2_654_435_761) % 1_000_003;
        let segment = ["smb", "mid-market", "enterprise"][mixed % 3];
        json!({
            "id": format!("C{n:06}"),
            "name": format!("{} {} {}", word(mixed), word(mixed / 8), mixed % 977),
            "segment": segment,
            "contract": { "arr": (mixed % 90_000 + 1_000).to_string(), "renewal": format!("20{}-{:02}", 27 + mixed % 3, 1 + mixed % 12) },
        })
    }

    #[test]
    fn what_a_list_will_take_is_told_to_a_tenth_without_writing_it() {
        for count in [0, 1, 300, 2_000, 2_001, 20_000] {
            let all = pack(Value::Array((0..count).map(customer).collect())).to_string();
            let (told, takes) = (room_of(count, customer), size(&squeeze(&all)));
            assert!(told.abs_diff(takes) * 10 <= takes + 30, "{count} records: told {told}, takes {takes}");
            assert!(count < 300 || takes * 3 < size(&all), "plain it would be {}", size(&all));
        }
    }
}
