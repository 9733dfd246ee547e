// Sends what waits, once. An envelope leaves the device only after the service has named its number as arrived; until
// then it is sent again, and the service knows the number. One tab sends at a time.
import * as store from "./store.js";

const PATIENCE = 30_000;

// Returns how many arrived, how many were turned away (those stay, with the reason), and whether the service answered.
export function sendAll(address) {
  return navigator.locks.request("new-belongings-sending", async () => {
    const surveys = new Map((await store.surveys()).map((survey) => [survey.round, survey]));
    const outcome = { sent: 0, refused: 0, reached: true };
    for (const envelope of await store.waiting()) {
      const answer = await send(address, envelope, surveys.get(envelope.round)?.token ?? "");
      if (answer.arrived === envelope.id) {
        await store.dropEnvelope(envelope.id);
        outcome.sent += 1;
      } else if (answer.refused) {
        await store.keepEnvelope({ ...envelope, refused: answer.refused });
        outcome.refused += 1;
      } else {
        outcome.reached = false;
        if (answer.lost) break;
      }
    }
    return outcome;
  });
}

// What the service said: `arrived` with the number, `refused` with a sentence, `lost` where nothing came back.
async function send(address, { id, sealed }, token) {
  try {
    const response = await fetch(address, {
      method: "POST",
      credentials: "omit",
      headers: { "Content-Type": "application/json", "X-Capture-Token": token },
      body: JSON.stringify({ id, sealed }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.status >= 500) return {};
    return await response.json();
  } catch (error) {
    return { lost: !(error instanceof SyntaxError) };
  }
}
