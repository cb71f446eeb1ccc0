import init from "/assets/assess-c2d37ddef8c44536.js";
init({ module_or_path: "/assets/assess-c2d37ddef8c44536_bg.wasm" }).catch(() => {});
