// The app on the device: which screen comes next. One sheet at a time lives here, in memory, until it is locked.
import { seal } from "./envelope.js";
import { clone, fill } from "./dom.js";
import { drawQuestion, readQuestion } from "./question.js";
import * as screens from "./screens.js";
import { sendAll } from "./sending.js";
import { Sheet } from "./sheet.js";
import * as store from "./store.js";

const place = document.getElementById("app");
const ring = document.querySelector("#ring dl");
const council = clone("council");
const AGAIN = 15_000;
let sheet = null;
let at = { screen: "home" };
let sent = 0;
let busy = false;
let again = 0; // the timer of the next try, where the last one reached nobody

// --- drawing ------------------------------------------------------------------------------------------------

// Put a screen in and begin at its heading, so that a screen reader says where one is.
function show(node, next) {
  at = next;
  place.replaceChildren(node);
  const heading = node.querySelector("h1");
  heading.tabIndex = -1;
  document.title = `${heading.textContent.trim()} New Belongings`.replace(/([^.?!]) New/, "$1. New");
  scrollTo(0, 0);
  (node.querySelector(".govuk-error-summary") ?? heading).focus({ preventScroll: true });
  showCouncil();
}

// Who to ring at the council, beside the numbers that stand in the page.
function showCouncil() {
  const { name, phone } = sheet?.survey.helpline ?? {};
  if (!phone) return council.remove();
  fill(council, { who: name, phone });
  council.querySelector("a").href = `tel:${phone.replaceAll(" ", "")}`;
  ring.append(council);
}

async function home({ trying = false } = {}) {
  sheet = null;
  const [surveys, waiting] = await Promise.all([store.surveys(), store.waiting()]);
  show(screens.home({ surveys, waiting, sent, trying, today: localDay() }), {
    screen: "home",
    waiting: waiting.length,
  });
}

const localDay = () => new Date().toLocaleDateString("sv-SE");

function question(name, errors = {}) {
  const alone = sheet.private.has(name);
  const asked = sheet.asked;
  const here = asked.find((one) => one.name === name);
  const number = asked.indexOf(here) + 1;
  const routed = sheet.questions.some((one) => one.condition.question);
  sheet.seen.add(name);
  const node = fill(clone("question"), {
    number: `Question ${number} of ${routed ? `up to ${sheet.questions.length}` : asked.length}.`,
    minutes: `About ${screens.minutes(asked.length - number + 1)} left.`,
    error: Object.keys(errors).length ? summary(errors) : false,
    body: drawQuestion(here, sheet, errors),
    alone,
    first: !(alone && sheet.part(true)[0].name === name),
  });
  drawLine(node, number / asked.length);
  show(node, { screen: "question", name, changing: at.changing });
}

// The thread of progress: sewn so far, stitched for the rest.
function drawLine(node, share) {
  const [sewn, stitched] = node.querySelectorAll(".nb-progress__line path");
  const done = Math.round(1.5 + share * 336.5);
  sewn.setAttribute("d", `M1.5 6H${done}`);
  if (share < 1) stitched.setAttribute("d", `M${done + 6} 6H339`);
  else stitched.remove();
}

function summary(errors) {
  const [[field, words]] = Object.entries(errors);
  const link = Object.assign(document.createElement("a"), { href: `#${field}`, textContent: words });
  return fill(clone("error"), { words: link });
}

// --- going on and back ---------------------------------------------------------------------------------------

const inPart = (alone) => sheet.part(alone).map((one) => one.name);

function goOn(name) {
  const alone = sheet.private.has(name);
  const names = inPart(alone);
  const next = at.changing ? names.find((one) => !sheet.seen.has(one)) : names[names.indexOf(name) + 1];
  if (next) question(next);
  else check(alone);
}

function check(alone, problem = "") {
  show(screens.check(sheet, alone, problem), { screen: "check", alone });
}

function back() {
  if (!sheet) return home();
  if (at.screen === "question") {
    const alone = sheet.private.has(at.name);
    const names = inPart(alone);
    if (at.changing) return check(alone);
    const before = names[names.indexOf(at.name) - 1];
    if (before) return question(before);
    return alone ? undefined : show(screens.start(sheet, true), { screen: "start" });
  }
  if (at.screen === "check") return question(inPart(at.alone).at(-1));
  if (at.screen === "hand-over") return check(false);
  if (at.screen === "stop") return at.from();
  return sheet.answers.length ? askToStop() : home();
}

function askToStop() {
  const { screen, name, changing, alone } = at;
  const from = () => {
    at = { changing };
    if (screen === "question") return question(name);
    return screen === "check" ? check(alone) : show(screens.start(sheet, true), { screen: "start" });
  };
  show(screens.stop(), { screen: "stop", from });
}

// --- what a button does --------------------------------------------------------------------------------------

