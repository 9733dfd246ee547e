// Answers the cases of routing.json by the device's own module. Prints one list of names a case, and who is alone.
import { readFileSync } from "node:fs";
import { askedOf, privateOf } from "../../newbelongings/web/offline_app/routing.js";

const { cases } = JSON.parse(readFileSync(new URL("routing.json", import.meta.url)));
const answers = cases.map(({ questions, chosen }) => {
  const whole = questions.map((question) => ({ condition: {}, private: false, ...question }));
  return { asked: askedOf(whole, chosen), alone: [...privateOf(whole)] };
});
process.stdout.write(JSON.stringify(answers));
