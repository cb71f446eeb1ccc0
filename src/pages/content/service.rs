//! A service, in the structure that the criteria prescribe.

use super::{Colophon, ContentProps, index, trusted};
use crate::components::Breadcrumb;
use crate::hooks::use_bundle;
use crate::route::Route;
use crate::texts::Key;
use domain::request::Step;
use yew::prelude::*;

/// The page of a service.
#[component]
pub(super) fn Service(props: &ContentProps) -> Html {
    let bundle = use_bundle();
    let (texts, page) = (&bundle.texts, &props.page);
    let Some(service) = &page.service else {
        return Html::default();
    };
    let booking = Route::Request(Step::Reason).path(&bundle);
    html! {
        <div class="container py-3">
            <Breadcrumb texts={texts.clone()} trail={page.trail.clone()} current={page.title.clone()} />
            <header class="page-head">
                <h1 data-element="service-title">{ page.title.clone() }</h1>
                <p><span class="visually-hidden">{ texts.get(Key::page_service_status) }{ ": " }</span>
                    <span class="chip chip-simple chip-primary" data-element="service-status"><span class="chip-label">{ service.status.clone() }</span></span></p>
                <p class="lead" data-element="service-description">{ page.description.clone() }</p>
                <p><a class="btn btn-primary" href={booking.clone()} data-element="appointment-booking">{ texts.get(Key::page_book) }</a></p>
            </header>
            <div class="row">
                <div class="col-12 col-lg-4">
                    { index(page, texts) }
                    <dl class="facts">
                        <div class="facts-row"><dt>{ texts.get(Key::page_service_areas) }</dt><dd>{ service.areas.join(", ") }</dd></div>
                        <div class="facts-row"><dt>{ texts.get(Key::page_service_cost) }</dt><dd>{ service.cost.clone() }</dd></div>
                    </dl>
                </div>
                <div class="col-12 col-lg-8 prose">
                    { for page.sections.iter().map(|section| {
                        let element = (!section.element.is_empty()).then(|| section.element.clone());
                        html! {
                            <section aria-labelledby={section.id.clone()}>
                                <h2 id={section.id.clone()}>{ section.title.clone() }</h2>
                                <div data-element={element}>{ trusted(&section.html) }</div>
                            </section>
                        }
                    }) }
                </div>
            </div>
            <Colophon page={page.clone()} />
        </div>
    }
}
