// The grid by keyboard: rows are saved where they stand. The page works without this, each row as a plain form.
// coding-keys.js comes first.
(() => {
  const grid = document.getElementById("grid");
  const off = grid && globalThis.switchForKeys("grid");
  if (!off) return;

  const rowOf = (element) => element?.closest?.(".nb-grid__row");
  const rows = () => [...grid.querySelectorAll(".nb-grid__row")];
  const here = () => (grid.contains(document.activeElement) ? rowOf(document.activeElement) : null);
  const goTo = (row) => {
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  // From no row at all, either way leads to the first that is still to be saved.
  const step = (by) => {
    const all = rows();
    const at = all.indexOf(here());
    goTo(at < 0 ? all.find((row) => row.querySelector("form")) : all[at + by]);
  };
  const afterSaving = (row) => {
    const all = rows();
    const next = all.slice(all.indexOf(row) + 1).find((each) => each.querySelector("form"));
    goTo(next ?? row);
  };

  const save = async (form) => {
    if (form.dataset.saving) return;
    form.dataset.saving = "1";
    const row = rowOf(form);
    row.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Part": "row" },
        redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const part = document.createElement("template");
      part.innerHTML = (await answer.text()).trim();
      const now = part.content.firstElementChild;
      row.replaceWith(now);
      if (now.querySelector("form")) goTo(now);
      else {
        document.getElementById("grid-undo").hidden = false;
        afterSaving(now);
      }
    } catch {
      // Whatever went wrong, the server says it on a whole page, and nothing typed is lost.
      form.submit();
    }
  };
  grid.addEventListener("submit", (event) => {
    event.preventDefault();
    save(event.target);
  });

  const feelings = { p: "positive", n: "negative", m: "mixed", a: "advice" };
  const feel = (row, key) => {
    const select = row.querySelector("select[name=sentiment]");
    select.value = select.value === feelings[key] ? "" : feelings[key];
  };
  const inRow = (row, key) => {
    const box = /^[1-9]$/.test(key) && row.querySelector(`[data-digit="${key}"]`);
    if (box) return () => { box.checked = !box.checked; };
    if (feelings[key]) return () => feel(row, key);
    if (key === "t") return () => row.querySelector("input[name=other]").focus();
    if (key === "enter") return () => row.querySelector("form").requestSubmit();
    return null;
  };
  const anywhere = {
    j: () => step(1),
    arrowdown: () => step(1),
    k: () => step(-1),
    arrowup: () => step(-1),
    u: () => document.getElementById("grid-undo")?.requestSubmit(),
  };
  const typing = (target) => target.matches("input:not([type=checkbox]), textarea, select");
  document.addEventListener("keydown", (event) => {
    if (off() || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const key = event.key.toLowerCase();
    if (typing(event.target)) {
      if (key === "escape") goTo(rowOf(event.target));
      return;
    }
    if (key === "enter" && event.target.closest("a, button, summary")) return;
    const row = here();
    const act = (row?.querySelector("form") && inRow(row, key)) || anywhere[key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
