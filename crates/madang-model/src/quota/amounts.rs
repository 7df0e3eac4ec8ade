//! How much of each dimension.

use super::Dimension;

/// An amount of each dimension, none of them negative; what is not named is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amounts([i64; 7]);

impl Amounts {
    /// The largest amount that can be asked for or allowed, of any dimension.
    pub const MOST: i64 = 1_000_000_000_000;

    /// Nothing of anything.
    pub const NONE: Self = Self([0; 7]);

    /// The amount of a dimension.
    pub fn of(&self, dimension: Dimension) -> i64 {
        self.0[dimension as usize]
    }

    /// The same with another amount of one dimension, kept between 0 and [`Amounts::MOST`].
    #[must_use]
    pub fn with(mut self, dimension: Dimension, amount: i64) -> Self {
        self.0[dimension as usize] = amount.clamp(0, Self::MOST);
        self
    }

    /// Every dimension with its amount.
    pub fn iter(&self) -> impl Iterator<Item = (Dimension, i64)> {
        let amounts = self.0;
        Dimension::ALL.iter().map(move |dimension| (*dimension, amounts[*dimension as usize]))
    }

    /// How much more than `other` this is, dimension by dimension; never less than nothing.
    #[must_use]
    pub fn beyond(&self, other: &Self) -> Self {
        Dimension::ALL.iter().fold(Self::NONE, |sum, dimension| {
            sum.with(*dimension, self.of(*dimension) - other.of(*dimension))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_kept_per_dimension() {
        let wanted = Amounts::NONE.with(Dimension::Vcpu, 8).with(Dimension::MonthlyKrw, -1);
        assert_eq!((wanted.of(Dimension::Vcpu), wanted.of(Dimension::MonthlyKrw)), (8, 0));
        let had = Amounts::NONE.with(Dimension::Vcpu, 6).with(Dimension::DiskGib, 5);
        assert_eq!(wanted.beyond(&had), Amounts::NONE.with(Dimension::Vcpu, 2));
        assert_eq!(wanted.iter().count(), Dimension::ALL.len());
    }
}
