// The same for the staff desk: its own class names, those of the components that it shares with the portal, and of its page.
const portal = require("./purgecss.config.cjs");

module.exports = {
  ...portal,
  content: ["desk/src/**/*.rs", "src/components/**/*.rs", "crates/server/src/site/desk.rs"],
};
