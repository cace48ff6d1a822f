import { MIN_REDACTED_CHARS, RedactionPatterns, redactText } from './redactor.ts'

/** Of the values that this process has opened; the oldest is forgotten first. */
const MAX_VALUES = 2000
const REPLACEMENT = '[secret]'

const values = new Set<string>()
let patterns: RedactionPatterns | undefined

/** From now on the value stands in no line of this process's log. @returns the value */
export function keepOut(value: string): string {
  if (value.length < MIN_REDACTED_CHARS || values.has(value)) return value
  values.add(value)
  if (values.size > MAX_VALUES) values.delete(values.values().next().value ?? '')
  patterns = undefined
  return value
}

/** The text without any secret that this process has opened. */
export function withoutOpened(text: string): string {
  if (values.size === 0) return text
  patterns ??= new RedactionPatterns([...values].map((value) => ({ value, replacement: REPLACEMENT })))
  return redactText(text, patterns)
}
