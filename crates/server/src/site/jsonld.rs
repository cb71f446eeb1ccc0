//! Structured data for those who read pages by program: JSON-LD with the properties that the criteria name (R.SI.1.1).

use portal::Bundle;
use portal::page::{Kind, Page};
use serde_json::{Value, json};

/// The JSON-LD of a page; empty where the page is of a kind that needs none.
pub(super) fn page(bundle: &Bundle, page: &Page) -> String {
    let value = match page.kind {
        Kind::Service => service(bundle, page),
        Kind::Polo => page
            .polo
            .as_deref()
            .and_then(|id| bundle.catalogue.polo(id))
            .map(|polo| office(bundle, polo, &page.path)),
        _ => None,
    };
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn service(bundle: &Bundle, page: &Page) -> Option<Value> {
    let service = page.service.as_ref()?;
    let site = &bundle.site;
    let locations: Vec<Value> = bundle
        .catalogue
        .poli
        .iter()
        .map(|polo| json!({ "@type": "GovernmentOffice", "name": polo_name(polo), "address": address(polo) }))
        .collect();
    Some(json!({
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": page.title,
        "description": page.description,
        "serviceType": service.category.text,
        "serviceOperator": { "@type": "GovernmentOrganization", "name": format!("Comune di {}", site.comune) },
        "areaServed": { "@type": "City", "name": site.comune },
        "audience": { "@type": "Audience", "audienceType": service.audience },
        "availableChannel": {
            "@type": "ServiceChannel",
            "name": page.title,
            "serviceUrl": format!("{}{}", site.host, page.path),
            "serviceLocation": locations,
        },
    }))
}

fn office(bundle: &Bundle, polo: &domain::catalogue::Polo, path: &str) -> Value {
    let mut office = json!({
        "@context": "https://schema.org",
        "@type": "GovernmentOffice",
        "name": polo_name(polo),
        "url": format!("{}{path}", bundle.site.host),
        "telephone": polo.phone,
        "address": address(polo),
        "areaServed": polo.neighbourhoods.iter().map(|n| json!({ "@type": "Place", "name": n.name })).collect::<Vec<_>>(),
        "openingHoursSpecification": polo.hours.iter().map(hours).collect::<Vec<_>>(),
        "parentOrganization": { "@type": "GovernmentOrganization", "name": format!("Comune di {}", bundle.site.comune) },
    });
    if !polo.email.is_empty() {
        office["email"] = json!(polo.email);
    }
    office
}

fn polo_name(polo: &domain::catalogue::Polo) -> String {
    format!("Polo sociale territoriale {}", polo.name)
}

fn address(polo: &domain::catalogue::Polo) -> Value {
    json!({
        "@type": "PostalAddress",
        "streetAddress": polo.address,
        "postalCode": polo.postal_code,
        "addressLocality": polo.locality,
        "addressCountry": "IT",
    })
}

fn hours(hours: &domain::catalogue::Hours) -> Value {
    use domain::catalogue::Day;
    let day = |day: &Day| match day {
        Day::Mon => "Monday",
        Day::Tue => "Tuesday",
        Day::Wed => "Wednesday",
        Day::Thu => "Thursday",
        Day::Fri => "Friday",
        Day::Sat => "Saturday",
        Day::Sun => "Sunday",
    };
    json!({
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": hours.days.iter().map(day).collect::<Vec<_>>(),
        "opens": hours.from,
        "closes": hours.to,
    })
}
