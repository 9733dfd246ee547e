// The reading box follows what is typed. Without this, the box is drawn anew when the draft is saved.
for (const box of document.querySelectorAll("[data-reading]")) {
  const fields = [...document.querySelectorAll("[data-read]")];
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (!fields.length || !token) continue;
  const pause = 500;
  let waiting = 0;
  let asking = null;

  const put = (part) => {
    const now = part.content.querySelector("[data-reading]");
    const says = box.querySelector("h2");
    const words = now.querySelector("h2").textContent;
    // Said aloud only when it changes, and never while the rest of the box does.
    if (says.textContent !== words) says.textContent = words;
    box.querySelector("[data-reading-body]").replaceWith(now.querySelector("[data-reading-body]"));
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const sent = new FormData();
    sent.append("csrfmiddlewaretoken", token.value);
    for (const field of fields) sent.append("words", field.value);
    try {
      const answer = await fetch(box.dataset.reading, {
        method: "POST",
        body: sent,
        redirect: "error",
        signal: asking.signal,
      });
      if (!answer.ok) return;
      const part = document.createElement("template");
      part.innerHTML = await answer.text();
      put(part);
    } catch {
      // No signal, signed out, or something newer was typed: the box stays as it is, and saving draws it anew.
    }
  };

  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, pause);
    });
  }
}
