// What lies on the device: the surveys that were taken along, and envelopes that wait to be sent. Nothing is in clear
// that anybody said. `strict`: an envelope is on the disk before anyone is told that it is locked.
import { openDB } from "idb";

const opened = () =>
  openDB("new-belongings-offline", 1, {
    upgrade(db) {
      db.createObjectStore("surveys", { keyPath: "round" });
      db.createObjectStore("waiting", { keyPath: "id" });
    },
  });

let kept;
const database = () => (kept ??= opened());

async function change(store, work) {
  const transaction = (await database()).transaction(store, "readwrite", { durability: "strict" });
  work(transaction.store);
  await transaction.done;
}

export const surveys = async () => (await database()).getAll("surveys");
export const waiting = async () => (await database()).getAll("waiting");
export const keepSurvey = (survey) => change("surveys", (store) => store.put(survey));
export const dropSurvey = (round) => change("surveys", (store) => store.delete(round));
export const keepEnvelope = (envelope) => change("waiting", (store) => store.put(envelope));
export const dropEnvelope = (id) => change("waiting", (store) => store.delete(id));
