//! Pairs that change places, the best first: what brings sums inside their bounds where every maximum is full, so that nobody can take an account
//! without giving one.

use super::field::{Field, Heat, at};

/// Swaps looked at to bring sums inside their bounds, and then to shorten ways: some tenths of a second each.
const LOOKS_TO_MEND: u32 = 8_000_000;
const LOOKS_TO_SHORTEN: u32 = 4_000_000;

/// Makes swaps as long as they pay: first of territories outside their bounds, then of all.
pub(super) fn settle<const A: usize>(field: &mut Field<A>, heat: &Heat) {
    let mut looks = 0;
    loop {
        let outside: Vec<u32> = super::chains::outside(field).into_iter().map(|it| it.0).collect();
        let helped = round(field, heat, &outside, &mut looks, LOOKS_TO_MEND);
        if outside.is_empty() || !helped || looks >= LOOKS_TO_MEND {
            break;
        }
    }
    let all: Vec<u32> = (0..field.grounds().len() as u32).collect();
    looks = 0;
    while looks < LOOKS_TO_SHORTEN && round(field, heat, &all, &mut looks, LOOKS_TO_SHORTEN) {}
}

/// The best swaps of these territories, one after another; says whether there was any.
fn round<const A: usize>(field: &mut Field<A>, heat: &Heat, reps: &[u32], looks: &mut u32, most: u32) -> bool {
    let mut helped = false;
    for rep in reps {
        while *looks < most {
            let Some((one, other)) = best(field, heat, *rep, looks) else { break };
            field.swap(one, other);
            helped = true;
        }
    }
    helped
}

/// The best swap of a territory with one of its nearest, if any pays.
fn best<const A: usize>(field: &Field<A>, heat: &Heat, rep: u32, looks: &mut u32) -> Option<(u32, u32)> {
    let members = field.members();
    let mine = members.get(rep as usize)?;
    let mut found = None;
    let mut least = -1e-6;
    for near in field.near(rep) {
        for other in members.get(*near as usize).into_iter().flatten() {
            if !field.may(*other, rep) {
                continue;
            }
            for one in mine {
                if at(&field.rep, *one) != Some(rep) || !field.may(*one, *near) {
                    continue;
                }
                *looks += 1;
                let cost = field.swap_cost(*one, *other, heat);
                if cost < least {
                    (least, found) = (cost, Some((*one, *other)));
                }
            }
        }
    }
    found
}
