// One person's answers, in memory and nowhere else. What is typed goes by field names, as in web/public/survey/paper.py:
// `stage` is what was picked, `stage__other` the words beside "Other", `worst__1` to `worst__3` the three things.
import { askedOf, privateOf } from "./routing.js";

export const LONGEST = 2000;

export class Sheet {
  constructor(survey) {
    this.id = crypto.randomUUID();
    this.survey = survey;
    this.questions = survey.questions;
    this.private = privateOf(survey.questions);
    this.interpreter = false;
    this.typed = Object.create(null);
    this.seen = new Set();
  }

  // The questions this person is asked: first those before the adviser, then those for which the device is handed over.
  part(isPrivate) {
    const chosen = Object.create(null);
    for (const question of this.questions) {
      if (question.options.length) chosen[question.name] = this.given(question).map((answer) => answer.option);
    }
    const asked = new Set(askedOf(this.questions, chosen));
    return this.questions.filter((q) => asked.has(q.name) && this.private.has(q.name) === isPrivate);
  }

  get asked() {
    return [...this.part(false), ...this.part(true)];
  }

  values(name) {
    return this.typed[name] ?? [];
  }

  words(name) {
    return this.values(name)[0] ?? "";
  }

  // What was said to one question, as the service takes it.
  given(question) {
    const { name } = question;
    if (!question.options.length) {
      return fieldsOf(question)
        .map((field, place) => ({ question: name, position: place + 1, text: this.words(field) }))
        .filter((answer) => answer.text.trim());
    }
    const beside = this.words(`${name}__other`);
    const picked = this.values(name);
    const others = question.options.filter((option) => option.other).map((option) => option.name);
    if (!picked.length && beside.trim()) return [{ question: name, option: others[0], text: beside }];
    return picked.map((option) => ({ question: name, option, text: others.includes(option) ? beside : "" }));
  }

  clear(question) {
    for (const field of [question.name, ...fieldsOf(question)]) delete this.typed[field];
  }

  // What is too long, by field name.
  errors(question) {
    const found = {};
    for (const field of fieldsOf(question)) {
      const letters = [...this.words(field).trim()].length;
      if (letters > LONGEST) {
        found[field] = `Make this shorter. It has ${count(letters)} letters and ${count(LONGEST)} fit.`;
      }
    }
    return found;
  }

  get answers() {
    return this.asked.flatMap((question) => this.given(question));
  }
}

const count = (number) => number.toLocaleString("en-GB");

// The names of a question's boxes for words.
export function fieldsOf(question) {
  if (question.options.length) return question.options.some((option) => option.other) ? [`${question.name}__other`] : [];
  return Array.from({ length: question.things }, (_, place) => `${question.name}__${place + 1}`);
}
