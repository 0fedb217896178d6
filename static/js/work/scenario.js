/* The Scenario as the page edits it: where its templates are, and what its backend answered. Plain data in, plain data out. */

import { get, put, toPointer } from "../lib/pointer.js";

const RESPONSES = ["method", "methodIntegration", "integrationResponses"];
export const BODY = "/backend/body";

/** The one template of a Scenario in its short form. */
const SHORT = { where: "/template", statusCode: "200", selectionPattern: "", contentType: "application/json" };

/**
 * The templates that can be edited, `{where, statusCode, selectionPattern, contentType}`: one for each integration response and type.
 * A response without a template has a place where one would be.
 */
export function templatePlaces(scenario) {
  if (scenario.method === undefined) return [SHORT];
  const places = Object.entries(get(scenario, toPointer(...RESPONSES)) ?? {}).flatMap(([key, response]) => placesOf(key, response ?? {}));
  return places.length ? places : placesOf("200", {});
}

function placesOf(key, { statusCode = key, selectionPattern, responseTemplates }) {
  const types = Object.keys(responseTemplates ?? {});
  return (types.length ? types : [SHORT.contentType]).map((contentType) => ({
    where: toPointer(...RESPONSES, key, "responseTemplates", contentType),
    statusCode,
    selectionPattern: selectionPattern ?? "",
    contentType,
  }));
}

/** The place of the template that an answer was made with, or undefined. */
export function chosenPlace(places, integrationResponse) {
  if (!integrationResponse) return undefined;
  const { template, statusCode, selectionPattern } = integrationResponse;
  return (
    places.find(({ where }) => where === template) ??
    places.find((place) => place.statusCode === statusCode && place.selectionPattern === (selectionPattern ?? ""))
  );
}

export const templateAt = (scenario, where) => get(scenario, where) ?? "";

export const backendOf = ({ backend }) => ({ status: backend?.status ?? 200, body: backend?.body ?? "" });

/** `scenario` with a text at `where`; a text that was not there and is empty is not put there. */
export function withTemplate(scenario, where, text) {
  return templateAt(scenario, where) === text ? scenario : put(scenario, where, text);
}

/** `scenario` with the backend's status and body; a backend that was not there stays away until something is written. */
export function withBackend(scenario, { status, body }) {
  const now = backendOf(scenario);
  if (now.status === status && now.body === body) return scenario;
  return { ...scenario, backend: { ...scenario.backend, status, body } };
}
