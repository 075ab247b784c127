// The attribution under the cursor: its words and its note stand out together. j and k go from one to the next.
"use strict";
(() => {
  const text = document.querySelector(".text");
  if (!text) return;
  const numbers = (piece) =>
    ["q", "s", "c"].flatMap((part) => (piece.dataset[part] || "").split(" ").filter(Boolean).reverse());
  let shown = null;
  const show = (number) => {
    if (number === shown) return;
    for (const old of document.querySelectorAll(".is-on")) old.classList.remove("is-on");
    shown = number;
    if (number === null) return;
    for (const part of ["s", "q", "c"])
      for (const piece of text.querySelectorAll(`[data-${part}~="${number}"]`)) piece.classList.add("is-on");
    const note = document.getElementById("n" + number);
    if (note) note.classList.add("is-on");
  };
  const under = (event) => {
    const piece = event.target.closest("[data-c], [data-q], [data-s]");
    if (piece && text.contains(piece)) return show(numbers(piece)[0]);
    const note = event.target.closest("[data-note]");
    if (note) show(note.dataset.note);
  };
  text.addEventListener("pointerover", under);
  text.addEventListener("focusin", under);
  text.addEventListener("pointerleave", () => show(null));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    if (event.key !== "j" && event.key !== "k") return;
    const cues = [...text.querySelectorAll("a.q[id]")];
    if (!cues.length) return;
    const at = cues.indexOf(document.activeElement);
    const step = event.key === "j" ? 1 : -1;
    const next = at < 0 ? (step > 0 ? 0 : cues.length - 1) : Math.min(Math.max(at + step, 0), cues.length - 1);
    cues[next].focus();
    cues[next].scrollIntoView({ block: "center" });
    event.preventDefault();
  });
})();
