// The page's side of its service worker (web/service_worker.js): keeps the page for visits without a
// network, and learns that a new version of it is ready.

(() => {
  const sansServeur = (globalThis.sansServeur ??= {});
  const { serviceWorker } = navigator; // none on a page that is not secure, or a file

  let waiting = null; // the new version, until the reader asks for it

  /** Calls `tell` when a worker has a new version whole. The first one is no new version. */
  function follow(registration, tell) {
    const ready = (worker) => {
      if (!worker || !serviceWorker.controller) return;
      waiting = worker;
      tell();
    };
    ready(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker.addEventListener("statechange", () => worker.state === "installed" && ready(worker));
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") registration.update().catch(() => {}); // no network
    });
  }

  /**
   * For the hosted page alone, which names its worker; not for one inside another page.
   * @param {() => void} tell  a new version is ready
   */
  sansServeur.followVersions = async (tell) => {
    const worker = document.documentElement.dataset.worker;
    if (!worker || !serviceWorker || window.top !== window) return;
    try {
      follow(await serviceWorker.register(worker, { updateViaCache: "none" }), tell);
    } catch (error) {
      console.info("Sans Serveur:", error); // a browser may refuse: the page needs the network then
    }
  };

  /** Takes the new version, in place of this page. */
  sansServeur.takeNewVersion = () => {
    serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting?.postMessage("take over");
  };
})();
