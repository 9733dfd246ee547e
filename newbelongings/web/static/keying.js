// Keying a sheet: Enter goes on to the next box, as it does on a number pad, and presses the button only there.
for (const form of document.querySelectorAll("[data-keying]")) {
  form.addEventListener("keydown", (event) => {
    const box = event.target;
    if (event.key !== "Enter" || !(box instanceof HTMLInputElement)) return;
    event.preventDefault();
    const stops = [...form.querySelectorAll("input:not([type=hidden]), textarea, button:not([tabindex])")];
    const next = stops[stops.indexOf(box) + 1];
    next.focus();
    if (next instanceof HTMLInputElement && next.type === "text") next.select();
  });
}
