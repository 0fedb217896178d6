/* The gateway's own failure that is asked for: the case's in the editor, where it has its own, else the Scenario's. Plain data in and out. */

import { caseAt, withCase } from "./cases.js";
import { putAt } from "./method.js";

/** @import { Scenario } from "../types/page" */

/** Every type of gateway response, those that are met most often first. */
export const FAILURES = [
  "UNAUTHORIZED",
  "ACCESS_DENIED",
  "MISSING_AUTHENTICATION_TOKEN",
  "INVALID_API_KEY",
  "THROTTLED",
  "QUOTA_EXCEEDED",
  "BAD_REQUEST_PARAMETERS",
  "BAD_REQUEST_BODY",
  "UNSUPPORTED_MEDIA_TYPE",
  "REQUEST_TOO_LARGE",
  "WAF_FILTERED",
  "EXPIRED_TOKEN",
  "INVALID_SIGNATURE",
  "RESOURCE_NOT_FOUND",
  "AUTHORIZER_FAILURE",
  "AUTHORIZER_CONFIGURATION_ERROR",
  "API_CONFIGURATION_ERROR",
  "INTEGRATION_TIMEOUT",
  "INTEGRATION_FAILURE",
  "DEFAULT_4XX",
  "DEFAULT_5XX",
];

/**
 * The failure that is asked for where the case at `at` (null: the Scenario's own response) is; "" for none.
 * @param {Scenario} scenario
 * @param {number | null} at
 */
export const failureOf = (scenario, at) => caseAt(scenario, at)?.failure ?? scenario.failure ?? "";

/**
 * `scenario` with another one in its place; "" for none.
 * @param {Scenario} scenario
 * @param {number | null} at
 * @param {string} failure
 * @returns {Scenario}
 */
export function withFailure(scenario, at, failure) {
  const asked = /** @type {Scenario["failure"]} */ (failure || undefined);
  return at !== null && caseAt(scenario, at)?.failure ? withCase(scenario, at, { failure: asked }) : putAt("/failure", asked)(scenario);
}
