// One question with what was said so far, and reading it back from the page.
import { clone, fill } from "./dom.js";
import { fieldsOf } from "./sheet.js";

const THINGS = ["First thing", "Second thing, if you have one", "Third thing, if you have one"];

export function drawQuestion(question, sheet, errors) {
  const { name, text, hint, ideas, ends } = question;
  const inOneBox = question.kind === "long_text";
  const node = clone(inOneBox ? "one-box" : "group");
  fill(node, {
    text,
    hint,
    ideas: ideas.length > 0 && drawIdeas(question),
    ends: ends.length > 0 && `0 is “${ends[0]}”. 10 is “${ends[1]}”.`,
    choices: question.options.length > 0 && drawChoices(question, sheet),
    boxes: drawBoxes(question, sheet, errors),
  });
  const said = [];
  for (const slot of ["hint", "ends"]) {
    const place = node.querySelector(`[data-slot="${slot}"]`);
    if (place) said.push((place.id = `${name}__${slot}`));
  }
  const described = inOneBox ? node.querySelector("textarea") : node;
  if (inOneBox) {
    node.querySelector("label").htmlFor = described.id;
    if (errors[described.id]) said.push(`${described.id}__error`);
  }
  if (said.length) described.setAttribute("aria-describedby", said.join(" "));
  return node;
}

function drawIdeas({ short, ideas }) {
  const items = ideas.map((idea) => Object.assign(document.createElement("li"), { textContent: idea }));
  return fill(clone("ideas"), { short, list: items });
}

function drawChoices({ name, kind, options }, sheet) {
  const list = clone(kind === "scale" ? "scale" : kind === "many" ? "checkboxes" : "radios");
  const pattern = list.firstElementChild;
  const items = options.map((option, place) => {
    const item = pattern.cloneNode(true);
    const [input, label] = item.children;
    Object.assign(input, { name, value: option.name, id: `${name}__pick_${place + 1}` });
    input.defaultChecked = sheet.values(name).includes(option.name);
    label.htmlFor = input.id;
    label.textContent = option.text;
    return item;
  });
  list.replaceChildren(...items);
  return list;
}

function drawBoxes(question, sheet, errors) {
  const kind = question.options.length ? "line" : question.kind === "long_text" ? "box" : "small-box";
  const other = question.options.find((option) => option.other);
  return fieldsOf(question).map((field, place) => {
    const node = clone(kind);
    const box = node.querySelector("input, textarea");
    Object.assign(box, { id: field, name: field, defaultValue: sheet.words(field) });
    fill(node, { label: other ? `If you picked “${other.text}”, you can say more` : THINGS[place] });
    node.querySelector("label")?.setAttribute("for", field);
    fill(node, { error: errors[field] ?? false });
    if (errors[field]) {
      node.classList.add("govuk-form-group--error");
      box.classList.add(box.matches("input") ? "govuk-input--error" : "govuk-textarea--error");
      node.querySelector(".govuk-error-message").id = `${field}__error`;
      box.setAttribute("aria-describedby", `${field}__error`);
    }
    return node;
  });
}

// Take from the page what was picked and typed.
export function readQuestion(question, form, sheet) {
  sheet.clear(question);
  for (const [field, value] of new FormData(form)) {
    if (value) sheet.typed[field] = [...sheet.values(field), value];
  }
}
