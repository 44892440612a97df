// What pages cannot do without a script. Everything that matters works without this file.
(function () {
  "use strict";

  // --- A form is sent once; data-repeatable says that it may be sent again (a download) --------------------------------
  const labels = new WeakMap();

  function markBusy(form, button) {
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
    if (!button || button.tagName !== "BUTTON") return;
    labels.set(button, Array.from(button.childNodes));
    button.setAttribute("aria-disabled", "true");
    button.replaceChildren(button.dataset.busy || "Wysyłanie…");
  }

  function guardDoubleSubmit(event) {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || "repeatable" in form.dataset) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    delete form.dataset.changed;
    // After this event, so that the button's own name and value still travel with the form.
    setTimeout(function () { markBusy(form, event.submitter); }, 0);
  }

  // Coming back with the browser's arrow brings the page as it was left: the form must be usable again.
  function release(form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    document.querySelectorAll('button[aria-disabled="true"]').forEach(function (button) {
      if (button.form !== form || !labels.has(button)) return;
      button.removeAttribute("aria-disabled");
      button.replaceChildren.apply(button, labels.get(button));
    });
  }

  document.addEventListener("submit", guardDoubleSubmit);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
  });

  // --- What was typed is not lost ------------------------------------------------------------------------------------
  const UNSAVED = "form[data-warn-unsaved]";

  document.addEventListener("input", function (event) {
    const form = event.target.closest(UNSAVED);
    if (form) form.dataset.changed = "yes";
  });
  window.addEventListener("beforeunload", function (event) {
    if (document.querySelector(UNSAVED + "[data-changed]")) event.preventDefault();
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

  // --- allauth's script is silent when a key is refused ----------------------------------------------------------------
  document.addEventListener("allauth.error", function () {
    const line = document.createElement("p");
    line.className = "notice notice-amber";
    line.textContent = "Nie udało się użyć klucza. Spróbuj ponownie albo wybierz inny sposób.";
    document.querySelector(".messages").replaceChildren(line);
  });

  // --- A secret shown once is copied with a button ------------------------------------------------------------------------
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    const source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(source.textContent.trim()).then(
        function () { button.textContent = "Skopiowano"; },
        function () { button.textContent = "Zaznacz i skopiuj ręcznie"; }
      );
    });
  });

  // --- A page that came back with errors begins with them --------------------------------------------------------------
  const summary = document.getElementById("error-summary");
  if (summary) summary.focus();
})();
