//! The names of the pictograms that easy pages may show; they are drawn in `static/pictograms.svg`.

/// Whether there is a pictogram of that name.
pub(crate) fn is_pictogram(name: &str) -> bool {
    PICTOGRAMS.contains(&name)
}

/// In the order of the file. A test holds one against the other.
pub(crate) const PICTOGRAMS: &[&str] = &[
    "phone",
    "talk",
    "person",
    "family",
    "child",
    "old-person",
    "wheelchair",
    "house",
    "no-house",
    "money",
    "bill",
    "food",
    "work",
    "school",
    "hospital",
    "calendar",
    "clock",
    "map-pin",
    "door",
    "heart",
    "danger",
    "police",
    "secret",
    "paper",
    "computer",
    "hands",
    "community",
    "sign",
    "question",
    "exit",
    "walk",
    "bus",
    "language",
    "ear",
    "sad",
    "star",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_drawn_and_each_drawing_is_named() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/pictograms.svg");
        let sprite = std::fs::read_to_string(path).expect("the sprite");
        let mut drawn: Vec<_> = sprite
            .split("<symbol id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let mut named = PICTOGRAMS.to_vec();
        drawn.sort_unstable();
        named.sort_unstable();
        assert_eq!(drawn, named);
    }
}
