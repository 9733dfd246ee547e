// On the staff page, with a signal: bring a survey onto this device, and put in what opens it without one.
import { keepSurvey } from "./store.js";

const status = document.getElementById("take-status");
const ready = document.getElementById("take-ready");
const cannot = document.getElementById("take-cannot");
const forms = document.querySelectorAll("form[data-take]");

if (navigator.serviceWorker && window.isSecureContext && navigator.locks) {
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      take(form);
    });
  }
} else cannot.hidden = false;

async function take(form) {
  const button = form.querySelector("button");
  button.disabled = true;
  status.textContent = "Bringing it onto this device. Keep this page open …";
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    await keepSurvey(await response.json());
    await workerIn(form.dataset.worker);
    await navigator.storage?.persist?.();
    status.textContent = "";
    ready.hidden = false;
    ready.querySelector("h2").focus();
  } catch {
    status.textContent = "That did not work. Load this page again and sign in if it asks you to; then try once more.";
  } finally {
    button.disabled = false;
  }
}

// Until a service worker has all of the page's files, the page would not open without a signal.
async function workerIn(address) {
  const registration = await navigator.serviceWorker.register(address);
  if (registration.active) return;
  const worker = registration.installing ?? registration.waiting;
  await new Promise((done, failed) => {
    const look = () => {
      if (worker.state === "activated") done();
      if (worker.state === "redundant") failed(new Error("no room"));
    };
    worker.addEventListener("statechange", look);
    look();
  });
}
