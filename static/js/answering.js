/* Respondents' pages work without this: it saves a typing and warns before a page is lost. */
(() => {
  "use strict";

  // A QR code may carry the code behind „#”: that part of an address is never sent to anybody.
  const code = document.getElementById("kod");
  const carried = decodeURIComponent(location.hash.slice(1));
  if (code && !code.value && /^[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}$/.test(carried)) {
    code.value = carried;
    history.replaceState(null, "", location.pathname);
  }

  // Without a connection the browser would replace the page, and what is marked on it, by an error.
  const warning = document.querySelector("[data-offline]");
  const tell = () => { warning.hidden = navigator.onLine; };
  document.addEventListener("submit", (event) => {
    if (!navigator.onLine) event.preventDefault();
    tell();
  });
  window.addEventListener("online", tell);
})();
