/* What happens on the page, by name. Who announces something does not know who hears it; listeners are told in the order they came. */

/** @import { EventDetails } from "../types/page" */

/** Announces with `emit(name, …details)` what `on(name, listener)` listens for. */
export function createEvents() {
  /** @type {Map<string, ((...details: any[]) => void)[]>} */
  const listeners = new Map();
  return {
    /**
     * @template {keyof EventDetails} Name
     * @param {Name} name
     * @param {(...details: EventDetails[Name]) => void} listener
     */
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    },
    /**
     * @template {keyof EventDetails} Name
     * @param {Name} name
     * @param {EventDetails[Name]} details
     */
    emit(name, ...details) {
      for (const listener of listeners.get(name) ?? []) listener(...details);
    },
  };
}
