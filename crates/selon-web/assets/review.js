// Keys of the review: y n u judge, j and k leaf, z takes back, ? tells the keys. Each presses what stands on the page.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.matches("input, textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "?") {
    const help = document.getElementById("help");
    if (help) {
      help.open = !help.open;
      help.querySelector("summary").focus();
    }
    return;
  }
  if (!/^[ynujkz]$/.test(event.key)) return;
  const pressed = document.querySelector(`[data-key="${event.key}"]`);
  if (pressed) {
    event.preventDefault();
    pressed.click();
  }
});
