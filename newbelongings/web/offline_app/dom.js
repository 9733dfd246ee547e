// Drawing by cloning the page's own <template>s. Words go in as text, never as markup.

export function clone(name) {
  return document.getElementById(`t-${name}`).content.firstElementChild.cloneNode(true);
}

// Put words into the places of that name; a place whose words are empty, false or null is taken away.
export function fill(node, words) {
  for (const [slot, value] of Object.entries(words)) {
    const wanted = `[data-slot="${slot}"]`;
    for (const place of [...(node.matches(wanted) ? [node] : []), ...node.querySelectorAll(wanted)]) {
      if (value === true) continue;
      if (value === null || value === false || value === "") place.remove();
      else if (value instanceof Node) place.replaceChildren(value);
      else if (Array.isArray(value)) place.replaceChildren(...value);
      else place.textContent = value;
    }
  }
  return node;
}

export const plural = (number, one, many) => (number === 1 ? one : many);
