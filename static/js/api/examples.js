/* The examples that the server has. */

const PAUSE = 2; // seconds between tries

/** [{name, title, description}]; asks until it is answered. */
export async function fetchExamples(api) {
  for (;;) {
    try {
      return await getJson(`${api}/examples`);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000 * PAUSE));
    }
  }
}

export const fetchExample = (api, name) => getJson(`${api}/examples/${encodeURIComponent(name)}`);

async function getJson(url) {
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}
