import type { ToolDefinition } from './definition.ts'
import type { PolicyRule } from './schema.ts'
import { simpleCommand } from './simple-command.ts'

/**
 * The rule that says of calls like this one what a person says of it now. Null: there is none, for what the call does
 * cannot be told by its beginning; then the answer is about this very call alone.
 */
export function suggestRule(tool: ToolDefinition, args: unknown): PolicyRule | null {
  const rule = { tools: tool.name, effect: 'auto' as const }
  if (!tool.subject) return rule
  const subject = tool.subject(args)
  if (subject?.kind === 'command') {
    const command = subject.command.trim()
    return simpleCommand(command) && command.length <= 2000 ? { ...rule, when: { command } } : null
  }
  if (subject?.kind !== 'http' || !URL.canParse(subject.url)) return null
  const host = new URL(subject.url).hostname.replace(/\.$/, '')
  return { ...rule, when: { host, method: subject.method.toUpperCase() } }
}
