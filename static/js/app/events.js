/* What happens on the page, by name. Who announces something does not know who hears it; listeners are told in the order they came. */

/** Announces with `emit(name, …details)` what `on(name, listener)` listens for. */
export function createEvents() {
  const listeners = new Map();
  return {
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    },
    emit(name, ...details) {
      for (const listener of listeners.get(name) ?? []) listener(...details);
    },
  };
}
