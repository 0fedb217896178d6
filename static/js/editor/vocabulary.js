/* What a template can name, with a line of help each. The words are AWS's; what they do is the server's. */

/** @typedef {[label: string, signature: string, help: string]} Entry */

/**
 * [label, signature, help]; a label with "(" is a function.
 * @type {Entry[]}
 */
export const INPUT = [
  ["path()", "(jsonPath) → value", "The value at a JSONPath of the body; it can be walked and looped over."],
  ["json()", "(jsonPath) → JSON text", "The value at a JSONPath of the body, as JSON text."],
  ["params()", "(name?) → text", "A parameter of the client's request: path, query string or header; all of them without a name."],
  ["body", "text", "The body as it was received."],
];

/** @type {Entry[]} */
export const UTIL = [
  [
    "escapeJavaScript()",
    "(text) → text",
    "Escapes for a JSON string; it writes \\' for ', which JSON does not know: add .replaceAll(\"\\\\'\", \"'\").",
  ],
  ["parseJson()", "(text) → value", "Reads JSON text; the value can be walked and looped over."],
  ["urlEncode()", "(text) → text", "Encodes as application/x-www-form-urlencoded."],
  ["urlDecode()", "(text) → text", "Decodes application/x-www-form-urlencoded."],
  ["base64Encode()", "(text) → text", "Encodes as base64."],
  ["base64Decode()", "(text) → text", "Decodes base64."],
];

/**
 * Members of `$context` by the path before them.
 * @type {Record<string, Entry[]>}
 */
export const CONTEXT = {
  "": [
    ["responseOverride", "status, header", "Set its members to change the client's response."],
    ["requestOverride", "header, path, querystring", "Set its members to change the integration's request."],
    ["requestId", "text", "The id of the call."],
    ["extendedRequestId", "text", "The id that API Gateway gave to the call."],
    ["requestTime", "text", "When the call came, as the access log writes it."],
    ["requestTimeEpoch", "number", "When the call came, in milliseconds since 1970."],
    ["httpMethod", "text", "GET, POST, …"],
    ["path", "text", "The path with its stage."],
    ["resourcePath", "text", "The path of the resource, such as /items/{id}."],
    ["resourceId", "text", "The id of the resource."],
    ["protocol", "text", "HTTP/1.1"],
    ["stage", "text", "The stage that was called."],
    ["apiId", "text", "The id of the API."],
    ["accountId", "text", "The account that owns the API."],
    ["domainName", "text", "The domain that was called."],
    ["identity", "sourceIp, userAgent, …", "Who called."],
    ["authorizer", "claims, principalId, …", "What the authorizer said."],
  ],
  responseOverride: [
    ["status", "number", "The status code that the client gets."],
    ["header", "map", "Headers that the client gets: $context.responseOverride.header.name"],
  ],
  requestOverride: [
    ["header", "map", "Headers of the integration's request."],
    ["path", "map", "Path parameters of the integration's request."],
    ["querystring", "map", "Query string of the integration's request."],
  ],
  identity: [
    ["sourceIp", "text", "The client's address."],
    ["userAgent", "text", "The client's User-Agent."],
    ["apiKey", "text", "The API key that was sent."],
    ["caller", "text", "The caller that signed the request."],
    ["user", "text", "The user that signed the request."],
    ["userArn", "text", "The ARN of the user."],
    ["accountId", "text", "The caller's account."],
    ["cognitoIdentityId", "text", "The caller's Cognito identity."],
  ],
  authorizer: [
    ["claims", "map", "The claims of a Cognito token."],
    ["principalId", "text", "Who a Lambda authorizer said it is."],
  ],
};

/**
 * Members of `$method` by the path before them.
 * @type {Record<string, Entry[]>}
 */
export const METHOD = {
  "": [["request", "path, querystring, header, …", "The client's call: $method.request.path.name"]],
  request: [
    ["path", "map", "The parameters of the path, as they stand in the URL."],
    ["querystring", "map", "The parameters of the query string; of a repeated one the last."],
    ["header", "map", "The client's headers; names are taken as they are sent."],
    ["multivaluequerystring", "map of lists", "All values of each parameter of the query string, to loop over."],
  ],
};

/** @type {Entry[]} */
export const VARIABLES = [
  ["input", "body, params(), path(), json()", "What came: the body and the parameters."],
  ["util", "escapeJavaScript(), parseJson(), …", "API Gateway's functions."],
  ["context", "stage, identity, responseOverride, …", "About this call; overrides are set here."],
  ["method", "request", "The client's call: its parameters by their places."],
  ["stageVariables", "map", "The variables of the stage."],
];

/** @type {Entry[]} */
export const FOREACH = [
  ["index", "number", "The round, from 0."],
  ["count", "number", "The round, from 1."],
  ["hasNext", "true or false", "Whether another round follows: #if($foreach.hasNext),#end"],
  ["first", "true or false", "Whether this is the first round."],
  ["last", "true or false", "Whether this is the last round."],
];

/**
 * [label, snippet, help]
 * @type {[label: string, snippet: string, help: string][]}
 */
export const DIRECTIVES = [
  ["#if", "#if(${condition})\n\t${}\n#end", "Writes what is inside where the condition holds."],
  ["#elseif", "#elseif(${condition})", "Another condition, where those above did not hold."],
  ["#else", "#else", "Where no condition held."],
  ["#end", "#end", "Ends #if, #foreach and #define."],
  ["#foreach", "#foreach(${$item} in ${$list})\n\t${}#if($foreach.hasNext),#end\n#end", "Writes what is inside once for each."],
  ["#set", "#set(${$name} = ${value})", "Sets a variable; writes nothing."],
  ["#define", "#define(${$name})\n\t${}\n#end", "Keeps a piece to be written where it is named."],
  ["#break", "#break", "Ends the loop."],
  ["#stop", "#stop", "Ends the template."],
];

/**
 * By what a value is: its methods.
 * @type {Record<"list" | "map" | "text", Entry[]>}
 */
export const METHODS = {
  list: [
    ["size()", "() → number", "How many there are."],
    ["isEmpty()", "() → true or false", "Whether there is none."],
    ["get()", "(index) → value", "The one at an index, from 0."],
    ["contains()", "(value) → true or false", "Whether the value is in the list."],
  ],
  map: [
    ["containsKey()", "(name) → true or false", "Whether there is a member of that name."],
    ["keySet()", "() → names", "The names, to loop over."],
    ["entrySet()", "() → entries", "Names with values: $entry.key, $entry.value."],
    ["size()", "() → number", "How many members there are."],
  ],
  text: [
    ["length()", "() → number", "How many characters there are."],
    ["isEmpty()", "() → true or false", "Whether the text is empty."],
    ["replaceAll()", "(regex, text) → text", "With each match replaced."],
    ["split()", "(regex) → list", "The pieces between the matches."],
    ["substring()", "(from, to?) → text", "A part of the text."],
    ["toUpperCase()", "() → text", "In capitals."],
    ["toLowerCase()", "() → text", "In small letters."],
    ["contains()", "(text) → true or false", "Whether the text is in it."],
    ["startsWith()", "(text) → true or false", "Whether it begins so."],
    ["trim()", "() → text", "Without blanks around it."],
  ],
};
