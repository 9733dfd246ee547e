// Which questions somebody is asked: the same rules as domain/surveys/routing.py, held to it by tests/vectors/routing.json.

function holds(condition, chosen) {
  if (!condition.question) return true;
  const picked = chosen[condition.question] ?? [];
  if (condition.any_of) return condition.any_of.some((name) => picked.includes(name));
  return !condition.none_of.some((name) => picked.includes(name));
}

// The names of the questions that somebody who chose this is asked, in their order. What was chosen under a question
// that is itself no longer asked counts for nothing.
export function askedOf(questions, chosen) {
  const names = [];
  const counted = Object.create(null);
  for (const question of questions) {
    if (!holds(question.condition, counted)) continue;
    names.push(question.name);
    counted[question.name] = chosen[question.name] ?? [];
  }
  return names;
}

// The names of the questions for which the device is handed over: those marked private, and those that hang on one.
// Whether such a question is asked would tell what was said in private.
export function privateOf(questions) {
  const names = new Set();
  for (const question of questions) {
    if (question.private || names.has(question.condition.question)) names.add(question.name);
  }
  return names;
}
