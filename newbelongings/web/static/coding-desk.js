// Single keys on the coding desk. The page works without them; coding-keys.js comes first.
(() => {
  const form = document.getElementById("desk");
  const off = form && globalThis.switchForKeys("desk");
  if (!off) return;

  const typing = (target) => target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
  // A button is pressed, a box turned, and a choice taken or taken back.
  const press = (keyed) => {
    if (keyed.matches("button")) return keyed.click();
    keyed.checked = !keyed.checked;
    keyed.focus();
  };
  const find = () => {
    const other = document.getElementById("id_other");
    other.closest("details")?.setAttribute("open", "");
    other.focus();
  };
  const pressed = {
    t: find,
    b: () => document.getElementById("desk-back")?.click(),
    Enter: () => form.requestSubmit(),
  };
  document.addEventListener("keydown", (event) => {
    if (off() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    // Enter on a link or a button does what that link or button does.
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const keyed = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    const act = keyed ? () => press(keyed) : pressed[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
