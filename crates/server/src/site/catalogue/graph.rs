//! The graph as it grows: triples in the order in which they are said, each once, and the nodes that many services share.
//! Never here: what is said of a service.

use super::names as n;
use content::{Menu, Site};
use domain::catalogue::{Day, Hours, Polo};
use jiff::civil::Date;
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term, Triple};
use portal::{Bundle, Route};
use std::collections::{BTreeSet, HashMap};
use std::io;

/// The graph of an instance.
pub(super) struct Graph<'a> {
    pub content: &'a Site,
    pub bundle: &'a Bundle,
    /// The default language, in which everything is said.
    pub language: &'a str,
    pub dataset: NamedNode,
    pub comune: NamedNode,
    /// The territory of the Comune.
    pub place: NamedNode,
    triples: Vec<Triple>,
    said: BTreeSet<String>,
}

impl<'a> Graph<'a> {
    pub(super) fn new(content: &'a Site, bundle: &'a Bundle) -> io::Result<Self> {
        let host = &bundle.site.host;
        let mut graph = Self {
            content,
            bundle,
            language: content.settings.default_language(),
            dataset: node(&format!("{host}/catalogo/#servizi"))?,
            comune: node(&format!("{host}/#comune"))?,
            place: node(&format!("{host}/#territorio"))?,
            triples: Vec::new(),
            said: BTreeSet::new(),
        };
        let (place, comune) = (graph.place.clone(), graph.comune.clone());
        graph.is(&place, n::LOCATION);
        graph.say(&place, n::PREF_LABEL, &bundle.site.comune, graph.language);
        graph.tell(&place, n::IS_PART_OF, &n::ITALY.into_owned());
        graph.organisation(
            &comune,
            "comune",
            &format!("Comune di {}", bundle.site.comune),
            &place,
        );
        Ok(graph)
    }

    /// All that was said, node by node and under each node name by name, in the order in which they came up.
    pub(super) fn into_triples(self) -> Vec<Triple> {
        let mut nodes = HashMap::new();
        let mut names = HashMap::new();
        let key = |(at, triple): (usize, &Triple)| {
            let node = triple.subject.to_string();
            let name = (node.clone(), triple.predicate.as_str().to_owned());
            (*nodes.entry(node).or_insert(at), *names.entry(name).or_insert(at))
        };
        let keys: Vec<(usize, usize)> = self.triples.iter().enumerate().map(key).collect();
        let mut sorted: Vec<_> = keys.into_iter().zip(self.triples).collect();
        // A stable sort: what is said alike keeps its order.
        sorted.sort_by_key(|(key, _)| *key);
        sorted.into_iter().map(|(_, triple)| triple).collect()
    }

    /// The node at a path of this host, with or without a fragment.
    pub(super) fn at(&self, path: &str) -> io::Result<NamedNode> {
        node(&format!("{}{path}", self.bundle.site.host))
    }

    pub(super) fn is(&mut self, what: &NamedNode, class: NamedNodeRef<'_>) {
        self.push(what, n::TYPE, class.into_owned());
    }

    pub(super) fn tell(&mut self, of: &NamedNode, how: NamedNodeRef<'_>, what: &NamedNode) {
        self.push(of, how, what.clone());
    }

    /// A text in a language; nothing where it is empty.
    pub(super) fn say(&mut self, of: &NamedNode, how: NamedNodeRef<'_>, text: &str, language: &str) {
        if text.is_empty() {
            return;
        }
        // What is no language for RDF is still a text.
        let literal = Literal::new_language_tagged_literal(text, language)
            .unwrap_or_else(|_| Literal::new_simple_literal(text));
        self.push(of, how, literal);
    }

    /// A text that is the same in every language.
    pub(super) fn words(&mut self, of: &NamedNode, how: NamedNodeRef<'_>, text: &str) {
        self.push(of, how, Literal::new_simple_literal(text));
    }

    pub(super) fn day(&mut self, of: &NamedNode, how: NamedNodeRef<'_>, day: Date) {
        let date = Literal::new_typed_literal(day.to_string(), oxrdf::vocab::xsd::DATE);
        self.push(of, how, date);
    }

    fn push(&mut self, of: &NamedNode, how: NamedNodeRef<'_>, what: impl Into<Term>) {
        let triple = Triple::new(of.clone(), how.into_owned(), what);
        if self.said.insert(triple.to_string()) {
            self.triples.push(triple);
        }
    }

    pub(super) fn organisation(&mut self, who: &NamedNode, id: &str, name: &str, territory: &NamedNode) {
        self.is(who, n::PUBLIC_ORGANISATION);
        self.words(who, n::IDENTIFIER, id);
        self.say(who, n::PREF_LABEL, name, self.language);
        self.say(who, n::TITLE, name, self.language);
        self.tell(who, n::SPATIAL, territory);
    }

