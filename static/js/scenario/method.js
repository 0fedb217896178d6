/* The parts of a method as they are edited: changes (Scenario → Scenario), each on the long form. Plain data in, plain data out. */

import { get, put, toPointer, without } from "../lib/json-pointer.js";
import { integrationPointer, responsePointer, toMethod } from "./scenario.js";

const HEADER = "method.response.header.";
const NEW_TYPES = ["application/json", "application/xml", "text/plain", "text/html"];

/** What the Method tab shows of a Scenario. */
export function viewOf(scenario) {
  const { method } = toMethod(scenario);
  const integration = method.methodIntegration ?? {};
  return { isShort: scenario.method === undefined, method, integration, responses: Object.entries(integration.integrationResponses ?? {}) };
}

const inMethod = (change) => (scenario) => change(toMethod(scenario));

/** A change that puts `value` at `pointer`, or, where it is undefined, takes away what is there. */
export const putAt = (pointer, value) => (scenario) => (value === undefined ? without(scenario, pointer) : put(scenario, pointer, value));

export const putInMethod = (pointer, value) => inMethod(putAt(pointer, value));
export const putInIntegration = (name, value) => putInMethod(integrationPointer(name), value);
export const putInResponse = (key, name, value) => putInMethod(responsePointer(key, name), value);

/** Header mappings without the prefix that all of them have. */
export const shortHeaders = (mappings) => renamed(mappings, (name) => (name.startsWith(HEADER) ? name.slice(HEADER.length) : name));

/** The reverse; `response.x` and the like are left as they are written. */
export const longHeaders = (headers) => renamed(headers, (name) => (/^method\.|^$/.test(name) ? name : HEADER + name));

const renamed = (map, rename) => Object.fromEntries(Object.entries(map ?? {}).map(([name, value]) => [rename(name), value]));

/** The key of a response that could be added next: the first of what DynamoDB and Lambda methods usually have. */
export function newResponse(scenario) {
  const taken = get(toMethod(scenario), responsePointer()) ?? {};
  const status = ["200", "400", "500", "404", "409", "503"].find((each) => !Object.hasOwn(taken, each));
  const free = status ?? String(Array.from({ length: 500 }, (_, index) => 100 + index).find((each) => !Object.hasOwn(taken, each)));
  const isFirst = !Object.values(taken).some((response) => !response?.selectionPattern);
  return { key: free, response: { statusCode: free, ...(isFirst ? {} : { selectionPattern: `${free[0]}\\d{2}` }), responseTemplates: {} } };
}

export const addResponse = ({ key, response }) => putInMethod(responsePointer(key), response);
export const removeInMethod = (pointer) => inMethod((scenario) => without(scenario, pointer));

/** A content type that is not among `types` yet. */
export const freeType = (types) => NEW_TYPES.find((type) => !types.includes(type)) ?? `application/x-${types.length}`;

/** `{change, moved}`: the response at `key` under another status; null where there is one of that status already. */
export function renameResponse(scenario, key, status) {
  const responses = get(toMethod(scenario), responsePointer()) ?? {};
  if (key !== status && Object.hasOwn(responses, status)) return null;
  const entries = Object.entries(responses).map(([each, one]) => (each === key ? [status, { ...one, statusCode: status }] : [each, one]));
  const [before, after] = [`${responsePointer(key)}/`, `${responsePointer(status)}/`];
  return {
    change: putInMethod(responsePointer(), Object.fromEntries(entries)),
    moved: (where) => (where.startsWith(before) ? after + where.slice(before.length) : where),
  };
}

/** What a method declares, `{status: "Header, Header"}`, of its method responses. */
export function declaredOf({ methodResponses }) {
  const entries = Object.entries(methodResponses ?? {});
  return Object.fromEntries(
    entries.map(([key, { statusCode = key, responseParameters } = {}]) => [statusCode, Object.keys(shortHeaders(responseParameters)).join(", ")]),
  );
}

/** A change to what the method declares; members that are not shown stay. Nothing written: declarations are not checked. */
export function putDeclared(declared) {
  return inMethod((scenario) => {
    const now = scenario.method.methodResponses ?? {};
    const entries = Object.entries(declared).map(([status, headers]) => {
      const names = headers.split(",").map((name) => name.trim());
      const before = shortHeaders(now[status]?.responseParameters);
      const flags = Object.fromEntries(names.filter(Boolean).map((name) => [name, before[name] ?? false]));
      return [status, { ...now[status], statusCode: status, responseParameters: longHeaders(flags) }];
    });
    return putAt(toPointer("method", "methodResponses"), entries.length ? Object.fromEntries(entries) : undefined)(scenario);
  });
}
