import init from "/assets/status-7e04911e812ed096.js";
init({ module_or_path: "/assets/status-7e04911e812ed096_bg.wasm" }).catch(() => {});
