import type { RunView, StepView, TurnView } from '#lib/runs/schema.ts'
import type { ToolCallView } from '#lib/stream/events.ts'
import type { ThreadView } from '#lib/threads/schema.ts'

/** How a thread's file begins. */
export function markdownHead(thread: ThreadView, agentName: string): string {
  return `# ${oneLine(thread.title) || 'Untitled'}\n\nThread ${thread.id} with ${oneLine(agentName)}, begun ${thread.createdAt}.\n`
}

/** A message and what was done about it: steps, tool calls with their results, tokens and cost. */
export function markdownOfTurn({ message, runs }: TurnView, agentName: string): string {
  const place = message.parentRunId === null ? '' : ` · after run ${message.parentRunId}`
  const said = `\n## ${oneLine(message.authorName)} · ${message.createdAt}${place}\n\n${message.text}\n`
  return said + runs.map((run) => markdownOfRun(run, agentName)).join('')
}

function markdownOfRun(run: RunView, agentName: string): string {
  const lines = [`\n### ${oneLine(agentName)} · ${run.status} · run ${run.id}\n`]
  for (const step of run.steps) {
    for (const taken of run.steering.filter((one) => one.step === step.index)) {
      lines.push(`\n> **${oneLine(taken.message.authorName)}** (during the work): ${quoted(taken.message.text)}\n`)
    }
    lines.push(markdownOfStep(step))
  }
  if (run.error) lines.push(`\n> **${oneLine(run.error.code)}**: ${quoted(run.error.message)}\n`)
  return lines.join('')
}

function markdownOfStep(step: StepView): string {
  const calls = new Map(step.toolCalls.map((call) => [call.id, call]))
  const parts = step.parts.map((part) => {
    if (part.type === 'text') return `\n${part.text}\n`
    if (part.type === 'reasoning') return `\n> *Thought:* ${quoted(part.text)}\n`
    const call = calls.get(part.toolCallId)
    return call ? markdownOfCall(call) : ''
  })
  return `${parts.join('')}\n${amounts(step)}\n`
}

function markdownOfCall(call: ToolCallView): string {
  const result = call.result ? `\n${fenced(call.result.text, '')}` : ''
  return `\n**${oneLine(call.name)}** · ${call.status}\n\n${fenced(JSON.stringify(call.args, null, 2), 'json')}${result}`
}

/** "*Step 1 · openai/gpt · 1200 + 80 tokens · $0.0012*" */
function amounts({ index, kind, provider, model, usage }: StepView): string {
  const parts = [
    `Step ${index + 1}${kind === 'summary' ? ' (summary of what came before)' : ''}`,
    `${oneLine(provider)}/${oneLine(model)}`,
  ]
  if (usage) {
    parts.push(`${usage.inputTokens} + ${usage.outputTokens} tokens`)
    parts.push(usage.costMicros === null ? 'price not known' : `$${(usage.costMicros / 1_000_000).toFixed(6)}`)
  }
  return `*${parts.join(' · ')}*`
}

/** In a fence that nothing in the text can close. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}\n`
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
const quoted = (text: string) => text.replaceAll('\n', '\n> ')
