//! Chances for simulations: numbers that look drawn and are always the same.

/// Numbers evenly from 0 to 1 (splitmix64).
pub struct Dice(u64);

impl Dice {
    /// One seed, one run of numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Evenly from 0 up to, but not, 1.
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Of a normal distribution around 0 with width 1 (Box and Muller).
    pub fn normal(&mut self) -> f64 {
        let (a, b) = (self.next().max(1e-300), self.next());
        (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
    }

    /// Attainment of a normal distribution, cut off at nothing.
    pub fn attainment(&mut self, mean: f64, width: f64) -> f64 {
        loop {
            let at = mean + width * self.normal();
            if at >= 0.0 {
                return at;
            }
        }
    }
}
