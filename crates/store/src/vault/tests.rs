use super::*;

const HERE: Place<'_> = Place {
    table: "requests",
    row: "K7M2Q9XT4H",
    column: "person",
};

#[test]
fn what_is_sealed_opens_in_its_place() {
    let vault = Vault::generate().expect("random bytes");
    for plain in [b"".as_slice(), b"Anna", &[7; 252], &[7; 253], &[9; 4000]] {
        let sealed = vault.seal(HERE, plain).expect("sealed");
        assert_eq!(vault.unseal(HERE, &sealed).expect("opened"), plain);
    }
}

#[test]
fn a_field_moved_to_another_row_or_column_is_refused() {
    let vault = Vault::generate().expect("random bytes");
    let sealed = vault.seal(HERE, b"Anna").expect("sealed");
    for elsewhere in [
        Place {
            row: "K7M2Q9XT4J",
            ..HERE
        },
        Place {
            column: "note",
            ..HERE
        },
        Place {
            table: "request_lines",
            ..HERE
        },
        Place {
            row: "K7M2Q9XT4Hp",
            column: "erson",
            ..HERE
        },
    ] {
        assert!(matches!(
            vault.unseal(elsewhere, &sealed),
            Err(VaultError::Broken)
        ));
    }
}

#[test]
fn a_field_changed_in_any_byte_or_cut_is_refused() {
    let vault = Vault::generate().expect("random bytes");
    let sealed = vault.seal(HERE, b"Anna").expect("sealed");
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(vault.unseal(HERE, &changed).is_err(), "byte {at}");
        assert!(vault.unseal(HERE, &sealed[..at]).is_err(), "cut at {at}");
    }
}

#[test]
fn lengths_tell_little_and_the_same_text_never_looks_the_same() {
    let vault = Vault::generate().expect("random bytes");
    let short = vault.seal(HERE, b"si").expect("sealed");
    let long = vault.seal(HERE, &[b'x'; 200]).expect("sealed");
    assert_eq!(short.len(), long.len());
    assert_ne!(vault.seal(HERE, b"si").expect("sealed"), short);
}

#[test]
fn after_a_rotation_old_fields_open_and_the_new_key_seals() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("polo.key");
    let before = Vault::create(&file).expect("made");
    let sealed = before.seal(HERE, b"Anna").expect("sealed");
    let hash = before.hash("secret", &[b"s"]);

    let after = Vault::rotate(&file).expect("rotated");
    assert_eq!(format!("{after:?}"), "Vault { newest: 2, older: [1] }");
    assert_eq!(after.unseal(HERE, &sealed).expect("opened"), b"Anna");
    assert!(after.agrees("secret", &[b"s"], &hash).expect("known key"));
    assert_eq!(after.older_hashes("secret", &[b"s"]), [hash]);
    assert!(
        after
            .seal(HERE, b"Anna")
            .expect("sealed")
            .starts_with(&[0, 0, 0, 2])
    );
    let newer = after.seal(HERE, b"Anna").expect("sealed");
    assert!(matches!(
        before.unseal(HERE, &newer),
        Err(VaultError::UnknownKey(2))
    ));
}

#[test]
fn a_hash_holds_for_its_label_and_parts_alone() {
    let vault = Vault::generate().expect("random bytes");
    let hash = vault.hash("secret", &[b"ab", b"c"]);
    assert!(vault.agrees("secret", &[b"ab", b"c"], &hash).expect("known key"));
    assert!(!vault.agrees("secret", &[b"a", b"bc"], &hash).expect("known key"));
    assert!(!vault.agrees("once", &[b"ab", b"c"], &hash).expect("known key"));
}

#[test]
fn the_key_file_is_made_once_and_for_its_owner() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("polo.key");
    let sealed = Vault::create(&file)
        .expect("made")
        .seal(HERE, b"Anna")
        .expect("sealed");
    let again = Vault::create(&file).expect("opened");
    assert_eq!(again.unseal(HERE, &sealed).expect("opened"), b"Anna");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        Vault::rotate(&file).expect("rotated");
        assert_eq!(
            std::fs::metadata(&file).expect("there").permissions().mode() & 0o777,
            0o600
        );
    }
}

#[test]
fn a_key_file_with_a_slip_names_the_line() {
    let key = "A".repeat(43) + "=";
    assert!(matches!(keyfile::parse("# nothing\n\n"), Err(VaultError::Empty)));
    assert!(matches!(
        keyfile::parse("# keys\n1 = \"AAAA\"\n"),
        Err(VaultError::Line(2))
    ));
    assert!(matches!(
        keyfile::parse(&format!("one = \"{key}\"")),
        Err(VaultError::Line(1))
    ));
    assert!(matches!(
        keyfile::parse(&format!("1 = {key}")),
        Err(VaultError::Line(1))
    ));
    assert!(matches!(
        keyfile::parse(&format!("1 = \"{key}\"\n1 = \"{key}\"")),
        Err(VaultError::Twice(1))
    ));
    assert_eq!(
        keyfile::parse(&format!("2=\"{key}\"\n 1 = \"{key}\""))
            .expect("two keys")
            .len(),
        2
    );
}
