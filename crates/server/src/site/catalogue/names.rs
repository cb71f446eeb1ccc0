//! The names that the catalogue speaks in: CPSV-AP 3.2 of the European Commission, its Italian profile CPSV-AP_IT 1.1,
//! Dublin Core, DCAT and SKOS, and the lists of codes that the two profiles name. Never here: what is said with them.

use oxrdf::NamedNodeRef;

/// How the names are shortened in the files.
pub(super) const PREFIXES: [(&str, &str); 12] = [
    ("adms", "http://www.w3.org/ns/adms#"),
    ("cpsv", "http://purl.org/vocab/cpsv#"),
    ("cpsvapit", "https://w3id.org/italia/onto/CPSV/"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("locn", "http://www.w3.org/ns/locn#"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("smapit", "https://w3id.org/italia/onto/SM/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A name of ours for a name of theirs.
macro_rules! names {
    ($($name:ident = $prefix:ident $local:literal;)*) => {
        $(pub(super) const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!(names!($prefix), $local));)*
    };
    (cpsv) => { "http://purl.org/vocab/cpsv#" };
    (italia) => { "https://w3id.org/italia/onto/CPSV/" };
    (codes) => { "https://w3id.org/italia/controlled-vocabulary/classifications-for-public-services/" };
    (cv) => { "http://data.europa.eu/m8g/" };
    (dct) => { "http://purl.org/dc/terms/" };
    (dcat) => { "http://www.w3.org/ns/dcat#" };
    (foaf) => { "http://xmlns.com/foaf/0.1/" };
    (locn) => { "http://www.w3.org/ns/locn#" };
    (skos) => { "http://www.w3.org/2004/02/skos/core#" };
    (eu) => { "http://publications.europa.eu/resource/authority/" };
    (nace) => { "http://data.europa.eu/ux2/nace2/" };
    (status) => { "http://purl.org/adms/status/" };
    (other) => { "" };
}

names! {
    TYPE = other "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

    PUBLIC_SERVICE = cpsv "PublicService";
    FOLLOWS = cpsv "follows";
    HAS_INPUT = cpsv "hasInput";
    PRODUCES = cpsv "produces";
    RULE = cpsv "Rule";

    CHANNEL = cv "Channel";
    CONTACT_POINT = cv "contactPoint";
    CONTACT_POINT_CLASS = cv "ContactPoint";
    COST = cv "Cost";
    EVIDENCE = cv "Evidence";
    HAS_CHANNEL = cv "hasChannel";
    HAS_COMPETENT_AUTHORITY = cv "hasCompetentAuthority";
    HAS_COST = cv "hasCost";
    IS_CLASSIFIED_BY = cv "isClassifiedBy";
    OUTPUT = cv "Output";
    OWNED_BY = cv "ownedBy";
    PUBLIC_ORGANISATION = cv "PublicOrganisation";
    SECTOR = cv "sector";
    TELEPHONE = cv "telephone";
    THEMATIC_AREA = cv "thematicArea";

    IT_PUBLIC_SERVICE = italia "PublicService";
    IT_AUTHENTICATION = italia "hasAuthenticationMethod";
    IT_CHANNEL_TYPE = italia "hasChannelType";
    IT_COST = italia "Cost";
    IT_INPUT = italia "Input";
    IT_INTERACTIVITY = italia "hasiInteractivityLevel";
    IT_OFFLINE_CHANNEL = italia "OfflineChannel";
    IT_OUTPUT = italia "Output";
    IT_PHONE_CHANNEL = italia "PhoneChannel";
    IT_RULE = italia "Rule";
    IT_THEME = italia "serviceTheme";
    IT_WEB_CHANNEL = italia "WebSiteChannel";
    IT_TELEPHONE = other "https://w3id.org/italia/onto/SM/telephoneNumber";

    ACCESS_RIGHTS = dct "accessRights";
    AUDIENCE = dct "audience";
    DESCRIPTION = dct "description";
    FORMAT = dct "format";
    IDENTIFIER = dct "identifier";
    IS_PART_OF = dct "isPartOf";
    LANGUAGE = dct "language";
    LICENSE = dct "license";
    LINGUISTIC_SYSTEM = dct "LinguisticSystem";
    LOCATION = dct "Location";
    MODIFIED = dct "modified";
    PUBLISHER = dct "publisher";
    SPATIAL = dct "spatial";
    TITLE = dct "title";
    DCT_TYPE = dct "type";

    DATASET = dcat "Dataset";
    DISTRIBUTION = dcat "distribution";
    DISTRIBUTION_CLASS = dcat "Distribution";
    DOWNLOAD = dcat "downloadURL";
    LANDING_PAGE = dcat "landingPage";

    DOCUMENT = foaf "Document";
    PAGE = foaf "page";
    ADDRESS = locn "address";
    ADDRESS_CLASS = locn "Address";
    FULL_ADDRESS = locn "fullAddress";
    OPENING_HOURS = other "https://schema.org/openingHours";
    CONCEPT = skos "Concept";
    NOTATION = skos "notation";
    PREF_LABEL = skos "prefLabel";
    STATUS = other "http://www.w3.org/ns/adms#status";

    ACTIVE = status "Completed";
    UNDER_DEVELOPMENT = status "UnderDevelopment";
    WITHDRAWN = status "Withdrawn";
    PUBLIC = eu "access-right/PUBLIC";
    CC_BY = eu "licence/CC_BY_4_0";
    ITALY = eu "atu/ITA";
    SOCIAL_WORK = nace "88";
    SOCIAL_SECURITY = nace "843";
    NO_AUTHENTICATION = codes "authentication-type/NONE";
    INFORMATION = codes "interactivity-level/LEVEL1";
    TWO_WAYS = codes "interactivity-level/LEVEL3";
    DESK = codes "channel/0111";
    WEB_SITE = codes "channel/02";
    WEB_FORM = codes "channel/021";
    CALL_CENTRE = codes "channel/032";
}

/// The subject matters of municipal services, which a category is one of, and the European theme that each belongs to.
const MATTERS: [(&str, &str, &str); 15] = [
    ("Educazione e formazione", "1", "EDUC"),
    ("Salute, benessere e assistenza", "2", "SOCI"),
    ("Vita lavorativa", "3", "SOCI"),
    ("Mobilità e trasporti", "4", "TRAN"),
    ("Catasto e urbanistica", "5", "REGI"),
    ("Anagrafe e stato civile", "6", "SOCI"),
    ("Turismo", "7", "EDUC"),
    ("Giustizia e sicurezza pubblica", "8", "JUST"),
    ("Tributi e finanze", "9", "ECON"),
    ("Cultura e tempo libero", "10", "EDUC"),
    ("Ambiente", "11", "ENVI"),
    ("Attività produttive e commercio", "12", "ECON"),
    ("Autorizzazioni", "13", "ECON"),
    ("Appalti pubblici", "14", "GOVE"),
    ("Agricoltura", "15", "AGRI"),
];

/// What the measures are about.
pub(super) const ASSISTANCE: &str = "Salute, benessere e assistenza";

/// The address of the subject matter that is called so, and of its European theme.
pub(super) fn matter(category: &str) -> Option<(String, String)> {
    let (_, code, theme) = MATTERS.iter().find(|(label, ..)| *label == category)?;
    Some((
        format!(
            "https://w3id.org/italia/controlled-vocabulary/classifications-for-public-services/public-services-subject-matters/{code}"
        ),
        format!("http://publications.europa.eu/resource/authority/data-theme/{theme}"),
    ))
}

/// The languages that people who come to a Polo most often speak, as the Publications Office writes them.
const LANGUAGES: [(&str, &str); 20] = [
    ("ar", "ARA"),
    ("bn", "BEN"),
    ("de", "DEU"),
    ("en", "ENG"),
    ("es", "SPA"),
    ("fa", "FAS"),
    ("fr", "FRA"),
    ("hi", "HIN"),
    ("it", "ITA"),
    ("pa", "PAN"),
    ("pl", "POL"),
    ("pt", "POR"),
    ("ro", "RON"),
    ("ru", "RUS"),
    ("sl", "SLV"),
    ("sq", "SQI"),
    ("tl", "TGL"),
    ("uk", "UKR"),
    ("ur", "URD"),
    ("zh", "ZHO"),
];

/// The address of a language; nothing for one that is not in the list.
pub(super) fn language(id: &str) -> Option<String> {
    let (_, code) = LANGUAGES.iter().find(|(known, _)| *known == id)?;
    Some(format!(
        "http://publications.europa.eu/resource/authority/language/{code}"
    ))
}

/// The address of a kind of file.
pub(super) fn file_type(code: &str) -> String {
    format!("http://publications.europa.eu/resource/authority/file-type/{code}")
}
