// Every screen but the question itself: the words that are put into its template.
import { clone, fill, plural } from "./dom.js";

const HELPED = "Somebody is helping you, so this is private but not anonymous: they will know what you said.";
const AND_ALONE = "The last questions you answer alone: then the device is yours.";

// What lies on the device: surveys, and envelopes that wait.
export function home({ surveys, waiting, sent, trying, today }) {
  const refused = [...new Set(waiting.map((envelope) => envelope.refused).filter(Boolean))];
  return fill(clone("home"), {
    waits: waits(waiting.length),
    sent: sent > 0 && `${whose(sent)} were sent. Nothing of them is left on this device.`,
    trying: trying && waiting.length > 0,
    send: waiting.length > 0,
    refused: refused.length > 0 && refused.map((sentence) => refusal(sentence, waiting)),
    surveys: surveys.map((survey) => card(survey, surveys.length, waiting, today)),
    empty: surveys.length === 0,
    another: surveys.length > 0,
  });
}

export const GONE = "They were sent. Nothing of them is left on this device.";

export function waits(number) {
  return number > 0 && `${number} ${plural(number, "waits", "wait")} to be sent.`;
}

const whose = (number) => `${number} ${plural(number, "person’s", "people’s")} answers`;

function refusal(sentence, waiting) {
  const stopped = waiting.filter((envelope) => envelope.refused === sentence);
  const node = fill(clone("refused"), {
    title: `${stopped.length} could not be sent`,
    sentence,
  });
  node.querySelector("[data-do]").dataset.about = stopped.map((envelope) => envelope.id).join(" ");
  return node;
}

function card(survey, surveys, waiting, today) {
  const open = today <= survey.closesOn;
  const node = fill(clone("survey"), {
    title: survey.title,
    council: survey.council,
    closes: open ? `You can ask until ${survey.closes}.` : `It closed on ${survey.closes}. If it was given longer, take it with you again.`,
    start: open,
    drop: waiting.every((envelope) => envelope.round !== survey.round),
  });
  for (const button of node.querySelectorAll("[data-do]")) button.dataset.about = survey.round;
  if (surveys > 1) node.querySelector("[data-do=begin]")?.classList.add("govuk-button--secondary");
  return node;
}

export function start(sheet, continuing) {
  const { survey } = sheet;
  const routed = survey.questions.some((question) => question.condition.question);
  const number = survey.questions.length;
  const node = fill(clone("start"), {
    title: survey.title,
    lead: `${survey.council} wants to know what is good, what is bad and what to change. ${routed ? "Up to " : ""}${number} ${plural(number, "question", "questions")}, about ${minutes(number)}.`,
    helped: sheet.private.size ? `${HELPED} ${AND_ALONE}` : HELPED,
    mixed: `They are mixed with at least ${survey.others} others before anyone at the council can open them. The last few, when the survey closes, are mixed with each other.`,
    go: continuing ? "Continue" : "Start",
  });
  node.querySelector(`[name=interpreter][value=${sheet.interpreter ? "yes" : "no"}]`).defaultChecked = true;
  return node;
}

export const minutes = (questions) => {
  const number = Math.ceil(questions / 2);
  return `${number} ${plural(number, "minute", "minutes")}`;
};

export function check(sheet, alone, problem) {
  const rows = sheet.part(alone).map((question) => {
    const said = sheet.given(question).map(({ option, text }) => {
      const picked = question.options.find((one) => one.name === option)?.text;
      return fill(clone("said"), { words: [picked, text?.trim()].filter(Boolean).join(": ") });
    });
    const row = fill(clone("row"), { title: question.short, said: said.length ? said : clone("skipped") });
    row.querySelector("[data-do]").dataset.about = question.name;
    return row;
  });
  const more = !alone && sheet.part(true).length > 0;
  return fill(clone("check"), {
    rows,
    error: problem ? fill(clone("error"), { words: problem }) : false,
    alone,
    more,
    last: !more,
    lock: more ? "Go on" : "Lock my answers",
  });
}

export function handOver(number) {
  return fill(clone("hand-over"), {
    number: `The next ${number === 1 ? "question is" : `${number} questions are`} for you alone. Whoever is helping you cannot go back to ${plural(number, "it", "them")}.`,
  });
}

export const locked = (alone, number) => fill(clone("locked"), { alone, waits: waits(number) });
export const stop = () => clone("stop");
export const discard = (number) => fill(clone("discard"), { whose: whose(number) });
