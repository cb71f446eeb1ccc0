// What of the styles reaches a visitor: the class names that appear in whoever writes HTML, as whole words (so never built
// from pieces in the code), and what markdown and browsers bring by themselves.
module.exports = {
  content: [
    "index.html",
    "src/**/*.rs",
    "crates/content/src/**/*.rs",
    "crates/server/src/**/*.rs",
    "static/**/*.{js,mjs,svg}",
  ],
  fontFace: true,
  keyframes: true,
  variables: true,
  safelist: {
    standard: [
      "html", "body", "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details",
      "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "mark", "ol",
      "p", "pre", "q", "s", "small", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
      "u", "ul",
    ],
    variables: ["--bootstrap-italia-version"],
  },
};
