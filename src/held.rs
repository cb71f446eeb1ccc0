//! What an app holds in memory: a state that closures change, each change a new drawing.
//! Never here: which state (`visit.rs`, `assess/session.rs`).

use std::rc::Rc;
use yew::prelude::*;

/// A change of a state.
pub struct Change<S>(Box<dyn FnOnce(&mut S)>);

/// A state, as the reducer keeps it.
pub struct State<S>(S);

impl<S: Clone + 'static> Reducible for State<S> {
    type Action = Change<S>;

    fn reduce(self: Rc<Self>, change: Change<S>) -> Rc<Self> {
        let mut next = self.0.clone();
        (change.0)(&mut next);
        Rc::new(Self(next))
    }
}

/// The state, and the way to change it.
pub struct Held<S: Clone + 'static>(UseReducerHandle<State<S>>);

impl<S: Clone + 'static> Clone for Held<S> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// Each change makes another state: which one it is tells enough, and what it says need not be compared.
impl<S: Clone + 'static> PartialEq for Held<S> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq::<S>(&raw const **self, &raw const **other)
    }
}

impl<S: Clone + 'static> std::ops::Deref for Held<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.0.0
    }
}

impl<S: Clone + 'static> Held<S> {
    /// Changes the state.
    pub fn change(&self, change: impl FnOnce(&mut S) + 'static) {
        self.0.dispatch(Change(Box::new(change)));
    }

    /// A callback that takes a value into the state.
    pub fn taking<T: 'static>(&self, take: impl Fn(&mut S, T) + Clone + 'static) -> Callback<T> {
        let held = self.clone();
        Callback::from(move |value: T| {
            let take = take.clone();
            held.change(move |state| take(state, value));
        })
    }
}

/// Holds a state from the first drawing on.
#[hook]
pub fn use_held<S: Clone + 'static>(first: impl FnOnce() -> S) -> Held<S> {
    Held(use_reducer(|| State(first())))
}
