/* Elements from names, properties and children. Text is always text: nothing here reads markup. */

/** `h("p.note", {hidden: true, onclick}, "text", child)`; what is no property of the element becomes an attribute. */
export function h(selector, properties = {}, ...children) {
  const [name, ...classes] = selector.split(".");
  const element = document.createElement(name);
  element.classList.add(...classes);
  for (const [key, value] of Object.entries(properties)) setProperty(element, key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function setProperty(element, key, value) {
  if (value === null || value === undefined) return;
  if (key in element) element[key] = value;
  else element.setAttribute(key, value);
}

/** A sentence with `code` between backticks, as nodes. */
export function sentence(text) {
  return text.split(/(`[^`\n]+`)/).map((piece) => (/^`.+`$/s.test(piece) ? h("code", {}, piece.slice(1, -1)) : piece));
}

/** Writes only what differs, so that nothing is announced or laid out twice. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
