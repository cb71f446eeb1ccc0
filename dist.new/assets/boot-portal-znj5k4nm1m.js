import init from "/assets/portal-e4e1a19e1bbdc048.js";
init({ module_or_path: "/assets/portal-e4e1a19e1bbdc048_bg.wasm" }).catch(() => {});
