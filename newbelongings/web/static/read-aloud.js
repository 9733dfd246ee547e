// Reads a page's main column out with the browser's own voices, when asked to. Without them the button stays hidden.
// Only voices of the device itself are used: another would send the words to somebody else's computer.
(() => {
  const button = document.getElementById("read-aloud");
  const note = document.getElementById("read-aloud-note");
  const column = document.querySelector(".nb-survey__col");
  const speech = window.speechSynthesis;
  if (!button || !column || !speech || !window.SpeechSynthesisUtterance) return;
  button.hidden = false;

  const PARTS = "h1, h2, h3, p, li, dt, dd, label, .govuk-hint, summary";
  const SILENT = "[hidden], .govuk-visually-hidden, .nb-manner, .nb-actions, [aria-hidden=true]";
  const SENTENCE = /[^.!?؟。]+[.!?؟。]*/g;
  // A browser fills its list of voices a moment after the page is there.
  const PATIENCE = 1500;

  const shown = (part) => part.getClientRects().length > 0 && !part.closest(SILENT);
  const words = (part) => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll(SILENT).forEach((inner) => inner.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const language = (part) => {
    const inner = part.children.length === 1 && part.firstElementChild.lang ? part.firstElementChild : part;
    return inner.closest("[lang]").lang;
  };
  const parts = () =>
    [...column.querySelectorAll(PARTS)].filter((part) => shown(part) && !part.parentElement.closest(PARTS) && words(part));
  const voiceFor = (tag) => {
    const own = speech.getVoices().filter((voice) => voice.localService);
    const same = own.filter((voice) => voice.lang.replace("_", "-").toLowerCase().split("-")[0] === tag.toLowerCase().split("-")[0]);
    return same.find((voice) => voice.lang.replace("_", "-").toLowerCase() === tag.toLowerCase()) || same[0];
  };

  let run = 0;
  const show = (reading) => {
    button.setAttribute("aria-pressed", String(reading));
    document.querySelector(".nb-aloud-here")?.classList.remove("nb-aloud-here");
  };
  const stop = () => {
    run += 1;
    speech.cancel();
    show(false);
  };
  const say = (part, voice, mine) =>
    new Promise((done) => {
      part.classList.add("nb-aloud-here");
      const sentences = words(part).match(SENTENCE) || [];
      const next = () => {
        const sentence = sentences.shift();
        if (!sentence || mine !== run) {
          part.classList.remove("nb-aloud-here");
          done();
          return;
        }
        const utterance = new SpeechSynthesisUtterance(sentence.trim());
        utterance.voice = voice;
        utterance.lang = voice.lang;
        utterance.onend = next;
        utterance.onerror = next;
        speech.speak(utterance);
      };
      next();
    });

  const read = async () => {
    stop();
    const mine = run;
    note.textContent = "";
    if (!voiceFor(document.documentElement.lang)) {
      note.textContent = button.dataset.noVoice;
      return;
    }
    show(true);
    for (const part of parts()) {
      if (mine !== run) return;
      const voice = voiceFor(language(part));
      if (voice) await say(part, voice, mine);
      else note.textContent = button.dataset.partUnread;
    }
    if (mine === run) show(false);
  };
  const whenVoicesAreThere = () =>
    speech.getVoices().length
      ? Promise.resolve()
      : new Promise((done) => {
          speech.addEventListener?.("voiceschanged", done, { once: true });
          setTimeout(done, PATIENCE);
        });

  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") stop();
    else whenVoicesAreThere().then(read);
  });
  window.addEventListener("pagehide", stop);
})();
