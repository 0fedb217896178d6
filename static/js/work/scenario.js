/* The Scenario as the page edits it: where its templates are, and what its backend answered. Plain data in, plain data out. */

import { get, put, toPointer } from "../lib/pointer.js";

const RESPONSES = ["method", "methodIntegration", "integrationResponses"];
export const BODY = "/backend/body";

/**
 * The templates that can be edited: one for each integration response and content type, `{where, key, statusCode, selectionPattern, contentType}`.
 * A response without a template has a place where one would be.
 */
export function templatePlaces(scenario) {
  if (scenario.method === undefined) return [{ where: "/template", key: "default", statusCode: "200", selectionPattern: "", contentType: "application/json" }];
  const responses = get(scenario, toPointer(...RESPONSES)) ?? {};
  const places = Object.entries(responses).flatMap(([key, response]) => {
    const types = Object.keys(response?.responseTemplates ?? {});
    return (types.length ? types : ["application/json"]).map((contentType) => ({
      where: toPointer(...RESPONSES, key, "responseTemplates", contentType),
      key,
      statusCode: response?.statusCode ?? key,
      selectionPattern: response?.selectionPattern ?? "",
      contentType,
    }));
  });
  return places.length ? places : [{ where: toPointer(...RESPONSES, "200", "responseTemplates", "application/json"), key: "200", statusCode: "200", selectionPattern: "", contentType: "application/json" }];
}

/** The place of the template that an answer was made with, or undefined. */
export function chosenPlace(places, integrationResponse) {
  if (!integrationResponse) return undefined;
  const { template, statusCode, selectionPattern } = integrationResponse;
  return places.find(({ where }) => where === template)
    ?? places.find((place) => place.statusCode === statusCode && place.selectionPattern === (selectionPattern ?? ""));
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
