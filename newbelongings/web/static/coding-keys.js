// The switch that turns the single keys of a coding page on and off, kept in this browser (WCAG 2.1.4).
// switchForKeys("desk") shows the panel of the keys and gives a function that says whether they are off.
globalThis.switchForKeys = (page) => {
  const OFF = "coding-desk-keys-off";
  const panel = document.getElementById(`${page}-keys`);
  const button = document.getElementById(`${page}-keys-switch`);
  if (!panel) return null;
  panel.hidden = false;

  const off = () => localStorage.getItem(OFF) === "1";
  const show = () => {
    button.textContent = off() ? "Turn keys on" : "Turn keys off";
    button.setAttribute("aria-pressed", String(off()));
  };
  button.addEventListener("click", () => {
    localStorage.setItem(OFF, off() ? "0" : "1");
    show();
  });
  show();
  return off;
};
