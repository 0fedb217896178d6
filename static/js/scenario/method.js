/* The parts of a method as they are edited: changes (Scenario → Scenario), each on the long form. Plain data in, plain data out. */

import { get, put, toPointer, without } from "../lib/json-pointer.js";
import { integrationPointer, responsePointer, toMethod } from "./scenario.js";

/** @import { Change, IntegrationResponse, Maybe, Method, Scenario } from "../types/page" */

const HEADER = "method.response.header.";
const NEW_TYPES = ["application/json", "application/xml", "text/plain", "text/html"];

/**
 * What the Method tab shows of a Scenario.
 * @param {Scenario} scenario
 */
export function viewOf(scenario) {
  const { method } = toMethod(scenario);
  const integration = method.methodIntegration ?? {};
  return { isShort: scenario.method === undefined, method, integration, responses: Object.entries(integration.integrationResponses ?? {}) };
}

/**
 * @param {Change} change
 * @returns {Change}
 */
const inMethod = (change) => (scenario) => change(toMethod(scenario));

/**
 * A change that puts `value` at `pointer`, or, where it is undefined, takes away what is there.
 * @param {string} pointer
 * @param {unknown} value
 * @returns {Change}
 */
export const putAt = (pointer, value) => (scenario) => (value === undefined ? without(scenario, pointer) : put(scenario, pointer, value));

/**
 * As `putAt`, on the long form.
 * @param {string} pointer
 * @param {unknown} value
 */
export const putInMethod = (pointer, value) => inMethod(putAt(pointer, value));
/**
 * A change of a member of the integration.
 * @param {string} name
 * @param {unknown} value
 */
export const putInIntegration = (name, value) => putInMethod(integrationPointer(name), value);
/**
 * A change of a member of the integration response at `key`.
 * @param {string} key
 * @param {string} name
 * @param {unknown} value
 */
export const putInResponse = (key, name, value) => putInMethod(responsePointer(key, name), value);

/**
 * Header mappings without the prefix that all of them have.
 * @param {Maybe<Record<string, any>>} mappings
 * @returns {Record<string, any>}
 */
export const shortHeaders = (mappings) => renamed(mappings, (name) => (name.startsWith(HEADER) ? name.slice(HEADER.length) : name));

/**
 * The reverse; `response.x` and the like are left as they are written.
 * @param {Record<string, any>} headers
 * @returns {Record<string, any>}
 */
export const longHeaders = (headers) => renamed(headers, (name) => (/^method\.|^$/.test(name) ? name : HEADER + name));

/**
 * @param {Maybe<Record<string, any>>} map
 * @param {(name: string) => string} rename
 */
const renamed = (map, rename) => Object.fromEntries(Object.entries(map ?? {}).map(([name, value]) => [rename(name), value]));

/**
 * The key of a response that could be added next: the first of what DynamoDB and Lambda methods usually have.
 * @param {Scenario} scenario
 */
export function newResponse(scenario) {
  const taken = get(toMethod(scenario), responsePointer()) ?? {};
  const status = ["200", "400", "500", "404", "409", "503"].find((each) => !Object.hasOwn(taken, each));
  const free = status ?? String(Array.from({ length: 500 }, (_, index) => 100 + index).find((each) => !Object.hasOwn(taken, each)));
  const isFirst = !Object.values(taken).some((response) => !response?.selectionPattern);
  return { key: free, response: { statusCode: free, ...(isFirst ? {} : { selectionPattern: `${free[0]}\\d{2}` }), responseTemplates: {} } };
}

/**
 * A change that puts a response there.
 * @param {{ key: string, response: IntegrationResponse }} added
 */
export const addResponse = ({ key, response }) => putInMethod(responsePointer(key), response);
/**
 * A change that takes away what is at `pointer`.
 * @param {string} pointer
 */
export const removeInMethod = (pointer) => inMethod((scenario) => without(scenario, pointer));

/**
 * A content type that is not among `types` yet.
 * @param {string[]} types
 */
export const freeType = (types) => NEW_TYPES.find((type) => !types.includes(type)) ?? `application/x-${types.length}`;

/**
 * `{change, moved}`: the response at `key` under another status; null where there is one of that status already.
 * @param {Scenario} scenario
 * @param {string} key
 * @param {string} status
 */
export function renameResponse(scenario, key, status) {
  const responses = get(toMethod(scenario), responsePointer()) ?? {};
  if (key !== status && Object.hasOwn(responses, status)) return null;
  const entries = Object.entries(responses).map(([each, one]) => (each === key ? [status, { ...one, statusCode: status }] : [each, one]));
  const [before, after] = [`${responsePointer(key)}/`, `${responsePointer(status)}/`];
  return {
    change: putInMethod(responsePointer(), Object.fromEntries(entries)),
    /** @param {string} where */
    moved: (where) => (where.startsWith(before) ? after + where.slice(before.length) : where),
  };
}

/**
 * What a method declares, `{status: "Header, Header"}`, of its method responses.
 * @param {Method} method
 */
export function declaredOf({ methodResponses }) {
  const entries = Object.entries(methodResponses ?? {});
  return Object.fromEntries(
    entries.map(([key, { statusCode = key, responseParameters } = {}]) => [
      statusCode,
      Object.keys(shortHeaders(responseParameters)).join(", "),
    ]),
  );
}

/**
 * A change to what the method declares; members that are not shown stay. Nothing written: declarations are not checked.
 * @param {Record<string, string>} declared
 */
export function putDeclared(declared) {
  return inMethod((scenario) => {
    const now = scenario.method?.methodResponses ?? {};
    const entries = Object.entries(declared).map(([status, headers]) => {
      const names = headers.split(",").map((name) => name.trim());
      const before = shortHeaders(now[status]?.responseParameters);
      const flags = Object.fromEntries(names.filter(Boolean).map((name) => [name, before[name] ?? false]));
      return [status, { ...now[status], statusCode: status, responseParameters: longHeaders(flags) }];
    });
    return putAt(toPointer("method", "methodResponses"), entries.length ? Object.fromEntries(entries) : undefined)(scenario);
  });
}
