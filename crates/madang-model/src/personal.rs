//! Marks personal data: types made with `personal_text!` carry a person's data and never print it in `Debug`.

/// Defines a text type that holds personal data. `Debug` prints only the type's name; the text is had by
/// `as_str`, which a review can look for.
#[macro_export]
macro_rules! personal_text {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text itself, owned.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::Rule;

            fn from_str(text: &str) -> Result<Self, $crate::Rule> {
                Self::parse(text)
            }
        }
    };
}
