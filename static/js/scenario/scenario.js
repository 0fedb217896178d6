/* The Scenario as the page edits it: where its templates are, and what its backend answered. Plain data in, plain data out. */

import { get, put, toPointer } from "../lib/json-pointer.js";

/** @import { Backend, IntegrationResponse, Maybe, Method, Scenario, SelectedResponse, TemplateEntry } from "../types/page" */

const INTEGRATION = ["method", "methodIntegration"];
const RESPONSES = [...INTEGRATION, "integrationResponses"];
const REQUESTS = [...INTEGRATION, "requestTemplates"];
const USUAL_TYPE = "application/json";
/** The pointer of the response's body. */
export const BODY = "/backend/body";

/**
 * The pointer of a part of the integration responses.
 * @param {...string} tokens
 */
export const responsePointer = (...tokens) => toPointer(...RESPONSES, ...tokens);
/**
 * The pointer of a part of the integration.
 * @param {...string} tokens
 */
export const integrationPointer = (...tokens) => toPointer(...INTEGRATION, ...tokens);

/**
 * The one template of a Scenario in its short form.
 * @type {TemplateEntry}
 */
const SHORT = { side: "response", where: "/template", statusCode: "200", selectionPattern: "", contentType: USUAL_TYPE };
const SHORT_AS_METHOD = responsePointer("200", "responseTemplates", USUAL_TYPE);

/**
 * The templates that can be edited, `{side, where, contentType}`; those of the response side, which come first, have a `statusCode` and a
 * `selectionPattern` too. An integration response, and the request side, without a template has an entry where one would be.
 * @param {Scenario} scenario
 */
export const templateEntries = (scenario) => [...responseEntries(scenario), ...requestEntries(scenario)];

/**
 * @param {Scenario} scenario
 * @returns {TemplateEntry[]}
 */
function responseEntries(scenario) {
  if (scenario.method === undefined) return [SHORT];
  const entries = Object.entries(get(scenario, responsePointer()) ?? {}).flatMap(([key, response]) => entriesOf(key, response ?? {}));
  return entries.length ? entries : entriesOf("200", {});
}

/**
 * @param {string} key
 * @param {IntegrationResponse} response
 * @returns {TemplateEntry[]}
 */
function entriesOf(key, { statusCode = key, selectionPattern, responseTemplates }) {
  return typesOf(responseTemplates).map((contentType) => ({
    side: "response",
    where: responsePointer(key, "responseTemplates", contentType),
    statusCode: String(statusCode),
    selectionPattern: selectionPattern ?? "",
    contentType,
  }));
}

/**
 * @param {Scenario} scenario
 * @returns {TemplateEntry[]}
 */
function requestEntries(scenario) {
  const types = typesOf(get(scenario, toPointer(...REQUESTS)));
  return types.map((contentType) => ({ side: "request", where: toPointer(...REQUESTS, contentType), contentType }));
}

/** @param {Maybe<Record<string, unknown>>} templates */
function typesOf(templates) {
  const types = Object.keys(templates ?? {});
  return types.length ? types : [USUAL_TYPE];
}

/**
 * The entry of the template that an answer was made with, or undefined.
 * @param {TemplateEntry[]} entries
 * @param {Maybe<SelectedResponse>} integrationResponse
 */
export function chosenEntry(entries, integrationResponse) {
  if (!integrationResponse) return undefined;
  const { template, statusCode, selectionPattern } = integrationResponse;
  return (
    entries.find(({ where }) => where === template) ??
    entries.find((entry) => entry.statusCode === statusCode && entry.selectionPattern === (selectionPattern ?? ""))
  );
}

/**
 * The text of a template; "" where there is none.
 * @param {Scenario} scenario
 * @param {string} where
 * @returns {string}
 */
export const templateAt = (scenario, where) => get(scenario, where) ?? "";

/**
 * `scenario` with a method: what the short form stands for, where it is one.
 * @param {Scenario} scenario
 * @returns {Scenario & { method: Method }}
 */
export function toMethod(scenario) {
  if (scenario.method !== undefined) return /** @type {Scenario & { method: Method }} */ (scenario);
  const { template, ...rest } = scenario;
  const response = { statusCode: "200", responseTemplates: { [USUAL_TYPE]: template ?? "" } };
  return put(/** @type {any} */ (rest), toPointer(...INTEGRATION), { type: "AWS", integrationResponses: { 200: response } });
}

/**
 * Where the text at `where` in the short form is in the long one.
 * @param {string} where
 */
export const whereInMethod = (where) => (where === SHORT.where ? SHORT_AS_METHOD : where);

/**
 * `scenario` with a text at `where`; a text that was not there and is empty is not put there.
 * @param {Scenario} scenario
 * @param {string} where
 * @param {string} text
 * @returns {Scenario}
 */
export function withTemplate(scenario, where, text) {
  if (templateAt(scenario, where) === text) return scenario;
  return put(where === SHORT.where ? scenario : toMethod(scenario), where, text);
}

/**
 * The backend's answer, with what it has where it says nothing.
 * @param {Pick<Scenario, "backend">} scenario
 */
export const backendOf = ({ backend }) => ({
  ...{ status: backend?.status ?? 200, header: backend?.header ?? {}, body: backend?.body ?? "" },
  ...(backend?.fault ? { fault: backend.fault } : {}),
});

/**
 * `scenario` with the backend's status or fault, headers and body; a backend that was not there stays away until something is written.
 * @param {Scenario} scenario
 * @param {Backend} answered
 * @returns {Scenario}
 */
export function withBackend(scenario, answered) {
  const { body, ...rest } = backendOf(scenario);
  const { body: nextBody = body, ...next } = answered;
  if (body === nextBody && JSON.stringify(rest) === JSON.stringify({ ...rest, ...next })) return scenario;
  const { fault, ...given } = { ...scenario.backend, ...answered };
  return { ...scenario, backend: fault ? { ...given, fault } : given };
}
