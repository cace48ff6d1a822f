/**
 * JSON that PostgreSQL's `jsonb` accepts: it refuses NUL and lone surrogates, both of which models and programs do
 * produce. They become U+FFFD.
 */
export function toJsonb(value: unknown): string {
  return JSON.stringify(value).replace(/\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g, (sequence, code: string) =>
    code.length > 1 ? '\\ufffd' : sequence,
  )
}

/** Text that PostgreSQL's `text` accepts. */
export function toText(value: string): string {
  return value.replaceAll('\0', '\ufffd').toWellFormed()
}
