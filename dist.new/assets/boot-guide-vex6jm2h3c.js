import init from "/assets/guide-588e06b5bbc0ab45.js";
init({ module_or_path: "/assets/guide-588e06b5bbc0ab45_bg.wasm" }).catch(() => {});
