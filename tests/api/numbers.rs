//! `polo numbers` and `/dati/`: the open-data files, written by the program and published by it.

use crate::process::{Polo, told};
use crate::world::{World, client, worlds};
use jiff::SignedDuration;
use serde_json::Value;
use std::path::PathBuf;
use std::process::Output;

/// Requests of May 2025, so many for each Polo and motive.
async fn may(world: &World, counts: &[(&str, &str, usize)]) {
    world.set_clock("2025-05-02T06:00:00Z");
    for (polo, motive, many) in counts {
        let mut request = world.least_but("polo", *polo);
        request["motive"] = (*motive).into();
        for _ in 0..*many {
            world.let_pass(SignedDuration::from_hours(1));
            let sent = world.post(api::paths::REQUESTS, &request).send().await;
            assert_eq!(sent.status, 201, "{}", sent.text);
        }
    }
}

fn folder(world: &World) -> PathBuf {
    world.database.folder.path().join("dati")
}

async fn numbers(world: &World, more: &[&str]) -> Output {
    let (site, out) = (world.database.site(), folder(world));
    let paths = [
        "numbers",
        "--site",
        site.to_str().expect("a path"),
        "--out",
        out.to_str().expect("a path"),
    ];
    told(&world.database, &[&paths, more].concat()).await
}

fn file(world: &World, name: &str) -> String {
    std::fs::read_to_string(folder(world).join(name)).expect("a file")
}

const MAY: [&str; 4] = ["--from", "2025-05", "--to", "2025-05"];

#[tokio::test]
async fn the_files_hold_no_small_number_and_no_formula() {
    for world in worlds().await {
        may(&world, &[("pablo", "casa", 6), ("pablo", "soldi", 1)]).await;
        // Whoever writes the content cannot make a spreadsheet run anything, be it by mistake.
        let index = world.database.site().join("data/site.json");
        let text = std::fs::read_to_string(&index).expect("the index");
        let hostile = text
            .replace(
                "\"La casa\"",
                "\"=HYPERLINK(\\\"http://evil.example\\\",\\\"La casa\\\")\"",
            )
            .replace("\"Soldi e spese di casa\"", "\"\\t@SUM(1+1)*cmd|' /C calc'!A0\"");
        assert_ne!(hostile, text);
        std::fs::write(&index, hostile).expect("written");
        let output = numbers(&world, &MAY).await;
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let table = file(&world, "numeri-poli-motivi.csv");
        let casa = ",pablo,Pablo,accoglienza,Accoglienza,casa,\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"La casa\"\")\",requests,";
        assert!(
            table.contains(&format!("{casa}Richieste ricevute,6,6,6,\r\n")),
            "{table}"
        );
        let soldi = "soldi,\"'\t@SUM(1+1)*cmd|' /C calc'!A0\",requests,Richieste ricevute,,1,4,meno di 5\r\n";
        assert!(table.contains(soldi), "{table}");
        let poli = file(&world, "numeri-poli.csv");
        assert!(
            poli.contains("2025-05,pablo,Pablo,,,,,requests,Richieste ricevute,8,7,10,circa"),
            "{poli}"
        );
        for name in ["numeri-poli.csv", "numeri-motivi.csv", "numeri-poli-motivi.csv"] {
            for line in file(&world, name).split_terminator("\r\n") {
                let dangerous = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t']);
                assert!(
                    !line
                        .split(',')
                        .any(|cell| dangerous(cell) || dangerous(cell.trim_start_matches('"'))),
                    "{line}"
                );
            }
        }
    }
}

#[tokio::test]
async fn the_description_says_whose_the_files_are_of_when_and_under_which_licence() {
    for world in worlds().await {
        let output = numbers(&world, &["--from", "2025-05", "--to", "2026-02"]).await;
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let description: Value = serde_json::from_str(&file(&world, "numeri.jsonld")).expect("JSON");
        for needed in [
            "dct:identifier",
            "dct:title",
            "dct:description",
            "dct:modified",
            "dcat:theme",
            "dct:rightsHolder",
            "dct:accrualPeriodicity",
            "dcat:distribution",
            "dct:license",
        ] {
            assert!(!description[needed].is_null(), "{needed}");
        }
        let when = &description["dct:temporal"];
        assert_eq!(when["dcat:startDate"]["@value"], "2025-05-01");
        assert_eq!(when["dcat:endDate"]["@value"], "2026-02-28");
        for file in description["dcat:distribution"].as_array().expect("files") {
            let address = file["dcat:downloadURL"]["@id"].as_str().expect("an address");
            let name = address.rsplit('/').next().expect("a name");
            assert!(folder(&world).join(name).exists(), "{name}");
            let licence = file["dct:license"]["@id"].as_str().expect("a licence");
            assert!(licence.ends_with("/CC_BY_4_0"));
        }
    }
}

#[tokio::test]
async fn a_month_that_is_not_over_is_not_published() {
    for world in worlds().await {
        let output = numbers(&world, &["--from", "2025-05", "--to", "9000-01"]).await;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            !output.status.success() && said.contains("is not over yet"),
            "{said}"
        );
        let slip = numbers(&world, &["--from", "maggio"]).await;
        assert!(!slip.status.success());
        assert!(!folder(&world).exists());
    }
}

#[tokio::test]
async fn the_files_are_published_where_that_is_set_and_nothing_else_of_the_folder_is() {
    for world in worlds().await {
        assert!(numbers(&world, &MAY).await.status.success());
        std::fs::write(folder(&world).join("segreto.csv"), "un segreto").expect("written");
        let out = folder(&world);
        let published =
            Polo::serve_with(&world.database, &["--open-data", out.to_str().expect("a path")]).await;
        let ask = async |origin: &str, path: &str| {
            let answer = client()
                .get(format!("{origin}{path}"))
                .send()
                .await
                .expect("an answer");
            let kind = answer
                .headers()
                .get("content-type")
                .map(|kind| kind.to_str().expect("text").to_owned());
            (answer.status().as_u16(), kind.unwrap_or_default())
        };
        let (status, kind) = ask(&published.origin, "/dati/numeri-poli.csv").await;
        assert_eq!((status, kind.starts_with("text/csv")), (200, true), "{kind}");
        let (status, kind) = ask(&published.origin, "/dati/numeri.jsonld").await;
        assert_eq!((status, kind.as_str()), (200, "application/ld+json"));
        for path in ["/dati/segreto.csv", "/dati/..%2Fpolo.keys", "/dati/"] {
            assert_eq!(ask(&published.origin, path).await.0, 404, "{path}");
        }
        let quiet = Polo::serve(&world.database).await;
        assert_eq!(ask(&quiet.origin, "/dati/numeri-poli.csv").await.0, 404);
    }
}
