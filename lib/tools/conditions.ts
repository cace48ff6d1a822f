import type { ToolSubject } from './definition.ts'
import type { RuleCondition } from './schema.ts'
import { beginsWith } from './simple-command.ts'

/**
 * Whether a call is one of those that a rule is narrowed to. Null: it cannot be told, and then a rule that allows does
 * not apply, and one that asks or denies does.
 */
export function meets(condition: RuleCondition, subject: ToolSubject | null): boolean | null {
  if (!subject) return null
  if ('command' in condition) return subject.kind === 'command' ? beginsWith(subject.command, condition.command) : false
  if (subject.kind !== 'http') return false
  const host = hostOf(subject.url)
  if (host === null) return null
  if (!isHost(host, condition.host)) return false
  return condition.method === undefined || condition.method === subject.method.toUpperCase()
}

/** As whoever sends the request will read it; null: not a plain address of HTTP. */
function hostOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, username, password, hostname } = new URL(url)
  const isPlain = (protocol === 'http:' || protocol === 'https:') && username === '' && password === ''
  // `example.com.` is the same host.
  return isPlain ? hostname.replace(/\.$/, '') : null
}

function isHost(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) && host !== pattern.slice(1) : host === pattern
}