    /// Something to sort services by.
    pub(super) fn concept(&mut self, what: &NamedNode, label: &str) {
        self.is(what, n::CONCEPT);
        self.say(what, n::PREF_LABEL, label, self.language);
    }

    fn channel(
        &mut self,
        id: &str,
        title: &str,
        class: NamedNodeRef<'_>,
        kind: NamedNodeRef<'_>,
    ) -> io::Result<NamedNode> {
        let channel = self.at(&format!("/catalogo/#{id}"))?;
        let comune = self.comune.clone();
        self.is(&channel, n::CHANNEL);
        self.is(&channel, class);
        self.words(&channel, n::IDENTIFIER, id);
        self.say(&channel, n::TITLE, title, self.language);
        self.tell(&channel, n::DCT_TYPE, &kind.into_owned());
        self.tell(&channel, n::IT_CHANNEL_TYPE, &kind.into_owned());
        self.tell(&channel, n::OWNED_BY, &comune);
        Ok(channel)
    }

    /// The request on this portal, for which nobody needs an account.
    pub(super) fn web_form(&mut self) -> io::Result<NamedNode> {
        let route = Route::Request(domain::request::Step::Reason);
        let title = portal::pages::title(self.bundle, &route).0;
        let form = self.channel("modulo", &title, n::IT_WEB_CHANNEL, n::WEB_FORM)?;
        let page = self.at(&route.path(self.bundle))?;
        self.is(&page, n::DOCUMENT);
        self.tell(&form, n::PAGE, &page);
        Ok(form)
    }

    /// A page that only informs.
    pub(super) fn web_page(&mut self, id: &str, page: &content::Page) -> io::Result<NamedNode> {
        let channel = self.channel(id, &page.title, n::IT_WEB_CHANNEL, n::WEB_SITE)?;
        let page = self.at(&page.path)?;
        self.tell(&channel, n::PAGE, &page);
        Ok(channel)
    }

    /// The Comune's telephone exchange.
    pub(super) fn telephone(&mut self) -> io::Result<NamedNode> {
        let number = &self.bundle.site.contact_centre;
        let channel = self.channel("telefono", number, n::IT_PHONE_CHANNEL, n::CALL_CENTRE)?;
        self.words(&channel, n::IT_TELEPHONE, number);
        Ok(channel)
    }

    /// The desk of a Polo.
    pub(super) fn desk(&mut self, polo: &Polo) -> io::Result<NamedNode> {
        let title = format!("Polo sociale territoriale {}", polo.name);
        let id = format!("sportello-{}", polo.id);
        let desk = self.channel(&id, &title, n::IT_OFFLINE_CHANNEL, n::DESK)?;
        let address = self.at(&format!("/catalogo/#indirizzo-{}", polo.id))?;
        self.is(&address, n::ADDRESS_CLASS);
        let parts = [&polo.address, &polo.postal_code, &polo.locality];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        self.say(&address, n::FULL_ADDRESS, &parts.join(", "), self.language);
        self.tell(&desk, n::ADDRESS, &address);
        for hours in &polo.hours {
            self.words(&desk, n::OPENING_HOURS, &opening(hours));
        }
        Ok(desk)
    }

    /// Whoever answers questions about all services.
    pub(super) fn contact_point(&mut self) -> io::Result<NamedNode> {
        let contact = self.at("/catalogo/#contatti")?;
        self.is(&contact, n::CONTACT_POINT_CLASS);
        self.words(&contact, n::TELEPHONE, &self.bundle.site.contact_centre);
        Ok(contact)
    }

    /// The address of the page of all services.
    pub(super) fn services_path(&self) -> &'a str {
        self.services().map_or("/", |page| &page.path)
    }

    /// The title of the page of all services.
    pub(super) fn services_title(&self) -> &'a str {
        self.services()
            .map_or(&self.bundle.site.portal_name, |page| &page.title)
    }

    fn services(&self) -> Option<&'a content::Page> {
        let pages = self.content.pages().iter();
        pages
            .filter(|page| page.lang == self.language)
            .find(|page| page.menu == Some(Menu::AllServices))
    }
}

/// The node at an address.
pub(super) fn node(address: &str) -> io::Result<NamedNode> {
    NamedNode::new(address).map_err(|error| {
        let message = format!("{address} is no address: {error}");
        io::Error::new(io::ErrorKind::InvalidData, message)
    })
}

/// `Mo,Th 09:00-12:00`, as schema.org writes it.
fn opening(hours: &Hours) -> String {
    let day = |day: &Day| match day {
        Day::Mon => "Mo",
        Day::Tue => "Tu",
        Day::Wed => "We",
        Day::Thu => "Th",
        Day::Fri => "Fr",
        Day::Sat => "Sa",
        Day::Sun => "Su",
    };
    let days: Vec<&str> = hours.days.iter().map(day).collect();
    format!("{} {}-{}", days.join(","), hours.from, hours.to)
}
