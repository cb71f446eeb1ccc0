//! A plot of bars, one below the other, each under its words: it needs no width to be read, and says the same as the table. Drawn
//! as SVG without a scale of its own, so that its words are as large as all others. Never here: what the bars are of.

use crate::texts::numbers as words;
use api::desk::numbers::CountView;
use yew::prelude::*;

/// How high a bar is with its words, in pixels.
const HEIGHT: usize = 46;

/// A bar.
pub(super) struct Bar {
    /// What it is of.
    pub(super) name: String,
    /// What it says, in words.
    pub(super) words: String,
    /// How long it is.
    pub(super) all: CountView,
    /// How much of it is dark.
    pub(super) late: CountView,
}

/// The bars under a title; a screen reader gets the title, what the bars are, and their words.
pub(super) fn plot(bars: &[Bar]) -> Html {
    let longest = bars
        .iter()
        .map(|bar| bar.all.most)
        .max()
        .unwrap_or_default()
        .max(1);
    let height = (bars.len() * HEIGHT).to_string();
    let said = described(bars);
    html! {
        <figure key="plot" class="desk-plot">
            <figcaption key="title" id="plot-title">{ words::PLOT }</figcaption>
            <p key="key" id="plot-key" class="text-muted">{ words::PLOT_KEY }</p>
            <svg key="bars" role="img" aria-labelledby="plot-title" aria-describedby="plot-desc" width="100%" {height}>
                <title>{ words::PLOT }</title>
                <desc key={said.clone()} id="plot-desc">{ said }</desc>
                { for bars.iter().enumerate().map(|(at, bar)| drawn(at, bar, longest)) }
            </svg>
        </figure>
    }
}

fn described(bars: &[Bar]) -> String {
    let said: Vec<&str> = bars.iter().map(|bar| bar.words.as_str()).collect();
    format!("{} {}.", words::PLOT_KEY, said.join("; "))
}

/// So much of the longest bar, in a form that SVG reads.
fn share(count: u64, longest: u64) -> String {
    let hundredths = count.saturating_mul(10_000) / longest;
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// The length of a bar: its number, or the middle where it is not told.
fn length(count: &CountView) -> u64 {
    count
        .count
        .unwrap_or_else(|| u64::midpoint(count.least, count.most))
}

fn drawn(at: usize, bar: &Bar, longest: u64) -> Html {
    let top = at * HEIGHT;
    let y = |below: usize| (top + below).to_string();
    let unsure = bar.all.least < bar.all.most;
    html! {
        <g key={bar.name.clone()}>
            <text class="plot-words" x="0" y={y(15)}>{ text_of(&bar.words) }</text>
            <rect class="plot-all" x="0" y={y(22)} width={share(length(&bar.all), longest)} height="14" />
            <rect class="plot-late" x="0" y={y(22)} width={share(length(&bar.late), longest)} height="14" />
            if unsure {
                <line class="plot-range" x1={share(bar.all.least, longest)} x2={share(bar.all.most, longest)} y1={y(29)} y2={y(29)} />
            }
        </g>
    }
}

/// Inside a drawing no element of HTML may stand: a key on the text does what `text` does elsewhere.
fn text_of(words: &str) -> Html {
    html! { <tspan key={words.to_owned()}>{ words.to_owned() }</tspan> }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn the_longest_bar_fills_the_width() {
        assert_eq!(share(8, 8), "100.00%");
        assert_eq!(share(1, 8), "12.50%");
        assert_eq!(share(0, 8), "0.00%");
        assert_eq!(share(1, 3), "33.33%");
    }
}
