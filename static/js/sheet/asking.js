// Requests to the server, with what went wrong named so that a person can be told.

/** Why nothing was saved: `offline`, `broken`, `signed_out` or `refused` with the server's words. */
export class Trouble extends Error {
  constructor(kind, message = "") {
    super(message || kind);
    this.kind = kind;
    this.words = message;
  }

  /** Whether trying again by itself may help. */
  get passes() {
    return this.kind !== "refused";
  }
}

/** The token that goes with what is sent; from the cookie, which a new sign-in changes. */
function token() {
  const found = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
  if (found) return decodeURIComponent(found[1]);
  return document.querySelector("input[name=csrfmiddlewaretoken]").value;
}

/** The answer to JSON or a form that is sent, or to a plain question; throws Trouble. */
export async function ask(address, body) {
  const headers = { Accept: "application/json" };
  const request = { headers, credentials: "same-origin", redirect: "manual" };
  if (body !== undefined) {
    request.method = "POST";
    request.body = body instanceof FormData ? body : JSON.stringify(body);
    headers["X-CSRFToken"] = token();
    if (!(body instanceof FormData)) headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(address, request);
  } catch {
    throw new Trouble("offline");
  }
  const told = await read(answer);
  if (answer.ok && told) return told;
  if (answer.status === 401 || answer.type === "opaqueredirect") throw new Trouble("signed_out");
  // A refusal without words of ours: the token is from before another sign-in.
  if (answer.status === 403 && !told) throw new Trouble("signed_out");
  if (answer.status >= 400 && answer.status < 500 && told) {
    throw new Trouble("refused", told.message);
  }
  throw new Trouble("broken");
}

async function read(answer) {
  const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
  try {
    return isJson ? await answer.json() : null;
  } catch {
    return null;
  }
}
