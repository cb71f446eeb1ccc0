//! `polo staff`, `polo roles`: the first account, and help for whoever cannot get in.

use super::refusal;
use crate::process::{polo, told};
use crate::world::worlds;
use api::paths::desk as paths;
use serde_json::json;
use std::process::Output;

fn text(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout.clone()).expect("text")
}

#[tokio::test]
async fn the_first_account_comes_from_the_command_line() {
    for world in worlds().await {
        // The program's own clock says until when a ticket holds.
        let now = std::process::Command::new("date")
            .args(["-u", "+%FT%TZ"])
            .output();
        world.set_clock(String::from_utf8_lossy(&now.expect("a date").stdout).trim());
        let staff = async |words: &[&str]| told(&world.database, &[&["staff"], words].concat()).await;
        let add = [
            "add",
            "--name",
            "Ada L.",
            "--login",
            "ada",
            "--role",
            "administrator",
        ];
        let added = text(&staff(&add).await);
        let ticket = added.lines().next().expect("a ticket");
        let seen = world
            .desk_post(paths::SETUP, &json!({ "ticket": ticket }))
            .send()
            .await;
        assert_eq!(seen.text_of("name"), "Ada L.");
        let twice = staff(&add).await;
        assert!(!twice.status.success() && String::from_utf8_lossy(&twice.stderr).contains("login"));
        let list = text(&staff(&["list"]).await);
        assert!(list.contains("ada") && list.contains("to set up") && list.contains("administrator:*:*"));
        let reset = text(&staff(&["reset", "ada"]).await);
        let other = reset.lines().next().expect("a ticket");
        let see = |ticket: &str| world.desk_post(paths::SETUP, &json!({ "ticket": ticket })).send();
        assert_eq!(refusal(&see(ticket).await), (404, "no-ticket"));
        assert_eq!(see(other).await.status, 200);
        let disabled = staff(&["disable", "ada"]).await;
        assert!(!disabled.status.success());
        let grant = [
            "add", "--name", "Bo", "--login", "bob", "--role", "auditor", "--polo", "A B",
        ];
        assert!(!staff(&grant).await.status.success());
        assert!(!staff(&["disable", "nessuno"]).await.status.success());
    }
}

#[tokio::test]
async fn the_roles_are_printed_as_they_are_documented() {
    let printed = polo().arg("roles").output().await.expect("it runs");
    let document = include_str!("../../../docs/roles.md");
    assert!(document.contains(&text(&printed)));
}