const DO = {
  home,
  back,
  stop: askToStop,
  keepOn: () => at.from(),
  keepNothing: home,
  hand: () => question(sheet.part(true)[0].name),
  change: (name) => {
    at = { ...at, changing: true };
    question(name);
  },
  skip: () => {
    sheet.clear(sheet.questions.find((one) => one.name === at.name));
    goOn(at.name);
  },
  begin: async (round) => {
    const survey = (await store.surveys()).find((one) => one.round === Number(round));
    begin(survey);
  },
  next: () => begin(sheet.survey),
  send: () => trySending({ tell: true }),
  drop: async (round) => {
    await store.dropSurvey(Number(round));
    await home();
  },
  discard: (ids) => show(screens.discard(ids.split(" ").length), { screen: "discard", ids }),
  discardNow: async () => {
    await Promise.all(at.ids.split(" ").map(store.dropEnvelope));
    await home();
  },
};

function begin(survey) {
  sheet = new Sheet(survey);
  sent = 0;
  history.pushState(null, "");
  show(screens.start(sheet, false), { screen: "start" });
}

const SUBMIT = {
  start: (form) => {
    sheet.interpreter = new FormData(form).get("interpreter") === "yes";
    question(sheet.part(false)[0]?.name ?? sheet.part(true)[0].name);
  },
  question: (form) => {
    const here = sheet.questions.find((one) => one.name === at.name);
    readQuestion(here, form, sheet);
    const errors = sheet.errors(here);
    if (Object.keys(errors).length) question(at.name, errors);
    else goOn(at.name);
  },
  check: () => {
    const alone = sheet.part(true).length;
    if (at.alone || !alone) return lock();
    return show(screens.handOver(alone), { screen: "hand-over" });
  },
};

// Lock the sheet, keep the envelope, and forget what was said.
async function lock() {
  const { id, survey, interpreter, answers } = sheet;
  const { alone } = at;
  if (!answers.length) return check(alone, "Nothing was answered. Answer one question first, or stop and keep nothing.");
  try {
    const sealed = await seal({ answers, interpreter }, `${survey.round}/${id}`, survey.key);
    await store.keepEnvelope({ id, round: survey.round, sealed });
  } catch {
    return check(alone, "This device has no room to keep the answers. Make room, then press the button again.");
  }
  sheet = new Sheet(survey);
  show(screens.locked(alone, (await store.waiting()).length), { screen: "locked" });
  // Not waited for: on a thin signal it takes half a minute, and the next person may begin meanwhile.
  trySending();
}

// --- sending -------------------------------------------------------------------------------------------------

async function trySending({ tell = false } = {}) {
  const outcome = navigator.onLine ? await sendAll(place.dataset.send) : { sent: 0, refused: 0, reached: false };
  sent += outcome.sent;
  const left = (await store.waiting()).length;
  // A browser does not always know that it has a signal again, or that it had none.
  clearTimeout(again);
  if (left && !outcome.reached) again = setTimeout(trySending, AGAIN);
  if (at.screen === "locked" && outcome.sent) fill(place, { waits: screens.waits(left) || screens.GONE });
  if (at.screen !== "home") return;
  // Drawn anew only where there is something to tell: it takes the reader back to the heading.
  if (tell || outcome.refused || left !== at.waiting) await home({ trying: tell && !outcome.reached });
}

// --- listening -----------------------------------------------------------------------------------------------

// One press at a time: a second one while the first is at work does nothing.
async function once(work) {
  if (busy) return;
  busy = true;
  try {
    await work();
  } finally {
    busy = false;
  }
}

place.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  const form = button.closest("form");
  if (at.screen === "question" && form && button.dataset.do !== "skip") {
    readQuestion(sheet.questions.find((one) => one.name === at.name), form, sheet);
  }
  once(() => DO[button.dataset.do](button.dataset.about));
});

place.addEventListener("submit", (event) => {
  event.preventDefault();
  once(() => SUBMIT[event.target.dataset.form](event.target));
});

// Links within the page lead there without an entry in the browser's history, which would look like a Back.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  document.getElementById(link.hash.slice(1))?.focus();
});

// The browser's own Back goes one question back, and never out of a sheet.
addEventListener("popstate", () => {
  if (!sheet) return;
  history.pushState(null, "");
  const form = place.querySelector("form[data-form=question]");
  if (form) readQuestion(sheet.questions.find((one) => one.name === at.name), form, sheet);
  if (at.screen === "locked") home();
  else back();
});

addEventListener("beforeunload", (event) => {
  if (sheet && at.screen !== "locked" && (sheet.answers.length || at.screen === "question")) event.preventDefault();
});

addEventListener("online", () => trySending());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") trySending();
});

navigator.serviceWorker?.register(place.dataset.worker);
home().then(trySending);
