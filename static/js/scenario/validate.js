/* Whether something that the browser kept can be worked on: the shapes that the page relies on. What it means is the server's to say. */

/** @import { ApiPlace, Saved, Scenario } from "../types/page" */
/** @typedef {(value: any) => boolean} Check */

/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @param {unknown} value */
const isText = (value) => typeof value === "string" || value === null;
/**
 * @param {Check} check
 * @returns {Check}
 */
const maybe = (check) => (value) => value === undefined || check(value);
/**
 * @param {Check} check
 * @returns {Check}
 */
const all = (check) => (value) => isObject(value) && Object.values(value).every(check);
/**
 * @param {Record<string, Check>} members
 * @returns {Check}
 */
const has = (members) => (value) => isObject(value) && Object.entries(members).every(([name, check]) => maybe(check)(value[name]));

const isBackend = has({ body: (value) => typeof value === "string", status: Number.isInteger, header: isObject });
const isRequest = has({ body: (value) => typeof value === "string", path: isObject, querystring: isObject, header: isObject });
const isResponse = has({ responseTemplates: all(isText), responseParameters: isObject, selectionPattern: isText, statusCode: isText });
const isIntegration = has({ integrationResponses: all(isResponse), requestTemplates: all(isText), requestParameters: isObject });
const isMethod = has({ methodIntegration: isIntegration, methodResponses: maybe(all(isObject)) });
/** @type {Check} */
const isCase = (value) => has({ backend: isBackend, request: isRequest, failure: isText })(value) && typeof value.name === "string";

const looksLike = has({
  title: isText,
  template: isText,
  method: isMethod,
  backend: isBackend,
  request: isRequest,
  context: isObject,
  stageVariables: all(isText),
  gatewayResponses: all(isObject),
  api: isObject,
  failure: isText,
  tables: (value) => value === null || Array.isArray(value),
  cases: (value) => Array.isArray(value) && value.every(isCase),
});

/**
 * Whether `value` can be a Scenario.
 * @param {any} value
 * @returns {value is Scenario}
 */
export const isScenario = (value) => looksLike(value) && (value.template !== undefined || value.method !== undefined);

/**
 * Whether `value` says which method of which opened API a work is.
 * @param {any} value
 * @returns {value is ApiPlace}
 */
export const isApiPlace = (value) =>
  isObject(value) && typeof value.id === "string" && typeof value.name === "string" && Number.isInteger(value.at) && value.at >= 0;

/**
 * Whether `value` says which saved scenario a work is.
 * @param {any} value
 * @returns {value is Saved}
 */
export const isSaved = (value) =>
  isObject(value) &&
  [value.id, value.title, value.time, value.digest].every((one) => typeof one === "string") &&
  [value.revision, value.shown].every(Number.isInteger) &&
  isText(value.author);
