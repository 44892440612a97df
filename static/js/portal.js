// What pages cannot do without a script. Everything that matters works without this file.
(function () {
  "use strict";

  const UNSAVED = "form[data-warn-unsaved]";

  // --- A form is sent once -------------------------------------------------------------------------------------------
  function markBusy(form, button) {
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
    if (!button || button.tagName !== "BUTTON") return;
    button.dataset.label = button.textContent;
    button.setAttribute("aria-disabled", "true");
    button.textContent = button.dataset.busy || "Wysyłanie…";
  }

  function guardDoubleSubmit(event) {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.changed = "";
    // After this event, so that the button's own name and value still travel with the form.
    setTimeout(function () { markBusy(form, event.submitter); }, 0);
  }

  // Coming back with the browser's arrow brings the page as it was left: the form must be usable again.
  function release(form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    form.querySelectorAll("button[aria-disabled][data-label]").forEach(function (button) {
      button.removeAttribute("aria-disabled");
      button.textContent = button.dataset.label;
    });
  }

  document.addEventListener("submit", guardDoubleSubmit);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    const form = event.target.closest("form[data-sent]");
    if (form) release(form);
  });

  // --- What was typed is not lost ------------------------------------------------------------------------------------
  document.addEventListener("input", function (event) {
    const form = event.target.closest(UNSAVED);
    if (form) form.dataset.changed = "yes";
  });
  window.addEventListener("beforeunload", function (event) {
    if (document.querySelector(UNSAVED + '[data-changed="yes"]')) event.preventDefault();
  });

  // --- Menus close on Escape and on a click beside them ----------------------------------------------------------------
  const MENUS = "details.menu[open], details.more[open]";
  document.addEventListener("click", function (event) {
    document.querySelectorAll(MENUS).forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll(MENUS).forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // --- A page that came back with errors begins with them --------------------------------------------------------------
  const summary = document.getElementById("error-summary");
  if (summary) summary.focus();
})();
