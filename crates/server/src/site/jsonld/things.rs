//! What pages are about: services, measures, offices, the Comune, the site. The properties that the criteria name
//! (R.SI.1.1) stand at the top level of a service.

use super::{organization_id, url, web_site_id};
use domain::catalogue::{Day, Hours, Polo};
use portal::Bundle;
use portal::page::Page;
use serde_json::{Value, json};

/// The provider of a measure that the Comune itself gives, as the front matter says it.
const COMUNE: &str = "Comune";

pub(super) fn service(bundle: &Bundle, page: &Page) -> Option<Value> {
    let service = page.service.as_ref()?;
    let site = &bundle.site;
    let location = |polo: &Polo| json!({ "@type": "GovernmentOffice", "name": polo_name(polo), "address": address(polo) });
    let locations: Vec<Value> = bundle.catalogue.poli.iter().map(location).collect();
    let area = |name: &String| json!({ "@type": "Organization", "name": name });
    let areas: Vec<Value> = service.areas.iter().map(area).collect();
    Some(json!({
        "@type": "GovernmentService",
        "@id": format!("{}#service", url(bundle, &page.path)),
        "name": page.title,
        "description": page.description,
        "serviceType": service.category.text,
        "serviceOperator": comune(bundle),
        "provider": { "@type": "GovernmentOrganization", "name": comune_name(bundle), "department": areas },
        "areaServed": { "@type": "City", "name": site.comune },
        "audience": { "@type": "Audience", "audienceType": service.audience },
        "offers": { "@type": "Offer", "description": service.cost },
        "availableChannel": {
            "@type": "ServiceChannel",
            "name": page.title,
            "serviceUrl": url(bundle, &page.path),
            "servicePhone": { "@type": "ContactPoint", "telephone": site.contact_centre },
            "serviceLocation": locations,
        },
    }))
}

/// A measure is the State's, whoever pays it.
pub(super) fn measure(bundle: &Bundle, page: &Page) -> Value {
    let provider = if page.provider == COMUNE {
        comune(bundle)
    } else {
        json!({ "@type": "GovernmentOrganization", "name": page.provider })
    };
    json!({
        "@type": "GovernmentService",
        "@id": format!("{}#service", url(bundle, &page.path)),
        "name": page.title,
        "description": page.description,
        "serviceType": page.trail.last().map(|section| &section.text),
        "serviceOperator": provider,
        "areaServed": { "@type": "Country", "name": "Italia" },
        "availableChannel": { "@type": "ServiceChannel", "serviceUrl": url(bundle, &page.path) },
    })
}

pub(super) fn office(bundle: &Bundle, page: &Page) -> Option<Value> {
    let polo = bundle.catalogue.polo(page.polo.as_deref()?)?;
    let place = |name: &String| json!({ "@type": "Place", "name": name });
    let mut office = json!({
        "@type": "GovernmentOffice",
        "@id": format!("{}#polo", url(bundle, &page.path)),
        "name": polo_name(polo),
        "url": url(bundle, &page.path),
        "telephone": polo.phone,
        "address": address(polo),
        "areaServed": polo.neighbourhoods.iter().map(|n| place(&n.name)).collect::<Vec<_>>(),
        "openingHoursSpecification": polo.hours.iter().map(hours).collect::<Vec<_>>(),
        "parentOrganization": comune(bundle),
    });
    if !polo.email.is_empty() {
        office["email"] = json!(polo.email);
    }
    Some(office)
}

/// The Comune, where it stands for itself.
pub(super) fn organization(bundle: &Bundle) -> Value {
    let site = &bundle.site;
    let languages: Vec<&String> = bundle.languages.iter().map(|language| &language.id).collect();
    json!({
        "@type": "GovernmentOrganization",
        "@id": organization_id(bundle),
        "name": comune_name(bundle),
        "areaServed": {
            "@type": "City",
            "name": site.comune,
            "containedInPlace": { "@type": "AdministrativeArea", "name": site.region },
        },
        "contactPoint": {
            "@type": "ContactPoint",
            "contactType": "customer service",
            "telephone": site.contact_centre,
            "availableLanguage": languages.first(),
        },
    })
}

/// The search is a form that sends its words in the body: there is no address of it for a `SearchAction`.
pub(super) fn web_site(bundle: &Bundle) -> Value {
    let languages: Vec<&String> = bundle.languages.iter().map(|language| &language.id).collect();
    json!({
        "@type": "WebSite",
        "@id": web_site_id(bundle),
        "name": bundle.site.portal_name,
        "url": url(bundle, "/"),
        "inLanguage": languages,
        "publisher": { "@id": organization_id(bundle) },
    })
}

/// The Comune, where something is said of it in passing.
fn comune(bundle: &Bundle) -> Value {
    json!({ "@type": "GovernmentOrganization", "name": comune_name(bundle) })
}

fn comune_name(bundle: &Bundle) -> String {
    format!("Comune di {}", bundle.site.comune)
}

fn polo_name(polo: &Polo) -> String {
    format!("Polo sociale territoriale {}", polo.name)
}

fn address(polo: &Polo) -> Value {
    json!({
        "@type": "PostalAddress",
        "streetAddress": polo.address,
        "postalCode": polo.postal_code,
        "addressLocality": polo.locality,
        "addressCountry": "IT",
    })
}

fn hours(hours: &Hours) -> Value {
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
