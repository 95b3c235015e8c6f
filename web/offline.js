// In the single file only (script/pack.mjs): the methodology, a page of its own on a site, is inside,
// and a link to it opens it over the tool.

(() => {
  const dialog = document.createElement("dialog");
  dialog.className = "text";
  document.body.append(dialog);

  function open(content) {
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = content.dataset.close;
    close.addEventListener("click", () => dialog.close());
    const text = content.cloneNode(true);
    text.removeAttribute("id");
    text.open = true;
    dialog.lang = content.lang;
    dialog.replaceChildren(close, text);
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const content = link && document.getElementById(link.getAttribute("href"));
    if (!content) return;
    event.preventDefault();
    open(content);
  });
})();
