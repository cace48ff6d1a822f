/** What differs between two sayings of the same: times, counters, ids of requests. Put out of sight before anything is compared. */
const COUNTED =
  'attempt|attempts|retry|retries|try|tries|round|iteration|iter|cycle|turn|pass|loop|ping|pong|beat|heartbeat|hb|message|msg|reminder|nudge|follow-?up|poll|tick|take|' +
  'update|check|sequence|seq|' +
  'versuch|runde|durchlauf|durchgang|erinnerung|nachricht|anlauf|wiederholung|takt|essai|intento'
const REQUEST_IDS =
  'req(?:uest)?|trace|correlation|session|msg|message|nonce|seq|sequence|pid|span|conn(?:ection)?|thread|ref|reference|transaction|tx|call|event|vorgangs|anfrage'
const ORDINALS =
  'second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|zweiten|dritten|vierten|funften|fünften|sechsten|siebten|achten|neunten|zehnten'

const masks: RegExp[] = [
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  // A date or an hour alone may be what is being talked about.
  /\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?(?!\w)/g,
  /\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?(?:\s*(?:am|pm|uhr|utc|z))?\b/gi,
  /^\W*\d{1,2}[:.]\d{2}(?:\s*(?:am|pm|uhr|utc))?(?=\W)|[[(]\d{1,2}:\d{2}(?:\s*(?:am|pm|uhr|utc))?[\])]|\b(?:time(?: is| now)?|as of|stand|timestamp|it is|es ist|now)[: ]+\d{1,2}:\d{2}(?:\s*(?:am|pm|uhr|utc))?/gi,
  /\b\d{10,}\b/g,
  /\b(?:conn(?:ection)?|pid|session|thread|worker)\s+\d+\b/gi,
  // A hash: long, and of both digits and letters.
  /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b/gi,
  /\b0x[0-9a-f]+\b/gi,
  new RegExp(String.raw`\b(?:${REQUEST_IDS})[-_ ]?(?:id|no|nr|nummer|number)?\s*[:=#-]\s*#?[\w-]*\d[\w-]*`, 'gi'),
  new RegExp(String.raw`\b(?:${REQUEST_IDS})[-_ ]?(?:id|no|nr|nummer|number)\.?\s+#?[\w-]*\d[\w-]*`, 'gi'),
  new RegExp(String.raw`(?<![\w-])(?:${COUNTED})[ -]?(?:no\.?|number|nr\.?|nummer|count|counter)?\s*[:=#-]?\s*#?\d+(?:\s*(?:\/|of|von|out of)\s*\d+)?`, 'gi'),
  new RegExp(String.raw`\b\d+(?:st|nd|rd|th|\.)?\s*(?:${COUNTED}|time|times|mal)\b`, 'gi'),
  new RegExp(String.raw`\b(?:${ORDINALS})\s+(?:${COUNTED}|time|mal)\b`, 'gi'),
  /\b(?:took|after|in|elapsed|duration|latency|waited|dauer|nach)[:=]?\s*\d+(?:[.,]\d+)?\s*(?:ms|s|sec|secs|seconds?|sekunden?|millis\w*)\b/gi,
  /\b\d+(?:[.,]\d+)?\s*(?:ms|µs)\b|\b\d+[.,]\d+\s*s\b/gi,
  /\b(?:token|nonce|otp|cookie|key|hash|code|session)\s+(?=\S*\d)(?=\S*[a-z])[\w-]{4,}/gi,
] // biome-ignore format: one mask a line

/** The text with a stand-in for each of them. */
export function withoutVolatile(text: string): string {
  let masked = text
  for (const mask of masks) masked = masked.replace(mask, ' ¤ ')
  return masked
}

const volatileKey =
  /^(?:attempt|attempts|retry|retries|retry_?count|try|tries|iteration|round|nonce|salt|seed|seq|sequence|timestamps?|time|ts|t|now|created_?at|updated_?at|sent_?at|started_?at|checked_?at|requested_?at|last_?\w*at|duration\w*|elapsed\w*|took\w*|latency\w*|ms|uptime|counter|(?:request|req|trace|correlation|session|call|idempotency|span|message|msg|transaction|tx|client|event|invocation)_?-?(?:id|key|token|no|number)|uuid|guid|etag|hash|checksum|cache_?bust\w*|reason|rationale|explanation|thought|intent)$/i

/** Whether a field says when or which time, and not what. */
export function isVolatileKey(key: string): boolean {
  return volatileKey.test(key)
}
