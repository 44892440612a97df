// Loaded in the head, before the first paint: the page follows the colour scheme of the reader's system; paper is white.
(function () {
  "use strict";
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  function use(theme) {
    document.documentElement.dataset.bsTheme = theme;
  }
  function follow() {
    use(dark.matches ? "dark" : "light");
  }
  follow();
  dark.addEventListener("change", follow);
  window.addEventListener("beforeprint", function () { use("light"); });
  window.addEventListener("afterprint", follow);
})();
