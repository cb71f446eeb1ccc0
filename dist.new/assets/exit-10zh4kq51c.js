// «Esci subito»: leaves at once by the link .js-exit, or by Shift pressed three times. Hides the page, clears what the
// portal keeps on this device, and leaves no page of the portal one step back. Its limits are told in a page of the portal.
(() => {
  "use strict";
  const MARK = "exit";
  const WAIT_MS = 400;
  const link = document.querySelector("a.js-exit");
  const away = link ? link.href : "about:blank";
  let leaving = false;

  // A browser that keeps nothing for us throws.
  const quietly = (act) => {
    try {
      return act();
    } catch {
      return undefined;
    }
  };

  const hide = () => {
    document.title = "…";
    document.body.replaceChildren();
  };

  const go = () => location.replace(away);

  // What was begun goes on while the next page loads; a refusal changes nothing.
  const eachOf = (found, act) => found.then((all) => all.forEach(act)).catch(() => {});

  const clear = () => {
    quietly(() => localStorage.clear());
    quietly(() => sessionStorage.clear());
    quietly(() => eachOf(caches.keys(), (name) => caches.delete(name)));
    quietly(() => eachOf(navigator.serviceWorker.getRegistrations(), (worker) => worker.unregister()));
    quietly(() => eachOf(indexedDB.databases(), (base) => indexedDB.deleteDatabase(base.name)));
  };

  const leave = () => {
    if (leaving) return;
    leaving = true;
    // No farewell picture of the page.
    addEventListener("pageswap", (event) => event.viewTransition?.skipTransition());
    hide();
    clear();
    // Pages of ours that this tab still remembers send whoever steps back to them away again.
    quietly(() => sessionStorage.setItem(MARK, "1"));
    // From our first page in this tab: what it is replaced by stands right after whatever came before us.
    const first = quietly(() => navigation.entries()[0]);
    setTimeout(go, WAIT_MS);
    if (first && first.index < navigation.currentEntry.index) {
      const back = navigation.traverseTo(first.key);
      // On a slow device the wait is over first, and going away ends the way back: nothing is wrong then.
      back.committed.catch(() => {});
      back.finished.then(go, go);
    } else {
      go();
    }
  };

  const stepped = (back) => {
    if (!quietly(() => sessionStorage.getItem(MARK))) return;
    if (back) {
      hide();
      go();
    } else {
      // Whoever opens the portal anew wants it.
      quietly(() => sessionStorage.removeItem(MARK));
    }
  };

  stepped(performance.getEntriesByType("navigation")[0]?.type === "back_forward");
  addEventListener("pageshow", (event) => event.persisted && stepped(true));

  addEventListener(
    "click",
    (event) => {
      if (!event.target.closest?.(".js-exit")) return;
      event.preventDefault();
      event.stopPropagation();
      leave();
    },
    true,
  );

  let presses = [];
  addEventListener(
    "keydown",
    (event) => {
      if (event.repeat) return;
      presses = event.key === "Shift" ? [...presses.filter((at) => event.timeStamp - at < 5000), event.timeStamp] : [];
      if (presses.length > 2) leave();
    },
    true,
  );
})();
